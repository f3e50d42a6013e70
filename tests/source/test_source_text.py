"""Bytes → text: encodings, invisible characters, sizes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongshi.findings import Severity
from gongshi.source.text import MARKDOWN_LIMIT, YAML_LIMIT, decode, read_bytes

RECORD = "文书号: 青农罚〔2026〕3号\n案件名称: 标签案\n"


def only(raw: bytes, file: str = "a.yaml"):
    text, findings = decode(raw, file)
    assert text is None
    assert len(findings) == 1
    finding = findings[0]
    assert finding.severity is Severity.GATE
    assert finding.code == "GS001"
    return finding


def test_utf8_is_read_as_it_is():
    assert decode(RECORD.encode(), "a.yaml") == (RECORD, [])


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(end):
    assert decode(RECORD.replace("\n", end).encode(), "a.yaml") == (RECORD, [])


def test_a_byte_order_mark_is_noted_and_the_text_read():
    text, findings = decode(b"\xef\xbb\xbf" + RECORD.encode(), "a.yaml")
    assert text == RECORD
    assert [(f.severity, f.code, f.line) for f in findings] == [(Severity.NOTE, "GS001", 1)]
    assert "UTF-8（无 BOM）" in findings[0].fix


def test_gbk_is_named_at_its_first_line():
    finding = only(("name: x\n" + RECORD).encode("gbk"))
    assert finding.message == "文件是 GBK 编码，请另存为 UTF-8"
    assert (finding.line, finding.column) == (2, 1)


def test_one_damaged_byte_is_not_called_gbk():
    raw = RECORD.encode().replace("标".encode(), b"\xe6\xa0")
    finding = only(raw)
    assert (finding.line, finding.column) == (2, 7)
    assert "不是 UTF-8 的字节" in finding.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_are_named(encoding):
    finding = only(("name: abcdef\n" + RECORD).encode(encoding))
    assert "UTF-" in finding.message
    assert finding.line == 1


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\ufffd",
    ],
)
def test_what_cannot_be_seen_is_refused_at_its_place(character):
    finding = only(f"文书号: 甲\n案件名称: 乙{character}丙\n".encode())
    assert (finding.line, finding.column) == (2, 8)
    assert finding.fix == "案件名称: 乙丙"


def test_every_line_with_an_unseen_character_is_named():
    _, findings = decode("a: \u200bx\nb: y\nc: \u202ez\n".encode(), "a.yaml")
    assert [f.line for f in findings] == [1, 3]


def test_mongolian_keeps_its_vowel_separator():
    text = "文字: ᠭᠠᠵᠠᠷ\u180eᠠ\n"
    assert decode(text.encode(), "a.yaml") == (text, [])
    assert decode("文字: 甲\u180e乙\n".encode(), "a.yaml")[0] is None


@pytest.mark.parametrize(("file", "limit"), [("a.yaml", YAML_LIMIT), ("a.md", MARKDOWN_LIMIT)])
def test_too_large_a_file_is_a_gate_and_the_limit_itself_is_not(file, limit):
    assert decode(b"a" * limit, file)[1] == []
    text, findings = decode(b"a" * (limit + 1), file)
    assert text is None
    assert [f.code for f in findings] == ["GS005"]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path):
    huge = tmp_path / "a.yaml"
    with huge.open("wb") as stream:
        stream.truncate(50 * 1024**3)  # sparse
    raw, findings = read_bytes(huge, "a.yaml")
    assert raw is None
    assert [f.code for f in findings] == ["GS005"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_links_pipes_and_folders_are_never_read(tmp_path: Path):
    (tmp_path / "real.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("link.yaml", "pipe.yaml", "folder.yaml", "missing.yaml"):
        raw, findings = read_bytes(tmp_path / name, name)
        assert raw is None
        assert [f.code for f in findings] == ["GS006"]
