"""GS205 to GS208: 法制审核 and 集体讨论 of major decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import (
    FIRM,
    PERSON,
    REVIEW,
    flaw,
    flaws,
    internal,
    items,
    key_at,
    licence,
    officer,
    officers,
    review_catalogue,
)  # fmt: skip

from county import PENALTY
from gongshi.findings import Severity

CATALOGUE = {"pre/review-catalogues/nyncj.yaml": review_catalogue()}


def fined(amount: int, party: dict[str, str] = PERSON, **inner: Any) -> dict[str, Any]:
    return {
        "行政相对人": party,
        "罚款金额": str(amount),
        "处罚内容": f"罚款{amount}元",
        "内部": internal(集体讨论日期="2026-02-28", **inner),
    }


def revoked(**inner: Any) -> dict[str, Any]:
    return {
        "处罚类别": ["罚款", "吊销许可证件"],
        "暂扣或吊销证照名称及编号": "种子经营许可证1号",
        "内部": internal(集体讨论日期="2026-02-28", **inner),
    }


@pytest.mark.parametrize(("amount", "party"), [(5000, PERSON), (50000, FIRM)])
def test_gs205_amount_of_the_catalogue_reached(tmp_path: Path, amount: int, party: dict[str, str]) -> None:
    finding = flaw(tmp_path, fined(amount, party), files=CATALOGUE)
    assert (finding.code, finding.severity) == ("GS205", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("内部:")
    assert f"罚款 {amount}.00 元达到目录" in finding.message


@pytest.mark.parametrize(("amount", "party"), [(4999, PERSON), (49999, FIRM)])
def test_gs205_below_the_catalogue(tmp_path: Path, amount: int, party: dict[str, str]) -> None:
    assert flaws(tmp_path, fined(amount, party), files=CATALOGUE) == []


def test_gs205_confiscation_counts_by_itself(tmp_path: Path) -> None:
    changes = {"处罚类别": ["罚款", "没收违法所得"], "没收金额": "6000", "处罚内容": "罚款2000元，没收违法所得6000元"}
    finding = flaw(tmp_path, {**fined(2000), **changes}, files=CATALOGUE)
    assert key_at(tmp_path, finding) == "内部:"
    assert "没收金额 6000.00 元" in finding.message


def test_gs205_revocation_needs_no_catalogue(tmp_path: Path) -> None:
    finding = flaw(tmp_path, revoked())
    assert (finding.code, key_at(tmp_path, finding)) == ("GS205", "内部:")
    assert "吊销许可证件" in finding.message


def test_gs205_a_kind_that_the_catalogue_names(tmp_path: Path) -> None:
    catalogue = review_catalogue(审核的决定="暂扣许可证件", 标准="一律审核")
    changes = {**revoked(), "处罚类别": ["罚款", "暂扣许可证件"]}
    finding = flaw(tmp_path, changes, files={"pre/review-catalogues/nyncj.yaml": catalogue})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS205", "内部:")
    assert "暂扣许可证件" in finding.message


def test_gs205_a_kind_from_a_number_of_days_on_is_for_people_to_judge(tmp_path: Path) -> None:
    catalogue = review_catalogue(审核的决定="暂扣许可证件", 标准="暂扣6个月以上")
    changes = {**revoked(), "处罚类别": ["罚款", "暂扣许可证件"]}
    assert flaws(tmp_path, changes, files={"pre/review-catalogues/nyncj.yaml": catalogue}) == []


@pytest.mark.parametrize(
    ("change", "at", "said"),
    [
        ({"意见": "不同意"}, "意见: 不同意", "审核同意后"),
        ({"日期": "2026-03-03"}, "日期: '2026-03-03'", "晚于决定日期 2026-03-02"),
        ({"审核人": "65990001"}, "审核人: '65990001'", "承办人"),
    ],
)
def test_gs205_a_review_that_does_not_count(tmp_path: Path, change: dict[str, str], at: str, said: str) -> None:
    finding = flaw(tmp_path, revoked(法制审核={**REVIEW, **change}))
    assert finding.code == "GS205"
    assert key_at(tmp_path, finding) == at
    assert said in finding.message


def test_gs205_reviewed_on_the_day_of_the_decision(tmp_path: Path) -> None:
    assert flaws(tmp_path, revoked(法制审核={**REVIEW, "日期": "2026-03-02"})) == []


def test_gs205_what_was_withdrawn_is_left_alone(tmp_path: Path) -> None:
    withdrawal = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    assert flaws(tmp_path, {**revoked(), "撤回": [withdrawal]}) == []


def test_gs205_an_item_of_an_organ_without_a_catalogue(tmp_path: Path) -> None:
    finding = flaw(
        tmp_path, {"执法事项": "NY-CF-001", **fined(2000)}, files={"pre/items/nyncj.yaml": items(法制审核="是")}
    )
    assert (finding.code, key_at(tmp_path, finding)) == ("GS205", "内部:")
    assert "NY-CF-001" in finding.message


def test_gs205_an_item_whose_catalogue_has_amounts(tmp_path: Path) -> None:
    files = {**CATALOGUE, "pre/items/nyncj.yaml": items(法制审核="是")}
    assert flaws(tmp_path, {"执法事项": "NY-CF-001", **fined(2000)}, files=files) == []


def test_gs206_heard_without_review(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"内部": internal(听证日期="2026-02-20", 集体讨论日期="2026-02-28")})
    assert (finding.code, finding.severity) == ("GS206", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "听证日期: '2026-02-20'"
    assert "2026-02-20 举行过听证" in finding.message


def test_gs207_major_without_discussion(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {**revoked(), "内部": internal(法制审核=REVIEW)})
    assert (finding.code, finding.severity) == ("GS207", Severity.NOTE)
    assert key_at(tmp_path, finding).startswith("内部:")


def test_gs207_discussed_after_the_decision(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {**revoked(), "内部": internal(法制审核=REVIEW, 集体讨论日期="2026-03-03")})
    assert finding.code == "GS207"
    assert key_at(tmp_path, finding) == "集体讨论日期: '2026-03-03'"


def test_gs208_catalogue_adjusted_after_the_decision(tmp_path: Path) -> None:
    files = {"pre/review-catalogues/nyncj.yaml": review_catalogue("2026-03-10")}
    finding = flaw(tmp_path, fined(5000), files=files)
    assert (finding.code, finding.severity) == ("GS208", Severity.NOTE)
    assert key_at(tmp_path, finding) == "内部:"
    assert "2026-03-10 调整过" in finding.message


def test_gs208_a_licence_whose_standard_is_in_words(tmp_path: Path) -> None:
    files = {
        "post/decisions/2026/xk.yaml": licence(执法事项="NY-XK-001"),
        "pre/items/nyncj.yaml": items(事项编码="NY-XK-001", 执法类别="行政许可", 法制审核="是"),
        "pre/review-catalogues/nyncj.yaml": review_catalogue(执法大类="行政许可", 公民罚款标准=None, 单位罚款标准=None),
    }
    finding = flaw(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "xk": "2026-03-05"})
    assert (finding.code, finding.file) == ("GS208", "post/decisions/2026/xk.yaml")
    assert key_at(tmp_path, finding) == "内部:"


def staffed(*rows: dict[str, Any]) -> dict[str, Any]:
    """The list of officers with both case officers and the ``rows``."""
    listed = officers(officer("65990001"), officer("65990002", 姓名="林晓禾"), *rows)
    return {"pre/officers/nyncj.yaml": listed, "pre/officers/county.yaml": None}


JURIST = officer("65990020", 姓名="刘国栋", 法制审核人员="法制审核", 内部编号="F001")


@pytest.mark.parametrize(
    ("reviewer", "said"),
    [
        ("林晓禾", "就是本案承办人"),
        ("65990003", "在执法人员名单里不是法制审核人员"),
        ("F009", "“F009”不是本机关名单里的法制审核人员"),
    ],
)
def test_gs205_the_reviewer_is_somebody_else(tmp_path: Path, reviewer: str, said: str) -> None:
    files = staffed(officer("65990003", 姓名="何青山"), JURIST)
    finding = flaw(tmp_path, revoked(法制审核={**REVIEW, "审核人": reviewer}), files=files)
    assert (finding.code, finding.severity) == ("GS205", Severity.DEFECT)
    assert key_at(tmp_path, finding).replace("'", "") == f"审核人: {reviewer}"
    assert said in finding.message


@pytest.mark.parametrize("reviewer", ["F001", "65990020", "刘国栋"])
def test_gs205_a_reviewer_under_any_name(tmp_path: Path, reviewer: str) -> None:
    assert flaws(tmp_path, revoked(法制审核={**REVIEW, "审核人": reviewer}), files=staffed(JURIST)) == []


def test_gs205_a_list_without_all_numbers_refutes_nobody(tmp_path: Path) -> None:
    files = staffed(JURIST, officer("65990021", 法制审核人员="公职律师"))
    assert flaws(tmp_path, revoked(法制审核={**REVIEW, "审核人": "F009"}), files=files) == []


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [
        ("2026-02-24", None),
        ("2026-02-12", None),
        ("2026-02-11", "有6个工作日，期限是5个工作日"),
        ("2026-02-27", "晚于审核日期 2026-02-26"),
    ],
)
def test_gs209_how_long_the_review_took(tmp_path: Path, handed_in: str, said: str | None) -> None:
    found = flaws(tmp_path, revoked(法制审核={**REVIEW, "送审日期": handed_in}))
    assert [(f.code, f.severity) for f in found] == ([("GS209", Severity.NOTE)] if said else [])
    assert all(key_at(tmp_path, f) == f"送审日期: '{handed_in}'" and str(said) in f.message for f in found)


@pytest.mark.parametrize(
    ("result", "says", "told"),
    [
        ("不予许可", "经营许可的不予许可决定", True),
        ("准予", "经营许可的不予许可决定", False),
        ("撤销许可", "撤销已经生效的许可", True),
    ],
)
def test_gs208_a_result_that_the_catalogue_names(tmp_path: Path, result: str, says: str, told: bool) -> None:
    listed = review_catalogue(执法大类="行政许可", 审核的决定=says, 公民罚款标准=None, 单位罚款标准=None)
    files = {"post/decisions/2026/xk.yaml": licence(许可结果=result), "pre/review-catalogues/nyncj.yaml": listed}
    found = flaws(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "xk": "2026-03-05"})
    assert [(f.code, f.file) for f in found] == ([("GS208", "post/decisions/2026/xk.yaml")] if told else [])
    assert all(key_at(tmp_path, f) == "内部:" and "法制审核目录写到" in f.message for f in found)
