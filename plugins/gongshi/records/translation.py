"""译文: what a decision says in another language of the region, with its tag and direction for browsers and readers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Literal

from gongshi.records.base import Model, key
from gongshi.records.types import Line, Prose

# Language → what it is called, and its letters in Unicode's names with the tag and direction that they ask for. China
# writes Kazakh and Kirghiz in Arabic letters, Mongolian in its own.
_LETTERS: dict[str, tuple[str, dict[str, tuple[str, Literal["rtl", "ltr"]]]]] = {
    "ug": ("维吾尔文", {"ARABIC": ("ug", "rtl")}),
    "kk": ("哈萨克文", {"ARABIC": ("kk-Arab", "rtl"), "CYRILLIC": ("kk-Cyrl", "ltr")}),
    "mn": ("蒙古文", {"MONGOLIAN": ("mn-Mong", "ltr"), "CYRILLIC": ("mn-Cyrl", "ltr")}),
    "bo": ("藏文", {"TIBETAN": ("bo", "ltr")}),
    "ky": ("柯尔克孜文", {"ARABIC": ("ky-Arab", "rtl"), "CYRILLIC": ("ky-Cyrl", "ltr")}),
}


class Translation(Model):
    """Title and summary in another language of the region."""

    language: Literal["ug", "kk", "mn", "bo", "ky"] = key(
        "语言", "ug 维吾尔文、kk 哈萨克文、mn 蒙古文、bo 藏文、ky 柯尔克孜文", example="ug"
    )
    title: Line | None = key("名称", "案件名称的译文", None, holds="label")
    text: Prose = key("文字", "摘要的译文", example="…", holds="text")

    @property
    def called(self) -> str:
        """The language's name in Chinese."""
        return _LETTERS[self.language][0]

    @property
    def fits(self) -> bool:
        """Whether most letters of the text are letters of the language."""
        return self._letters in _LETTERS[self.language][1]

    @property
    def tag(self) -> str:
        """The language as BCP 47 has it, with the script where there are several: ``kk-Arab``."""
        return _LETTERS[self.language][1].get(self._letters, (self.language, "ltr"))[0]

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """How the letters run; letters of another language run as theirs do."""
        return _LETTERS[self.language][1].get(self._letters, ("", "rtl" if self._letters == "ARABIC" else "ltr"))[1]

    @property
    def _letters(self) -> str:
        """The commonest kind of letters in the text by Unicode's names; empty when there are none."""
        kinds = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in self.text if sign.isalpha())
        return kinds.most_common(1)[0][0] if kinds else ""
