"""The normaliser: what citizens need to be equal is equal, and Python and JavaScript agree on every code point."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import node
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.search.folding import FOLDED, PACKED
from gongshi.search.normalise import grams, matches, normalise, normalise_mapped, words

EVERY = [chr(code) for code in range(0x110000)]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("青农罚〔2026〕3号", "青农罚20263号"),
        ("青农罚[２０２６]3号", "青农罚20263号"),
        ("罚款12.5元", "罚款12.5元"),
        ("１２．５ 元", "12.5元"),
        ("2,000元", "2000元"),
        ("第1.项", "第1项"),
        ("5…6", "56"),
        ("《种子法》第七十九条", "种子法第七十九条"),
        ("张×× 138****1234", "张××138****1234"),
        ("买买提·艾合买提", "买买提艾合买提"),
        ("ＫＧ㎡Ⅳ①", "kgm2iv1"),
        ("İ", "i"),
        ("含量5%", "含量5%"),
        ("a\u200bb\ufeff", "ab"),
        ("\U00020bb7野家", "\U00020bb7野家"),
        ("ئۇيغۇر", "ئۇيغۇر"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_written_in_many_ways_has_one_form(written: str, form: str) -> None:
    assert normalise(written) == form


@pytest.mark.slow
def test_python_and_javascript_agree_on_every_code_point() -> None:
    theirs = node.run(
        """
        const hash = (await import("node:crypto")).createHash("sha256");
        for (let row = 0; row < 0x110000; row += 4096) {
          let text = "";
          for (let code = row; code < row + 4096; code++) text += module.normalise(String.fromCodePoint(code)) + "\\0";
          hash.update(text);
        }
        return hash.digest("hex");
        """
    )
    ours = hashlib.sha256("".join(normalise(c) + "\0" for c in EVERY).encode("utf-8")).hexdigest()
    assert theirs == ours


def test_javascript_has_the_same_ranges() -> None:
    source = re.sub(r'" \+\n\s*"', "", node.MODULE.read_text(encoding="utf-8"))
    assert f'"{PACKED}"' in source


def test_no_range_reaches_what_the_oldest_python_does_not_know() -> None:
    """Unicode 14 (Python 3.11) knows every character of 12.1, so that an unknown one would be a fault of the table."""
    for first, last in FOLDED:
        assert all(unicodedata.category(chr(code)) != "Cn" for code in range(first, last + 1))


TEXT = st.text(st.one_of(st.sampled_from("0123456789..．， 〔〕青农罚号abＡ①⒈…×"), st.characters()), max_size=60)


@given(TEXT, st.integers(0, 60), st.integers(0, 60))
def test_a_fragment_normalises_to_a_fragment(text: str, start: int, end: int) -> None:
    assert normalise(text[start:end]) in normalise(text)


@given(TEXT)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    mapped = normalise_mapped(text)
    assert mapped.text == normalise(text)
    assert len(mapped.offsets) == len(mapped.text)
    assert list(mapped.offsets) == sorted(mapped.offsets)
    for character, offset in zip(mapped.text, mapped.offsets, strict=True):
        assert character == "." or character in normalise(text[offset])


@settings(max_examples=1, deadline=None)
@given(st.lists(TEXT, min_size=400, max_size=400))
def test_python_and_javascript_agree_on_texts_and_queries(texts: list[str]) -> None:
    texts += ['"青禾 种子" 罚款', "“三无”产品", "「农药 店」 「」", '"', '""', "a\u3000b\tb", "“a” “b c”d"]
    got = node.run("return given.map((t) => [module.normalise(t), module.words(t)]);", texts)
    assert got == [[normalise(text), words(text)] for text in texts]


def test_words() -> None:
    assert words("青禾县 罚款  罚款\u30002026") == ["青禾县", "罚款", "2026"]
    assert words('"青禾县 种子" 罚款') == ["青禾县种子", "罚款"]
    assert words("“三无”产品") == ["三无产品"]
    assert words(" 。 “” ") == []


def test_the_plain_scan() -> None:
    assert matches(["青禾县", "种子店"], ["青禾", "种子"])
    assert not matches(["青禾县", "种子店"], ["县种"])
    assert not matches(["青禾县"], [])


def test_grams() -> None:
    assert list(grams("青禾县店")) == ["青禾", "禾县", "县店"]
    assert list(grams("青", 2)) == []
