"""GS400 to GS404: natural persons by their role, minors, domiciles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, key_at, licence
from redaction_cases import ENTRY, FILE, INTERNAL, leak, leaks, person

from county import PENALTY
from gongshi.findings import Severity

SHOP = {"类别": "个体工商户", "统一社会信用代码": "00000000000000000X"}
NAMES = {"姓名显示": {"自然人": {"值": "姓加某", "依据": "自定"}}}


def profile(**names: Any) -> dict[str, Any]:
    return {"规则调整": {"姓名显示": {key: {"依据": "自定：试验", **value} for key, value in names.items()}}}


def test_a_masked_person_is_in_order(tmp_path: Path) -> None:
    assert leaks(tmp_path) == []


@pytest.mark.parametrize("name", ["张某", "张某某", "张×", "张*", "欧阳某", "买某", "J某", "张某（货主）", "某某"])
def test_gs400_forms_of_a_mask(tmp_path: Path, name: str) -> None:
    assert leaks(tmp_path, person(名称=name)) == []


@pytest.mark.parametrize(
    "name",
    ["张小禾", "欧阳青山", "买买提·艾力", "巴特尔", "John Smith", "张某（张小禾）", "小禾某", "张某一", "某村农户"],
)
def test_gs400_anything_else_is_held_back(tmp_path: Path, name: str) -> None:
    finding = next(f for f in leaks(tmp_path, person(名称=name)) if f.code == "GS400")
    assert (finding.file, finding.severity, finding.record) == (FILE, Severity.GATE, PENALTY)
    assert key_at(tmp_path, finding) == f"名称: {name}"
    assert name not in finding.message
    assert name not in finding.fix


def test_gs400_a_full_name_needs_profile_and_ground(tmp_path: Path) -> None:
    full, ground = person(名称="张小禾"), person(名称="张小禾", 实名依据="执业医师法第十八条")
    allowed = profile(可写全名={"执法类别": ["行政处罚"]})
    other = profile(可写全名={"执法类别": ["行政许可"]})
    plain = {"脱敏": None}
    assert leaks(tmp_path / "a", {**ground, **plain}, site=allowed) == []
    assert leak(tmp_path / "b", {**full, **plain}, site=allowed).code == "GS400"
    assert leak(tmp_path / "c", {**ground, **plain}, site=other).code == "GS400"
    assert leak(tmp_path / "d", {**ground, **plain}).code == "GS400"


def test_gs400_a_shop_without_a_name_of_its_own(tmp_path: Path) -> None:
    """The name of such a shop is its operator's."""
    finding = leak(tmp_path / "a", {"行政相对人": {**SHOP, "名称": "马小禾"}, "脱敏": None})
    assert finding.code == "GS400"
    assert leaks(tmp_path / "b", {"行政相对人": {**SHOP, "名称": "马某（个体工商户）"}}) == []
    assert leaks(tmp_path / "c", {"行政相对人": {**SHOP, "名称": "青禾县丰穗农资经营部"}, "脱敏": None}) == []


def test_gs400_a_person_called_an_organisation(tmp_path: Path) -> None:
    finding = leak(tmp_path, {"行政相对人": {**FIRM, "名称": "张小禾"}, "脱敏": None})
    assert finding.code == "GS400"
    assert "法人" in finding.message


def test_gs400_an_informant_shows_no_surname(tmp_path: Path) -> None:
    base = {k: v for k, v in licence().items() if k not in ("许可内容", "受理日期", "有效期自", "有效期至")}
    reward = {
        **base, "执法类别": "行政奖励", "案件名称": "举报奖励", "奖励项目": "举报奖励", "奖励内容": "给予奖励",
        "行政相对人": {"类别": "自然人", "名称": "张某"}, "脱敏": [ENTRY],
    }  # fmt: skip
    files = {"post/decisions/2026/jl.yaml": reward}
    finding = leak(tmp_path, files=files)
    assert (finding.code, finding.file) == ("GS400", "post/decisions/2026/jl.yaml")
    assert "姓氏" in finding.message
    reward["行政相对人"] = {"类别": "自然人", "名称": "某某（举报人，不署名）"}
    assert leaks(tmp_path / "b", files=files) == []


def test_gs401_a_representative_may_be_named_by_default(tmp_path: Path) -> None:
    firm = {"行政相对人": {**FIRM, "法定代表人": "李小禾"}, "脱敏": None}
    assert leaks(tmp_path / "a", firm) == []
    finding = leak(tmp_path / "b", firm, site=profile(代表人={"值": "姓加某"}))
    assert (finding.code, finding.severity) == ("GS401", Severity.GATE)
    assert key_at(tmp_path / "b", finding) == "法定代表人: 李小禾"
    assert "李小禾" not in finding.message


def test_gs401_an_operator_is_not_shown(tmp_path: Path) -> None:
    shop = {**SHOP, "名称": "青禾县丰穗农资经营部", "法定代表人": "李小禾"}
    finding = leak(tmp_path, {"行政相对人": shop, "脱敏": None})
    assert finding.code == "GS401"
    assert "不显示" in finding.message


