"""A clerk's slips in YAML: each is said at its own line and column, with the mended line beside it."""

from __future__ import annotations

import pytest

from gongshi.source.yaml_reader import parse


def found(text: str) -> list[tuple[int, int, str]]:
    parsed = parse(text, "a.yaml")
    assert parsed.data is None
    assert {f.code for f in parsed.findings} == {"GS002"}
    return [(f.line, f.column, f.fix) for f in parsed.findings]


# name, text, (line, column, mended line)
SLIPS = [
    ("full-width colon, first line", "文书号：青农罚3号\n案件名称: 甲\n", (1, 4, "文书号: 青农罚3号")),
    ("full-width colon, in the middle", "案件名称: 甲\n文书号：青农罚3号\n程序: 普通\n", (2, 4, "文书号: 青农罚3号")),
    ("full-width colon, last line", "案件名称: 甲\n文书号：青农罚3号\n", (2, 4, "文书号: 青农罚3号")),
    ("full-width colon of a field with parts", "行政相对人：\n  名称: 甲\n", (1, 6, "行政相对人:")),
    ("full-width colon before a block", "违法事实：|\n  经查：属实\n程序: 普通\n", (1, 5, "违法事实: |")),
    ("full-width colon in a list item", "依据:\n  - 法律：种子法\n    条款: 第一条\n", (2, 7, "  - 法律: 种子法")),
    ("no space after the colon", "文书号:青农罚3号\n案件名称: 甲\n", (1, 4, "文书号: 青农罚3号")),
    ("no space, swallowed as text", "行政相对人:\n  名称:张某\n", (2, 5, "  名称: 张某")),
    ("no space in a list item", "依据:\n  - 法律:种子法\n    条款: 第一条\n", (2, 7, "  - 法律: 种子法")),
    ("no space, alone in a list item", "依据:\n  - 法律:种子法\n", (2, 7, "  - 法律: 种子法")),
    ("no space in braces", "依据: {法律:种子法, 条款: 一}\n", (1, 5, "依据: {法律: 种子法, 条款: 一}")),
    ("no colon at all", "案件名称: 甲\n文书号 青农罚3号\n程序: 普通\n", (2, 4, "文书号: 青农罚3号")),
    ("full-width space as indentation", "行政相对人:\n　名称: 甲\n", (2, 1, "  名称: 甲")),
    ("no-break space as indentation", "行政相对人:\n\u00a0\u00a0名称: 甲\n", (2, 1, "  名称: 甲")),
    ("tab as indentation", "行政相对人:\n\t名称: 甲\n", (2, 1, "  名称: 甲")),
    ("full-width space before the colon", "文书号\u3000: 甲\n", (1, 4, "文书号: 甲")),
    ("full-width space after the colon", "文书号:\u3000甲\n案件名称: 乙\n", (1, 4, "文书号: 甲")),
    ("no-break space after the colon", "文书号:\u00a0甲\n案件名称: 乙\n", (1, 4, "文书号: 甲")),
    ("full-width minus as bullet", "处罚类别:\n  － 罚款\n", (2, 3, "  - 罚款")),
    ("dash as bullet", "处罚类别:\n  — 罚款\n程序: 普通\n", (2, 3, "  - 罚款")),
    ("round bullet", "处罚类别:\n  • 罚款\n", (2, 3, "  - 罚款")),
    ("middle dot as bullet", "处罚类别:\n  ·罚款\n", (2, 3, "  - 罚款")),
    ("minus without its space", "处罚类别:\n  -罚款\n", (2, 3, "  - 罚款")),
    ("asterisk as bullet", "处罚类别:\n  * 罚款\n", (2, 3, "  - 罚款")),
    ("full-width quotes", "案件名称: “某案”\n", (1, 7, "案件名称: 某案")),
    ("full-width quotes around a colon", "案件名称: “某案: 甲”\n", (1, 7, '案件名称: "某案: 甲"')),
    ("one quote full-width, one not", '案件名称: "某案”\n程序: 普通\n', (1, 7, '案件名称: "某案"')),
    ("full-width quotes around a key", "“文书号”: 甲\n", (1, 6, "文书号: 甲")),
    ("full-width braces", "依据: ｛法律: 种子法, 条款: 一｝\n", (1, 5, "依据: {法律: 种子法, 条款: 一}")),
    ("full-width colons in braces", "依据: {法律：种子法, 条款：一}\n", (1, 5, "依据: {法律: 种子法, 条款: 一}")),
    ("full-width comma in braces", "依据: {法律: 种子法，条款: 一}\n", (1, 5, "依据: {法律: 种子法, 条款: 一}")),
    ("all of them, in a list", "依据:\n  - ｛法律：种子法，条款：一｝\n", (2, 5, "  - {法律: 种子法, 条款: 一}")),
    ("full-width brackets", "处罚类别: ［罚款］\n", (1, 7, "处罚类别: [罚款]")),
    ("a field too far right", "行政相对人:\n  类别: 甲\n   名称: 乙\n  住所: 丙\n", (3, 4, "  名称: 乙")),
    ("a field too far left", "行政相对人:\n  类别: 甲\n 名称: 乙\n", (3, 2, "  名称: 乙")),
    (
        "a field without its indentation",
        "行政相对人:\n  类别: 甲\n名称: 乙\n  住所: 丙\n  角色: 丁\n",
        (3, 1, "  名称: 乙"),
    ),
    ("a list item too far right", "处罚类别:\n  - 罚款\n   - 警告\n", (3, 4, "  - 警告")),
    ("double quote not closed", '案件名称: "某案\n程序: 普通\n文号: "x"\n', (1, 7, '案件名称: "某案"')),
    ("single quote not closed", "案件名称: '某案\n程序: 普通\n", (1, 7, "案件名称: '某案'")),
    ("bracket not closed", "处罚类别: [罚款, 警告\n程序: 普通\n", (1, 7, "处罚类别: [罚款, 警告]")),
    ("brace not closed", "依据: {法律: 种子法\n程序: 普通\n", (1, 5, "依据: {法律: 种子法}")),
    ("text after a closing quote", '案件名称: "三无"产品案\n', (1, 7, "案件名称: '\"三无\"产品案'")),
    ("text after a bracket", "案件名称: [示例]某案\n", (1, 7, '案件名称: "[示例]某案"')),
    ("value begins with @", "备注: @甲\n", (1, 5, '备注: "@甲"')),
    ("value begins with a backtick", "备注: `甲\n", (1, 5, '备注: "`甲"')),
    ("value begins with %", "备注: %甲\n", (1, 5, '备注: "%甲"')),
    ("value begins with >", "备注: >甲\n", (1, 5, '备注: ">甲"')),
    ("value begins with |", "备注: |甲\n", (1, 5, '备注: "|甲"')),
    ("value begins with a dash", "备注: - 甲\n", (1, 5, '备注: "- 甲"')),
    ("colon and space in a value", "备注: 时间: 上午\n", (1, 5, '备注: "时间: 上午"')),
    ("value cut at a hash", "住所: 东街3号楼 #201室\n", (1, 5, '住所: "东街3号楼 #201室"')),
    ("value that is a hash from its start", "住所: #3仓库\n", (1, 5, '住所: "#3仓库"')),
    ("block text not indented", "违法事实: |\n经查，属实。\n程序: 普通\n", (2, 1, "  经查，属实。")),
    ("block text with full-width spaces", "违法事实: |\n　　经查：属实。\n程序: 普通\n", (2, 1, "  经查：属实。")),
    ("block text that falls back", "违法事实: |\n    经查。\n  属实。\n程序: 普通\n", (3, 1, "    属实。")),
    ("text over several lines", "违法事实: 经查，\n  属实。\n", (1, 7, "违法事实: |")),
    ("a quotation that swallows a field", "甲: '乙\n  丙: 丁\n  戊'\n", (1, 4, '字段: "值"')),
]


