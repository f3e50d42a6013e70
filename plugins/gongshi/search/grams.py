"""Which runs of characters the index knows, and where they stand: numpy over the whole text at once.

Every single character and every pair is known. A longer run up to six is known where one of its two parts, one character
shorter, is frequent, and the other stands in more than FEW documents. So a run that is not known stands nowhere, or a
part of it stands in so few documents that their texts can be looked at; and a word longer than a frequent run is proved
by the places of runs that are not frequent, but for frequent runs of six.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gongshi.search.postings import Ints, Longs, Pieces, entry, joined, packed, varints
from gongshi.search.text import Text

LONGEST = 6
# A gram of no more documents than this has no places and is not followed further: its documents' texts are looked at.
FEW = 10
# Frequent: in more than a twentieth of the documents, and in more than this many.
_SHARE, _LEAST = 20, 50

Flags = NDArray[np.bool_]


def frequent_above(documents: int) -> int:
    """A gram that stands in more documents than this is frequent."""
    return max(documents // _SHARE, _LEAST)


class Rare(NamedTuple):
    """A gram that is not frequent: where its entry goes, and the entry itself (see docs/search-index.md)."""

    hash: int
    text: str
    entry: bytes


class Frequent(NamedTuple):
    """A frequent gram: the entry of its documents, and for one of the longest that of its places, else nothing."""

    text: str
    listed: bytes
    placed: bytes


def hashed(text: str) -> int:
    """FNV-1a over code points, 32 bits, folded once."""
    value = 0x811C9DC5
    for character in text:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value ^ value >> 15


def levels(text: Text) -> Iterator[Level]:
    """The grams of the index, by size. OverflowError for a text of thousands of millions of characters."""
    limit, bits = frequent_above(text.count), len(text.characters).bit_length()
    values, width = text.characters, len(text.alphabet)
    places = np.flatnonzero(values)
    ordered = values[places].astype(np.int64)
    for size in range(1, LONGEST + 1):
        # Number of the gram and place in one, so that sorting keeps the places of a gram in order.
        if (width**2).bit_length() + bits > 63:
            raise OverflowError("too much text for one index")
        ordered <<= bits
        ordered |= places
        del places
        ordered.sort()
        level = Level(text, size, limit, ordered, bits)
        del ordered
        yield level
        if size == 1:
            follow = (values[:-1] != 0) & (values[1:] != 0)
        else:
            values, frequent, width = level.common()
            follow = (values[:-1] >= 0) & (values[1:] >= 0) & (frequent[:-1] | frequent[1:])
        del level
        places = np.flatnonzero(follow)
        del follow
        if not len(places):
            return
        ordered = values[places].astype(np.int64)
        ordered *= width
        ordered += values[places + 1]


class Level:
    """All grams of one size: their places grouped by gram, in order within each."""

    def __init__(self, text: Text, size: int, limit: int, ordered: Longs, bits: int) -> None:
        """``ordered``: number of a gram and in the lower ``bits`` its place, sorted; used up."""
        self.of, self.size = text, size
        self.places: Ints = (ordered & (1 << bits) - 1).astype(np.int32)
        ordered >>= bits
        begins = np.ones(len(ordered), dtype=bool)
        np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
        self.start: Longs = np.flatnonzero(begins)
        self.occurrences: Longs = np.diff(self.start, append=len(begins))
        self.rows: Ints = text.row[self.places]
        document = text.document[self.rows]
        # The first place of each document within each gram.
        begins[1:] |= document[1:] != document[:-1]
        self.heads: Flags = begins
        self.documents: Longs = np.add.reduceat(self.heads, self.start, dtype=np.int64)
        self.frequent: Flags = self.documents > limit

    def common(self) -> tuple[Ints, Flags, int]:
        """For each place of the text the number of the gram that begins there, or -1 where it stands in few documents;
        whether it is frequent; and how many numbers there are."""
        kept = self.documents > FEW
        number = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        found = np.full(len(self.of.characters), -1, dtype=np.int32)
        found[self.places] = np.repeat(number, self.occurrences)
        frequent = np.zeros(len(found), dtype=bool)
        frequent[self.places] = np.repeat(self.frequent, self.occurrences)
        return found, frequent, int(kept.sum())

    def grams(self) -> tuple[list[Rare], list[Frequent]]:
        """Each gram with its entry, by the characters of the alphabet."""
        first = np.flatnonzero(self.heads)
        document = self.of.document[self.rows[first]]
        edges = _edges(self.documents)
        listed = packed(_gaps(document, edges[:-1]), edges)
        # Frequent grams have their documents and their places apart, and only the longest have places.
        whole = np.ones(len(edges) - 1, dtype=bool) if self.size == LONGEST else ~self.frequent
        entries = self._entries(whole, listed.only(whole), self._places(whole, first))
        chosen = np.flatnonzero(whole)
        texts, hashes = self._texts(np.arange(len(whole))), self._hashes().tolist()
        rare, longest = [], {}
        for i, frequent, data in zip(chosen.tolist(), self.frequent[chosen].tolist(), entries, strict=True):
            if frequent:
                longest[i] = data
            else:
                rare.append(Rare(hashes[i], texts[i], data))
        return rare, [
            Frequent(
                texts[i], self._list(texts[i], document[edges[i] : edges[i + 1]], listed.piece(i)), longest.get(i, b"")
            )
            for i in np.flatnonzero(self.frequent).tolist()
        ]

    def _list(self, text: str, documents: Ints, listed: bytes) -> bytes:
        """The entry of the documents of a frequent gram."""
        if len(documents) > self.of.count // 2:
            listed = _complement(documents, self.of.count)
        return entry(text, len(documents), listed)

    def _entries(self, chosen: Flags, listed: Pieces, placed: list[Pieces]) -> list[bytes]:
        """The entries of the chosen grams."""
        raw = [text.encode("utf-8") for text in self._texts(np.flatnonzero(chosen))]
        edges = _edges(np.array([len(each) + 1 for each in raw], dtype=np.int64))
        named = np.frombuffer(b"".join(bytes((len(each),)) + each for each in raw), dtype=np.uint8)
        size: Longs = sum((each.sizes for each in placed), listed.sizes)
        return joined([Pieces(named, edges), _each(self.documents[chosen]), _each(size), listed, *placed]).cut()

    def _texts(self, numbers: Longs) -> list[str]:
        text, size = self.of.text, self.size
        return [text[place : place + size] for place in self.places[self.start[numbers]].tolist()]

    def _hashes(self) -> NDArray[np.uint32]:
        """``hashed`` of each gram."""
        place = self.places[self.start]
        alphabet = self.of.alphabet.astype(np.uint32)
        value = np.full(len(place), 0x811C9DC5, dtype=np.uint32)
        for i in range(self.size):
            value ^= alphabet[self.of.characters[place + i]]
            value *= np.uint32(0x01000193)
        return value ^ value >> np.uint32(15)

    def _places(self, chosen: Flags, first: Longs) -> list[Pieces]:
        """Of each chosen gram that has places: how many a document, then the field and the offset of each."""
        placed = chosen & (self.documents > FEW) if self.size > 1 else np.zeros_like(chosen)
        counts = np.diff(first, append=len(self.places))[np.repeat(placed, self.documents)] - 1
        found = [packed(counts, _edges(np.where(placed, self.documents, 0)[chosen]))]
        del counts
        edges = _edges(np.where(placed, self.occurrences, 0)[chosen])
        chosen = np.repeat(placed, self.occurrences)
        kept, row = self.places[chosen], self.rows[chosen]
        found.append(packed(self.of.field[row], edges))
        kept -= self.of.first[row]
        del row
        found.append(packed(kept, edges))
        return found


def _edges(sizes: Longs) -> Longs:
    return np.concatenate([[0], np.cumsum(sizes)])


def _each(values: Longs) -> Pieces:
    return packed(values, np.arange(len(values) + 1))


def _gaps(values: Ints, starts: Longs) -> Ints:
    """From each value to the one before it; the first of each group as it is."""
    gaps = values.copy()
    gaps[1:] -= values[:-1]
    gaps[starts] = values[starts]
    return gaps


def _complement(present: Ints, count: int) -> bytes:
    absent = np.ones(count, dtype=bool)
    absent[present] = False
    missing = np.flatnonzero(absent)
    if not len(missing):
        return b""
    return varints(np.diff(missing, prepend=0))[0].tobytes()
