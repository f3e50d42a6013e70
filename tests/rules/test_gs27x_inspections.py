"""GS270, GS271, GS272, GS295: inspections of enterprises."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listed_county import (
    CAPPED,
    CODE,
    FILES,
    PLAN,
    RANDOM_ITEMS,
    RESULT,
    hits,
    inspection,
    one,
    result,
    rows,
    visit,
    write,
)  # fmt: skip

from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.rules import RULES

UNLISTED = {"执法事项": None, "检查事项": "肥料仓库消防"}
PERSON = {"行政相对人": {"类别": "自然人", "名称": "买某"}}
SCHOOL = {
    "行政相对人": {"类别": "法人及非法人组织", "名称": "青禾县第一中学", "统一社会信用代码": "12659900MA7877610J"}
}


def test_gs270_item_is_on_no_list(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, {visit(4): inspection(4, **UNLISTED)}), "GS270")
    assert (file, text) == (visit(4), "检查事项: 肥料仓库消防")
    assert "不在本机关公布的涉企检查、随机抽查事项清单里" in message
    assert RULES["GS270"].severity is Severity.DEFECT


@pytest.mark.parametrize(
    "changes",
    [
        {"执法事项": None, "检查事项": "对农药经营情况的监督检查"},
        {**UNLISTED, "检查日期": "2025-06-30"},
        {**UNLISTED, **PERSON},
        {**UNLISTED, **SCHOOL},
        {**UNLISTED, "迁移": {"系统": "旧栏目", "公示日期": "2026-03-05", "依据": "截图"}},
    ],
)
def test_gs270_similar_name_earlier_or_no_enterprise(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert hits(write(tmp_path, {visit(4): inspection(4, **changes)}), "GS270") == []


def test_gs270_organ_without_any_list_here(tmp_path: Path) -> None:
    files = {visit(4): inspection(4, **UNLISTED), CAPPED: None, RANDOM_ITEMS: None, RESULT: None}
    content = write(tmp_path, files)
    assert hits(content, "GS270") == []
    assert len(hits(content, "GS261")) == 1


def test_gs270_silent_while_a_list_cannot_be_read(tmp_path: Path) -> None:
    content = write(tmp_path, {visit(4): inspection(4, **UNLISTED)})
    (content / CAPPED).write_text("执法主体: [", encoding="utf-8")
    register = assemble(content).register
    assert register is not None
    assert list(RULES["GS270"].check(register)) == []


def test_gs271_third_visit_of_a_year(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, {visit(4): inspection(4)}), "GS271")
    assert (file, text) == (visit(4), "检查日期: '2026-03-04'")
    assert "第3次“农药经营检查”，公布的上限是2次" in message
    assert CODE not in message
    assert RULES["GS271"].severity is Severity.DEFECT


@pytest.mark.parametrize(
    "changes",
    [
        {"检查类型": "投诉举报检查"},
        {"案件名称": "农药经营整改复查"},
        {"检查日期": "2025-12-31"},
        {"执法事项": None, "检查事项": "对农药经营情况的监督检查"},
        PERSON,
    ],
)
def test_gs271_visits_that_do_not_count(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert hits(write(tmp_path, {visit(4): inspection(4, **changes)}), "GS271") == []


def test_gs271_withdrawn_visit_counts_but_is_not_reported(tmp_path: Path) -> None:
    gone = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "撤销。"}
    last = write(tmp_path / "a", {visit(4): inspection(4, 撤回=[gone])})
    assert hits(last, "GS271") == []
    files = {visit(2): inspection(2, 撤回=[gone]), visit(4): inspection(4)}
    assert one(write(tmp_path / "b", files), "GS271")[:2] == (visit(4), "检查日期: '2026-03-04'")


def test_gs271_rows_of_a_batch(tmp_path: Path) -> None:
    batch = {"类别": "批量", "名称": "农药经营者", "数量": "2", "单位": "家"}
    table = [
        {"名称": "甲", "统一社会信用代码": "91659900MA2593352J", "结果": "未发现问题"},
        {"名称": "乙", "统一社会信用代码": CODE, "检查日期": "2026-03-05", "结果": "未发现问题"},
        {"名称": "乙", "统一社会信用代码": CODE, "检查日期": "2026-03-06", "结果": "未发现问题"},
    ]
    changes = {"行政相对人": batch, "检查结果": "见逐户结果", "逐户结果": table}
    file, text, message, _ = one(write(tmp_path, {visit(4): inspection(4, **changes)}), "GS271")
    assert (file, text) == (visit(4), "名称: 乙")
    assert message.startswith("【检查日期】2026-03-05 是")


def test_gs271_random_inspections_have_their_own_cap(tmp_path: Path) -> None:
    again = {"post/random-results/2026/sj-2.yaml": result(检查开始="2026-03-04", 检查完成="2026-03-05")}
    file, text, _, _ = one(write(tmp_path / "a", again), "GS271")
    assert (file, text) == ("post/random-results/2026/sj-2.yaml", "名称: 青禾县万家福商贸有限公司")
    uncapped = rows(RANDOM_ITEMS, "事项", first={"每企业年度上限": None})
    assert hits(write(tmp_path / "b", {**again, **uncapped}), "GS271") == []


@pytest.mark.parametrize("officers", [["65990091", "65990091"], []])
def test_gs272_inspected_alone(tmp_path: Path, officers: list[str]) -> None:
    internal = {**FILES[RESULT]["内部"], "执法人员": officers}
    for file, record in ((RESULT, result(内部=internal)), (visit(2), inspection(2, 内部=internal))):
        content = write(tmp_path / file.rsplit("/", 1)[-1], {file: record})
        where, text, message, _ = one(content, "GS272")
        assert where == file and text.startswith("执法人员:")
        assert message == f"【执法人员】写了{len(set(officers))}人，实施检查不得少于两人"


def test_gs272_from_the_desk_or_before_the_rule(tmp_path: Path) -> None:
    internal = {**FILES[RESULT]["内部"], "执法人员": ["65990091"]}
    desk = write(tmp_path / "a", {visit(2): inspection(2, 内部=internal, 检查方式="书面检查")})
    assert hits(desk, "GS272") == []
    both = write(tmp_path / "b", {visit(2): inspection(2, 内部=internal, 检查方式="现场检查和书面检查")})
    assert len(hits(both, "GS272")) == 1
    early = inspection(2, 内部=internal, 检查日期="2025-06-30")
    assert hits(write(tmp_path / "c", {visit(2): early}), "GS272") == []


def test_gs295_number_that_no_plan_has(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, {RESULT: result(计划编号="QH2026-NY-10")}), "GS295")
    assert (file, text) == (RESULT, "计划编号: QH2026-NY-10")
    assert message == "【计划编号】“QH2026-NY-10”不在2026年公布的抽查计划里"


def test_gs295_older_years_whose_plan_is_not_here(tmp_path: Path) -> None:
    old = {"计划编号": "QH2025-NY-01", "检查开始": "2025-12-01", "检查完成": "2026-03-02"}
    assert hits(write(tmp_path / "a", {RESULT: result(**old)}), "GS295") == []
    plan = {**FILES[PLAN], "年度": "2025", "任务": [{**FILES[PLAN]["任务"][0], "计划编号": "QH2025-NY-02"}]}
    content = write(tmp_path / "b", {RESULT: result(**old), "pre/random-plans/b.yaml": plan})
    assert one(content, "GS295")[1] == "计划编号: QH2025-NY-01"


def test_gs296_a_task_that_ended_without_a_result(tmp_path: Path) -> None:
    task = {**FILES[PLAN]["任务"][0], "计划编号": "QH2026-NY-02", "开始日期": "2026-01-05", "结束日期": "2026-01-30"}
    more = rows(PLAN, "任务", task)
    file, text, message, fix = one(write(tmp_path / "a", more), "GS296", date(2026, 3, 16))
    assert (file, text) == (PLAN, "计划编号: QH2026-NY-02")
    assert message == "【计划编号】QH2026-NY-02 已经结束，公示期限也过了，没有公示结果"
    assert fix == "在抽查结果里写：计划编号: QH2026-NY-02"
    visited = inspection(4, 检查类型="双随机抽查", 检查日期="2026-01-30")
    assert hits(write(tmp_path / "b", {**more, visit(4): visited}), "GS296") == []


# Twenty working days after 2026-02-10, past 春节: 2026-03-16.
@pytest.mark.parametrize(("as_of", "late"), [(date(2026, 3, 16), False), (date(2026, 3, 17), True)])
def test_gs296_only_after_the_term_for_publishing(tmp_path: Path, as_of: date, late: bool) -> None:
    task = {**FILES[PLAN]["任务"][0], "计划编号": "QH2026-NY-02", "开始日期": "2026-01-05", "结束日期": "2026-02-10"}
    content = write(tmp_path, {**rows(PLAN, "任务", task), RESULT: result()}, ledger={})
    assert len(hits(content, "GS296", as_of)) == late
