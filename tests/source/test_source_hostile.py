"""Arbitrary and mutated input: never an exception, always a file and a line, nothing accepted that a gate names."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import county
from gongshi.records.kinds import BY_NAME
from gongshi.source import markdown
from gongshi.source.schema_errors import findings_from
from gongshi.source.text import decode
from gongshi.source.yaml_reader import locate, parse

VALID = yaml.safe_dump(county.DECISION, allow_unicode=True, sort_keys=False, width=1000)
DECISION = BY_NAME["decision"]
PIECES = [
    "：", ":", ": ", " #", "\t", "\u3000", "\u00a0", "－ ", "- ", '"', "'", "“", "”", "[", "]", "{", "}", "｛", "，", ",",
    "&a ", "*a", "!x ", "!!int ", "%", "@", "`", "|", ">", "? ", "---", "\n", "\n\n", "  ", "<<: ", "\x00", "\u202e", "\r",
    "\u2028", "#", "\\", "=", "~", "𠮷", "\u0301",
]  # fmt: skip


def read_all(text: str) -> None:
    """What the reader does with one file; every gate must name a line that exists."""
    parsed = parse(text, "a.yaml")
    assert (parsed.data is None) == bool(parsed.findings)
    lines = text.count("\n") + 1
    assert all(f.is_gate and 1 <= f.line <= lines and f.column >= 1 for f in parsed.findings)
    assert locate(text, ("行政相对人", "名称"))[0] <= lines
    if parsed.data is None:
        return
    model = DECISION.model_for(parsed.data)
    try:
        model.model_validate(parsed.data)
    except ValidationError as error:
        findings = findings_from(error, model, parsed.data, text, "a.yaml")
        assert findings
        assert all(f.is_gate and 1 <= f.line <= lines and f.message for f in findings)


@given(st.binary(max_size=400))
def test_arbitrary_bytes(raw):
    text, findings = decode(raw, "a.yaml")
    assert text is not None or findings
    assert all(f.line >= 1 for f in findings)
    if text is not None:
        read_all(text)
        markdown.split(text, "a.md")


@given(st.lists(st.sampled_from([*PIECES, "文书号", "甲", "a", " ", "\n"]), max_size=40).map("".join))
def test_arbitrary_arrangements_of_what_matters_to_yaml(text):
    read_all(decode(text.encode(), "a.yaml")[0] or "")


@given(st.lists(st.tuples(st.integers(0, len(VALID)), st.sampled_from(PIECES), st.integers(0, 3)), max_size=6))
@settings(max_examples=200)
def test_mutations_of_a_valid_record(changes):
    text = VALID
    for at, piece, cut in changes:
        text = text[:at] + piece + text[at + cut :]
    read, findings = decode(text.encode(), "a.yaml")
    assert read is not None or findings
    if read is not None:
        read_all(read)
        front, _, _, _ = markdown.split(f"---\n{read}\n---\n正文", "a.md")
        parse(front, "a.md")


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
KEYS = st.text("文书号名称甲乙ab12（）", min_size=1, max_size=8)
TREES = st.recursive(
    st.text(LETTERS, max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5), st.booleans())
def test_dumped_text_comes_back_unchanged(data, flow):
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', default_flow_style=flow, width=10**6)
    assert parse(text, "a.yaml").data == data


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n" + "x\n" * 100_000,
        "a: b\n  c: d\n" * 15_000,
        "a: b #c\n" * 25_000,
        'a: "\n' * 40_000,
        "[\n" * 100_000,
        "文：a\n" * 20_000,
        "\u3000" * 80_000 + "a: b",
        "a: {" + "，b：" * 20_000 + "}",
        "a" + " " * 200_000 + ": b\n",
        "a: b\n c\n" * 20_000,
    ],
    ids=["strays", "zigzag", "hashes", "quotes", "brackets", "colons", "spaces", "commas", "gap", "folds"],
)
def test_large_hostile_files_end_with_a_bounded_report(text):
    parsed = parse(text, "a.yaml")
    assert len(parsed.findings) <= 51
    assert parsed.data is not None or parsed.findings