@pytest.mark.parametrize(("text", "expected"), [slip[1:] for slip in SLIPS], ids=[slip[0] for slip in SLIPS])
def test_slip(text, expected):
    assert found(text) == [expected]


MENDABLE = [slip for slip in SLIPS if slip[0] not in ("text over several lines", "a quotation that swallows a field")]


@pytest.mark.parametrize(("text", "expected"), [slip[1:] for slip in MENDABLE], ids=[slip[0] for slip in MENDABLE])
def test_the_mended_line_mends_the_file(text, expected):
    lines = text.split("\n")
    lines[expected[0] - 1] = expected[2]
    parsed = parse("\n".join(lines), "a.yaml")
    assert parsed.findings == []
    assert parsed.data


def test_all_slips_of_a_file_come_together():
    text = (
        "文书号：甲\n案件名称: 乙\n行政相对人:\n　　名称: 丙\n处罚类别:\n  － 罚款\n程序:普通\n决定日期: 2026-03-02\n"
    )
    assert [line for line, _, _ in found(text)] == [1, 4, 6, 7]


def test_slips_and_refusals_of_a_file_come_together():
    parsed = parse("文书号：甲\n案件名称: 乙\n案件名称: 丙\n备注: &x 丁\n", "a.yaml")
    assert [(f.code, f.line) for f in parsed.findings] == [("GS002", 1), ("GS003", 3), ("GS004", 4)]


