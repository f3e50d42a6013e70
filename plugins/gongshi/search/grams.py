"""Which runs of characters the index knows, and where they stand: numpy over many grams at once, a part at a time.

Every single character and every pair is known. A longer run up to six is known where one of its two parts, one character
shorter, is frequent, and the other stands in more than FEW documents. So a run that is not known stands nowhere, or a
part of it stands in so few documents that their texts can be looked at; and a word longer than a frequent run is proved
by the places of runs that are not frequent, but for frequent runs of six.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongshi.search.postings import Entries, Ints, Longs, Pieces, edges_of, joined, packed
from gongshi.search.text import Text

LONGEST = 6
# A gram of no more documents than this has no places and is not followed further: its documents' texts are looked at.
FEW = 10
# Frequent: in more than a twentieth of the documents, and in more than this many.
_SHARE, _LEAST = 20, 50
# Places that are sorted and written at once: what stands in memory besides the text and what is known of its places.
_PART = 1 << 19

Flags = NDArray[np.bool_]


def frequent_above(documents: int) -> int:
    """A gram that stands in more documents than this is frequent."""
    return max(documents // _SHARE, _LEAST)


def hashed(text: str) -> int:
    """FNV-1a over code points, 32 bits, folded once."""
    value = 0x811C9DC5
    for character in text:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value ^ value >> 15


def parts(text: Text) -> Iterator[Part]:
    """All grams of the index, the shorter first, then by their code points, so many at a time."""
    limit, level = frequent_above(text.count), _characters(text)
    for begin, end in level.slices():
        first = level.start[begin]
        yield Part(text, 1, limit, level.places[first : level.start[end]], level.start[begin:end] - first)
    for size in range(2, LONGEST + 1):
        following = _Following(len(text.characters))
        for places, start in level.longer():
            part = Part(text, size, limit, places, start)
            yield part
            if size < LONGEST:
                following.add(part)
        if not following.grams:
            return
        level = following.level()


@dataclass(frozen=True, slots=True)
class _Level:
    """Grams of one size that are followed further: their places gram by gram, where those of each begin, and the end;
    which are frequent; and for each place of the text the number of the gram there, doubled, and one more where it is
    frequent, -1 where none begins.
    """

    places: Ints
    start: Longs
    often: Flags
    known: Ints

    def slices(self) -> Iterator[tuple[int, int]]:
        """Grams that are worked on at once, from one to before another."""
        begin, count = 0, len(self.often)
        while begin < count:
            end = int(np.searchsorted(self.start, self.start[begin] + _PART, side="right")) - 1
            end = min(max(end, begin + 1), count)
            yield begin, end
            begin = end

    def longer(self) -> Iterator[tuple[Ints, Longs]]:
        """The places of the grams that are longer by one character, gram by gram, and where those of each begin."""
        width = len(self.start)
        for begin, end in self.slices():
            places = self.places[self.start[begin] : self.start[end]]
            size = np.diff(self.start[begin : end + 1])
            after = self.known[places + 1]
            follows = (after >= 0) & (np.repeat(self.often[begin:end], size) | (after & 1).astype(bool))
            places, after = places[follows], after[follows]
            if not len(places):
                continue
            bits = len(places).bit_length()
            if ((end - begin) * width).bit_length() + bits > 63:
                raise OverflowError("too much text for one index")
            # Number of the gram and of the place in one, so that sorting keeps the places of a gram in order.
            ordered: Longs = np.repeat(np.arange(end - begin), size)[follows]
            ordered *= width
            ordered += after >> 1
            ordered <<= bits
            ordered |= np.arange(len(places))
            ordered.sort()
            places = places[ordered & (1 << bits) - 1]
            ordered >>= bits
            yield places, np.concatenate([[0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1])


def _characters(text: Text) -> _Level:
    """Every pair is known, whatever its characters: all are followed as if they were frequent."""
    places = np.argsort(text.characters, kind="stable").astype(np.int32)
    start = np.cumsum(np.bincount(text.characters, minlength=len(text.alphabet)))
    known: Ints = text.characters.astype(np.int32) * 2 - 1
    return _Level(places[start[0] :], start - start[0], np.ones(len(start) - 1, dtype=bool), known)


class _Following:
    """Gathers of the parts of one size what is followed further."""

    def __init__(self, places: int) -> None:
        self.grams = 0
        self._known: Ints = np.full(places, -1, dtype=np.int32)
        self._found: list[tuple[Ints, Longs, Flags]] = []

    def add(self, part: Part) -> None:
        """The next part."""
        stays, each = part.documents > FEW, part.occurrences
        number = self.grams + np.cumsum(stays) - 1
        value = np.where(stays, 2 * number + part.frequent, -1).astype(np.int32)
        self._known[part.places] = np.repeat(value, each)
        self._found.append((part.places[np.repeat(stays, each)], each[stays], part.frequent[stays]))
        self.grams += int(stays.sum())

    def level(self) -> _Level:
        """All of them, when there is any."""
        places, sizes, often = map(np.concatenate, zip(*self._found, strict=True))
        return _Level(places, edges_of(sizes), often, self._known)


class Part:
    """Grams of one size: their places gram by gram, in order within each; ``start`` is where those of each begin."""

    def __init__(self, text: Text, size: int, limit: int, places: Ints, start: Longs) -> None:
        self.of, self.size, self.places, self._start = text, size, places, start
        self.occurrences: Longs = np.diff(start, append=len(places))
        self._rows: Ints = text.row[places]
        document = text.document[self._rows]
        # The first place of each document within each gram.
        heads = np.ones(len(places), dtype=bool)
        np.not_equal(document[1:], document[:-1], out=heads[1:])
        heads[start] = True
        self.documents: Longs = np.add.reduceat(heads, start, dtype=np.int64)
        self.frequent: Flags = self.documents > limit
        self._first: Longs = np.flatnonzero(heads)
        self._edges = edges_of(self.documents)
        self._listed = packed(_gaps(document[self._first], self._edges[:-1]), self._edges)

    def rare(self) -> Entries:
        """Grams that are not frequent, with their places where they have any."""
        return self._entries(~self.frequent, (self.documents > FEW) & (self.size > 1))

    def lists(self) -> Entries:
        """The documents of the frequent grams."""
        return self._entries(self.frequent, np.zeros(len(self.frequent), dtype=bool))

    def longest(self) -> Entries:
        """Documents and places of the frequent grams that are not longer only because none is."""
        return self._entries(self.frequent & (self.size == LONGEST), self.frequent)

    def common(self) -> list[str]:
        """The frequent grams."""
        return self._texts(self.frequent)

    def _texts(self, chosen: Flags) -> list[str]:
        read, size = self.of.read(self.places[self._start[chosen]], self.size), self.size
        return [read[i : i + size] for i in range(0, len(read), size)]

    def _entries(self, chosen: Flags, placed: Flags) -> Entries:
        """The entries of the chosen grams, by the characters of the alphabet; those of ``placed`` with their places."""
        raw = [text.encode("utf-8") for text in self._texts(chosen)]
        edges = edges_of(np.array([len(each) + 1 for each in raw], dtype=np.int64))
        named = Pieces(np.frombuffer(b"".join(bytes((len(each),)) + each for each in raw), dtype=np.uint8), edges)
        rows = [self._listed.only(chosen), *self._placed(chosen, placed)]
        size: Longs = sum((row.sizes for row in rows[1:]), rows[0].sizes)
        return Entries(self._hashes(chosen), joined([named, _each(self.documents[chosen]), _each(size), *rows]))

    def _hashes(self, chosen: Flags) -> NDArray[np.uint32]:
        """``hashed`` of each chosen gram."""
        place = self.places[self._start[chosen]]
        alphabet = self.of.alphabet.astype(np.uint32)
        value = np.full(len(place), 0x811C9DC5, dtype=np.uint32)
        for i in range(self.size):
            value ^= alphabet[self.of.characters[place + i]]
            value *= np.uint32(0x01000193)
        return value ^ value >> np.uint32(15)

    def _placed(self, chosen: Flags, placed: Flags) -> list[Pieces]:
        """Of each chosen gram that has places: how many a document, then the field and the offset of each."""
        placed = chosen & placed
        if not placed.any():
            return []
        counts = np.diff(self._first, append=len(self.places))[np.repeat(placed, self.documents)] - 1
        found = [packed(counts, edges_of(np.where(placed, self.documents, 0)[chosen]))]
        edges = edges_of(np.where(placed, self.occurrences, 0)[chosen])
        which = np.repeat(placed, self.occurrences)
        kept, row = self.places[which], self._rows[which]
        found.append(packed(self.of.field[row], edges))
        kept -= self.of.first[row]
        found.append(packed(kept, edges))
        return found


def _each(values: Longs) -> Pieces:
    return packed(values, np.arange(len(values) + 1))


def _gaps(values: Ints, starts: Longs) -> Ints:
    """From each value to the one before it; the first of each group as it is."""
    gaps = values.copy()
    gaps[1:] -= values[:-1]
    gaps[starts] = values[starts]
    return gaps
