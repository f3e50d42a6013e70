"""What the record classes refuse, said in Chinese at the very key."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator

from gongshi.records.base import Model, key, problem
from gongshi.records.penalty import Penalty
from gongshi.source.schema_errors import findings_from
from gongshi.source.yaml_reader import parse

RECORD = """\
执法类别: 行政处罚
文书号: 青农（种子）罚〔2026〕3号
案件名称: 经营标签不符合规定的种子案
执法主体: qinghe-nyncj
行政相对人:
  类别: 个体工商户
  名称: 青禾县丰穗农资经营部
  统一社会信用代码: 00000000000000000X
违法行为类型: 经营标签不符合规定的种子
违法事实: 标签没有标注检疫证明编号。
处罚依据:
  - {法律: 中华人民共和国种子法, 条款: 第七十九条}
处罚类别: [罚款]
处罚内容: 罚款2000元
罚款金额: 2000.00
决定日期: 2026-03-02
"""


def refuse(old: str = "", new: str = "", model: type[BaseModel] = Penalty, text: str = RECORD):
    assert old in text
    text = text.replace(old, new, 1)
    parsed = parse(text, "a.yaml")
    assert parsed.data is not None, parsed.findings
    with pytest.raises(ValidationError) as caught:
        model.model_validate(parsed.data)
    findings = findings_from(caught.value, model, parsed.data, text, "a.yaml", "a")
    assert all(f.is_gate and f.file == "a.yaml" and f.record == "a" and f.line >= 1 for f in findings)
    return findings


def one(old: str, new: str):
    (finding,) = refuse(old, new)
    return finding


def test_the_record_itself_is_valid():
    assert Penalty.model_validate(parse(RECORD, "a.yaml").data).number == "青农（种子）罚〔2026〕3号"


def test_missing_key():
    finding = one("决定日期: 2026-03-02\n", "")
    assert (finding.code, finding.line, finding.column) == ("GS010", 1, 1)
    assert finding.message == "缺少“决定日期”（文书上的日期）"
    assert finding.fix == "例如 决定日期: 2026-03-02"


def test_missing_key_deeper_points_at_its_parent():
    finding = one("  名称: 青禾县丰穗农资经营部\n", "")
    assert (finding.code, finding.line, finding.column) == ("GS010", 5, 1)
    assert finding.message.startswith("“行政相对人”下面缺少“名称”")
    assert finding.basis


def test_a_key_without_value_is_named_at_its_own_line():
    finding = one("决定日期: 2026-03-02", "决定日期:")
    assert (finding.code, finding.line, finding.message) == ("GS010", 16, "“决定日期”没有填写（文书上的日期）")


def test_missing_field_with_parts_shows_them_all():
    finding = one("处罚依据:\n  - {法律: 中华人民共和国种子法, 条款: 第七十九条}\n", "")
    assert finding.fix.startswith("例如 处罚依据: {法律: ")


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        ("罚款金额:", "罚款:", (15, 1), "罚款金额: 2000.00"),
        ("决定日期:", "决定时间:", (16, 1), "决定日期: 2026-03-02"),
        ("文书号:", "处罚决定书文号:", (2, 1), "文书号: 青农（种子）罚〔2026〕3号"),
        ("  统一社会信用代码:", "  信用代码:", (8, 3), "  统一社会信用代码: 00000000000000000X"),
        ("{法律:", "{法规:", (12, 6), "  - {法律: 中华人民共和国种子法, 条款: 第七十九条}"),
    ],
)
def test_unknown_key_suggests_the_nearest_one(old, new, place, fix):
    (finding,) = [f for f in refuse(old, new) if f.code == "GS011"]
    assert (finding.line, finding.column) == place
    assert finding.fix == fix
    assert f"没有“{new.strip(' {:')}”这一项，是不是“" in finding.message


def test_a_key_one_level_too_high_is_sent_home():
    text = "  法定代表人: 张某\n违法行为类型:"
    (finding,) = refuse("违法行为类型:", text.strip(" "))
    assert "“法定代表人”应写在“行政相对人”下面" in finding.message


def test_a_key_one_level_too_low_is_sent_home():
    (finding,) = refuse("  类别: 个体工商户", "  类别: 个体工商户\n  承办机构: 大队")
    assert (finding.line, finding.column) == (7, 3)
    assert "应写在上一级" in finding.message


def test_an_unknown_key_that_resembles_none_lists_what_there_is():
    assert "可以写的有：执法类别、" in one("决定日期:", "zzz: x\n决定日期:").message


def test_choice_lists_the_nearest_first():
    finding = one("类别: 个体工商户", "类别: 个体户")
    assert (finding.code, finding.line, finding.column) == ("GS012", 6, 3)
    assert "写的是“个体户”，只能写：个体工商户、" in finding.message
    assert finding.fix == "  类别: 个体工商户"


def test_choices_written_together_become_a_list():
    assert one("[罚款]", "罚款、没收违法所得").fix == "处罚类别: [罚款, 没收违法所得]"
    assert one("[罚款]", "[罚款，没收违法所得]").fix == "处罚类别: [罚款, 没收违法所得]"
    assert "- 罚款" in one("[罚款]", "\n  - 罚款、没收违法所得").fix


def test_a_list_where_one_value_is_wanted():
    finding = one("2026-03-02", "[2026-03-02]")
    assert (finding.code, finding.line) == ("GS012", 16)
    assert "列表" in finding.message


def test_text_where_fields_are_wanted():
    finding = one("{法律: 中华人民共和国种子法, 条款: 第七十九条}", "种子法第七十九条")
    assert (finding.code, finding.line, finding.column) == ("GS012", 12, 5)
    assert "应分项写" in finding.message


def test_a_field_that_became_text_by_its_full_width_colon_is_a_slip():
    (finding,) = refuse("- {法律: 中华人民共和国种子法, 条款: 第七十九条}", "- 法律：种子法")
    assert (finding.code, finding.line, finding.column, finding.fix) == ("GS002", 12, 7, "  - 法律: 种子法")


def test_the_classes_own_words_name_field_value_and_mended_line():
    finding = one("2026-03-02", "2026-02-30")
    assert (finding.line, finding.column) == (16, 1)
    assert finding.message.startswith("“决定日期”写的是“2026-02-30”，")
    assert finding.fix.startswith("例如 决定日期: ")


def test_the_classes_own_words_may_point_at_a_key_below():
    finding = one("罚款金额: 2000.00\n", "")
    assert (finding.code, finding.line) == ("GS012", 13)
    assert finding.fix == "罚款金额: 2000.00"
    assert finding.basis


def test_a_lone_party_has_no_index_in_the_file():
    assert one("类别: 个体工商户", "类别: 甲").line == 6


def test_private_numbers_are_masked_and_long_values_cut():
    message = one("类别: 个体工商户", "类别: 659901199001011234").message
    assert "“659***”" in message
    assert "1990" not in message
    assert len(one("2026-03-02", "很长" * 200).message) < 120


def test_all_errors_of_a_record_come_together_in_the_order_of_the_file():
    findings = refuse(
        text=RECORD.replace("罚款金额:", "罚金:").replace("2026-03-02", "昨天").replace("  名称:", "  称呼:")
    )
    assert [f.line for f in findings] == sorted(f.line for f in findings)
    assert {f.code for f in findings} >= {"GS010", "GS011", "GS012"}


def test_errors_beyond_fifty_are_counted():
    findings = refuse(text=RECORD + "".join(f"多余{i}: x\n" for i in range(200)))
    assert len(findings) == 51
    assert "还有 150 处" in findings[-1].message


class _Part(Model):
    name: str = key("名称", "名称", example="甲")


class _Odd(Model):
    """One field for every kind of complaint that the county's classes do not make today."""

    number: int | None = key("数", "整数", None)
    few: Annotated[list[str], Field(max_length=2, min_length=1)] = key("少", "一两项", ["x"])
    short: Annotated[str, Field(max_length=3)] = key("短", "三个字", "x", basis="某法第一条")
    either: _Part | Literal["无"] = key("或", "部分或无", "无")
    mapped: dict[str, _Part] = key("映射", "名称到部分", {})


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("数: 一\n", 1, "应写成整数"),
        ("少: [a, b, c]\n", 1, "最多 2 项"),
        ("少: []\n", 1, "至少 1 项"),
        ("少: a\n", 1, "应写成列表"),
        ("短: 很长的字\n", 1, "最多 3 个字"),
        ("短: [a]\n", 1, "应写成一行文字"),
        ("或:\n  名: 甲\n", 2, "没有“名”这一项，是不是“名称”"),
        ("映射:\n  甲: {名称: [a]}\n", 2, "应写成一行文字"),
        ("映射:\n  甲: 乙\n", 2, "应分项写"),
        ("映射: 甲\n", 1, "应分项写"),
    ],
)
def test_pydantics_own_complaints_are_in_chinese(text, line, words):
    findings = refuse(model=_Odd, text=text)
    assert any(f.line == line and words in f.message for f in findings), findings
    for finding in findings:
        assert not any(word in finding.message for word in ("should", "valid", "input", "Input", "at most"))


def test_unknown_complaints_get_general_chinese_words():
    def fail(value: str) -> str:
        raise ValueError("some English sentence")

    class Failing(BaseModel):
        value: Annotated[str, AfterValidator(fail), Field(alias="值")]

    (finding,) = refuse(model=Failing, text="值: 甲\n")
    assert finding.message == "“值”写的是“甲”，不符合要求"


def test_a_problem_of_the_whole_record_stands_at_its_first_line():
    class Whole(Model):
        name: str = key("名称", "名称")

        @model_validator(mode="after")
        def _fail(self) -> Whole:
            raise problem("整条记录自相矛盾", basis="某法第一条")

    (finding,) = refuse(model=Whole, text="名称: 甲\n")
    assert (finding.line, finding.column, finding.message, finding.basis) == (1, 1, "整条记录自相矛盾", "某法第一条")
