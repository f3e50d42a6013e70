"""Which runs of characters the index knows, and where they stand: numpy over the whole text at once.

Every single character and every pair is known; longer runs up to six only where both of their parts, one character
shorter, are frequent. So a run that is not known, but whose parts are all frequent, stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LONGEST = 6
# Sizes whose frequent grams have their places written down; a chain of these covers any query.
PLACED = frozenset({2, 4, 6})
# A gram of no more documents than this has no places: its documents' texts are looked at.
FEW = 10
# Frequent: in more than a twentieth of the documents, and in more than this many.
_SHARE, _LEAST = 20, 50
_SEPARATOR = "\0"

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


def frequent_above(documents: int) -> int:
    """A gram that stands in more documents than this is frequent."""
    return max(documents // _SHARE, _LEAST)


@dataclass(frozen=True, slots=True)
class Gram:
    """One gram: in how many documents it stands, and its posting as varints (see docs/search-index.md)."""

    text: str
    documents: int
    frequent: bool
    # Documents alone, and documents with places where the index has places for the gram.
    listed: bytes
    placed: bytes | None


class Text:
    """All normalised fields of all documents in one array of character numbers."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        joined = "".join(f"{field}{_SEPARATOR}" for fields in documents for field in fields)
        codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
        present = np.zeros(0x110000, dtype=bool)
        present[codes] = True
        present[0] = True
        self.alphabet = np.flatnonzero(present)
        number = np.zeros(0x110000, dtype=np.int32)
        number[self.alphabet] = np.arange(len(self.alphabet), dtype=np.int32)
        self.characters: Ints = number[codes]
        self.text = joined
        self.count = len(documents)
        ends = np.flatnonzero(self.characters == 0).astype(np.int32)
        lengths = np.diff(np.concatenate([[-1], ends]))
        fields = np.fromiter((len(fields) for fields in documents), dtype=np.int32, count=len(documents))
        document = np.repeat(np.arange(len(documents), dtype=np.int32), fields)
        local = (np.arange(len(document)) - np.repeat(np.cumsum(fields) - fields, fields)).astype(np.uint16)
        self.document: Ints = np.repeat(document, lengths)
        self.field: NDArray[np.uint16] = np.repeat(local, lengths)
        first = (ends + 1 - lengths).astype(np.int32)
        self.offset: Ints = np.arange(len(codes), dtype=np.int32) - np.repeat(first, lengths)

    def grams(self) -> Iterator[Gram]:
        """Every gram of the index, by size, then by the characters of the alphabet."""
        limit = frequent_above(self.count)
        values, places = self.characters, _where(self.characters != 0)
        keys: Ints | Longs = values[places]
        for size in range(1, LONGEST + 1):
            level = _Level(self, size, limit, places, keys)
            # These are large: what is done with is let go before the next are made.
            places, keys = places[:0], keys[:0]
            yield from level.grams()
            if size == 1:
                places, width = _where((values[:-1] != 0) & (values[1:] != 0)), len(self.alphabet)
            else:
                values, width = level.frequent_numbers()
                places = _where((values[:-1] >= 0) & (values[1:] >= 0))
            del level
            if not len(places):
                return
            keys = _pairs(values, places, width)


def _where(mask: NDArray[np.bool_]) -> Ints:
    return np.flatnonzero(mask).astype(np.int32)


def _pairs(values: Ints, places: Ints, width: int) -> Ints | Longs:
    """The value at each place and the one after it as one number."""
    if width * width < 2**31:
        return values[places] * np.int32(width) + values[places + 1]
    return values[places].astype(np.int64) * width + values[places + 1]


