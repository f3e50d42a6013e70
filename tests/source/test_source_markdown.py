"""Front matter and body of Markdown records."""

from __future__ import annotations

import pytest

from gongshi.source.markdown import split
from gongshi.source.yaml_reader import locate, parse


def test_front_and_body_are_parted_and_lines_keep_their_numbers():
    text = "---\n标题: 办法\n类别: 公示制度\n---\n\n# 第一章\n\n---\n正文\n"
    front, body, line, findings = split(text, "a.md")
    assert findings == []
    assert parse(front, "a.md").data == {"标题": "办法", "类别": "公示制度"}
    assert locate(front, ("类别",)) == (3, 1)
    assert line == 5
    assert body == "\n# 第一章\n\n---\n正文\n"


def test_a_slip_in_the_front_matter_has_the_line_of_the_file():
    front, _, _, _ = split("---\n标题: 办法\n类别：公示制度\n---\n正文\n", "a.md")
    assert [(f.line, f.fix) for f in parse(front, "a.md").findings] == [(3, "类别: 公示制度")]


def test_an_empty_body_is_no_fault():
    assert split("---\n标题: 办法\n---", "a.md")[1:] == ("", 4, [])


def test_spaces_after_the_hyphens_do_not_matter():
    assert split("---  \n标题: 办法\n--- \n正文", "a.md")[1:] == ("正文", 4, [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "文件是空的"),
        ("\n\n", 1, "文件是空的"),
        ("\n---\n标题: 办法\n---\n", 1, "前面不能有空行"),
        ("标题: 办法\n\n正文\n", 1, "第一行写“---”"),
        ("# 办法\n", 1, "第一行写“---”"),
        ("----\n标题: 办法\n----\n", 1, "三个半角减号"),
        ("———\n标题: 办法\n———\n", 1, "三个半角减号"),
        ("－－－\n标题: 办法\n－－－\n", 1, "三个半角减号"),
        ("---\n标题: 办法\n——\n正文\n", 3, "三个半角减号"),
        ("---\n标题: 办法\n类别: 公示制度\n\n正文一段。\n", 3, "另起一行写“---”"),
        ("---\n", 1, "另起一行写“---”"),
    ],
)
def test_slips_of_the_frame(text, line, words):
    front, body, _, findings = split(text, "a.md")
    assert (front, body) == ("", "")
    assert [(f.code, f.line, f.column, f.fix, f.is_gate) for f in findings] == [("GS013", line, 1, "---", True)]
    assert words in findings[0].message
