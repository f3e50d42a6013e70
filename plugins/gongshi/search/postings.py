"""How numbers and entries are written in the index: one at a time, and whole arrays of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Numbers = NDArray[np.integer[Any]]


def varint(value: int) -> bytes:
    """Seven bits a byte, lowest first."""
    data = bytearray()
    while value > 127:
        data.append(value & 127 | 128)
        value >>= 7
    data.append(value)
    return bytes(data)


def entry(text: str, documents: int, posting: bytes) -> bytes:
    """What stands in a file of the index for one gram or key."""
    raw = text.encode("utf-8")
    return varint(len(raw)) + raw + varint(documents) + varint(len(posting)) + posting


def ascending(numbers: Sequence[int]) -> bytes:
    """Numbers that grow, each as its distance from the one before."""
    return b"".join(map(varint, (b - a for a, b in pairwise((0, *numbers)))))


@dataclass(frozen=True, slots=True)
class Pieces:
    """One piece of bytes for each gram, one after the other; ``edges`` are where each begins, and the end."""

    data: NDArray[np.uint8]
    edges: Longs

    @property
    def sizes(self) -> Longs:
        """Bytes of each piece."""
        return np.diff(self.edges)

    def only(self, chosen: NDArray[np.bool_]) -> Pieces:
        """Those of the chosen grams."""
        sizes = self.sizes
        return Pieces(self.data[np.repeat(chosen, sizes)], edges_of(sizes[chosen]))

    def cut(self) -> list[bytes]:
        """Each piece by itself."""
        whole = self.data.tobytes()
        return [whole[start:end] for start, end in pairwise(self.edges.tolist())]


class Entries(NamedTuple):
    """Entries of the index, each with the hash that says in which file it stands."""

    hashes: NDArray[np.uint32]
    pieces: Pieces


def edges_of(sizes: Longs) -> Longs:
    """Where each of several pieces begins that stand one after the other, and the end."""
    edges = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=edges[1:])
    return edges


def packed(values: Numbers, edges: Longs) -> Pieces:
    """The varints of each gram's values; ``edges`` are where the values of each begin, and the end."""
    data, begins = varints(values)
    return Pieces(data, begins[edges].astype(np.int64))


def joined(rows: Sequence[Pieces]) -> Pieces:
    """For each gram its pieces of all ``rows``, in the order of the rows."""
    sizes = [row.sizes for row in rows]
    edges = edges_of(sum(sizes[1:], sizes[0]))
    data = np.empty(int(edges[-1]), dtype=np.uint8)
    at = edges[:-1].copy()
    for row, size in zip(rows, sizes, strict=True):
        moved = np.repeat(at - row.edges[:-1], size)
        moved += np.arange(len(moved))
        data[moved] = row.data
        at += size
    return Pieces(data, edges)


def varints(values: Numbers) -> tuple[NDArray[np.uint8], Ints | Longs]:
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


def numbers(data: bytes) -> Longs:
    """All numbers of a posting, one after the other: the way back from ``varints``."""
    raw = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(raw < 128)
    begins = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64) if len(ends) else ends
    found = (raw[begins] & 127).astype(np.int64)
    for byte in range(1, 5):
        rows = np.flatnonzero(ends - begins >= byte)
        if not len(rows):
            break
        found[rows] |= (raw[begins[rows] + byte] & 127).astype(np.int64) << (7 * byte)
    return found
