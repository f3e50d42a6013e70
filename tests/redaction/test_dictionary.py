"""jieba's dictionary read piece by piece says what jieba reads in it at once, and no more is read than is asked for."""

from __future__ import annotations

import jieba  # type: ignore[import-untyped]
import pytest

from gongshi.redaction.dictionary import Dictionary, cutter, dictionary


def test_all_of_it_is_what_jieba_reads() -> None:
    with jieba.get_dict_file() as file:
        text = file.read().decode()
    words = Dictionary(text)
    for first in {line[:1] for line in text.split("\n")}:
        words.open(first)
    frequencies, total = jieba.Tokenizer.gen_pfdict(jieba.get_dict_file())
    assert (dict(words.frequencies), words.total) == (frequencies, total)
    assert words.tags == {word: tag for word, _, tag in (line.split(" ") for line in text.splitlines())}


def test_only_what_is_asked_for_is_read() -> None:
    words = Dictionary("一 5 m\n一一 2 m\n丁 3 n\n丁一 1 nr\n一丁不识 4 i\n")
    assert "丁" in words.frequencies and "丁一" in words.frequencies
    assert words.tags == {"丁": "n", "丁一": "nr"}
    assert "一" in words.frequencies and words.frequencies["一丁不"] == 0
    assert words.tags["一丁不识"] == "i"


@pytest.mark.parametrize(("word", "known"), [("一一", True), ("丁一", False), ("丁丁", False), ("", False)])
def test_a_name_is_no_word(word: str, known: bool) -> None:
    assert Dictionary("一一 2 m\n丁一 1 nr\n").is_word(word) is known


def test_a_text_is_cut_as_by_jieba_alone() -> None:
    text = "执法人员询问张小禾时，其承认2026年3月从B超店购进种子1.5kg，邻居陈立新、王丽华到场。"
    frequencies, total = jieba.Tokenizer.gen_pfdict(jieba.get_dict_file())
    here = [(word, tag) for word, tag in cutter().cut(text)]
    assert len(dictionary().frequencies) < len(frequencies) / 10
    alone = jieba.posseg.POSTokenizer()
    alone.tokenizer.FREQ, alone.tokenizer.total, alone.tokenizer.initialized = frequencies, total, True
    assert here == [(word, tag) for word, tag in alone.cut(text)]
