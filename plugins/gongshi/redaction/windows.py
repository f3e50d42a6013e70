"""Every window of a text under a keyed tag, each distinct one once: a tag costs microseconds, and pages repeat themselves.

Which windows were tagged before is remembered by 64 bits of a multilinear hash whose multipliers are drawn anew in each
process: that a listed value is taken for a window that was tagged before is less likely than 2⁻⁴⁰ however the text was
made, and can be steered by nobody.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

_CODE_POINTS = 0x110000
# Slots of the table of windows known to be on no list: 32 MB. Two windows of one slot are tagged again and again.
_SLOTS = 1 << 22
_SHIFT = np.uint64(64 - 22)
# Characters that are worked on at a time: as many as stay in the cache.
_SLICE = 1 << 16

Words = NDArray[np.uint64]


class Windows:
    """``runs``: which characters make up a value of each kind; ``dropped``: what is left out before; ``sizes``: how long the
    values of each kind are.
    """

    def __init__(
        self,
        runs: Mapping[str, re.Pattern[str]],
        dropped: re.Pattern[str],
        sizes: Mapping[str, frozenset[int]],
        listed: Callable[[str], bool],
    ) -> None:
        self._listed = listed
        self._sizes = {kind: sorted(found) for kind, found in sizes.items()}
        self._longest = max(max(found) for found in sizes.values())
        self._stays = ~_table(dropped)
        self._part = {kind: _table(runs[kind]) for kind in sizes}
        self._letters = _random(_CODE_POINTS)
        self._places = _random(self._longest) | np.uint64(1)
        self._ends = _random(self._longest + 1)
        self._clean = np.zeros(_SLOTS, dtype=np.uint64)

    def hit(self, text: str) -> bool:
        """True when a window of ``text``, in one case and form, is listed."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = codes[self._stays[codes]]
        return any(self._in(codes[at : at + _SLICE + self._longest - 1]) for at in range(0, len(codes), _SLICE))

    def _in(self, codes: NDArray[np.uint32]) -> bool:
        letters = self._letters[codes]
        for kind, sizes in self._sizes.items():
            left = _left(self._part[kind][codes])
            for size in sizes:
                starts = np.flatnonzero(left >= size)
                if len(starts) and self._any(codes, letters, starts, size):
                    return True
        return False

    def _any(self, codes: NDArray[np.uint32], letters: Words, starts: NDArray[np.intp], size: int) -> bool:
        marks = self._marks(letters, starts, size)
        slots = marks >> _SHIFT
        fresh = np.flatnonzero(self._clean[slots] != marks)
        once = starts[fresh][np.unique(marks[fresh], return_index=True)[1]]
        windows = codes[once[:, np.newaxis] + np.arange(size)].tobytes().decode("utf-32-le", "surrogatepass")
        if any(self._listed(windows[at : at + size]) for at in range(0, len(windows), size)):
            return True
        self._clean[slots[fresh]] = marks[fresh]
        return False

    def _marks(self, letters: Words, starts: NDArray[np.intp], size: int) -> Words:
        if len(starts) * 4 < len(letters):  # few: gathered one by one
            found = np.full(len(starts), self._ends[size], dtype=np.uint64)
            for i in range(size):
                found += letters[starts + i] * self._places[i]
            return found
        count = len(letters) - size + 1
        every = np.full(count, self._ends[size], dtype=np.uint64)
        for i in range(size):
            every += letters[i : i + count] * self._places[i]
        return every[starts]


def _left(part: NDArray[np.bool_]) -> NDArray[np.int32]:
    """For each place, how many characters of one run are left from there."""
    places = np.arange(len(part), dtype=np.int32)
    stops = np.where(part, np.int32(len(part)), places)
    return np.asarray(np.minimum.accumulate(stops[::-1])[::-1] - places)


@cache
def _table(run: re.Pattern[str]) -> NDArray[np.bool_]:
    """By code point, whether a character may be part of a run."""
    table = np.zeros(_CODE_POINTS, dtype=bool)
    for found in run.finditer(_every()):
        table[found.start() : found.end()] = True
    return table


@cache
def _random(count: int) -> Words:
    return np.frombuffer(secrets.token_bytes(8 * count), dtype=np.uint64).copy()


@cache
def _every() -> str:
    return "".join(map(chr, range(_CODE_POINTS)))
