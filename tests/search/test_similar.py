"""类案: the same item, like facts, like amounts; the cost of a record does not grow with their number."""

from __future__ import annotations

from typing import Any

from gongshi.search import similar as module
from gongshi.search.similar import LOOKED_AT, NAMED, similar

FACTS = "当事人销售的玉米种子标签未标注检疫证明编号，货值金额不大"


def decision(
    record: str, facts: str = FACTS, amount: str | None = "2000.00", item: str | None = "NY-CF-001", **changes: Any
) -> dict[str, Any]:
    return {
        "id": record, "kind": "penalty", "title": "案", "decided": "2026-03-02", "amount": amount,
        "item": {"code": item} if item else None, "basis": [{"law": "种子法", "article": "第七十九条"}],
        "fields": [{"label": "违法事实", "type": "prose", "value": facts}], **changes,
    }  # fmt: skip


def test_like_facts_on_one_item() -> None:
    other = decision("c", "无证采伐防护林木，逾期拒不补种树木", "1000.00")
    assert similar([decision("a"), decision("b"), other]) == {"a": ["b"], "b": ["a"], "c": []}


def test_another_item_or_kind_is_another_matter() -> None:
    assert similar([decision("a"), decision("b", item="NY-CF-002"), decision("c", kind="licence")]) == {
        "a": [],
        "b": [],
        "c": [],
    }


def test_without_an_item_the_articles_decide() -> None:
    found = similar([decision("a", item=None), decision("b", item=None), decision("c", item=None, basis=[])])
    assert found == {"a": ["b"], "b": ["a"]}


def test_the_nearer_amount_comes_first_then_the_newer() -> None:
    found = similar([
        decision("a", amount="2000.00"), decision("far", amount="900000.00"), decision("near", amount="2500.00"),
        decision("same", amount="2000.00"), decision("newer", amount="2000.00", decided="2026-08-01"),
    ])  # fmt: skip
    assert found["a"] == ["newer", "same", "near", "far"]


def test_at_most_five_of_the_nearest_forty(monkeypatch: Any) -> None:
    asked: list[int] = []
    measured = module._likeness
    monkeypatch.setattr(module, "_likeness", lambda one, other: asked.append(1) or measured(one, other))
    many = [decision(f"r{n:03d}", amount=f"{1000 + n}.00") for n in range(300)]
    found = similar(many)
    assert {len(others) for others in found.values()} == {NAMED}
    assert len(asked) <= 300 * LOOKED_AT


def test_how_many_are_compared_together_changes_nothing(monkeypatch: Any) -> None:
    kinds = ("玉米种子标签未标注", "无证采伐防护林木", "经营的农药已过保质期")
    many = [decision(f"r{n:03d}", f"{kinds[n % 3]}，第{n % 7}次", f"{1000 + n * 37 % 90}.00") for n in range(120)]
    whole = similar(many)
    monkeypatch.setattr(module, "_TOGETHER", 7)
    assert similar(many) == whole
