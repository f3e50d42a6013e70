"""GS240, GS243 to GS245: what a decision says of remedies and by which article, when the law says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FILE, FIRM, RELEASE, flaw, flaws, internal, key_at

from county import ENTITY, PENALTY
from gongshi.findings import Severity

TOLD = {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"}
OTHER = "post/decisions/2026/other.yaml"
BOTH = {PENALTY: "2026-03-05", "other": "2026-03-05"}


@pytest.mark.parametrize("term", ["三个月", "自收到决定书之日起3个月内"])
def test_gs240_three_months_for_a_lawsuit(tmp_path: Path, term: str) -> None:
    finding = flaw(tmp_path, {"救济": {**TOLD, "诉讼期限": term}})
    assert (finding.code, finding.severity, finding.file) == ("GS240", Severity.NOTE, FILE)
    assert key_at(tmp_path, finding) == f"诉讼期限: {term}"
    assert finding.fix == "诉讼期限: 六个月"


@pytest.mark.parametrize("term", ["六个月", "自收到行政复议决定书之日起十五日内", "十三个月"])
def test_gs240_other_terms(tmp_path: Path, term: str) -> None:
    assert flaws(tmp_path, {"救济": {**TOLD, "诉讼期限": term}}) == []


def test_gs243_fewer_than_sixty_days(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"救济": {**TOLD, "复议期限": "59"}})
    assert (finding.code, finding.severity) == ("GS243", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "复议期限: '59'"
    assert finding.fix == "复议期限: 60"


def test_gs243_sixty_days_or_more(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"救济": {**TOLD, "复议期限": "60"}}) == []


def test_gs243_a_government_that_names_itself(tmp_path: Path) -> None:
    name = "青禾县人民政府"
    roster = {"机构名录": [{"标识": ENTITY, "名称": name, "简称": "县政府"}]}
    here: dict[str, Any] = {
        "site": roster,
        "entity": {"名称": name, "救济": {**TOLD, "复议机关": "阿勒河地区行政公署"}},
    }
    finding = flaw(tmp_path / "a", {"救济": TOLD}, **here)
    assert (finding.code, finding.severity) == ("GS243", Severity.DEFECT)
    assert key_at(tmp_path / "a", finding) == "复议机关: 青禾县人民政府"
    assert "作出决定的青禾县人民政府自己" in finding.message
    here["entity"]["执法层级"] = "省级"
    assert flaws(tmp_path / "b", {"救济": TOLD}, **here) == []


# (key, text with the old article, what applies now)
OLD = [
    ("裁量理由", "依照行政处罚法第二十七条第一款第一项从轻处罚", "第三十条至第三十三条"),
    ("备注", "依照《中华人民共和国行政处罚法》第三十三条当场处罚", "第五十一条"),
    ("摘要", "依照行政处罚法第四十二条告知听证权利", "第六十三条、第六十四条"),
    (
        "履行方式和期限",
        "到期不缴的，依照《中华人民共和国行政处罚法》第五十一条第一项每日按百分之三加处罚款",
        "第七十二条",
    ),
    ("处罚内容", "罚款2000元。不服的，依照行政复议法第九条在六十日内申请复议", "第二十条"),
]


@pytest.mark.parametrize(("key", "text", "now"), OLD)
def test_gs244_an_old_article(tmp_path: Path, key: str, text: str, now: str) -> None:
    finding = flaw(tmp_path, {key: text})
    assert (finding.code, finding.severity) == ("GS244", Severity.NOTE)
    assert key_at(tmp_path, finding) == f"{key}: {text}"
    assert f"现在是{now}" in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        {"裁量理由": "依照行政处罚法第三十二条第一项从轻处罚"},
        {"裁量理由": "依照行政处罚法第二十七条移送司法机关"},
        {"裁量理由": "依照行政处罚法第二十七条从轻处罚", "行为发生日期": "2021-07-14"},
    ],
)
def test_gs244_what_is_right(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert flaws(tmp_path, changes) == []


def act(kind: str, law: str, **changes: Any) -> dict[str, Any]:
    return {
        "执法类别": kind, "文书号": "青农决〔2026〕1号", "案件名称": "样品事项", "执法主体": ENTITY, "行政相对人": FIRM,
        "决定日期": "2026-03-02", "依据": [{"法律": law, "条款": "第五条"}], "内部": {"公开审查": RELEASE}, "救济": TOLD, **changes,
    }  # fmt: skip


PARTIES = [{**FIRM, "角色": "申请人"}, {**FIRM, "名称": "青禾县丰穗农业有限公司", "角色": "被申请人"}]
FOREST = {"争议事项": "防护林林地使用权", "事由": "双方都主张。", "裁决内容": "归申请人。", "行政相对人": PARTIES}
FIRST = [
    act("行政裁决", "中华人民共和国森林法", **FOREST),
    act("行政确认", "中华人民共和国草原法", 确认事项="草原使用权确认", 确认内容="确认归其使用。"),
    act("其他行政执法行为", "土地管理法", 行为类型="收回国有土地使用权", 事由="闲置。", 决定内容="收回。"),
    act("其他行政执法行为", "政府信息公开条例", 行为类型="不予公开政府信息", 事由="申请。", 决定内容="不予公开。"),
]


@pytest.mark.parametrize("record", FIRST)
def test_gs245_reconsideration_may_come_first(tmp_path: Path, record: dict[str, Any]) -> None:
    (finding,) = flaws(tmp_path, files={OTHER: record}, ledger=BOTH)
    assert (finding.code, finding.severity, finding.file) == ("GS245", Severity.NOTE, OTHER)
    assert key_at(tmp_path, finding) == "救济:"
    assert finding.fix == "复议前置: 是"


@pytest.mark.parametrize(
    "record",
    [
        {**FIRST[0], "救济": {**TOLD, "复议前置": "是"}},
        {**FIRST[0], "决定日期": "2023-12-29"},
        {**FIRST[0], "争议事项": "企业名称争议"},
        {**FIRST[0], "依据": [{"法律": "企业名称登记管理规定", "条款": "第五条"}]},
        act("行政确认", "森林法", 确认事项="古树认定", 确认内容="认定。"),
    ],
)
def test_gs245_told_earlier_or_about_something_else(tmp_path: Path, record: dict[str, Any]) -> None:
    assert flaws(tmp_path, {"内部": internal()}, files={OTHER: record}, ledger=BOTH) == []
