"""Whether a text can hold anything that the detectors would stop: the quick look at every page that goes out.

Two steps, each as good as a no of the detectors themselves. First a look for what a find of each detector cannot do
without (``needed``): where it is missing from a view, that detector is spared. Then the detectors that are left run
over the whole view, and what they are sure of counts. Spared besides are the way back from each view to the file, and
everything that is only for people to look at.

Pages repeat themselves, so the first step is taken line by line and remembered; words are looked for in such a way
that a line break may be part of any of them. Runs of digits are looked for over the whole view. The detectors are
never given a part of a text: no context can be cut off.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from gongshi.redaction import needed
from gongshi.redaction.needed import Detector
from gongshi.redaction.numbers import numbers
from gongshi.redaction.plain import plain
from gongshi.redaction.scan import SURE
from gongshi.redaction.span import Type
from gongshi.redaction.views import _BASE64, _hidden_in, decoded_text

_Call = tuple[int, str, Callable[[str], object] | None]
# (type, as it is spelt in its view) → it may stand there.
Passes = Callable[[Type, str], bool]

_DEPTH = 2
_LONGEST_TAG = 4000
# Lines that are remembered, twice: what was not met again among so many is forgotten.
_REMEMBERED = 16_384
_BITS: dict[Detector, int] = {detector: 1 << i for i, detector in enumerate(SURE)}
_CALLS = [(_BITS[d], key, search) for d, words in needed.WORDS.items() for key, search in words]
_KEYS = re.compile("|".join(sorted({re.escape(key) for _, key, _ in _CALLS})))
_BY_KEY: dict[str, list[_Call]] = defaultdict(list)
for _call in _CALLS:
    _BY_KEY[_call[1]].append(_call)
_RUNS = _BITS.get(numbers, 0)
# Detectors of which nothing is known are always asked.
_ALWAYS = sum(bit for detector, bit in _BITS.items() if detector not in needed.WORDS and detector is not numbers)


def may_hold(raw: bytes, passes: Passes | None = None) -> bool:
    """False when no view of ``raw`` (read as UTF-8) holds anything that is a gate by its type's own severity.

    ``passes`` says of a find that it may stand.
    """
    return Look(passes).holds(raw.decode("utf-8", "replace"))


# Of a line: the detectors that its words call for; the line as it is decoded, and the detectors that are called for
# then; the texts that base64 in it holds.
_Line = tuple[int, str, int, tuple[str, ...]]


@dataclass(slots=True)
class Look:
    """The quick look at many texts. ``spared`` are detectors that are not asked."""

    passes: Passes | None = None
    spared: frozenset[Detector] = frozenset()
    _young: dict[str, _Line] = field(default_factory=dict)
    _old: dict[str, _Line] = field(default_factory=dict)

    def holds(self, text: str) -> bool:
        """True when a view of ``text`` holds what may not stand there."""
        return any(self._found(spelt, called) for spelt, called in self._views(text, _DEPTH))

    def called(self, text: str) -> list[set[Detector]]:
        """For each view, the detectors that are asked."""
        return [
            {d for d, bit in _BITS.items() if bit & called and d not in self.spared}
            for _, called in self._views(text, _DEPTH)
        ]

    def _found(self, spelt: str, called: int) -> bool:
        for detector, bit in _BITS.items():
            if bit & called and detector not in self.spared:
                for start, end, type_, sure in detector(spelt):
                    if sure and not (self.passes and self.passes(type_, spelt[start:end])):
                        return True
        return False

    def _views(self, text: str, depth: int) -> Iterator[tuple[str, int]]:
        """Every view as it is spelt, with the detectors to ask."""
        known = self._known(list(whole_lines(text)))
        called = again = _ALWAYS
        for words, shown_words in {(line[0], line[2]) for line in known}:
            called |= words
            again |= shown_words
        yield _with_numbers(plain(text).text, called)
        once = "\n".join([line[1] for line in known])
        if once != text:
            yield _with_numbers(plain(once).text, again)
            twice = decoded(once)
            if twice is not None:
                spelt = plain(twice).text
                yield _with_numbers(spelt, _ALWAYS | _called(f"\n{spelt}\n", _there(spelt)))
        if depth:
            for hidden in {line[3] for line in known}:
                for inner in hidden:
                    yield from self._views(inner, depth - 1)

    def _known(self, lines: list[str]) -> list[_Line]:
        """What there is to say of each line."""
        young, old = self._young, self._old
        found = list(map(young.get, lines))
        if None in found:
            new: dict[str, None] = {}
            for line, one in zip(lines, found, strict=True):
                if one is None:
                    if line in old:
                        young[line] = old[line]
                    else:
                        new[line] = None
            if new:
                young.update(zip(new, _read(list(new)), strict=True))
            if len(young) >= _REMEMBERED:
                self._young, self._old = {}, young
        return [young[line] for line in lines]


def _with_numbers(spelt: str, called: int) -> tuple[str, int]:
    return spelt, called | (_RUNS if needed.has_number(spelt) else 0)


def _read(lines: list[str]) -> list[_Line]:
    shown = [line if (once := decoded(line)) is None else once for line in lines]
    hidden = [
        tuple(text for coded in _BASE64.findall(line) if (text := _hidden_in(coded)) is not None) for line in lines
    ]
    return list(zip(_each(lines), shown, _each(shown), hidden, strict=True))


def _each(lines: list[str]) -> list[int]:
    """The detectors that the words of each line call for; most lines have no such words."""
    spelt = plain("\n\n".join(lines)).text
    calls = [call for call in _there(spelt) if _called(f"\n{spelt}\n", [call])]
    if not calls:
        return [0] * len(lines)
    return [_called(f"\n{plain(line).text}\n", calls) for line in lines]


def _there(spelt: str) -> list[_Call]:
    """What is to be looked for where these keys stand."""
    return [call for key in set(_KEYS.findall(spelt)) for call in _BY_KEY[key]]


def _called(around: str, calls: list[_Call]) -> int:
    found = 0
    for bit, key, search in calls:
        if not found & bit and key in around and (search is None or search(around)):
            found |= bit
    return found


_OPEN = re.compile(r"<[^<>\n]*+\n")


def whole_lines(text: str) -> Iterable[str]:
    """Lines, those joined among which a tag is open."""
    lines = text.split("\n")
    return _closed(lines) if _OPEN.search(text) else lines


def _closed(lines: Iterable[str]) -> Iterator[str]:
    parts: list[str] = []
    for line in lines:
        opened, closed = line.rfind("<"), line.rfind(">")
        if parts:
            parts.append(line)
            if opened <= closed and closed >= 0:
                yield "\n".join(parts)
                parts = []
        elif opened > closed:
            parts.append(line)
        else:
            yield line
    if parts:
        yield "\n".join(parts)


def decoded(text: str) -> str | None:
    """As ``views.decoded_text``, several times as fast where tags alone are encoded."""
    first, *parts = text.split("<")
    if not parts:
        return decoded_text(text)
    shown = [first]
    for part in parts:
        tag, end, rest = part.partition(">")
        meant = _tag(tag.partition(" ")[0]) if end and 0 < len(tag) <= _LONGEST_TAG else None
        if meant is None:
            shown.append("<")
            shown.append(part)
        else:
            shown.append(meant)
            shown.append(rest)
    once = "".join(shown)
    if needed.CODED.search(once):
        return decoded_text(text)
    return None if once == text else once


@lru_cache(maxsize=4096)
def _tag(start: str) -> str | None:
    """What a tag with this beginning means to a reader; None for what is no tag."""
    found = decoded_text(f"<{start}>")
    return found if found in ("", "\n") else None
