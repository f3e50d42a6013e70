"""A text made from another one, with the way back: which stretch of the source each stretch of it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Mapped:
    """``text``, and pieces of it in order: where each begins here, where it lay in the source, and how long it was there.

    A piece as long as what it came from is a copy, character by character; any other stands for its source as a whole.
    """

    text: str
    _here: list[int] = field(default_factory=list)
    _there: list[int] = field(default_factory=list)
    _long: list[int] = field(default_factory=list)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that [start, end) of this text came from; both count code points."""
        if not self._here:
            return start, end
        return self._at(start, False), self._at(end - 1, True)

    def _at(self, place: int, behind: bool) -> int:
        piece = bisect_right(self._here, place) - 1
        first, there, size = self._here[piece], self._there[piece], self._long[piece]
        following = self._here[piece + 1] if piece + 1 < len(self._here) else len(self.text)
        if following - first == size:
            return there + place - first + behind
        return there + size if behind else there


def replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> Mapped:
    """``text`` with each (start, end, new) put in; changes are in order and do not overlap."""
    parts: list[str] = []
    mapped = Mapped("")
    length = done = 0

    def put(piece: str, there: int, size: int) -> None:
        nonlocal length
        if piece:
            mapped._here.append(length)
            mapped._there.append(there)
            mapped._long.append(size)
            parts.append(piece)
            length += len(piece)

    for start, end, new in changes:
        put(text[done:start], done, start - done)
        put(new, start, end - start)
        done = end
    put(text[done:], done, len(text) - done)
    mapped.text = "".join(parts)
    return mapped
