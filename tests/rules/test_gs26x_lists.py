"""GS260 to GS266, GS278, GS279, GS292: lists that are there, current and complete."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listed_county import (
    CAPPED,
    DISCRETION,
    FILES,
    HEAD,
    ITEMS,
    OFFICERS,
    ORGAN_FILE,
    PENALTY_FILE,
    PLAN,
    POWERS,
    RANDOM_ITEMS,
    RECORDINGS,
    RESULT,
    REVIEWS,
    hits,
    item,
    one,
    recording,
    result,
    rows,
    visit,
    write,
)  # fmt: skip

from county import DECISION
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.rules import RULES


def test_gs260_checked_more_than_a_year_ago(tmp_path: Path) -> None:
    checked = {POWERS: {**FILES[POWERS], "更新日期": "2024-01-01", "核对日期": "2025-03-15"}}
    file, text, message, _ = one(write(tmp_path / "a", checked), "GS260")
    assert (file, text) == (POWERS, "核对日期: '2025-03-15'")
    assert "超过12月没有核对" in message
    checked[POWERS]["核对日期"] = "2025-03-16"
    assert hits(write(tmp_path / "b", checked), "GS260") == []


def test_gs260_never_checked(tmp_path: Path) -> None:
    stale = {POWERS: {**FILES[POWERS], "更新日期": "2025-03-01"}, PLAN: {**FILES[PLAN], "更新日期": "2024-03-01"}}
    file, text, _, _ = one(write(tmp_path, stale), "GS260")
    assert (file, text) == (POWERS, "更新日期: '2025-03-01'")


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (OFFICERS, "执法人员"), (POWERS, "权责清单"), (DISCRETION, "行政裁量权基准"), (RECORDINGS, "执法音像记录事项清单"),
        (REVIEWS, "重大执法决定法制审核目录清单"), (CAPPED, "涉企行政检查事项清单"),
    ],
)  # fmt: skip
def test_gs261_list_missing(tmp_path: Path, file: str, title: str) -> None:
    # Without the list of officers the inspections would be held back, since nobody would know who made them.
    nameless = {visit(2): None, visit(3): None, RESULT: result(内部=DECISION["内部"] | {"执法人员": []})}
    without: dict[str, Any] = {file: None, **(nameless if file == OFFICERS else {})}
    where, text, message, _ = one(write(tmp_path, without), "GS261")
    assert (where, text) == (ORGAN_FILE, "名称: 青禾县农业农村局")
    assert message.endswith(f"没有公布：{title}")


def test_gs261_the_organ_itself(tmp_path: Path) -> None:
    where, text, message, _ = one(write(tmp_path, {ORGAN_FILE: None}), "GS261")
    assert (where, text) == ("site.yaml", "标识: qinghe-nyncj")
    assert message.endswith("没有公布：执法主体信息")


def test_gs261_random_items_and_several_at_once(tmp_path: Path) -> None:
    files = {RANDOM_ITEMS: None, POWERS: None, RESULT: {k: v for k, v in FILES[RESULT].items() if k != "抽查事项"}}
    where, text, message, _ = one(write(tmp_path, files), "GS261")
    assert (where, text) == (ORGAN_FILE, "名称: 青禾县农业农村局")
    assert message.endswith("没有公布：权责清单、随机抽查事项清单")


def test_gs261_not_while_the_list_cannot_be_read(tmp_path: Path) -> None:
    content = write(tmp_path, {POWERS: None})
    (content / POWERS).parent.mkdir(exist_ok=True)
    (content / POWERS).write_text("执法主体: [", encoding="utf-8")
    register = assemble(content).register
    assert register is not None
    assert list(RULES["GS261"].check(register)) == []


def test_gs261_kinds_that_need_no_list_and_governments(tmp_path: Path) -> None:
    only_penalties = {visit(2): None, visit(3): None, RESULT: None, CAPPED: None, RANDOM_ITEMS: None}
    assert hits(write(tmp_path / "a", only_penalties), "GS261") == []
    site = {"机构名录": [{"标识": "qinghe-nyncj", "名称": "青禾县人民政府", "简称": "县政府"}]}
    lists = dict.fromkeys((POWERS, DISCRETION, RECORDINGS, REVIEWS, CAPPED, "pre/entities/qinghe-dongzhen.yaml"))
    assert hits(write(tmp_path / "b", lists, site=site, entity={"名称": "青禾县人民政府"}), "GS261") == []


@pytest.mark.parametrize(
    ("row", "step"), [(0, "现场检查"), (1, "随机抽查"), (2, "调查取证"), (3, "证据保存"), (4, "听证"), (5, "行政强制"), (6, "送达")]
)  # fmt: skip
def test_gs265_a_step_is_missing(tmp_path: Path, row: int, step: str) -> None:
    record = FILES[RECORDINGS]
    left = {RECORDINGS: {**record, "事项": [r for i, r in enumerate(record["事项"]) if i != row]}}
    file, text, message, fix = one(write(tmp_path, left), "GS265")
    assert (file, text) == (RECORDINGS, "事项:")
    assert message == f"【事项】没有写到{step}，这1个环节都要记录"
    assert fix == f"记录环节: {step}"
    assert RULES["GS265"].severity is Severity.DEFECT


def test_gs265_no_such_power_no_such_step(tmp_path: Path) -> None:
    record = FILES[RECORDINGS]
    files = {
        RECORDINGS: {**record, "事项": [r for r in record["事项"] if r["执法类别"] != "行政强制"]},
        ITEMS: {**FILES[ITEMS], "事项": [r for r in FILES[ITEMS]["事项"] if r["执法类别"] != "行政强制"]},
    }
    assert hits(write(tmp_path, files), "GS265") == []


def test_gs266_seizure_only_photographed(tmp_path: Path) -> None:
    record = FILES[RECORDINGS]
    changed = [{**r, "记录方式": "拍照和录像"} if r["执法类别"] == "行政强制" else r for r in record["事项"]]
    file, text, message, fix = one(write(tmp_path / "a", {RECORDINGS: {**record, "事项": changed}}), "GS266")
    assert (file, text) == (RECORDINGS, "记录方式: 拍照和录像")
    assert message == "【记录方式】查封写的是“拍照和录像”，应当全程录音录像"
    assert fix == "记录方式: 全程录音录像"
    with_keeping = rows(RECORDINGS, "事项", recording("行政强制", "查封、扣押", "保管期间核查", "拍照"))
    assert hits(write(tmp_path / "b", with_keeping), "GS266") == []


def test_gs266_power_that_the_catalogue_does_not_name(tmp_path: Path) -> None:
    more = rows(ITEMS, "事项", item("NY-QZ-002", "行政强制", 事项名称="拒不补种树木的代履行"))
    file, text, message, _ = one(write(tmp_path, more), "GS266")
    assert (file, text) == (RECORDINGS, "事项:")
    assert "没有写到代履行" in message


def test_gs266_no_catalogue_at_all(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path / "a", {RECORDINGS: None}), "GS266")
    assert (file, text) == (ITEMS, "事项名称: 查封、扣押农药")
    assert message == "【事项名称】有查封、扣押的职权，没有公布音像记录清单，应当全程录音录像"
    harmless = {RECORDINGS: None, ITEMS: {**FILES[ITEMS], "事项": FILES[ITEMS]["事项"][:2]}}
    assert hits(write(tmp_path / "b", harmless), "GS266") == []


@pytest.mark.parametrize(("named", "measure"), [("拆除违法建筑物", "强制拆除"), ("限制人身自由", "限制人身自由")])
def test_gs266_other_measures(tmp_path: Path, named: str, measure: str) -> None:
    more = rows(RECORDINGS, "事项", recording("行政强制", named, "实施", "拍照"))
    file, text, message, _ = one(write(tmp_path, more), "GS266")
    assert (file, text) == (RECORDINGS, "记录方式: 拍照")
    assert message == f"【记录方式】{measure}写的是“拍照”，应当全程录音录像"


def test_gs287_law_that_the_item_does_not_name(tmp_path: Path) -> None:
    other = {"执法事项": "NY-CF-001", "处罚依据": [{"法律": "农药管理条例", "条款": "第五十五条"}]}
    file, text, message, fix = one(write(tmp_path / "a", penalty=other), "GS287")
    assert (file, text) == (PENALTY_FILE, "执法事项: NY-CF-001")
    assert message == "【执法事项】NY-CF-001 的执法依据里没有《农药管理条例》"
    assert ITEMS in fix
    both = {"处罚依据": [*other["处罚依据"], {"法律": "《种子法》", "条款": "第七十九条"}]}
    assert hits(write(tmp_path / "b", penalty=both), "GS287") == []


def test_gs293_columns_without_anything(tmp_path: Path) -> None:
    assert hits(write(tmp_path / "a"), "GS293") == []
    file, text, message, _ = one(write(tmp_path / "b", {PLAN: None, RESULT: None}), "GS293")
    assert (file, text) == ("site.yaml", "内容格式: '1'")
    assert message == "没有内容的栏目有2个：随机抽查年度计划、双随机抽查结果"


def test_gs278_item_of_another_organ(tmp_path: Path) -> None:
    other = {"pre/items/b.yaml": {**HEAD, "执法主体": "qinghe-scjgj", "事项": [item("SC-CF-001", "行政处罚")]}}
    file, text, message, _ = one(write(tmp_path, other, penalty={"执法事项": "SC-CF-001"}), "GS278")
    assert (file, text) == (PENALTY_FILE, "执法事项: SC-CF-001")
    assert message == "【执法事项】SC-CF-001 在青禾县市场监督管理局的清单里，不是青禾县农业农村局的事项"


def test_gs278_item_of_another_kind(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, penalty={"执法事项": "NY-XK-001"}), "GS278")
    assert (file, text) == (PENALTY_FILE, "执法事项: NY-XK-001")
    assert "是行政许可，不是处罚事项" in message


def test_gs278_withdrawn(tmp_path: Path) -> None:
    gone = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "撤销。"}
    assert hits(write(tmp_path, penalty={"执法事项": "NY-XK-001", "撤回": [gone]}), "GS278") == []


def test_gs279_no_item(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path / "a", penalty={"执法事项": None}), "GS279")
    assert (file, text) == (PENALTY_FILE, "执法类别: 行政处罚")
    assert "没有写【执法事项】" in message
    unlisted = {ITEMS: {**FILES[ITEMS], "事项": [item("NY-JC-001", "行政检查")]}}
    assert hits(write(tmp_path / "b", unlisted, penalty={"执法事项": None}), "GS279") == []


def test_gs292_two_weeks_without_news(tmp_path: Path) -> None:
    first = {"qnz-zz-2026-003": "2026-03-05", "jc-2": "2026-03-05", "jc-3": "2026-03-05", "sj-1": "2026-03-05"}
    content = write(tmp_path, ledger=first)
    assert hits(content, "GS292", date(2026, 3, 19)) == []
    file, text, message, _ = one(content, "GS292", date(2026, 3, 20))
    assert (file, text) == ("site.yaml", "内容格式: '1'")
    assert message == "最近一次更新是 2026-03-05，到 2026-03-20 已有15日，首页两周内要有更新"


def test_gs292_what_appears_today_is_news(tmp_path: Path) -> None:
    content = write(tmp_path, ledger={"qnz-zz-2026-003": "2026-03-05"})
    assert hits(content, "GS292", date(2026, 6, 1)) == []
