"""GS275 to GS277, GS280, GS283 to GS286, GS290: guides, flows, boards, benchmarks, reports, calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listed_county import (
    BOARD,
    DISCRETION,
    FILES,
    FRONT,
    GUIDE,
    HEAD,
    ITEMS,
    ORGAN_FILE,
    STAFF,
    hits,
    item,
    markdown,
    one,
    rows,
    tier,
    write,
)  # fmt: skip

from county import ENTITY, changed, penalty
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.rules import RULES
from gongshi.rules.fillers import is_filler

REPORT = "post/annual-reports/a.yaml"


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"承诺办结时限": "21"}, "承诺办结时限: '21'", "21个工作日，不得长于法定的20个工作日"),
        ({"申请材料": []}, "申请材料:", "全部材料要列成目录"),
        ({"收费": "每件十元"}, "收费: 每件十元", "没有写收费依据"),
        ({"受理机构": "暂无"}, "受理机构: 暂无", "写的是“暂无”"),
        ({"决定机构": "待定"}, "决定机构: 待定", "写的是“待定”"),
        ({"服务对象": "略"}, "服务对象: 略", "写的是“略”"),
        ({"结果名称": "——"}, "结果名称: ——", "写的是“——”"),
        ({"结果送达": "/"}, "结果送达: /", "写的是“/”"),
        ({"办理地点": "同上"}, "办理地点: 同上", "写的是“同上”"),
        ({"办理时间": "另行通知"}, "办理时间: 另行通知", "写的是“另行通知”"),
        ({"受理条件": ["有经营场所", "略"]}, "略", "【受理条件】写的是“略”"),
    ],
)
def test_gs275_guide_wanting(tmp_path: Path, changes: dict[str, Any], place: str, words: str) -> None:
    file, text, message, _ = one(write(tmp_path, {GUIDE: markdown({**FRONT, **changes})}), "GS275")
    assert file == GUIDE
    assert text.startswith(place)
    assert words in message
    assert RULES["GS275"].severity is Severity.DEFECT


def test_gs275_no_procedure_anywhere(tmp_path: Path) -> None:
    empty = markdown(FRONT).removesuffix("正文。\n")
    file, text, message, fix = one(write(tmp_path / "a", {GUIDE: empty}), "GS275")
    assert (file, text) == (GUIDE, "---")
    assert message == "【流程图】没有写，正文也是空的；办理流程要写清楚"
    assert fix == "流程图: flow-licence"
    drawn = markdown({**FRONT, "流程图": "flow-a"}).removesuffix("正文。\n")
    assert hits(write(tmp_path / "b", {GUIDE: drawn}), "GS275") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"法定办结时限": "0"},
        {"承诺办结时限": "20"},
        {"事项类型": "行政给付", "申请材料": []},
        {"收费": "每件10元，依据农药登记收费标准"},
        {"服务对象": "其他组织"},
    ],
)
def test_gs275_what_is_allowed(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert hits(write(tmp_path, {GUIDE: markdown({**FRONT, **changes})}), "GS275") == []


def test_gs276_no_chart_of_the_kind(tmp_path: Path) -> None:
    licences = [item(f"NY-XK-00{i}", "行政许可", 流程图=None, 服务指南="guide-a") for i in (1, 2)]
    penalties = [item("NY-CF-001", "行政处罚", 流程图=None), item("NY-JF-001", "行政给付", 流程图=None)]
    content = write(tmp_path, {ITEMS: {**HEAD, "事项": [*licences, *penalties, item("NY-JC-001", "行政检查")]}})
    file, text, message, _ = one(content, "GS276")
    assert (file, text) == (ITEMS, "事项编码: NY-XK-001")
    assert message == "【流程图】NY-XK-001 没有流程图，本机关也没有行政许可的流程图"


def test_gs277_licence_without_a_guide(tmp_path: Path) -> None:
    more = rows(ITEMS, "事项", item("NY-XK-002", "行政许可"))
    file, text, message, _ = one(write(tmp_path / "a", more), "GS277")
    assert (file, text) == (ITEMS, "事项编码: NY-XK-002")
    assert "没有服务指南" in message
    named = {**more, "pre/guides/guide-b.md": markdown({**FRONT, "事项编码": "NY-XK-002"})}
    assert hits(write(tmp_path / "b", named), "GS277") == []


def test_gs280_nobody_stands_in(tmp_path: Path) -> None:
    file, text, message, fix = one(write(tmp_path, {BOARD: {**FILES[BOARD], "人员": STAFF[:1]}}), "GS280")
    assert (file, text) == (BOARD, "人员:")
    assert message == "【人员】没有B岗，每个窗口至少A岗、B岗各一人"
    assert "B岗" in fix


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"服务指南": None}, "窗口: 12号窗口", "【服务指南】没有写，看不到申请材料示范文本"),
        ({"投诉举报": "向本局反映"}, "投诉举报: 向本局反映", "没有电话、地址或者信箱"),
        ({"进度查询": "暂无"}, "进度查询: 暂无", "等于没有写"),
        ({"岗位职责": ["受理", "略"]}, "略", "【岗位职责】写的是“略”"),
        ({"办理事项": ["待定"]}, "待定", "【办理事项】写的是“待定”"),
    ],
)
def test_gs281_board_wanting(tmp_path: Path, changes: dict[str, Any], place: str, words: str) -> None:
    file, text, message, _ = one(write(tmp_path, {BOARD: changed(FILES[BOARD], changes)}), "GS281")
    assert (file, text) == (BOARD, place)
    assert words in message
    assert RULES["GS281"].severity is Severity.NOTE


def test_gs281_guides_without_a_sample_form(tmp_path: Path) -> None:
    plain = {GUIDE: markdown({**FRONT, "申请材料": [{"名称": "申请表"}]}), "pre/guides/guide-a/form.txt": None}
    file, text, message, fix = one(write(tmp_path, plain), "GS281")
    assert (file, text) == (BOARD, "服务指南: guide-a")
    assert "没有给申请材料附样本" in message
    assert fix == "在 pre/guides/guide-a.md 的申请材料里写：样本: guide-a/form.pdf"


def test_gs288_a_window_without_a_board(tmp_path: Path) -> None:
    second = {"pre/guides/guide-b.md": markdown({**FRONT, "事项编码": None, "申请材料": [{"名称": "申请表"}]})}
    file, text, message, _ = one(write(tmp_path / "a", {BOARD: None, **second}), "GS288")
    assert (file, text) == (GUIDE, "执法主体: qinghe-nyncj")
    assert message == "【执法主体】青禾县农业农村局有服务指南，没有岗位信息公示牌"
    broken = write(tmp_path / "b", {BOARD: None})
    (broken / BOARD).parent.mkdir(exist_ok=True)
    (broken / BOARD).write_text("执法主体: [", encoding="utf-8")
    register = assemble(broken).register
    assert register is not None
    assert list(RULES["GS288"].check(register)) == []


@pytest.mark.parametrize("text", ["暂无", "略", "待定", "——", "/", "N/A", "xxx", "0"])
def test_words_that_say_nothing(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["无数量限制", "略阳县窗口", "其他组织", "12号窗口"])
def test_words_that_say_something(text: str) -> None:
    assert not is_filler(text)


def benchmark(*tiers: dict[str, Any]) -> dict[str, Any]:
    return rows(DISCRETION, "基准", first={"阶次": list(tiers)})


@pytest.mark.parametrize("least", ["6000.00", "4000.00"])
def test_gs283_gap_and_overlap(tmp_path: Path, least: str) -> None:
    tiers = benchmark(tier("从轻", "2000.00", "5000.00"), tier("一般", least, "20000.00"))
    file, text, message, fix = one(write(tmp_path, tiers), "GS283")
    assert (file, text) == (DISCRETION, f"罚款下限: '{least}'")
    assert message == f"【罚款下限】NY-CL-001“一般”从{least}元起，上一阶次“从轻”到5000.00元为止，应当衔接"
    assert fix == "罚款下限: 5000.00"


def test_gs283_tiers_without_amounts_and_equal_ones(tmp_path: Path) -> None:
    tiers = benchmark(
        tier("不予处罚", None, None, "不予处罚"), tier("一般", "2000.00", "5000.00"), tier("严重", "2000.00", "5000.00", "并处吊销")
    )  # fmt: skip
    content = write(tmp_path, tiers)
    assert hits(content, "GS283") == []
    assert hits(content, "GS284") == []


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        ("处2000元以上5000元以下罚款", 1),
        ("处五万元以上十万元以下罚款", 1),
        ("处货值金额3倍以上5倍以下罚款", 0),
        ("货值不足1万元的，处货值金额一倍罚款", 0),
        ("责令停产停业", 0),
    ],
)
def test_gs284_amounts_only_in_words(tmp_path: Path, outcome: str, wanted: int) -> None:
    found = hits(write(tmp_path, benchmark(tier("一般", "2000.00", None, outcome))), "GS284")
    assert len(found) == wanted
    assert all(hit[:2] == (DISCRETION, f"裁量幅度: {outcome}") for hit in found)


@pytest.mark.parametrize(
    ("tiers", "place", "words"),
    [
        ((tier("从轻", "1000.00", "5000.00"),), "罚款下限: '1000.00'", "从1000.00元起，条文最低2000元"),
        ((tier("从重", "5000.00", "30000.00"),), "罚款上限: '30000.00'", "到30000.00元为止，条文最高20000元"),
    ],
)
def test_gs282_tier_outside_the_law(tmp_path: Path, tiers: Any, place: str, words: str) -> None:
    basis = [{"法律": "种子法", "条款": "第七十九条", "内容": "处二千元以上二万元以下罚款"}]
    more = rows(DISCRETION, "基准", first={"阶次": list(tiers), "处罚依据": basis})
    file, text, message, _ = one(write(tmp_path / "a", more), "GS282")
    assert (file, text) == (DISCRETION, place)
    assert words in message
    lighter = rows(DISCRETION, "基准", first={"阶次": [tier("减轻", "500.00", "2000.00")], "处罚依据": basis})
    assert hits(write(tmp_path / "b", lighter), "GS282") == []


def report(**changes: Any) -> dict[str, Any]:
    """The report of 2025 of an organ with one penalty of 2000 yuan."""
    others = dict.fromkeys(("行政征收总金额", "行政裁决涉及金额", "行政给付总金额", "行政奖励总金额"), "0.00")
    record = {
        "标题": "2025年行政执法统计年报", "执法主体": ENTITY, "年度": "2025", "公布日期": "2026-01-31",
        "行政处罚": {"罚款": "1", "合计": "1", "罚没金额": "2000.00"},
        "行政许可": dict.fromkeys(("申请数量", "受理数量", "许可数量", "不予许可数量"), "0"),
        "行政强制": {"合计": "0"}, "其他行为": {**others, "合计": "0"}, "总体情况": "一件。",
    }  # fmt: skip
    return {**record, **changes}


LAST_YEAR = {"post/decisions/2025/cf-1.yaml": penalty(1, 文书号="青农罚〔2025〕1号", 决定日期="2025-12-01")}


def test_gs285_in_time(tmp_path: Path) -> None:
    content = write(tmp_path, {**LAST_YEAR, REPORT: report()})
    assert hits(content, "GS285") == []
    assert hits(content, "GS286") == []


def test_gs285_missing_after_the_last_day(tmp_path: Path) -> None:
    content = write(tmp_path, LAST_YEAR)
    assert hits(content, "GS285", date(2026, 1, 31)) == []
    file, text, message, _ = one(content, "GS285", date(2026, 2, 1))
    assert (file, text) == (ORGAN_FILE, "名称: 青禾县农业农村局")
    assert message == "青禾县农业农村局2025年有执法决定，没有公布当年的统计年报，最后一日是 2026-01-31"


def test_gs285_published_late(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, {**LAST_YEAR, REPORT: report(公布日期="2026-02-01")}), "GS285")
    assert (file, text) == (REPORT, "公布日期: '2026-02-01'")
    assert "晚于2025年度年报的最后一日 2026-01-31" in message


@pytest.mark.parametrize(
    ("table", "place", "words"),
    [
        ({"罚款": "2", "合计": "2", "罚没金额": "2000.00"}, "合计: '2'", "年报行政处罚2宗，本站记录1宗"),
        ({"罚款": "1", "合计": "1", "罚没金额": "200.00"}, "罚没金额: '200.00'", "年报200.00元，本站记录2000.00元"),
    ],
)
def test_gs286_totals_differ(tmp_path: Path, table: dict[str, str], place: str, words: str) -> None:
    file, text, message, _ = one(write(tmp_path / "a", {**LAST_YEAR, REPORT: report(行政处罚=table)}), "GS286")
    assert (file, text) == (REPORT, place)
    assert words in message
    explained = report(行政处罚=table, 差异说明="同案两人分别出具文书。")
    assert hits(write(tmp_path / "b", {**LAST_YEAR, REPORT: explained}), "GS286") == []


OTHERS = dict.fromkeys(("行政征收总金额", "行政裁决涉及金额", "行政给付总金额", "行政奖励总金额"), "0.00")
NONE_GRANTED = dict.fromkeys(("申请数量", "受理数量", "许可数量", "不予许可数量"), "0")


@pytest.mark.parametrize("key", ["许可数量", "不予许可数量", "撤销许可数量"])
def test_gs286_licences_differ(tmp_path: Path, key: str) -> None:
    table = {**NONE_GRANTED, "申请数量": "1", "受理数量": "1", key: "1"}
    file, text, message, _ = one(write(tmp_path, {**LAST_YEAR, REPORT: report(行政许可=table)}), "GS286")
    assert (file, text) == (REPORT, f"{key}: '1'")
    assert message.startswith(f"【{key}】年报{key.removesuffix('数量')}1宗，本站记录0宗")


def test_gs286_coercions_differ(tmp_path: Path) -> None:
    files = {**LAST_YEAR, REPORT: report(行政强制={"扣押财物": "1", "合计": "1"})}
    file, text, message, _ = one(write(tmp_path, files), "GS286")
    assert (file, text) == (REPORT, "合计: '1'")
    assert "年报行政强制1宗，本站记录0宗" in message


@pytest.mark.parametrize(
    "key",
    [
        "行政征收次数",
        "行政征用次数",
        "行政裁决次数",
        "行政给付次数",
        "行政确认次数",
        "行政奖励次数",
        "其他行政执法行为",
    ],
)
def test_gs286_other_acts_differ(tmp_path: Path, key: str) -> None:
    table = {**OTHERS, key: "1", "合计": "1"}
    file, text, message, _ = one(write(tmp_path, {**LAST_YEAR, REPORT: report(其他行为=table)}), "GS286")
    assert (file, text) == (REPORT, f"{key}: '1'")
    assert "1宗，本站记录0宗" in message


def test_gs286_inspections_are_counted_by_visit(tmp_path: Path) -> None:
    table = {**OTHERS, "行政检查次数": "9", "合计": "9"}
    assert hits(write(tmp_path, {**LAST_YEAR, REPORT: report(其他行为=table)}), "GS286") == []


def test_gs286_undisclosed_counts_without_its_amount(tmp_path: Path) -> None:
    secret = {
        "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": "青农罚〔2025〕2号", "决定日期": "2025-12-02", "理由": "未成年人保护",
        "依据": "个人信息保护法", "批准人": "L001", "批准日期": "2025-12-03",
    }  # fmt: skip
    two = report(行政处罚={"罚款": "2", "合计": "2", "罚没金额": "2300.00"})
    files = {**LAST_YEAR, REPORT: two, "post/undisclosed/2025/bgk-1.yaml": secret}
    assert hits(write(tmp_path, files), "GS286") == []


def test_gs286_reports_older_than_the_site(tmp_path: Path) -> None:
    assert hits(write(tmp_path, {REPORT: report()}), "GS286") == []


def test_gs290_deadline_in_a_year_without_a_notice(tmp_path: Path) -> None:
    late = {"post/decisions/2031/cf-1.yaml": penalty(1, 文书号="青农罚〔2031〕1号", 决定日期="2031-03-03")}
    file, text, message, _ = one(write(tmp_path, late), "GS290")
    assert (file, text) == ("site.yaml", "内容格式: '1'")
    assert message == "【历法】2031年的全国放假通知没有收录，有1项公示期限按估算"


def test_gs290_december_looks_ahead(tmp_path: Path) -> None:
    content = write(tmp_path)
    register = assemble(content, date(2026, 12, 1)).register
    assert register is not None
    next_known = not register.setting.calendar.is_working(date(2027, 6, 15)).estimated
    found = hits(content, "GS290", date(2026, 12, 1))
    assert [hit[2] for hit in found] == ([] if next_known else ["【历法】2027年的全国放假通知没有收录"])
    assert hits(content, "GS290", date(2026, 11, 30)) == []


def test_gs290_region_without_this_years_notice(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, site={"历法": ["xinjiang"]}), "GS290", date(2024, 3, 16))
    assert (file, text) == ("site.yaml", "历法:")
    assert "2024年新疆的放假通知没有全部收录" in message
