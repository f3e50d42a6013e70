"""GS311, GS312: what was published changes in the open or not at all. The store alone suffices, no git is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from repositories import FILE, OTHER_PDF, PDF, codes, key_at, only, place, published, release, rewrite, told

from county import DECISION, PENALTY, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity

CORRECTION = {"日期": "2026-03-16", "字段": "罚款金额", "原因": "录入错误"}
PARTY = DECISION["行政相对人"]
AMOUNT: dict[str, Any] = {"罚款金额": "3000.00"}
PERSONAL = {"下线日期": "2026-03-16", "重新公示日期": "2026-03-16"}


def test_nothing_changed(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 内部={**DECISION["内部"], "备注": "只供内部"}, 程序="普通")
    assert told(content) == []


def test_gs311_an_amount(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, **AMOUNT)
    finding = only(content)
    assert place(finding) == ("GS311", FILE, 18, 1)
    assert key_at(content, finding) == "罚款金额: '3000.00'"
    assert finding.severity is Severity.GATE
    assert finding.message == "【罚款金额】公示后改了：原来公示的是 2000.00元，现在是 3000.00元，没有“更正”"
    assert finding.fix == ("更正: [{日期: 2026-03-16, 字段: 罚款金额, 原因: ……, 原内容: 2000.00元, 新内容: 3000.00元}]")
    assert assemble(content).held == {FILE}


def test_gs311_the_mended_line_mends_it(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, **AMOUNT)
    line = only(content).fix
    (content / FILE).write_text((content / FILE).read_text("utf-8") + line + "\n", "utf-8")
    assert told(content) == []


def test_gs311_a_name_is_never_shown_again(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 行政相对人={**PARTY, "名称": "青禾县沃野农资经营部"})
    finding = only(content)
    assert place(finding) == ("GS311", FILE, 7, 3)
    assert key_at(content, finding).startswith("名称:")
    assert finding.message == "【行政相对人名称】公示后改了，没有“更正”"
    assert finding.fix == "更正: [{日期: 2026-03-16, 字段: 行政相对人名称, 原因: ……}]"
    assert not [word for word in ("丰穗", "沃野") if word in finding.message + finding.fix]


def test_gs311_an_article(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 处罚依据=[{"法律": "中华人民共和国种子法", "条款": "第八十条"}])
    finding = only(content)
    assert key_at(content, finding).startswith("条款:")
    assert finding.message == "【处罚依据】公示后改了：原来公示的是 第七十九条，现在是 第八十条，没有“更正”"


def test_gs311_a_date_and_prose(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 决定日期="2026-03-03", 履行方式和期限="自收到之日起10日内缴纳。")
    first, second = told(content)
    assert "原来公示的是 2026-03-02，现在是 2026-03-03" in first.message
    assert second.message == "【履行方式和期限】公示后改了，没有“更正”"


def test_gs311_a_field_that_was_taken_out(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 证据=None)
    assert place(only(content)) == ("GS311", FILE, 1, 1)


def test_gs311_a_correction_that_covers_only_some(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, **AMOUNT, 处罚内容="罚款3000元", 更正=[CORRECTION])
    finding = only(content)
    assert key_at(content, finding) == "处罚内容: 罚款3000元"
    assert finding.message == "【处罚内容】公示后改了，新的“更正”只写了“罚款金额”"
    assert finding.fix == "在“更正”末尾加 - {日期: 2026-03-16, 字段: 处罚内容, 原因: ……}"
    both = {**CORRECTION, "字段": "罚款金额、处罚内容"}
    rewrite(content, FILE, DECISION, **AMOUNT, 处罚内容="罚款3000元", 更正=[both])
    assert told(content) == []


@pytest.mark.parametrize("day", ["2026-03-19", "2026-03-22"])
def test_gs311_a_correction_dated_before_the_last_release_or_after_today(tmp_path: Path, day: str) -> None:
    content = published(tmp_path)
    follow = [{"日期": "2026-03-18", "情形": "罚款缴清"}]
    rewrite(content, FILE, DECISION, 后续=follow)
    release(content, "2026-03-20")
    rewrite(content, FILE, DECISION, **AMOUNT, 后续=follow, 更正=[{**CORRECTION, "日期": day}])
    assert f"“更正”的日期 {day} 不对" in only(content, "2026-03-21").message
    rewrite(content, FILE, DECISION, **AMOUNT, 后续=follow, 更正=[{**CORRECTION, "日期": "2026-03-21"}])
    assert told(content, "2026-03-21") == []


def test_gs311_an_old_correction_does_not_excuse_a_new_change(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, **AMOUNT, 更正=[CORRECTION])
    release(content, "2026-03-16")
    assert told(content) == []
    rewrite(content, FILE, DECISION, 罚款金额="4000.00", 更正=[CORRECTION])
    assert "没有“更正”" in only(content).message


@pytest.mark.parametrize(
    "events",
    [
        {"后续": [{"日期": "2026-03-12", "情形": "罚款缴清"}]},
        {"撤回": [{"情形": "撤销", "生效日期": "2026-03-14", "依据": "某决定", "说明": "复议决定撤销。"}]},
        {"提前终止公示": {"日期": "2026-03-15", "依据": "信用修复管理办法"}},
    ],
)
def test_what_happened_later_is_no_change(tmp_path: Path, events: dict[str, Any]) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, **events)
    assert told(content) == []
    rewrite(content, FILE, DECISION, **events, 摘要="补一句摘要")
    assert told(content) == []
    rewrite(content, FILE, DECISION, **events, **AMOUNT)
    assert codes(told(content)) == ["GS311"]


def test_an_addition_alone_wants_a_word(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 摘要="补一句摘要")
    assert key_at(content, only(content)) == "摘要: 补一句摘要"


def test_gs311_events_are_not_rewritten(tmp_path: Path) -> None:
    fall = {"情形": "撤销", "生效日期": "2026-03-14", "依据": "某决定", "说明": "复议决定撤销。"}
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 更正=[CORRECTION], 撤回=[fall])
    release(content, "2026-03-16")
    rewrite(content, FILE, DECISION, 更正=[CORRECTION], 撤回=[{**fall, "撤回日期": "2026-03-16"}])
    assert told(content) == []
    rewrite(content, FILE, DECISION, 更正=[{**CORRECTION, "原因": "别的原因"}], 撤回=[fall])
    finding = only(content)
    assert key_at(content, finding).startswith("原因:")
    assert finding.fix == "恢复原来的“更正”，新的一条加在后面"
    rewrite(content, FILE, DECISION, 更正=[CORRECTION])
    assert "【撤回】" in only(content).message


def test_what_is_over_may_be_tidied(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 违法事实="概括处理。")
    assert codes(told(content)) == ["GS311"]
    assert told(content, "2040-01-01") == []


def test_a_changed_date_cannot_make_a_record_lapse_unseen(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 决定日期="2001-03-02", 违法事实="另一回事。")
    assert codes(told(content)) == ["GS311", "GS311"]


def test_what_was_public_in_error_is_mended_without_a_word(tmp_path: Path) -> None:
    content = published(tmp_path)
    rewrite(content, FILE, DECISION, 误公开=[PERSONAL], 行政相对人={**PARTY, "名称": "某经营部"})
    assert told(content) == []
    release(content, "2026-03-16")
    rewrite(
        content,
        FILE,
        DECISION,
        误公开=[{**PERSONAL, "下线日期": "2026-03-10", "重新公示日期": "2026-03-11"}],
        行政相对人={**PARTY, "名称": "别的经营部"},
    )
    assert codes(told(content)) == ["GS311"]


def test_without_a_statement_nothing_can_be_compared(tmp_path: Path) -> None:
    assert told(write_county(tmp_path, penalty=AMOUNT)) == []


ATTACHED = {"附件": [{"文件": f"{PENALTY}/a.pdf", "名称": "决定书"}]}
ATTACHMENT = f"post/decisions/2026/{PENALTY}/a.pdf"


def test_gs312_another_file_under_the_same_name(tmp_path: Path) -> None:
    content = published(tmp_path, penalty=ATTACHED, files={ATTACHMENT: PDF})
    assert told(content) == []
    write(content / ATTACHMENT, OTHER_PDF)
    finding = only(content)
    assert finding.code == "GS312"
    assert key_at(content, finding).startswith("文件:")
    assert finding.message == f"附件“{PENALTY}/a.pdf”的内容和 2026-03-05 发布的不一样，没有“更正”"
    assert finding.fix == "更正: [{日期: 2026-03-16, 字段: 附件, 原因: ……}]"
    rewrite(content, FILE, DECISION, **ATTACHED, 更正=[{**CORRECTION, "字段": "附件"}])
    assert told(content) == []


def test_random_results_are_held_to_it_as_well(tmp_path: Path) -> None:
    result = {
        "任务名称": "样品抽查", "执法主体": "qinghe-nyncj", "检查开始": "2026-03-01", "检查完成": "2026-03-03", "检查对象": [],
        "抽查情况": "随机抽取。", "内部": DECISION["内部"],
    }  # fmt: skip
    file = "post/random-results/2026/cc-1.yaml"
    content = published(tmp_path, files={file: result})
    rewrite(content, file, result, 抽查情况="另一种说法。")
    finding = only(content)
    assert (finding.code, finding.file) == ("GS311", file)
    rewrite(content, file, result, 抽查情况="另一种说法。", 更正=[{**CORRECTION, "字段": "抽查情况"}])
    assert told(content) == []


def test_an_altered_statement_stops_everything(tmp_path: Path) -> None:
    content = published(tmp_path)
    (statement,) = (content / "release/statements").rglob("*.json")
    statement.write_bytes(b"{}\n")
    assert told(content) == []  # nothing changed, nothing was read
    rewrite(content, FILE, DECISION, **AMOUNT)
    finding = only(content)
    assert (finding.code, finding.stops_everything) == ("GS050", True)
