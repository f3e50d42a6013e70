"""A text made from another one, with the way back: which stretch of the source each stretch of it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

# (start, end, what is put in its place)
Change = tuple[int, int, str]
Place = tuple[int, int]
# Nothing that a detector looks for goes on over so many line breaks.
BREAK = "\n\n\n\n"
# Between texts that are joined: the end of a sentence, so that nothing is said of one in the words of the next.
BETWEEN = f"{BREAK}。{BREAK}"


def around(words: Iterable[re.Match[str]], far: int) -> Iterator[Place]:
    """Stretches around words, ``far`` characters on both sides; those that touch are one. The last may end behind the text."""
    start = end = 0
    for word in words:
        if word.start() - far > end:
            if end:
                yield start, end
            start = word.start() - far
        end = word.end() + far
    if end:
        yield max(0, start), end


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
        first, last = self._at(start, False), self._at(end - 1, True)
        return (first, last) if first < last else (min(first, last), max(first, last) + 1)

    def _at(self, place: int, behind: bool) -> int:
        piece = max(0, bisect_right(self._here, place) - 1)
        first, there, size = self._here[piece], self._there[piece], self._long[piece]
        following = self._here[piece + 1] if piece + 1 < len(self._here) else len(self.text)
        if following - first == size:
            return there + place - first + behind
        return there + size if behind else there

    def behind(self, inner: Mapped) -> Mapped:
        """This text, made from ``inner``'s, mapped back to what ``inner`` was made from."""
        pieces = Mapped(self.text)
        for here, there, size in zip(self._here, self._there, self._long, strict=True):
            if size:
                start, end = inner.source(there, there + size)
            else:
                start, end = (inner.source(there, there + 1)[0],) * 2 if there < len(inner.text) else (0, 0)
            pieces._here.append(here)
            pieces._there.append(start)
            pieces._long.append(end - start)
        return pieces

    def moved(self, by: int) -> Mapped:
        """The same, made from a source that begins ``by`` code points earlier."""
        here, long = self._here or [0], self._long or [len(self.text)]
        return Mapped(self.text, here, [there + by for there in self._there or [0]], long)


def replaced(text: str, changes: Iterable[Change]) -> Mapped:
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


def joined(texts: Sequence[Mapped]) -> Mapped:
    """Several texts of one source, ``BETWEEN`` each two."""
    whole = Mapped("")
    parts: list[str] = []
    length = 0
    for one in texts:
        whole._here += [length + here for here in one._here or [0]]
        whole._there += one._there or [0]
        whole._long += one._long or [len(one.text)]
        # What is between belongs to what stands before it, as long as it ends there.
        whole._here.append(length + len(one.text))
        whole._there.append(whole._there[-1] + whole._long[-1])
        whole._long.append(0)
        parts.append(one.text)
        length += len(one.text) + len(BETWEEN)
    whole.text = BETWEEN.join(parts)
    return whole
