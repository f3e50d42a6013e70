"""Profiles: every number has a basis, inheritance and the site's changes, and slips said in Chinese."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongshi.findings import Scope, Severity
from gongshi.profiles import KINDS, PARTIES, Profile, ProfileError
from gongshi.profiles.numbers import Sourced
from gongshi.records.decisions import DECISIONS

BUNDLED = ("national", "samr", "xinjiang", "ningxia", "yunnan")
FINE = frozenset({"罚款"})


def numbers(model: Any) -> list[Sourced]:
    if isinstance(model, Sourced):
        return [model]
    inner = [getattr(model, name) for name in type(model).model_fields]
    inner = [v for value in inner for v in (value.values() if isinstance(value, dict) else [value])]
    return [found for value in inner if hasattr(type(value), "model_fields") for found in numbers(value)]


def refused(name: str = "national", overrides: dict[str, Any] | None = None, *folders: Path) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        Profile.load(name, overrides, folders)
    for finding in caught.value.findings:
        assert (finding.severity, finding.scope, finding.code) == (Severity.GATE, Scope.RELEASE, "GS021")
    return caught.value


@pytest.mark.parametrize("name", BUNDLED)
def test_every_number_rests_on_something(name: str) -> None:
    found = numbers(Profile.load(name))
    assert len(found) >= 35
    assert all(len(number.basis) >= 8 for number in found)


def test_code_names_are_those_of_the_records() -> None:
    assert {zh: cls.code for zh, cls in DECISIONS.items()} == KINDS


def test_seven_days_for_licences_and_penalties_twenty_for_the_rest() -> None:
    profile = Profile.load("national")
    days = {kind: profile.deadline(kind).value for kind in KINDS.values()}
    assert days.pop("licence") == days.pop("penalty") == 7
    assert len(days) == 9 and set(days.values()) == {20}


def test_the_other_national_clocks() -> None:
    profile = Profile.load("national")
    assert (profile.due_soon.value, profile.withdrawal.value) == (2, 3)
    assert profile.annual_report_due(2025) == date(2026, 1, 31)
    assert (profile.tombstone.value, profile.tombstone.unit) == (5, "年")
    assert profile.reviewer_share.value == Decimal("0.05")


@pytest.mark.parametrize(
    ("name", "calendars"),
    [("national", ("全国",)), ("xinjiang", ("全国", "新疆")), ("ningxia", ("全国", "宁夏")), ("samr", ("全国",))],
)
def test_calendars(name: str, calendars: tuple[str, ...]) -> None:
    assert Profile.load(name).calendars == calendars


@pytest.mark.parametrize(
    ("procedure", "penalties", "gravity"),
    [
        ("普通", {"罚款"}, "一般"),
        ("普通", set(), "一般"),
        ("普通", {"警告"}, "轻微"),
        ("普通", {"警告", "通报批评"}, "轻微"),
        ("普通", {"警告", "罚款"}, "一般"),
        ("简易", {"罚款"}, "轻微"),
        ("普通", {"罚款", "吊销许可证件"}, "严重"),
        ("普通", {"责令停产停业"}, "严重"),
        ("普通", {"责令关闭"}, "严重"),
        ("普通", {"限制从业"}, "严重"),
        ("普通", {"降低资质等级"}, "严重"),
        ("简易", {"限制从业"}, "严重"),
    ],
)
def test_gravity_when_the_record_is_silent(procedure: str, penalties: set[str], gravity: str) -> None:
    assert Profile.load("national").gravities.of(procedure, frozenset(penalties)) == gravity


def exempted(profile: Profile, kind: str, procedure: str, *penalties: str) -> str:
    found = profile.exemption(kind, procedure, frozenset(penalties))
    return found[0] if found else ""


def test_on_the_spot_penalties_are_not_published() -> None:
    national = Profile.load("national")
    assert exempted(national, "penalty", "简易", "罚款") == "简易程序"
    assert exempted(national, "penalty", "普通", "罚款") == ""
    assert exempted(national, "other", "简易") == ""


def test_a_mere_warning_is_not_published_by_the_market_regulator_alone() -> None:
    samr = Profile.load("samr")
    assert exempted(samr, "penalty", "普通", "警告") == "仅警告"
    assert exempted(samr, "penalty", "普通", "警告", "罚款") == ""
    assert exempted(samr, "penalty", "普通") == ""
    assert exempted(Profile.load("national"), "penalty", "普通", "警告") == ""


@pytest.mark.parametrize(
    ("party", "fine", "low"),
    [
        ("organisation", "49999.99", True),
        ("organisation", "50000", False),
        ("sole_trader", "49999.99", True),
        ("natural", "4999.99", True),
        ("natural", "5000", False),
    ],
)
def test_low_fines(party: str, fine: str, low: bool) -> None:
    assert Profile.load("samr").is_low_fine(party, FINE, Decimal(fine)) is low


def test_an_unknown_fine_is_not_low() -> None:
    samr = Profile.load("samr")
    assert not samr.is_low_fine("organisation", FINE, None)
    assert samr.is_low_fine("organisation", frozenset({"通报批评"}), None)


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("party", PARTIES.values())
def test_nobody_stays_for_ever(name: str, kind: str, party: str) -> None:
    rules = Profile.load(name).term_rules(kind)
    assert any(rule.applies(party, frozenset({"其他行政处罚"}), "一般", False) for rule in rules)


def test_rows_for_the_public_page() -> None:
    rows = Profile.load("samr").rows()
    assert [(r.label, r.value, r.unit) for r in rows[:2]] == [("行政许可", "7", "工作日"), ("行政处罚", "7", "工作日")]
    low = next(r for r in rows if r.label == "行政处罚 · 较低数额")
    assert (low.group, low.value, low.unit) == ("公示期", "3", "月") and "起算：首次公示" in low.conditions
    assert any(r.group == "依规不公示" and r.label == "仅警告" for r in rows)
    assert all(r.basis for r in rows)


def test_a_rule_switched_off_leaves_page_and_terms() -> None:
    off = Profile.load("national", {"公示期": {"行政处罚": {"信用修复一般": {"启用": "否"}}}})
    assert len(off.term_rules("penalty")) == len(Profile.load("national").term_rules("penalty")) - 1
    assert not any("信用修复一般" in row.label for row in off.rows())


def test_a_sites_change_is_laid_on_top() -> None:
    profile = Profile.load("xinjiang", {"公示期限": {"行政许可": {"值": "5", "依据": "县政府办2026年第1号文件"}}})
    assert (profile.deadline("licence").value, profile.deadline("licence").source) == (5, None)
    assert profile.deadline("penalty").value == 7 and profile.name == "新疆"


def test_a_changed_number_needs_its_own_basis() -> None:
    error = refused("national", {"公示期限": {"行政许可": {"值": "5"}}})
    assert "“公示期限 › 行政许可”改了数值，也要写明依据" in error.findings[0].message
    assert error.findings[0].file == "site.yaml"


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"公示期现": {}}, "没有“公示期现”这一项"),
        ({"历法": ["新疆"]}, "要包含“全国”"),
        ({"公示期限": "7"}, "应当写成“键: 值”的多层结构"),
        ({"公示期限": {"行政许可": {"值": "七", "依据": "自定"}}}, "应写成整数"),
        ({"公示期限": {"行政许可": {"值": "999", "依据": "自定"}}}, "应在 0 到 366 之间"),
        ({"公示期限": {"行政许可": {"值": "7", "单位": "日", "依据": "自定"}}}, "只能是 工作日，这里是“日”"),
        ({"撤回公告保留": {"值": "0", "依据": "自定"}}, "应在 1 到 400 之间"),
        ({"统计年报": {"值": "02-30", "依据": "自定"}}, "每年都有的“月-日”"),
        ({"统计年报": {"值": "02-29", "依据": "自定"}}, "每年都有的“月-日”"),
        ({"法制审核人员比例": {"值": "5", "依据": "自定"}}, "0 到 1 之间"),
        ({"较低数额": {"自然人": {"值": "1万", "依据": "自定"}}}, "金额以元为单位"),
        ({"依规不公示": {"全部": {"执法类别": "行政处罚", "依据": "自定"}}}, "要写明条件"),
        ({"依规不公示": {"甲": {"执法类别": "处罚", "程序": "简易", "依据": "自定"}}}, "不在可写的范围内"),
        ({"公示期": {"通用": {"自然人": {"启用": "否"}}}}, "没有适用于自然人的公示期"),
        ({"公示期": {"行政处罚": {"自然人": {"失信程度": "一般"}}}}, "“行政处罚”没有适用于自然人的公示期"),
        ({"公示期": {"行政处罚": {"自然人": {"失信程度": "不轻"}}}}, "只能是 轻微、一般、严重"),
        ({"姓名显示": {"自然人": {"值": "实名", "依据": "自定"}}}, "只能是 姓加某、姓加星号、不显示、全名"),
    ],
)
def test_each_slip_of_a_site_is_said_in_chinese(overrides: dict[str, Any], says: str) -> None:
    error = refused("national", overrides)
    assert any(says in finding.message for finding in error.findings), error
    assert all(finding.file == "site.yaml" for finding in error.findings)


@pytest.mark.parametrize(
    "value", [None, [], {}, "x", 3, Decimal("NaN"), [[]], {"a": 1}, {"值": []}, {"值": "1" * 400, "依据": "自定"}]
)
@pytest.mark.parametrize(
    "key", ["公示期限", "公示期", "依规不公示", "统计年报", "较低数额", "失信程度", "历法", "名称"]
)
def test_no_override_raises_anything_else(key: str, value: Any) -> None:
    try:
        Profile.load("national", {key: value})
    except ProfileError as error:
        assert error.findings


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_local_profile_inherits(tmp_path: Path) -> None:
    write(tmp_path, "pishan", "名称: 皮山\n继承: xinjiang\n即将到期提醒: {值: 3, 单位: 工作日, 依据: 县局内部规定}\n")
    profile = Profile.load("pishan", None, [tmp_path])
    assert (profile.name, profile.calendars, profile.due_soon.value) == ("皮山", ("全国", "新疆"), 3)


def test_a_slip_in_a_local_profile_is_said_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, "pishan", "名称: 皮山\n继承: xinjiang\n即将到期提醒: {值: 三, 依据: 县局内部规定}\n")
    finding = refused("pishan", None, tmp_path).findings[0]
    assert (finding.file, finding.line) == (f"{tmp_path.name}/pishan.yaml", 3)


def test_an_error_inherited_is_said_in_the_file_that_made_it(tmp_path: Path) -> None:
    write(tmp_path, "ancestor", "名称: 上级\n继承: national\n\n未知: 一\n")
    write(tmp_path, "heir", "名称: 下级\n继承: ancestor\n")
    finding = refused("heir", None, tmp_path).findings[0]
    assert (finding.file, finding.line) == (f"{tmp_path.name}/ancestor.yaml", 4)


def test_inheritance_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, "a", "名称: 甲\n继承: b\n")
    write(tmp_path, "b", "名称: 乙\n继承: a\n")
    assert "绕成了圈" in refused("a", None, tmp_path).findings[0].message


def test_inheritance_from_nowhere(tmp_path: Path) -> None:
    write(tmp_path, "a", "名称: 甲\n继承: xinjang\n")
    finding = refused("a", None, tmp_path).findings[0]
    assert "是不是“xinjiang”" in finding.message and finding.line == 2


def test_a_heir_needs_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, "a", "继承: national\n")
    assert "缺少“名称”" in refused("a", None, tmp_path).findings[0].message


@pytest.mark.parametrize("name", ["", "nationl", "../../etc/passwd", "national.yaml", "甲" * 500])
def test_an_unknown_profile(name: str) -> None:
    assert "没有名为" in refused(name).findings[0].message


def test_a_file_that_is_no_yaml(tmp_path: Path) -> None:
    write(tmp_path, "a", "名称: [\n")
    assert "YAML 写法有误" in refused("a", None, tmp_path).findings[0].message
