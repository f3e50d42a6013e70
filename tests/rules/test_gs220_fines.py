"""GS220: a fine inside the range of its item's benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, PERSON, benchmark, flaw, flaws, items, key_at

from gongshi.findings import Severity


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
    assert flaw(tmp_path, fined(20001, 裁量理由="减轻处罚"), files=files()).code == "GS220"


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
    assert flaw(tmp_path, fined(4000), files=files(tier)).code == "GS220"


def test_gs220_the_benchmark_came_later(tmp_path: Path) -> None:
    assert flaws(tmp_path, fined(1000), files=files(adjusted="2026-03-03")) == []


@pytest.mark.parametrize(
    "changes", [{"行政相对人": [PERSON, FIRM]}, {"裁量理由": "两项违法行为合并处罚"}, {"执法事项": None}]
)
def test_gs220_one_amount_for_several(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert flaws(tmp_path, fined(40000, **changes), files=files()) == []
