"""GS251 to GS259: reviewers, certificates, entrustments, remedies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listed_county import (
    BODY,
    BODY_FILE,
    CODES,
    FILES,
    FRONT,
    GUIDE,
    HEAD,
    ITEMS,
    OFFICERS,
    ORGAN_FILE,
    PENALTY_FILE,
    body,
    hits,
    item,
    markdown,
    officer,
    one,
    rows,
    visit,
    write,
)  # fmt: skip

from county import DECISION, ENTITY
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.rules import RULES
from gongshi.source.locator import Locator


def test_county_with_every_list_breaks_no_rule(tmp_path: Path) -> None:
    content = write(tmp_path)
    register = assemble(content).register
    assert register is not None
    assert not register.unreadable
    assert len(register.decisions) == 3
    assert [hit for code in CODES for hit in RULES[code].check(register)] == []


@pytest.mark.parametrize("code", CODES)
def test_manual_has_an_example_of_each_kind(code: str) -> None:
    manual = RULES[code].manual
    assert "处理：" in manual
    assert "合格：" in manual
    assert "不合格：" in manual
    assert len(RULES[code].title) <= 16


def test_gs251_one_reviewer_among_twenty_one_officers(tmp_path: Path) -> None:
    people = [officer(str(65990091 + i)) for i in range(19)]
    enough = {OFFICERS: {**HEAD, "人员": [*people, officer("65990199", 法制审核人员="公职律师")]}}
    assert hits(write(tmp_path / "a", enough), "GS251") == []
    more = {OFFICERS: {**HEAD, "人员": [*enough[OFFICERS]["人员"], officer("65990198")]}}
    file, text, message, fix = one(write(tmp_path / "b", more), "GS251")
    assert (file, text) == (OFFICERS, "人员:")
    assert message == "【法制审核人员】执法人员21人，证件有效的法制审核人员1人，至少要有2人"
    assert fix == "法制审核人员: 法制审核"
    left = {OFFICERS: {**HEAD, "人员": [*more[OFFICERS]["人员"][:-1], officer("65990198", 证件状态="注销")]}}
    assert hits(write(tmp_path / "c", left), "GS251") == []


@pytest.mark.parametrize(
    "reviewer", [{"法制审核人员": "法律顾问"}, {"法制审核人员": "法制审核", "证件状态": "暂扣"}, {"法制审核人员": "法制审核", "有效期至": "2026-03-15"}]
)  # fmt: skip
def test_gs251_who_does_not_count(tmp_path: Path, reviewer: dict[str, Any]) -> None:
    people = {OFFICERS: {**HEAD, "人员": [officer("65990091", **reviewer)]}}
    file, text, message, _ = one(write(tmp_path, people), "GS251")
    assert (file, text) == (OFFICERS, "人员:")
    assert "至少要有1人" in message


def test_gs251_entrusted_body_is_reviewed_by_its_principal(tmp_path: Path) -> None:
    files = {"pre/officers/b.yaml": {**HEAD, "执法主体": BODY, "人员": [officer("65990051")]}}
    assert hits(write(tmp_path, files), "GS251") == []


@pytest.mark.parametrize(("until", "words"), [("2026-03-15", "已于 2026-03-15 到期"), ("2026-05-15", "还有60日到期")])
def test_gs252_certificate_runs_out(tmp_path: Path, until: str, words: str) -> None:
    content = write(tmp_path, rows(OFFICERS, "人员", officer("65990003", 有效期至=until)))
    file, text, message, _ = one(content, "GS252")
    assert (file, text) == (OFFICERS, f"有效期至: '{until}'")
    assert words in message
    assert "65990003" in message


@pytest.mark.parametrize("row", [{"有效期至": "2026-05-16"}, {"有效期至": "2026-03-01", "证件状态": "注销"}])
def test_gs252_not_yet_or_no_longer(tmp_path: Path, row: dict[str, str]) -> None:
    assert hits(write(tmp_path, rows(OFFICERS, "人员", officer("65990003", **row))), "GS252") == []


def test_gs253_code_of_an_enterprise(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, entity={"统一社会信用代码": "91659900MA5546586Y"}), "GS253")
    assert (file, text) == (ORGAN_FILE, "统一社会信用代码: 91659900MA5546586Y")
    assert "“91”" in message
    assert RULES["GS253"].severity is Severity.DEFECT


@pytest.mark.parametrize("code", ["12659900MA98439249", "00000000000000000X"])
def test_gs253_public_institution_or_no_code(tmp_path: Path, code: str) -> None:
    assert hits(write(tmp_path, entity={"统一社会信用代码": code}), "GS253") == []


def test_gs254_entrustment_runs_out(tmp_path: Path) -> None:
    content = write(tmp_path)
    file, text, message, _ = one(content, "GS254", date(2027, 11, 1))
    assert (file, text) == (BODY_FILE, "期限至: '2027-12-31'")
    assert "还有60日届满" in message
    assert hits(content, "GS254", date(2027, 10, 31)) == []
    assert hits(content, "GS255", date(2027, 12, 31)) == []


def test_gs255_entrustment_ran_out(tmp_path: Path) -> None:
    content = write(tmp_path)
    file, text, message, _ = one(content, "GS255", date(2028, 1, 1))
    assert (file, text) == (BODY_FILE, "期限至: '2027-12-31'")
    assert "已于 2027-12-31 届满" in message
    assert hits(content, "GS254", date(2028, 1, 1)) == []


def test_gs256_within_the_entrustment(tmp_path: Path) -> None:
    assert hits(write(tmp_path, penalty={"受委托组织": BODY}), "GS256") == []


def test_gs256_another_principal(tmp_path: Path) -> None:
    content = write(tmp_path, {BODY_FILE: body(委托机关="qinghe-scjgj")}, penalty={"受委托组织": BODY})
    file, text, message, fix = one(content, "GS256")
    assert (file, text) == (PENALTY_FILE, f"执法主体: {ENTITY}")
    assert message == "【执法主体】写的是青禾县农业农村局，青禾县东镇综合行政执法队受青禾县市场监督管理局委托"
    assert fix == "执法主体: qinghe-scjgj"


@pytest.mark.parametrize(
    ("term", "words"),
    [({"期限至": "2026-03-01"}, "在委托届满以后"), ({"期限自": "2026-03-03"}, "在委托开始以前")],
)
def test_gs256_outside_the_term(tmp_path: Path, term: dict[str, str], words: str) -> None:
    file, text, message, _ = one(write(tmp_path, {BODY_FILE: body(**term)}, penalty={"受委托组织": BODY}), "GS256")
    assert (file, text) == (PENALTY_FILE, "决定日期: '2026-03-02'")
    assert words in message


def test_gs256_published_under_an_earlier_entrustment(tmp_path: Path) -> None:
    content = write(tmp_path, {BODY_FILE: body(期限自="2026-03-06")}, penalty={"受委托组织": BODY})
    assert hits(content, "GS256") == []


def test_gs256_not_entrusted_at_all(tmp_path: Path) -> None:
    file, text, message, _ = one(write(tmp_path, penalty={"受委托组织": ENTITY}), "GS256")
    assert (file, text) == (PENALTY_FILE, f"受委托组织: {ENTITY}")
    assert "不是受委托组织" in message


def test_gs256_measures_cannot_be_entrusted(tmp_path: Path) -> None:
    common = {key: DECISION[key] for key in ("案件名称", "执法主体", "行政相对人", "决定日期", "内部")}
    measure = {
        **common, "执法类别": "行政强制", "文书号": "青农扣〔2026〕1号", "受委托组织": BODY, "强制类别": "行政强制措施", "强制方式": "扣押财物",
        "事由": "假种子", "决定内容": "扣押", "依据": [{"法律": "种子法", "条款": "第五十条"}],
    }  # fmt: skip
    file, text, message, _ = one(write(tmp_path, {visit(9): measure}), "GS256")
    assert (file, text) == (visit(9), f"受委托组织: {BODY}")
    assert "行政强制措施权不得委托" in message


def test_gs256_withdrawn_and_migrated_decisions_are_history(tmp_path: Path) -> None:
    gone = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "撤销。"}
    late = {BODY_FILE: body(期限至="2026-03-01")}
    content = write(tmp_path / "a", late, penalty={"受委托组织": BODY, "撤回": [gone]})
    assert hits(content, "GS256") == []
    old = {"系统": "旧栏目", "公示日期": "2026-03-05", "依据": "截图"}
    assert hits(write(tmp_path / "b", late, penalty={"受委托组织": BODY, "迁移": old}), "GS256") == []


@pytest.mark.parametrize(
    ("remedies", "words"),
    [({"复议机关": "青禾县人民政府"}, "没有写诉讼法院"), ({"诉讼法院": "青禾县人民法院"}, "没有写复议机关")],
)
def test_gs258_half_of_the_remedies(tmp_path: Path, remedies: dict[str, str], words: str) -> None:
    file, text, message, fix = one(write(tmp_path, entity={"救济": remedies}), "GS258")
    assert (file, text) == (ORGAN_FILE, "救济:")
    assert words in message
    assert "青禾县人民" in fix


COURT = {"诉讼法院": "青禾县人民法院"}


@pytest.mark.parametrize(
    ("organ", "words"),
    [
        ("阿勒河地区农业农村局", "部门不再是复议机关"),
        ("青禾县人民政府或者阿勒河地区农业农村局", "部门不再是复议机关"),
        ("上一级主管部门", "部门不再是复议机关"),
        ("阿勒河地区行政公署", "对县级部门的决定应向本级人民政府申请"),
    ],
)
def test_gs259_wrong_organ(tmp_path: Path, organ: str, words: str) -> None:
    content = write(tmp_path, entity={"救济": {"复议机关": organ, **COURT}})
    file, text, message, fix = one(content, "GS259")
    assert (file, text) == (ORGAN_FILE, f"复议机关: {organ}")
    assert words in message
    assert fix == "复议机关: 青禾县人民政府"
    assert hits(content, "GS259", date(2023, 12, 31)) == []


@pytest.mark.parametrize("organ", ["县人民政府", "青禾县人民政府（由青禾县司法局承办）", "青禾县行政复议委员会"])
def test_gs259_other_ways_of_writing_it(tmp_path: Path, organ: str) -> None:
    assert hits(write(tmp_path, entity={"救济": {"复议机关": organ, **COURT}}), "GS259") == []


def test_gs259_vertical_organs_and_governments(tmp_path: Path) -> None:
    def named(name: str, review: str) -> Path:
        site = {"机构名录": [{"标识": ENTITY, "名称": name, "简称": name}]}
        entity = {"名称": name, "救济": {"复议机关": review, **COURT}}
        return write(tmp_path / name, {BODY_FILE: None}, site=site, entity=entity)

    assert hits(named("国家税务总局青禾县税务局", "国家税务总局阿勒河地区税务局"), "GS259") == []
    assert hits(named("青禾县人民政府", "阿勒河地区行政公署"), "GS259") == []
    file, text, message, _ = one(named("青禾县青禾镇人民政府", "青禾县青禾镇人民政府"), "GS259")
    assert (file, text) == (ORGAN_FILE, "复议机关: 青禾县青禾镇人民政府")
    assert "上一级人民政府" in message


def test_gs259_less_than_sixty_days_on_an_item(tmp_path: Path) -> None:
    listed = item("NY-CF-001", "行政处罚", 救济={"复议机关": "青禾县人民政府", "复议期限": "30"})
    file, text, message, fix = one(write(tmp_path, rows(ITEMS, "事项", first=listed)), "GS259")
    assert (file, text) == (ITEMS, "复议期限: '30'")
    assert "30日" in message
    assert fix == "复议期限: 60"


def test_place_is_line_and_column_of_the_key(tmp_path: Path) -> None:
    content = write(tmp_path, rows(OFFICERS, "人员", officer("65990003", 有效期至="2026-05-15")))
    register = assemble(content).register
    assert register is not None
    hit = next(RULES["GS252"].check(register))
    assert hit.path == ("人员", 2, "有效期至")
    assert Locator(content).locate(hit.file, hit.path) == (25, 3)


def test_organs_and_items_that_nobody_knows_raise_nothing(tmp_path: Path) -> None:
    nobody = {"执法主体": "nobody"}
    lists = {file: {**FILES[file], **nobody} for file in FILES if "执法主体" in FILES[file]}
    known = {"标识": "elsewhere", "名称": "别处", "简称": "别处"}
    files = {**lists, BODY_FILE: body(委托机关="nobody")}
    content = write(
        tmp_path, files, site={"机构名录": [known]}, penalty={**nobody, "受委托组织": BODY, "执法事项": "X-1"}
    )
    # Rules look at everything that was read, before what is wrong is held back.
    findings = assemble(content, date(2031, 12, 31)).findings
    assert {"GS101", "GS103"} <= {finding.code for finding in findings}
    assert any(finding.code in CODES for finding in findings)


def test_gs259_remedies_of_a_guide(tmp_path: Path) -> None:
    told = {"复议机关": "阿勒河地区农业农村局", "诉讼法院": "青禾县人民法院"}
    file, text, message, _ = one(write(tmp_path, {GUIDE: markdown({**FRONT, "救济": told})}), "GS259")
    assert (file, text) == (GUIDE, "复议机关: 阿勒河地区农业农村局")
    assert "部门不再是复议机关" in message
