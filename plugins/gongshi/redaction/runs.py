"""Runs of digits with what people put between them, as one string of digits that knows where each of them stands.

Chinese numerals and the letters that OCR reads for digits count as digits only in runs as long as a number that matters
(REDACTION: Views): elsewhere they are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongshi.redaction.plain import COVER, ENDING_X

_NUMERALS = {c: str(i) for i, row in enumerate(("〇零○◯", "一壹幺弌〡", "二贰两弍〢", "三叁弎〣", "四肆〤", "五伍〥", "六陆〦", "七柒〧", "八捌〨", "九玖〩"))
             for c in row}  # fmt: skip
_LOOKALIKES = {"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1"}
_DIGITS = {str(n): str(n) for n in range(10)}
_AS_DIGIT = {**_DIGITS, **_NUMERALS, **_LOOKALIKES}
_ALL = "".join(re.escape(c) for c in _AS_DIGIT)
# Between two digits of one number: what people type, at most three of it; then line breaks and the indent behind them.
_TYPED = r" .\-/·,、()\[\]_:\\+*"
_TYPED_ALONE = r" .\-/·,、()\[\]:\\+"
_BREAK = r"(?>(?:\n[ >]{0,24}+){0,2})"
_NEXT_DIGIT = rf"[{_TYPED}|]{{0,3}}+{_BREAK}[0-9]"
_PLAIN_RUN = re.compile(rf"[0-9](?>(?:{_NEXT_DIGIT}){{8,}})")
_SHORTER_RUN = re.compile(rf"[0-9](?<![0-9]{{2}})(?>(?:{_NEXT_DIGIT}){{6,}})")
_ANY_RUN = re.compile(rf"[{_ALL}](?>(?:[{_TYPED}]{{0,3}}+{_BREAK}[{_ALL}]){{10,}})")
# A stroke is read for a 1 only where nothing else stands between.
_STROKES = re.compile(r"(?<![0-9A-Za-z|])[0-9OoIl|]{11,19}+(?![0-9A-Za-z|])")
_STROKES_AS_DIGITS = {**_DIGITS, **_LOOKALIKES, "|": "1"}
_ANY_SIGN = re.compile(rf"[{''.join(re.escape(c) for c in (*_NUMERALS, *_LOOKALIKES))}]")
_COVER_AMONG_DIGITS = re.compile(r"[0-9][○◯]|[○◯][0-9]")
_LONGEST_COVERED = 3
_SHOWN = f"0-9{re.escape(COVER + ENDING_X)}"
_COVERED = re.compile(rf"(?<![{_SHOWN}])[{_SHOWN}]{{11,18}}+(?![{_SHOWN}])")
# Whatever is found here lies in one of these: they are looked for first, in one go, and all else only in them.
_SIGN = rf"[{_ALL}{_SHOWN}|]"
_NO_GAPS = dict.fromkeys(map(ord, " .-/·,、()[]:\\+\n>"))
_DENSE = re.compile(rf"{_SIGN}(?<!{_SIGN}{{2}})(?>(?:[{_TYPED_ALONE}]{{0,3}}+{_BREAK}{_SIGN}){{8,}})")


@dataclass(slots=True)
class Run:
    """``digits``, and for each its place in the text; ``text`` is what it was found in."""

    digits: str
    places: Sequence[int]
    text: str
    # Digits of the run that were written as such, not as numerals or look-alikes.
    literal: int

    @property
    def heads(self) -> list[int]:
        """The digits that no other touches on its left."""
        if isinstance(self.places, range):
            return [0]
        return [0, *(i for i in range(1, len(self.places)) if self.places[i] - self.places[i - 1] > 1)]

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

    def written(self, start: int, end: int) -> str:
        """The characters that the digits [start, end) were read from."""
        return "".join(self.text[place] for place in self.places[start:end])

    def groups(self, start: int, end: int) -> tuple[list[int], list[str]]:
        """Sizes of the groups of the digits [start, end), and what stands between these."""
        sizes, separators = [1], []
        for k in range(start + 1, end):
            between = self.between(k)
            if between:
                separators.append(between)
                sizes.append(1)
            else:
                sizes[-1] += 1
        return sizes, separators


def dense(text: str) -> Iterator[tuple[int, int]]:
    """Stretches out of which no number of a person reaches."""
    return (match.span() for match in _DENSE.finditer(text))


def signs(text: str, start: int, end: int) -> int:
    """How many characters of a dense stretch are digits or may stand for one."""
    return len(text[start:end].translate(_NO_GAPS))


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Every run of at least nine digits in a dense stretch, and of eleven where numerals or look-alikes are counted in."""
    for match in _PLAIN_RUN.finditer(text, start, end):
        yield _run(text, match.start(), match.end(), _DIGITS)
    for match in _ANY_RUN.finditer(text, start, end) if _ANY_SIGN.search(text, start, end) else ():
        if not _ANY_SIGN.search(match[0]):
            continue
        # A circle is a nought among Chinese numerals; among digits it covers one.
        if not _COVER_AMONG_DIGITS.search(match[0]):
            yield _run(text, match.start(), match.end(), _AS_DIGIT)
    for match in _STROKES.finditer(text, start, end + 1) if "|" in text[start:end] else ():
        if "|" in match[0]:
            yield _run(text, match.start(), match.end(), _STROKES_AS_DIGITS)


def plain_runs(text: str) -> Iterator[Run]:
    """Every run of at least seven digits that are written as such."""
    for match in _SHORTER_RUN.finditer(text):
        yield _run(text, match.start(), match.end(), _DIGITS)


def _run(text: str, start: int, end: int, meant: Mapping[str, str]) -> Run:
    shown = text[start:end]
    if shown.isdecimal():
        return Run(shown, range(start, end), text, len(shown))
    found = [(place, meant[text[place]]) for place in range(start, end) if text[place] in meant]
    places = [place for place, _ in found]
    literal = len(found) if meant is _DIGITS else sum(text[place].isdecimal() for place in places)
    return Run("".join([digit for _, digit in found]), places, text, literal)


def covered(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Stretches of 18 characters of which up to three are covered, or of 11 with up to two: too little to hide whose
    number it is.
    """
    for match in _COVERED.finditer(text, start, end):
        hidden = sum(not c.isdigit() for c in match[0])
        if hidden and ((len(match[0]) == 18 and hidden <= _LONGEST_COVERED) or (len(match[0]) == 11 and hidden <= 2)):
            yield match.start(), match.end(), match[0]
