"""jieba and its dictionary, of which only those words are read that begin as the text at hand does.

The dictionary has 350 000 words; to read them all takes a second, to find where those begin that are asked for a
twentieth of it. Answers are jieba's own.
"""

from __future__ import annotations

import io
import logging
import re
import sys
from collections import defaultdict
from functools import cache
from typing import Any

# Lines that begin with one character, as they stand together.
_GROUP = re.compile(r"^(.).*(?:\n\1.*)*", re.M)
_NUMBER = re.compile(r" ([0-9]+) ")


class Dictionary:
    """``frequencies``: word → how often, 0 for what only begins a word; ``total``: their sum; ``tags``: word → its kind.

    Both know the words that begin with a character once ``frequencies`` was asked whether it has that character, or
    ``open`` was called; the statistics ask for each character of a text first.
    """

    def __init__(self, text: str) -> None:
        self._unread: dict[str, list[str]] = defaultdict(list)
        for group in _GROUP.finditer(text):
            self._unread[group[1]].append(group[0])
        self.total = sum(map(int, _NUMBER.findall(text)))
        self.frequencies = _Frequencies(self)
        self.tags: dict[str, str] = {}

    def open(self, first: str) -> None:
        """Reads the words that begin with the character."""
        for lines in self._unread.pop(first, ()):
            for line in lines.split("\n"):
                word, number, tag = line.split(" ")
                self.frequencies[word], self.tags[word] = int(number), tag
                for end in range(1, len(word)):
                    self.frequencies.setdefault(word[:end], 0)

    def is_word(self, word: str) -> bool:
        """Whether it is a word, and no name."""
        self.open(word[:1])
        return not self.tags.get(word, "nr").startswith("nr")


class _Frequencies(dict[str, int]):
    def __init__(self, words: Dictionary) -> None:
        super().__init__()
        self._words = words

    def __contains__(self, start: object) -> bool:
        if isinstance(start, str) and len(start) == 1:
            self._words.open(start)
        return super().__contains__(start)


@cache
def dictionary() -> Dictionary:
    """jieba's own; read when first asked for."""
    with _jieba().get_dict_file() as file:
        return Dictionary(file.read().decode())


@cache
def _jieba() -> Any:
    # It asks setuptools for its own files where it can, which takes as long as all the rest; else it opens them itself.
    setuptools = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = setuptools  # type: ignore[assignment] # None is "not there"
    import jieba  # type: ignore[import-untyped]

    if setuptools is None:
        del sys.modules["pkg_resources"]
    # Its words are no clerk's affair.
    jieba.setLogLevel(logging.CRITICAL)
    return jieba


@cache
def cutter() -> Any:
    """jieba's statistics over that dictionary; nothing is remembered on disk, where others could write it."""
    words, jieba = dictionary(), _jieba()
    own = jieba.dt.get_dict_file
    jieba.dt.get_dict_file = io.BytesIO  # which the next line would read to its end
    from jieba import posseg

    jieba.dt.get_dict_file = own
    jieba.dt.FREQ, jieba.dt.total, jieba.dt.initialized = words.frequencies, words.total, True
    posseg.dt.word_tag_tab = words.tags
    return posseg
