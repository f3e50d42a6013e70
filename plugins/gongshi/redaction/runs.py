"""Runs of digits with what people put between them, as one string of digits that knows where each of them stands.

Chinese numerals and the letters that OCR reads for digits count as digits only in runs as long as a number that matters
(REDACTION: Views): elsewhere they are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongshi.redaction.plain import COVER, ENDING_X

_NUMERALS = {c: str(i) for i, row in enumerate(("〇零", "一壹幺弌", "二贰两弍", "三叁弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
             for c in row}  # fmt: skip
_LOOKALIKES = {"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1"}
_AS_DIGIT = {**{str(n): str(n) for n in range(10)}, **_NUMERALS, **_LOOKALIKES}
_ALL = "".join(re.escape(c) for c in _AS_DIGIT)
# Between two digits of one number: what people type, at most three of it, one line break among it.
_BETWEEN = r"[ .\-/·,，、()\[\]_:\n\\]"
_PLAIN_RUN = re.compile(rf"[0-9](?:{_BETWEEN}{{0,3}}+[0-9]){{6,}}+")
_ANY_RUN = re.compile(rf"[{_ALL}](?:{_BETWEEN}{{0,3}}+[{_ALL}]){{10,}}+")
_LONGEST_COVERED = 3
_COVERED = re.compile(rf"[0-9{re.escape(COVER + ENDING_X)}]{{17,19}}+")


@dataclass(frozen=True, slots=True)
class Run:
    """``digits``, and for each its place in the text; ``text`` is what it was found in."""

    digits: str
    places: tuple[int, ...]
    text: str
    # Digits of the run that were written as such, not as numerals or look-alikes.
    literal: int

    def between(self, index: int) -> str:
        """What stands between digit ``index`` - 1 and digit ``index``."""
        return self.text[self.places[index - 1] + 1 : self.places[index]]

    def starts(self, index: int) -> bool:
        """True when no digit touches digit ``index`` on its left."""
        return index == 0 or self.places[index] - self.places[index - 1] > 1

    def ends(self, index: int) -> bool:
        """True when no digit touches digit ``index`` - 1 on its right."""
        return index == len(self.digits) or self.starts(index)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the digits [start, end) stand in the text."""
        return self.places[start], self.places[end - 1] + 1


def runs(text: str) -> Iterator[Run]:
    """Every run of at least seven digits, and of eleven where numerals or look-alikes are counted in."""
    for match in _PLAIN_RUN.finditer(text):
        yield _run(text, match.start(), match.end())
    for match in _ANY_RUN.finditer(text):
        run = _run(text, match.start(), match.end())
        if run.literal < len(run.digits):
            yield run


def _run(text: str, start: int, end: int) -> Run:
    found = [(place, _AS_DIGIT[text[place]]) for place in range(start, end) if text[place] in _AS_DIGIT]
    literal = sum(text[place].isdigit() for place, _ in found)
    return Run("".join(d for _, d in found), tuple(place for place, _ in found), text, literal)


def covered(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of 18 characters of which up to three are covered: too little to hide whose number it is."""
    for match in _COVERED.finditer(text):
        hidden = sum(not c.isdigit() for c in match[0])
        if len(match[0]) == 18 and 0 < hidden <= _LONGEST_COVERED:
            yield match.start(), match.end(), match[0]
