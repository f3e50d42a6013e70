"""GS201 to GS204: 公开审查 of decisions, results and lists, and the legal unit's review of lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from decision_cases import FILE, RELEASE, flaw, flaws, internal, items, key_at, licence, seen

from county import ENTITY, PENALTY, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity


def reviewed(**changes: Any) -> dict[str, Any]:
    release = {k: v for k, v in {**RELEASE, **changes}.items() if v is not None}
    return {"内部": internal(公开审查=release)}


def test_a_sound_county_has_no_flaw(tmp_path: Path) -> None:
    assert flaws(tmp_path) == []


def test_gs201_published_without_any_review(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"内部": internal(公开审查=None)})
    assert (finding.code, finding.severity) == ("GS201", Severity.GATE)
    assert key_at(tmp_path, finding).startswith("内部:")
    assert "没有填写" in finding.message
    assert "保密审查人" in finding.fix


@pytest.mark.parametrize("key", ["保密审查人", "批准人", "日期"])
def test_gs201_a_part_of_the_review_is_missing(tmp_path: Path, key: str) -> None:
    finding = flaw(tmp_path, reviewed(**{key: None}))
    assert (finding.code, finding.file) == ("GS201", FILE)
    assert key_at(tmp_path, finding).startswith("公开审查:")
    assert f"没有写{key}" in finding.message


def test_gs201_published_against_the_review(tmp_path: Path) -> None:
    finding = flaw(tmp_path, reviewed(结论="不同意公开"))
    assert finding.code == "GS201"
    assert key_at(tmp_path, finding) == "结论: 不同意公开"
    assert "应为“同意公开”" in finding.message


def test_gs201_what_is_not_published_yet_may_wait(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"内部": internal(公开审查=None)}, ledger={}) == []


def test_gs201_an_older_system_is_left_alone(tmp_path: Path) -> None:
    migration = {"系统": "旧栏目", "公示日期": "2026-03-05", "依据": "截图"}
    assert flaws(tmp_path, {"迁移": migration, "内部": {}}) == []


def test_gs201_a_list_that_was_refused(tmp_path: Path) -> None:
    listed = {**items(), "公开审查": {**RELEASE, "结论": "不同意公开"}}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": listed})
    assert (finding.code, finding.file) == ("GS201", "pre/items/nyncj.yaml")
    assert key_at(tmp_path, finding) == "结论: 不同意公开"


def test_gs201_a_random_result(tmp_path: Path) -> None:
    result = {
        "任务名称": "样品抽查", "执法主体": ENTITY, "检查开始": "2026-03-01", "检查完成": "2026-03-02", "抽查情况": "样品",
        "检查对象": [{"名称": "甲店", "结果": "未发现问题"}],
    }  # fmt: skip
    files = {"post/random-results/2026/r-1.yaml": result}
    finding = flaw(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "r-1": "2026-03-05"})
    assert seen(finding) == ("GS201", "post/random-results/2026/r-1.yaml", 1, 1)


def test_gs202_reviewed_after_publication(tmp_path: Path) -> None:
    finding = flaw(tmp_path, reviewed(日期="2026-03-06"))
    assert (finding.code, finding.severity) == ("GS202", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "日期: '2026-03-06'"
    assert "2026-03-05" in finding.message
    assert "2026-03-05" in finding.fix


def test_gs202_a_list_whose_review_is_not_done(tmp_path: Path) -> None:
    listed = {**items(), "公开审查": {**RELEASE, "结论": "待审"}}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": listed})
    assert finding.code == "GS202"
    assert key_at(tmp_path, finding) == "结论: 待审"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("采集人", "保密审查人"),
        ("采集人", "审核人"),
        ("采集人", "批准人"),
        ("保密审查人", "批准人"),
        ("审核人", "批准人"),
    ],
)
def test_gs203_one_person_in_two_roles(tmp_path: Path, one: str, other: str) -> None:
    finding = flaw(tmp_path, reviewed(**{other: RELEASE[one]}))
    assert (finding.code, finding.severity) == ("GS203", Severity.DEFECT)
    assert key_at(tmp_path, finding) == f"{other}: {RELEASE[one]}"
    assert f"{one}和{other}" in finding.message


def test_gs203_secrecy_and_content_may_be_reviewed_by_one(tmp_path: Path) -> None:
    assert flaws(tmp_path, reviewed(审核人="C001")) == []


def test_gs203_in_a_list(tmp_path: Path) -> None:
    listed = {**items(), "公开审查": {**RELEASE, "批准人": "C003"}}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": listed})
    assert finding.code == "GS203"
    assert key_at(tmp_path, finding) == "批准人: C003"


@pytest.mark.parametrize(
    ("review", "at", "said"),
    [
        (None, "执法主体:", "没有填写"),
        ({"审核人": "F001", "日期": "2026-01-05", "意见": "不同意"}, "意见: 不同意", "审核同意后才能公布"),
        ({"审核人": "F001", "日期": "2026-03-17", "意见": "同意"}, "日期: '2026-03-17'", "晚于基准日"),
    ],
)
def test_gs204_items_without_legal_review(tmp_path: Path, review: Any, at: str, said: str) -> None:
    listed = {k: v for k, v in {**items(), "法制审核": review}.items() if v is not None}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": listed})
    assert (finding.code, finding.severity) == ("GS204", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith(at)
    assert said in finding.message


def test_gs204_reviewed_after_publication_was_approved(tmp_path: Path) -> None:
    listed = {**items(), "公开审查": {**RELEASE, "日期": "2026-01-04"}}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": listed})
    assert (finding.code, finding.severity) == ("GS204", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "日期: '2026-01-05'"
    assert "晚于批准公开的日期 2026-01-04" in finding.message


def test_gs204_signed_by_a_case_officer(tmp_path: Path) -> None:
    listed = items()
    review = {**listed["法制审核"], "审核人": "65990001"}
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": {**listed, "法制审核": review}})
    assert (finding.code, finding.severity) == ("GS204", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "审核人: '65990001'"
    assert "不是法制审核人员" in finding.message


def test_a_licence_without_a_flaw(tmp_path: Path) -> None:
    files = {"post/decisions/2026/xk.yaml": licence()}
    assert flaws(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "xk": "2026-03-05"}) == []


def test_gs204_is_quiet_when_the_site_is_shown_as_of_an_earlier_day(tmp_path: Path) -> None:
    """Today's list stands in for the one of then: its review may well be later than the day that is looked at."""
    late = items(adjusted="2026-03-20")
    later = {
        **late,
        "法制审核": {**late["法制审核"], "日期": "2026-03-20"},
        "公开审查": {**RELEASE, "日期": "2026-03-20"},
    }
    files = {"pre/items/a.yaml": later}
    here = write_county(tmp_path / "here", files=files)
    back = write_county(tmp_path / "back", files=files, ledger={PENALTY: "2026-03-05", "later-one": "2026-03-25"})
    assert [f.code for f in assemble(here, date(2026, 3, 16)).findings if f.code == "GS204"] == ["GS204"]
    assert [f.code for f in assemble(back, date(2026, 3, 16)).findings if f.code == "GS204"] == []