class _Level:
    """All grams of one size: their places grouped by gram, in order within each."""

    def __init__(self, text: Text, size: int, limit: int, places: Ints, keys: Ints | Longs) -> None:
        self.of, self.size = text, size
        order = np.argsort(keys, kind="stable").astype(np.int32)
        keys = keys[order]
        self.places: Ints = places[order]
        del order
        begins = np.ones(len(keys), dtype=bool)
        begins[1:] = keys[1:] != keys[:-1]
        self.start: Longs = np.flatnonzero(begins)
        self.group: Ints = np.cumsum(begins, dtype=np.int32) - 1
        document = text.document[self.places]
        # The first place of each document within each gram.
        self.heads = begins
        self.heads[1:] |= document[1:] != document[:-1]
        self.documents: Longs = np.add.reduceat(self.heads, self.start, dtype=np.int64)
        self.frequent = self.documents > limit

    def frequent_numbers(self) -> tuple[Ints, int]:
        """For each place of the text the number of the frequent gram that begins there, or -1; and how many there are."""
        width = int(self.frequent.sum())
        number = np.where(self.frequent, np.cumsum(self.frequent) - 1, -1).astype(np.int32)
        found = np.full(len(self.of.characters), -1, dtype=np.int32)
        found[self.places] = number[self.group]
        return found, width

    def grams(self) -> Iterator[Gram]:
        first = _where(self.heads)
        document = self.of.document[self.places[first]]
        head_start = np.concatenate([[0], np.cumsum(self.documents)[:-1]])
        lists = _Stream(varints(_gaps(document, head_start)), self.documents)
        placed = self._placed()
        ends = np.append(first[1:], np.int32(len(self.places)))
        counts = (ends - first)[placed[self.group[first]]] - 1
        del ends
        del first
        more = [_Stream(varints(counts), self.documents * placed)]
        del counts
        kept = self.places[placed[self.group]]
        occurrences = np.diff(np.append(self.start, len(self.places))) * placed
        more.append(_Stream(varints(self.of.field[kept]), occurrences))
        more.append(_Stream(varints(self.of.offset[kept]), occurrences))
        del kept
        half = self.of.count // 2
        for i, place in enumerate(self.places[self.start].tolist()):
            begin, end = int(head_start[i]), int(head_start[i] + self.documents[i])
            body = lists.of(i)
            places = body + b"".join(stream.of(i) for stream in more) if placed[i] else None
            listed = body
            if self.frequent[i] and self.documents[i] > half:
                listed = _complement(document[begin:end], self.of.count)
            text = self.of.text[place : place + self.size]
            yield Gram(text, int(self.documents[i]), bool(self.frequent[i]), listed, places)

    def _placed(self) -> NDArray[np.bool_]:
        """Which grams have their places written down."""
        if self.size == 1:
            return np.zeros(len(self.start), dtype=bool)
        rare = ~self.frequent & (self.documents > FEW)
        return rare | self.frequent if self.size in PLACED else rare


class _Stream:
    """Varints of all grams of a level one after another, and which of them are whose."""

    def __init__(self, encoded: tuple[NDArray[np.uint8], Ints | Longs], counts: Longs) -> None:
        self._data, ends = encoded
        self._edges = ends[np.concatenate([[0], np.cumsum(counts)])]

    def of(self, gram: int) -> bytes:
        return self._data[int(self._edges[gram]) : int(self._edges[gram + 1])].tobytes()


def _gaps(values: Ints, starts: Longs) -> Ints:
    """From each value to the one before it; the first of each group as it is."""
    gaps = values.copy()
    gaps[1:] -= values[:-1]
    gaps[starts] = values[starts]
    return gaps


def _complement(present: Ints, count: int) -> bytes:
    absent = np.ones(count, dtype=bool)
    absent[present] = False
    missing = np.flatnonzero(absent).astype(np.int32)
    if not len(missing):
        return b""
    return varints(_gaps(missing, np.zeros(1, dtype=np.int64)))[0].tobytes()


def varints(values: NDArray[np.integer[Any]]) -> tuple[NDArray[np.uint8], Ints | Longs]:
    """Seven bits a byte, lowest first, the high bit set on all but the last; and where each value begins, and the end."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for bits in (7, 14, 21, 28):
        sizes += values >= 1 << bits
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