def test_gs401_an_agent_is_masked(tmp_path: Path) -> None:
    finding = leak(tmp_path / "a", {"行政相对人": {**FIRM, "代理人": "李小禾"}, "脱敏": None})
    assert (finding.code, key_at(tmp_path / "a", finding)) == ("GS401", "代理人: 李小禾")
    entry = {**ENTRY, "字段": "代理人"}
    assert leaks(tmp_path / "b", {"行政相对人": {**FIRM, "代理人": "李某"}, "脱敏": [entry]}) == []


@pytest.mark.parametrize("name", ["张小禾、李小麦等18户", "张小禾等18户", "张某等养殖户"])
def test_gs402_a_batch_lists_no_names(tmp_path: Path, name: str) -> None:
    batch = {"类别": "批量", "名称": name, "数量": "18"}
    found = leaks(tmp_path, {"行政相对人": batch, "脱敏": None})
    assert "GS402" in [f.code for f in found]
    assert key_at(tmp_path, next(f for f in found if f.code == "GS402")).startswith("名称:")


@pytest.mark.parametrize(
    "name", ["北滩乡被强制扑杀羊只的养殖户（不列姓名）", "36家电梯使用单位", "王庄村等3个村的农户"]
)
def test_gs402_a_batch_described(tmp_path: Path, name: str) -> None:
    assert leaks(tmp_path, {"行政相对人": {"类别": "批量", "名称": name, "数量": "18"}, "脱敏": None}) == []


def test_gs402_a_person_among_inspected_shops(tmp_path: Path) -> None:
    result = {
        "任务名称": "样品抽查", "执法主体": "qinghe-nyncj", "检查开始": "2026-03-01", "检查完成": "2026-03-02", "抽查情况": "样品",
        "检查对象": [{"名称": "青禾县甲农资店", "结果": "未发现问题"}, {"名称": "马小禾", "结果": "未发现问题"}],
    }  # fmt: skip
    finding = leak(tmp_path, files={"post/random-results/2026/r-1.yaml": result})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS402", "名称: 马小禾")


@pytest.mark.parametrize(
    "text",
    [
        "当事人系未成年人。", "经查，当事人年龄16岁。", "经查，张某（17岁）在林区用火。", "当事人的法定代理人到场。",
        "当事人已满十四周岁不满十八周岁。", "鉴于行为人不满十八周岁，从轻处罚。", "张某为县中学高一学生。", "监护人陪同接受询问。",
        "张某，男，现年十五岁。", "当事人为未成年人。",
    ],
)  # fmt: skip
def test_gs403_any_sign_of_a_minor(tmp_path: Path, text: str) -> None:
    facts = f"2026年2月11日，执法人员检查发现问题。\n\n{text}"
    finding = next(f for f in leaks(tmp_path, {"违法事实": facts}) if f.code == "GS403")
    assert finding.severity is Severity.GATE
    assert key_at(tmp_path, finding).startswith("违法事实:")
    assert "第 3 行" in finding.message


@pytest.mark.parametrize("key", ["案件名称", "裁量理由", "摘要", "证据"])
def test_gs403_wherever_it_stands(tmp_path: Path, key: str) -> None:
    assert "GS403" in [f.code for f in leaks(tmp_path, {key: "未成年人防火期野外用火"})]


def test_gs403_in_internal_notes(tmp_path: Path) -> None:
    assert "GS403" in [f.code for f in leaks(tmp_path, {"内部": {**INTERNAL, "备注": "当事人16周岁，监护人到场"}})]


@pytest.mark.parametrize(
    "text",
    [
        "当事人向未成年人出售香烟2包。", "张某将摩托车出借给未成年人。", "未设置不向未成年人销售烟酒的标志。", "当事人招用未满十六周岁的未成年人。",
        "依据《中华人民共和国未成年人保护法》第五十九条。", "采伐12岁的老树一株。", "当事人52岁。", "顾客的女儿，9岁，食用后不适。",
        "当事人为未成年人文身。", "3岁以下婴幼儿配方奶粉。",
    ],
)  # fmt: skip
def test_gs403_somebody_else_is_the_minor(tmp_path: Path, text: str) -> None:
    assert leaks(tmp_path, {"违法事实": text}) == []


def test_gs403_an_organisation_is_no_minor(tmp_path: Path) -> None:
    facts = "当事人向未满十八周岁的未成年人销售卷烟，未成年人的监护人举报。"
    assert leaks(tmp_path, {"行政相对人": FIRM, "违法事实": facts, "脱敏": None}) == []


@pytest.mark.parametrize(
    "place", ["青禾县北滩乡上滩村", "青禾县青禾镇团结路18号", "青禾县东镇幸福小区", "北滩乡3组", "2栋301室"]
)
def test_gs404_a_home_is_named_to_the_township(tmp_path: Path, place: str) -> None:
    finding = leak(tmp_path, person(住所=place))
    assert (finding.code, key_at(tmp_path, finding)) == ("GS404", f"住所: {place}")
    assert place not in finding.message


@pytest.mark.parametrize("place", ["青禾县北滩乡", "青禾县东镇", "青禾县城关街道办事处", "甘肃省民勤县"])
def test_gs404_townships(tmp_path: Path, place: str) -> None:
    assert leaks(tmp_path, person(住所=place)) == []