def test_gs213_a_list_without_any_review(tmp_path: Path) -> None:
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": {**items(), "公开审查": None}})
    assert (finding.code, finding.severity) == ("GS213", Severity.DEFECT)
    assert seen(finding)[1:] == ("pre/items/nyncj.yaml", 1, 1)
    assert "没有填写" in finding.message


def test_gs213_a_list_whose_review_is_still_to_come(tmp_path: Path) -> None:
    finding = flaw(tmp_path, files={"pre/items/nyncj.yaml": {**items(), "公开审查": {**RELEASE, "日期": "2026-03-17"}}})
    assert (finding.code, finding.severity) == ("GS213", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "日期: '2026-03-17'"


PAGES = {
    "pre/flows/flow-a.yaml": {
        "名称": "流程图", "执法主体": ENTITY, "执法类别": "行政处罚", "更新日期": "2026-03-01", "公开审查": None,
        "步骤": [{"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]}, {"编号": "b", "内容": "结案", "形状": "结束"}],
    },
    "pre/boards/board-a.yaml": {
        "窗口": "12号窗口", "执法主体": ENTITY, "岗位": "受理岗", "岗位职责": ["受理"], "办理事项": ["许可"], "进度查询": "窗口",
        "人员": [{"姓名": "林晓禾", "工号": "1"}], "咨询电话": "0999-6590012", "投诉举报": "12345", "办公时间": "工作日",
        "更新日期": "2026-03-01", "公开审查": None,
    },
}  # fmt: skip
POLICY = "---\n标题: 办法\n执法主体: qinghe-nyncj\n类别: 公示制度\n成文日期: 2026-01-15\n公开审查: {结论: 待审}\n---\n正文。\n"


@pytest.mark.parametrize("file", PAGES)
def test_gs213_a_page_without_any_review(tmp_path: Path, file: str) -> None:
    found = [f for f in flaws(tmp_path, files={file: PAGES[file]}) if f.code == "GS213"]
    assert [seen(f) for f in found] == [("GS213", file, 1, 1)]


def test_gs202_a_policy_half_reviewed(tmp_path: Path) -> None:
    finding = flaw(tmp_path, files={"pre/policies/p.md": POLICY})
    assert (finding.code, finding.line, finding.column) == ("GS202", 6, 8)
    assert "结论是“待审”" in finding.message


def report(**release: Any) -> dict[str, Any]:
    others = dict.fromkeys(("行政征收总金额", "行政裁决涉及金额", "行政给付总金额", "行政奖励总金额"), "0.00")
    return {
        "标题": "2025年行政执法统计年报", "执法主体": ENTITY, "年度": "2025", "公布日期": "2026-01-31",
        "行政处罚": {"合计": "0", "罚没金额": "0.00"}, "行政强制": {"合计": "0"}, "其他行为": {**others, "合计": "0"}, "总体情况": "无。",
        "行政许可": dict.fromkeys(("申请数量", "受理数量", "许可数量", "不予许可数量"), "0"),
        "内部": {"公开审查": {k: v for k, v in {**RELEASE, **release}.items() if v is not None} if release else None},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("release", "at", "said"),
    [
        ({}, "内部: {}", "没有填写"),
        ({"保密审查人": None}, "公开审查:", "没有写保密审查人"),
        ({"结论": "待审"}, "结论: 待审", "结论是“待审”"),
        ({"日期": "2026-03-17"}, "日期: '2026-03-17'", "年报却已经公布"),
    ],
)
def test_gs213_an_annual_report(tmp_path: Path, release: dict[str, Any], at: str, said: str) -> None:
    finding = flaw(tmp_path, files={"post/annual-reports/a.yaml": report(**release)})
    assert (finding.code, finding.severity) == ("GS213", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith(at)
    assert said in finding.message
