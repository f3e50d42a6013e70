"""GS220: a fine inside the range of its item's benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, PERSON, benchmark, flaw, flaws, internal, items, key_at

from gongshi.findings import Severity
from gongshi.rules.legal_ranges import legal_range


def files(*tiers: dict[str, Any], **row: Any) -> dict[str, Any]:
    return {"pre/items/nyncj.yaml": items(), "pre/discretion/nyncj.yaml": benchmark(*tiers, **row)}


def fined(amount: int, **changes: Any) -> dict[str, Any]:
    return {"执法事项": "NY-CF-001", "罚款金额": str(amount), "处罚内容": f"罚款{amount}元", **changes}


@pytest.mark.parametrize("amount", [2000, 20000])
def test_gs220_on_the_bounds(tmp_path: Path, amount: int) -> None:
    assert flaws(tmp_path, fined(amount), files=files()) == []


@pytest.mark.parametrize(("amount", "said"), [(1999, "低于"), (20001, "高于")])
def test_gs220_outside(tmp_path: Path, amount: int, said: str) -> None:
    finding = flaw(tmp_path, fined(amount), files=files())
    assert (finding.code, finding.severity) == ("GS220", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("罚款金额:")
    assert said in finding.message
    assert "2000.00 元至 20000.00 元" in finding.message


def test_gs220_mitigated(tmp_path: Path) -> None:
    assert flaws(tmp_path, fined(1000, 裁量理由="依照第三十二条第一项减轻处罚"), files=files()) == []


def test_gs220_mitigation_is_no_reason_for_more(tmp_path: Path) -> None:
    finding = flaw(tmp_path, fined(20001, 裁量理由="减轻处罚"), files=files())
    assert (finding.code, key_at(tmp_path, finding)) == ("GS220", "罚款金额: '20001'")


@pytest.mark.parametrize(
    "row",
    [
        {"备注": "货值金额二万元以上的，处十倍以上二十倍以下罚款"},
        {"违法行为": "采伐，每株处罚"},
        {"违法行为": "货值金额不足二万元的"},
    ],
)
def test_gs220_reckoned_otherwise_than_in_yuan(tmp_path: Path, row: dict[str, str]) -> None:
    assert flaws(tmp_path, fined(36000), files=files(**row)) == []


def test_gs220_an_open_tier_has_no_upper_bound(tmp_path: Path) -> None:
    tier = {"裁量阶次": "从重", "适用情形": "再次", "裁量幅度": "处5000元以上罚款", "罚款下限": "5000"}
    assert flaws(tmp_path, fined(90000), files=files(tier)) == []
    finding = flaw(tmp_path, fined(4000), files=files(tier))
    assert (finding.code, key_at(tmp_path, finding)) == ("GS220", "罚款金额: '4000'")


def test_gs220_the_benchmark_came_later(tmp_path: Path) -> None:
    assert flaws(tmp_path, fined(1000), files=files(adjusted="2026-03-03")) == []


@pytest.mark.parametrize(
    "changes", [{"行政相对人": [PERSON, FIRM]}, {"裁量理由": "两项违法行为合并处罚"}, {"执法事项": None}]
)
def test_gs220_one_amount_for_several(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert flaws(tmp_path, fined(40000, **changes), files=files()) == []


TIER = {"裁量理由": "初次违法，适用裁量基准“从轻”阶次"}


@pytest.mark.parametrize("amount", [1999, 5001])
def test_gs221_outside_the_named_tier(tmp_path: Path, amount: int) -> None:
    finding = next(f for f in flaws(tmp_path, fined(amount, **TIER), files=files()) if f.code == "GS221")
    assert finding.severity is Severity.DEFECT
    assert key_at(tmp_path, finding) == f"罚款金额: '{amount}'"
    assert finding.message == f"【罚款金额】{amount}.00 元不在写明的“从轻”阶次之内（ 2000.00 元至 5000.00 元）"


@pytest.mark.parametrize(
    "changes",
    [
        TIER,
        {"裁量理由": "不适用从轻、从重情形，按照法定幅度处罚"},
        {"裁量理由": "“从轻”阶次与“从重”阶次之间"},
        {"裁量理由": "两项违法行为分别裁量，“从轻”阶次"},
    ],
)
def test_gs221_inside_or_not_to_be_told(tmp_path: Path, changes: dict[str, Any]) -> None:
    amount = 5000 if changes == TIER else 8000
    assert flaws(tmp_path, fined(amount, **changes), files=files()) == []


def test_gs221_tier_of_the_internal_record(tmp_path: Path) -> None:
    inner = internal(裁量={"基准编码": "NY-CL-001", "阶次": "从重"})
    finding = flaw(tmp_path, fined(4000, 内部=inner), files=files())
    assert finding.code == "GS221"
    assert key_at(tmp_path, finding) == "罚款金额: '4000'"
    assert flaws(tmp_path / "b", fined(6000, 内部=inner), files=files()) == []


def law(text: str) -> dict[str, Any]:
    return {"处罚依据": [{"法律": "中华人民共和国种子法", "条款": "第七十九条", "内容": text}]}


RANGE = law("由县级以上人民政府农业农村主管部门责令改正，处二千元以上二万元以下罚款")


@pytest.mark.parametrize(("amount", "said"), [(1999, "低于处罚依据的最低数额"), (20001, "高于处罚依据的最高数额")])
def test_gs223_outside_the_law(tmp_path: Path, amount: int, said: str) -> None:
    finding = flaw(tmp_path, fined(amount, **RANGE))
    assert (finding.code, finding.severity) == ("GS223", Severity.DEFECT)
    assert key_at(tmp_path, finding) == f"罚款金额: '{amount}'"
    assert said in finding.message
    assert "条文是 2000 元至 20000 元" in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        RANGE,
        {**RANGE, "裁量理由": "依照第三十二条第一项减轻处罚"},
        law("货值金额不足二万元的，处一千元以上二千元以下罚款"),
        law("处违法所得一倍以上三倍以下罚款"),
        law("责令改正，给予警告"),
    ],
)
def test_gs223_inside_mitigated_or_reckoned(tmp_path: Path, changes: dict[str, Any]) -> None:
    amount = 1000 if "裁量理由" in changes else 20000
    assert flaws(tmp_path, fined(amount, **changes)) == []


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("处二千元以上二万元以下罚款", (2000, 20000)),
        ("可以处五万元以下的罚款", (None, 50000)),
        ("处1万元以上3万元以下罚款；情节严重的，处3万元以上5万元以下罚款", (10000, 50000)),
        ("处三千元以上罚款", (3000, None)),
        ("没收违法所得五千元以上的，处一万元以下罚款", (None, 10000)),
        ("处货值金额一倍以上五倍以下罚款", None),
        ("每日处罚款一百元以下罚款", None),
    ],
)
def test_the_range_of_an_article(text: str, allowed: tuple[int | None, int | None] | None) -> None:
    assert legal_range([text]) == allowed
