"""Whether a text can hold anything that the detectors would stop: the quick look at every page that goes out.

Two steps, each as good as a no of the detectors themselves. First a look for what a find of each detector cannot do
without (``needed``): where it is missing from a view, that detector is spared. Then the detectors that are left run
over the whole view, and what they are sure of counts. Spared besides are the way back from each view to the file, and
everything that is only for people to look at.

Pages repeat themselves, so the first step is taken line by line and remembered; words are looked for in such a way
that a line break may be part of any of them; where a run of digits may go on in the next line, the whole view is looked at.
The detectors are never given a part of a text: no context can be cut off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

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
_DETECTORS = (1 << len(_BITS)) - 1
# A line speaks of accounts; it holds a long run of digits. Both in one text, and accounts are asked for.
_ACCOUNT, _RUN = 1 << len(_BITS), 2 << len(_BITS)
# Detectors of which nothing is known are always asked.
_ALWAYS = sum(bit for detector, bit in _BITS.items() if detector not in needed.WORDS and detector is not numbers)


def may_hold(raw: bytes, passes: Passes | None = None) -> bool:
    """False when no view of ``raw`` (read as UTF-8) holds anything that is a gate by its type's own severity.

    ``passes`` says of a find that it may stand.
    """
    return Look(passes).holds(raw.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class _Line:
    """``bits``: what is called for where the line stands as it is written; ``edge``: whether a run of digits may go on
    in its neighbours. ``shown``: the line as it is decoded, with bits and edge of its own; ``again``: it may be decoded
    once more. ``hidden``: the texts that base64 in it holds.
    """

    bits: int
    edge: str
    shown: str
    shown_bits: int
    shown_edge: str
    again: bool
    hidden: tuple[str, ...]


# A view: the detectors to ask, and the view as it is spelt, worked out when one is asked.
_View = tuple[int, Callable[[], str]]


@dataclass(slots=True)
class Look:
    """The quick look at many texts. ``spared`` are detectors that are not asked."""

    passes: Passes | None = None
    spared: frozenset[Detector] = frozenset()
    _young: dict[str, _Line] = field(default_factory=dict)
    _old: dict[str, _Line] = field(default_factory=dict)

    def holds(self, text: str) -> bool:
        """True when a view of ``text`` holds what may not stand there."""
        return any(self._found(spelt, called) for called, spelt in self._views(text, _DEPTH) if called)

    def called(self, text: str) -> list[set[Detector]]:
        """For each view, the detectors that are asked."""
        asked = [{d for d, bit in _BITS.items() if bit & called} for called, _ in self._views(text, _DEPTH)]
        return [detectors - self.spared for detectors in asked]

    def _found(self, spelling: Callable[[], str], called: int) -> bool:
        asked = [d for d, bit in _BITS.items() if bit & called and d not in self.spared]
        if not asked:
            return False
        spelt = spelling()
        for detector in asked:
            for start, end, type_, sure in detector(spelt):
                if sure and not (self.passes and self.passes(type_, spelt[start:end])):
                    return True
        return False

    def _views(self, text: str, depth: int) -> Iterator[_View]:
        """Every view, as ``views.views`` has them."""
        known = self._known(text)
        yield _called(text, [line.bits for line in known], [line.edge for line in known])
        once = "\n".join([line.shown for line in known])
        if once != text:
            yield _called(once, [line.shown_bits for line in known], [line.shown_edge for line in known])
            twice = decoded(once) if any(line.again for line in known) else None
            if twice is not None:
                (line,) = _read([twice])
                yield _called(twice, [line.bits], [])
        if depth:
            for hidden in {line.hidden for line in known}:
                for inner in hidden:
                    yield from self._views(inner, depth - 1)

    def _known(self, text: str) -> list[_Line]:
        """What there is to say of each line, those taken as one among which a tag is open."""
        young, old = self._young, self._old
        lines = text.split("\n")
        found = list(map(young.get, lines))
        if None not in found:
            return found  # type: ignore[return-value]
        new = dict.fromkeys([line for line, one in zip(lines, found, strict=True) if one is None])
        if any(line.rfind("<") > line.rfind(">") for line in new):
            lines = list(whole_lines(text))
            new = dict.fromkeys([line for line in lines if line not in young])
        for line in [line for line in new if line in old]:
            young[line] = old[line]
            del new[line]
        if new:
            young.update(zip(new, _read(list(new)), strict=True))
        if len(young) >= _REMEMBERED:
            self._young, self._old = {}, young
        return [young[line] for line in lines]


def _called(view: str, bits: list[int], edges: list[str]) -> _View:
    called = _ALWAYS
    for some in set(bits):
        called |= some
    if called & _ACCOUNT and called & _RUN:
        called |= _RUNS
    if not called & _RUNS and _GOES_ON.search("".join(edges)) and needed.has_number(plain(view).text):
        called |= _RUNS
    return called & _DETECTORS, lambda: plain(view).text


# An edge: e, digits at the end; s, at the start; b, both; t, nothing but what may stand within a number; -, none.
_GOES_ON = re.compile("[eb]t{0,2}[sb]")


def _edge(spelt: str) -> str:
    if not spelt or (len(spelt) == 1 and needed.GAP.match(spelt)):
        return "t"
    if spelt[-1] not in needed.EDGE and spelt[0] not in needed.EDGE:
        return "-"
    ends, starts = needed.ENDS.search(spelt[-3:]) is not None, needed.STARTS.match(spelt) is not None
    return ("b" if starts else "e") if ends else ("s" if starts else "-")


def _read(lines: list[str]) -> list[_Line]:
    shown = [line if (once := decoded(line)) is None else once for line in lines]
    hidden = [
        tuple(text for coded in _BASE64.findall(line) if (text := _hidden_in(coded)) is not None) for line in lines
    ]
    again = ["<" in once or needed.CODED.search(once) is not None for once in shown]
    written, read = _each(lines), _each(shown)
    return [
        _Line(bits, edge, once, shown_bits, shown_edge, more, inner)
        for (bits, edge), once, (shown_bits, shown_edge), more, inner in zip(
            written, shown, read, again, hidden, strict=True
        )
    ]


# Stands between lines that are looked at in one go: no number goes on across it, and no word.
_SEAM = "\n}\n"


def _each(lines: list[str]) -> list[tuple[int, str]]:
    """Bits and edge of each line; most lines have none of the words, and no long number."""
    spelt = plain(_SEAM.join(lines)).text
    each = spelt.split(_SEAM)
    if len(each) != len(lines):  # the seam stands in a line
        each = [plain(line).text for line in lines]
        spelt = _SEAM.join(each)
    bits = [0] * len(lines)
    calls = [call for call in _there(spelt) if _words(f"\n{spelt}\n", [call])]
    accounts = needed.speaks_of_accounts(spelt)
    if calls or accounts:
        for i, line in enumerate(each):
            bits[i] = _words(f"\n{line}\n", calls) if calls else 0
            if accounts and needed.speaks_of_accounts(line):
                bits[i] |= _ACCOUNT
    starts = list(accumulate((len(line) + len(_SEAM) for line in each), initial=0))
    for run in needed.RUN.finditer(spelt):
        bits[bisect_right(starts, run.start()) - 1] |= _RUN | (_RUNS if needed.suspicious(spelt, run) else 0)
    return list(zip(bits, map(_edge, each), strict=True))


def _there(spelt: str) -> list[_Call]:
    """What is to be looked for where these keys stand."""
    return [call for key in set(_KEYS.findall(spelt)) for call in _BY_KEY[key]]


def _words(around: str, calls: list[_Call]) -> int:
    found = 0
    for bit, key, search in calls:
        if not found & bit and key in around and (search is None or search(around)):
            found |= bit
    return found


def whole_lines(text: str) -> Iterator[str]:
    """Lines, those joined among which a tag is open."""
    parts: list[str] = []
    for line in text.split("\n"):
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
