"""GS215, GS216, GS236: penalties on the spot, and what is not published by rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, PERSON, flaw, flaws, key_at

from gongshi.findings import Severity

FIRST = {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院", "复议前置": "是"}
EXEMPT = {"依据": "行政处罚法第四十八条第一款"}


def spot(amount: int, party: Any, **changes: Any) -> dict[str, Any]:
    return {
        "程序": "简易", "行政相对人": party, "罚款金额": str(amount), "处罚内容": f"罚款{amount}元", "救济": FIRST, "依规不公示": EXEMPT, **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "party"), [(200, PERSON), (3000, FIRM), (400, [PERSON, {**PERSON, "名称": "李某"}])]
)
def test_gs215_within_the_limits(tmp_path: Path, amount: int, party: Any) -> None:
    assert flaws(tmp_path, spot(amount, party), ledger={}) == []


@pytest.mark.parametrize(("amount", "party", "limit"), [(201, PERSON, 200), (3001, FIRM, 3000)])
def test_gs215_beyond_the_limits(tmp_path: Path, amount: int, party: Any, limit: int) -> None:
    finding = flaw(tmp_path, spot(amount, party), ledger={})
    assert (finding.code, finding.severity) == ("GS215", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("罚款金额:")
    assert f"最高 {limit} 元" in finding.message


def test_gs215_another_kind(tmp_path: Path) -> None:
    finding = flaw(tmp_path, spot(100, PERSON, 处罚类别=["罚款", "没收非法财物"]), ledger={})
    assert finding.code == "GS215"
    assert key_at(tmp_path, finding).startswith("处罚类别:")
    assert "没收非法财物" in finding.message


def test_gs215_another_law_allows_more(tmp_path: Path) -> None:
    basis = [{"法律": "中华人民共和国治安管理处罚法", "条款": "第一百一十九条"}]
    assert flaws(tmp_path, spot(500, PERSON, 处罚依据=basis), ledger={}) == []


def test_gs216_the_record_says_otherwise(tmp_path: Path) -> None:
    finding = flaw(
        tmp_path, spot(100, PERSON, 救济={"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"}), ledger={}
    )
    assert (finding.code, finding.severity) == ("GS216", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("救济:")
    assert finding.fix == "复议前置: 是"


def test_gs216_what_is_not_shown_need_not_say_it(tmp_path: Path) -> None:
    assert flaws(tmp_path, spot(100, PERSON, 救济=None), ledger={}) == []


def test_gs216_before_the_law(tmp_path: Path) -> None:
    early = {"决定日期": "2023-12-29", "送达日期": None, "内部": {}, "救济": {"复议机关": "青禾县人民政府"}}
    assert flaws(tmp_path, spot(100, PERSON, **early), ledger={}) == []


def test_gs236_the_profile_does_not_publish_it(tmp_path: Path) -> None:
    finding = flaw(tmp_path, spot(100, PERSON, 依规不公示=None), ledger={})
    assert (finding.code, finding.severity) == ("GS236", Severity.NOTE)
    assert key_at(tmp_path, finding) == "程序: 简易"
    assert "“简易程序”" in finding.message
    assert finding.fix.startswith("依规不公示: {依据: 行政处罚法第四十八条第一款")


def test_gs236_the_profile_publishes_it(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"依规不公示": EXEMPT}, ledger={})
    assert finding.code == "GS236"
    assert key_at(tmp_path, finding).startswith("依规不公示:")
    assert "没有不公示这一类的规定" in finding.message