def test_two_slips_on_one_line_are_one_finding():
    assert found("行政相对人:\n　　名称：甲\n") == [(2, 1, "    名称: 甲")]


LEGITIMATE = {
    "full-width colon in a value": "备注: 经查：属实\n",
    "full-width colon in a block": "事实: |\n  经查：属实\n  名称：甲\n备注: x\n",
    "missing space in a block": "事实: |\n  名称:甲\n  - 乙\n  － 丙\n",
    "full-width colon in a list item": "措施:\n  - 责令改正：限期十五日\n  - 补种：三十株\n",
    "full-width colon on a line of its own": "事实:\n  经查：属实\n",
    "full-width colon in quotes": '备注: "经查：属实: 一"\n',
    "full-width quotes inside": "备注: 销售“三无”产品和“假冒”产品\n",
    "two quotations": "备注: “三无”和“假冒”\n",
    "full-width comma in brackets": "措施: [停止销售，限期改正]\n",
    "full-width spaces at the start of a paragraph": "事实: |\n  　　经查，属实。\n",
    "time": "时间: 12:30\n列表: [10:00, '14:00']\n",
    "address": "网址: https://www.example.gov.cn/a#b\n列表:\n  - https://www.example.gov.cn/\n",
    "comment": "金额: 2000.00          # 元\n",
    "comment in a list": "甲:  # 注\n  - 乙  # 注\n",
    "dash inside": "备注: 甲——乙－丙\n",
    "negative number in a list": "甲:\n  - -5\n",
    "quotation over two lines": '备注: "甲\n  乙"\n',
    "folded block": "备注: >-\n  甲\n  乙\n",
    "flow over several lines": "甲: {乙: 1,\n  丙: 2}\n丁: [\n  x,\n  y\n]\n",
    "list not indented": "甲:\n- 乙\n- 丙\n",
    "hash inside a word": "备注: C#语言\n",
    "hash in a block": "备注: |\n  3号楼 #201室\n",
}


@pytest.mark.parametrize("text", LEGITIMATE.values(), ids=LEGITIMATE.keys())
def test_legitimate_text_is_left_alone(text):
    assert parse(text, "a.yaml").findings == []


@pytest.mark.parametrize("text", LEGITIMATE.values(), ids=LEGITIMATE.keys())
def test_legitimate_text_is_left_alone_beside_a_slip(text):
    """When YAML fails elsewhere, the raw lines are looked at; what is legitimate stays unreported there too."""
    number = text.count("\n") + 1
    assert found(text + "文书号：青农罚3号\n末: 尾\n") == [(number, 4, "文书号: 青农罚3号")]


@pytest.mark.parametrize("text", ['a: "\\d"\n', "a: b\n c\n: d\n", "a: 'b' 'c'\n", "[a, b]: c: d\n", "a: {b: c}}\n"])
def test_what_nobody_recognises_gets_chinese_words_and_a_line(text):
    for finding in parse(text, "a.yaml").findings:
        assert finding.line >= 1
        assert not any(word in finding.message for word in ("expected", "found", "while", "mapping", "scalar"))


def test_a_private_number_is_masked_in_the_mended_line():
    assert found("证件号：659901199001011234\n程序: 普通\n") == [(1, 4, "证件号: 659***")]
