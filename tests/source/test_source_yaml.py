"""YAML → plain data: what is kept as text, what is refused, where a key stands."""

from __future__ import annotations

import pytest
import yaml

from gongshi.source import tree
from gongshi.source.tree import MAX_DEPTH, MAX_NODES
from gongshi.source.yaml_reader import locate, parse


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request, monkeypatch):
    """Every test runs with libyaml and with the parser in Python that stands in for it."""
    monkeypatch.setattr(tree, "LOADER", yaml.CSafeLoader if request.param == "C" else yaml.SafeLoader)


def gates(text: str) -> list[tuple[str, int, int]]:
    parsed = parse(text, "a.yaml")
    assert parsed.data is None
    assert all(f.is_gate and f.file == "a.yaml" and f.fix for f in parsed.findings)
    return [(f.code, f.line, f.column) for f in parsed.findings]


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "true", "null", "~", "0012", "0o14", "0x1F", "12:30", "190:20:30", "1_000", "1e3", "1000.50",
     "2026-03-02", "2026-03-02T10:00:00Z", ".inf", ".nan", "=", "y"],
)  # fmt: skip
def test_scalars_stay_text_as_written(written):
    assert parse(f"值: {written}\n", "a.yaml").data == {"值": written}


def test_an_empty_value_is_none_and_an_empty_quotation_is_text():
    assert parse("甲:\n乙: ''\n丙: [ , x]\n".replace("[ , x]", "\n  -\n  - x"), "a.yaml").data == {
        "甲": None,
        "乙": "",
        "丙": [None, "x"],
    }


def test_lists_mappings_blocks_and_comments():
    text = "# 注\n---\n甲: {乙: 1, 丙: [x, y]}  # 注\n丁: |\n  一：二\n\n  三: 四 #五\n戊:\n- 己: 庚\n  辛: '#1'\n"
    assert parse(text, "a.yaml").data == {
        "甲": {"乙": "1", "丙": ["x", "y"]},
        "丁": "一：二\n\n三: 四 #五\n",
        "戊": [{"己": "庚", "辛": "#1"}],
    }


def test_duplicate_keys_name_both_lines():
    parsed = parse("文书号: 甲\n案件名称: 乙\n文书号: 丙\n", "a.yaml")
    assert [(f.code, f.line, f.column) for f in parsed.findings] == [("GS003", 3, 1)]
    assert "第 1 行和第 3 行" in parsed.findings[0].message


def test_duplicate_keys_deeper_down():
    assert gates("甲:\n  - {乙: 1, 乙: 2}\n") == [("GS003", 2, 12)]


def test_the_same_key_in_two_mappings_is_fine():
    assert parse("甲: {丙: 1}\n乙: {丙: 1}\n", "a.yaml").data == {"甲": {"丙": "1"}, "乙": {"丙": "1"}}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("甲: &x 乙\n", (1, 4)),
        ("甲: &x {乙: 1}\n", (1, 4)),
        ("甲: *x\n", (1, 4)),
        ("甲: !!python/object/apply:os.system [ls]\n", (1, 4)),
        ("甲: !x 乙\n", (1, 4)),
        ("甲: 1\n<<: {乙: 2}\n", (2, 1)),
        ("? [甲]\n: 乙\n", (1, 3)),
        ("? 甲\n: 乙\n", (1, 1)),
        ("{[甲]: 乙}\n", (1, 2)),
        ('"": 乙\n', (1, 1)),
        ("甲: 乙\n---\n丙: 丁\n", (2, 1)),
        ("%YAML 1.1\n---\n甲: 乙\n", (1, 1)),
    ],
)
def test_refused_features(text, place):
    assert ("GS004", *place) in gates(text)


def test_all_refusals_of_a_file_come_together():
    assert gates("甲: &x 乙\n丙: *x\n丁: 1\n丁: 2\n戊: !x y\n") == [
        ("GS004", 1, 4),
        ("GS004", 2, 4),
        ("GS003", 4, 1),
        ("GS004", 5, 4),
    ]


def test_a_refused_sign_that_was_meant_as_text_is_mended_with_quotes():
    assert parse("案件名称: *重要*案\n", "a.yaml").findings[0].fix == '案件名称: "*重要*案"'


def test_billion_laughs_stop_at_the_first_line():
    text = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(9)
    )
    assert gates(text)[0] == ("GS004", 1, 4)


def test_depth_is_bounded():
    deep = "".join("  " * i + "甲:\n" for i in range(MAX_DEPTH)) + "  " * MAX_DEPTH + "乙: 1\n"
    assert gates(deep) == [("GS005", MAX_DEPTH + 1, MAX_DEPTH * 2 + 1)]
    allowed = "".join("  " * i + "甲:\n" for i in range(MAX_DEPTH - 1)) + "  " * (MAX_DEPTH - 1) + "乙: 1\n"
    assert parse(allowed, "a.yaml").data is not None


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "{a: " * 50_000, "- " * 100_000])
def test_very_deep_nesting_ends_at_once(text):
    assert gates(text)[0][0] == "GS005"


def test_the_number_of_nodes_is_bounded():
    assert gates("甲: [" + "x," * (MAX_NODES + 1) + "]\n")[0][0] == "GS005"


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注\n", "---\n"])
def test_an_empty_file(text):
    assert gates(text) == [("GS002", 1, 1)]


@pytest.mark.parametrize(("text", "line"), [("- 甲\n- 乙\n", 1), ("\n文字\n", 2), ("[甲]\n", 1)])
def test_the_root_is_a_mapping(text, line):
    assert gates(text) == [("GS002", line, 1)]


def test_locate_names_the_very_key_or_item():
    text = "甲: 1\n乙:\n  - 丙: 2\n    丁: [x, y]\n  - 戊\n己: {庚: {辛: 3}}\n"
    assert locate(text, ("甲",)) == (1, 1)
    assert locate(text, ("乙", 0)) == (3, 5)
    assert locate(text, ("乙", 0, "丁")) == (4, 5)
    assert locate(text, ("乙", 0, "丁", 1)) == (4, 12)
    assert locate(text, ("乙", 1)) == (5, 5)
    assert locate(text, ("己", "庚", "辛")) == (6, 9)


def test_locate_falls_back_to_the_nearest_parent():
    text = "甲:\n  乙: 1\n丙: {丁: 2}\n"
    assert locate(text, ("甲", "没有")) == (1, 1)
    assert locate(text, ("没有", "也没有")) == (1, 1)
    assert locate(text, ("丙", 0, "丁")) == (3, 5), "a lone entry has no index"


def test_locate_reads_as_far_as_it_can():
    assert locate("甲: 1\n乙: 2\n丙: [\n", ("乙",)) == (2, 1)
    assert locate("", ("甲",)) == (1, 1)
