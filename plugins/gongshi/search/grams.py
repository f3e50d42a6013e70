"""Which runs of characters the index knows, and where they stand: numpy over the whole text at once.

Every single character and every pair is known. A longer run up to six is known where one of its two parts, one character
shorter, is frequent, and the other stands in more than FEW documents. So a run that is not known stands nowhere, or a
part of it stands in so few documents that their texts can be looked at; and a word longer than a frequent run is proved
by the places of runs that are not frequent, but for frequent runs of six.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

LONGEST = 6
# A gram of no more documents than this has no places and is not followed further: its documents' texts are looked at.
FEW = 10
# Frequent: in more than a twentieth of the documents, and in more than this many.
_SHARE, _LEAST = 20, 50
_SEPARATOR = "\0"

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]


def frequent_above(documents: int) -> int:
    """A gram that stands in more documents than this is frequent."""
    return max(documents // _SHARE, _LEAST)


@dataclass(frozen=True, slots=True)
class Gram:
    """One gram: in how many documents it stands, and its posting as varints (see docs/search-index.md)."""

    text: str
    documents: int
    frequent: bool
    # The documents, and for a gram that has places, these.
    listed: bytes
    placed: bytes | None


class Text:
    """All normalised fields of all documents in one array of character numbers."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self.text = "".join(f"{field}{_SEPARATOR}" for fields in documents for field in fields)
        codes = np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32)
        present = np.zeros(0x110000, dtype=bool)
        present[codes] = True
        present[0] = True
        alphabet = np.flatnonzero(present)
        self.letters = len(alphabet)
        number = np.zeros(0x110000, dtype=np.int32)
        number[alphabet] = np.arange(len(alphabet), dtype=np.int32)
        self.characters: Ints = number[codes]
        self.count = len(documents)
        # Each field is a row: its document, its number there, where it begins.
        lengths = np.diff(np.flatnonzero(self.characters == 0), prepend=-1)
        fields = np.fromiter((len(fields) for fields in documents), dtype=np.int64, count=len(documents))
        self.document: Ints = np.repeat(np.arange(len(documents), dtype=np.int32), fields)
        self.field: Ints = (np.arange(len(lengths)) - np.repeat(np.cumsum(fields) - fields, fields)).astype(np.int32)
        self.first: Ints = (np.cumsum(lengths) - lengths).astype(np.int32)
        self.row: Ints = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    def grams(self) -> Iterator[Gram]:
        """Every gram of the index, by size, then by the characters of the alphabet."""
        limit = frequent_above(self.count)
        values, width = self.characters, self.letters
        places = np.flatnonzero(values)
        ordered = values[places].astype(np.int64)
        for size in range(1, LONGEST + 1):
            # Number of the gram and place in one, so that sorting keeps the places of a gram in order.
            ordered *= len(self.characters)
            ordered += places
            del places
            ordered.sort()
            level = _Level(self, size, limit, ordered)
            del ordered
            yield from level.grams()
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


class _Level:
    """All grams of one size: their places grouped by gram, in order within each."""

    def __init__(self, text: Text, size: int, limit: int, ordered: Longs) -> None:
        self.of, self.size = text, size
        length = len(text.characters)
        keys = ordered // length
        begins = np.ones(len(keys), dtype=bool)
        np.not_equal(keys[1:], keys[:-1], out=begins[1:])
        keys *= length
        self.places: Ints = (ordered - keys).astype(np.int32)
        del keys
        self.start: Longs = np.flatnonzero(begins)
        self.occurrences: Longs = np.diff(self.start, append=len(begins))
        document = text.document[text.row[self.places]]
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

    def grams(self) -> Iterator[Gram]:
        """Each gram with its posting."""
        first = np.flatnonzero(self.heads)
        document = self.of.document[self.of.row[self.places[first]]]
        edges = np.concatenate([[0], np.cumsum(self.documents)])
        lists = _stream(_gaps(document, edges[:-1]), edges)
        placed = self._placed()
        more = self._places(first, placed)
        half = self.of.count // 2
        texts, size = self.of.text, self.size
        rows = zip(
            self.places[self.start].tolist(), self.documents.tolist(), self.frequent.tolist(), placed.tolist(),
            edges[:-1].tolist(), strict=True,
        )  # fmt: skip
        for place, documents, frequent, has_places, begin in rows:
            body = next(lists)
            places = body + b"".join(map(next, more)) if has_places else None
            if frequent and documents > half:
                body = _complement(document[begin : begin + documents], self.of.count)
            yield Gram(texts[place : place + size], documents, frequent, body, places)

    def _places(self, first: Longs, placed: Flags) -> list[Iterator[bytes]]:
        """Of each gram that has places: how many a document, then the field and the offset of each."""
        documents = self.documents[placed]
        counts = np.diff(first, append=len(self.places))[np.repeat(placed, self.documents)] - 1
        found = [_stream(counts, np.concatenate([[0], np.cumsum(documents)]))]
        del counts
        edges = np.concatenate([[0], np.cumsum(self.occurrences[placed])])
        kept = self.places[np.repeat(placed, self.occurrences)]
        row = self.of.row[kept]
        found.append(_stream(self.of.field[row], edges))
        kept -= self.of.first[row]
        del row
        found.append(_stream(kept, edges))
        return found

    def _placed(self) -> Flags:
        """Which grams have their places written down."""
        if self.size == 1:
            return np.zeros(len(self.start), dtype=bool)
        rare = ~self.frequent & (self.documents > FEW)
        return rare | self.frequent if self.size == LONGEST else rare


def _stream(values: NDArray[np.integer[Any]], edges: Longs) -> Iterator[bytes]:
    """The varints of one gram after the other; ``edges`` are where the values of each begin, and the end."""
    data, begins = varints(values)
    at = begins[edges].tolist()
    whole = data.tobytes()
    del data, begins
    return (whole[start:end] for start, end in pairwise(at))


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


def varints(values: NDArray[np.integer[Any]]) -> tuple[NDArray[np.uint8], Ints | Longs]:
    """Seven bits a byte, lowest first, the high bit set on all but the last; and where each value begins, and the end."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for bits in (7, 14, 21, 28):
        longer = values >= 1 << bits
        if not longer.any():
            break
        sizes += longer
    narrow: type[np.int32] | type[np.int64] = np.int32 if 5 * len(values) < 2**31 else np.int64
    begins: NDArray[Any] = np.zeros(len(values) + 1, dtype=narrow)
    np.cumsum(sizes, dtype=narrow, out=begins[1:])
    data = np.zeros(int(begins[-1]), dtype=np.uint8)
    data[begins[:-1]] = (values & 127).astype(np.uint8) | (sizes > 1).view(np.uint8) << 7
    for byte in range(1, 5):
        rows = np.flatnonzero(sizes > byte)
        if not len(rows):
            break
        more = (sizes[rows] > byte + 1).view(np.uint8) << 7
        data[begins[rows] + byte] = (values[rows] >> (7 * byte) & 127).astype(np.uint8) | more
    return data, begins
