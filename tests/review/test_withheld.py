"""不予公开 in a review: counted, with ground and approver, and not one word of what it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_repository import committed, git, review

from answers import call
from county import ENTITY, changed, penalty, write, write_county

FILE = "post/undisclosed/2026/qnz-nd-2026-001.yaml"
SECRETS = ("第九十九号", "监护人到场", "AJ-2026-77")
WITHHELD: dict[str, Any] = {
    "执法主体": ENTITY,
    "执法类别": "行政处罚",
    "文书号": "青农罚〔2026〕第九十九号",
    "决定日期": "2026-03-03",
    "理由": "未成年人保护",
    "依据": "未成年人保护法第一百零三条",
    "批准人": "L001",
    "批准日期": "2026-03-04",
    "内部": {"未成年人": "是", "档号": "AJ-2026-77", "备注": "监护人到场。"},
}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A county whose last commit withholds one decision."""
    write_county(tmp_path)
    committed(tmp_path)
    write(tmp_path / "content" / FILE, WITHHELD)
    committed(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_its_private_matter_is_in_no_report(form: str, top: Path) -> None:
    out = call("review", "HEAD~1..HEAD", "--content", str(top / "content"), "--format", form).out
    assert "列入不予公开" in out
    for words in ("未成年人保护", "L001", "青禾县农业农村局"):
        assert words in out
    for words in SECRETS:
        assert words not in out


def test_the_first_line_counts_by_ground(top: Path) -> None:
    for number, ground in ((2, "国家秘密"), (3, "未成年人保护")):
        other = changed(WITHHELD, {"文书号": f"青农罚〔2026〕{number}号", "理由": ground})
        write(top / f"content/post/undisclosed/2026/qnz-nd-2026-00{number}.yaml", other)
    committed(top)
    out = call("review", "HEAD~2..HEAD", "--content", str(top / "content")).out
    assert "列入不予公开 3（国家秘密 1、未成年人保护 2）" in out.splitlines()[1]


def test_another_ground_is_shown_beside_the_old_one(top: Path) -> None:
    write(top / "content" / FILE, changed(WITHHELD, {"理由": "个人隐私", "批准人": "L002"}))
    committed(top)
    (item,) = review(top)["items"]
    assert (item["what"], item["ground"]) == ("不予公开改动", "个人隐私")
    assert item["fields"] == [
        {"label": "理由", "old": "未成年人保护", "new": "个人隐私"},
        {"label": "批准人", "old": "L001", "new": "L002"},
    ]


def test_a_change_of_its_private_matter_is_said_without_words(top: Path) -> None:
    write(top / "content" / FILE, changed(WITHHELD, {"文书号": "青农罚〔2026〕第一百号"}))
    committed(top)
    found = review(top)
    (item,) = found["items"]
    assert item["what"] == "只改内部" and item["fields"] == []
    assert "号" not in item["title"]


def test_a_removed_one(top: Path) -> None:
    (top / "content" / FILE).unlink()
    committed(top)
    (item,) = review(top)["items"]
    assert item["what"] == "取消不予公开" and "统计少一件" in item["why"]


def test_one_that_becomes_public(top: Path) -> None:
    (top / "content" / FILE).unlink()
    write(top / "content/post/decisions/2026/qnz-nd-2026-001.yaml", penalty(99))
    committed(top)
    items = {item["what"]: item for item in review(top)["items"]}
    assert items.keys() == {"新公开", "取消不予公开"}
    assert "现在作为执法决定公开" in items["取消不予公开"]["why"]


def test_a_decision_that_is_withheld_from_now_on(top: Path) -> None:
    """Git may take the new file for the old one renamed; the review tells of both."""
    write(top / "content/post/decisions/2026/qnz-zz-2026-009.yaml", penalty(9))
    committed(top)
    git(
        top,
        "mv",
        "content/post/decisions/2026/qnz-zz-2026-009.yaml",
        "content/post/undisclosed/2026/qnz-zz-2026-009.yaml",
    )
    write(
        top / "content/post/undisclosed/2026/qnz-zz-2026-009.yaml",
        changed(WITHHELD, {"文书号": "青农（种子）罚〔2026〕9号"}),
    )
    committed(top)
    assert sorted(item["what"] for item in review(top)["items"]) == ["列入不予公开", "删除"]


def test_one_held_back_by_a_gate_counts_once_it_is_mended(top: Path) -> None:
    """Two with one number: the gate holds both back, so that none of them is in the statistics."""
    again = "content/post/undisclosed/2026/qnz-nd-2026-002.yaml"
    write(top / again, WITHHELD)
    committed(top)
    found = review(top)
    assert [item["what"] for item in found["items"]] == ["列入不予公开"]
    assert any(f["severity"] == "gate" for f in found["findings"])
    write(top / again, changed(WITHHELD, {"文书号": "青农罚〔2026〕2号"}))
    committed(top)
    assert {item["record"]: item["what"] for item in review(top)["items"]} == {
        "qnz-nd-2026-001": "列入不予公开", "qnz-nd-2026-002": "列入不予公开",
    }  # fmt: skip
