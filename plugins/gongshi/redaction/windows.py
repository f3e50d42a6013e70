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

Words = NDArray[np.uint64]


class Windows:
    """``runs``: which characters make up a value of each kind; ``sizes``: how long the values of each kind are."""

    def __init__(
        self, runs: Mapping[str, re.Pattern[str]], sizes: Mapping[str, frozenset[int]], listed: Callable[[str], bool]
    ) -> None:
        self._listed = listed
        self._sizes = {kind: sorted(found) for kind, found in sizes.items()}
        self._longest = max(max(found) for found in sizes.values())
        self._part = {kind: _table(runs[kind]) for kind in sizes}
        self._letters = _random(_CODE_POINTS)
        self._places = _random(self._longest) | np.uint64(1)
        self._ends = _random(self._longest + 1)
        self._clean = np.zeros(_SLOTS, dtype=np.uint64)

    def hit(self, text: str) -> bool:
        """True when a window of ``text``, which is in normal form, is listed."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        if not len(codes):
            return False
        wanted = {size for sizes in self._sizes.values() for size in sizes}
        starts = {kind: _left(part[codes]) for kind, part in self._part.items()}
        letters = self._letters[codes]
        keys = np.zeros(len(codes), dtype=np.uint64)
        for size in range(1, min(self._longest, len(codes)) + 1):
            keys = keys[: len(codes) - size + 1] + letters[size - 1 :] * self._places[size - 1]
            if size in wanted:
                for kind, sizes in self._sizes.items():
                    if size in sizes and self._any(text, size, np.flatnonzero(starts[kind][: len(keys)] >= size), keys):
                        return True
        return False

    def _any(self, text: str, size: int, starts: NDArray[np.intp], keys: Words) -> bool:
        marks = keys[starts] + self._ends[size]
        slots = marks % np.uint64(_SLOTS)
        fresh = self._clean[slots] != marks
        if not fresh.any():
            return False
        for start in starts[fresh][np.unique(marks[fresh], return_index=True)[1]].tolist():
            if self._listed(text[start : start + size]):
                return True
        self._clean[slots[fresh]] = marks[fresh]
        return False


def _left(part: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each place, how many characters of one run are left from there."""
    stops = np.append(np.flatnonzero(~part), len(part))
    places = np.arange(len(part))
    return stops[np.searchsorted(stops, places)] - places


@cache
def _table(run: re.Pattern[str]) -> NDArray[np.bool_]:
    """By code point, whether a character may be part of a run."""
    table = np.zeros(_CODE_POINTS, dtype=bool)
    for found in run.finditer("".join(map(chr, range(_CODE_POINTS)))):
        table[found.start() : found.end()] = True
    return table


@cache
def _random(count: int) -> Words:
    return np.frombuffer(secrets.token_bytes(8 * count), dtype=np.uint64).copy()
