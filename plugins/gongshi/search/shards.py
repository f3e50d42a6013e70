"""Entries → the contents of numbered files, each entry in the one that its hash names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from gongshi.search.grams import hashed
from gongshi.search.postings import Entries, Pieces, edges_of

# Bytes of a file before compression: what is read for the sake of one entry costs little, and there are not too many.
SIZES = {"g": 6_000, "d": 4_000, "p": 6_000, "k": 6_000}


def order(text: str) -> tuple[int, str]:
    """Entries of one file stand by the length of their grams, then by code points."""
    return len(text), text


def count_for(kind: str, total: int) -> int:
    """How many files of a kind hold ``total`` bytes: in steps of an eighth, so that few more bytes move no entry."""
    wanted = max(1, -(-total // SIZES[kind]))
    step = 1 << max(0, wanted.bit_length() - 4)
    return -(-wanted // step) * step


def entries(pairs: Iterable[tuple[str, bytes]]) -> Entries:
    """Texts and entries, put into their order."""
    found = sorted(pairs, key=lambda pair: order(pair[0]))
    edges = edges_of(np.array([len(data) for _, data in found], dtype=np.int64))
    data = np.frombuffer(b"".join(data for _, data in found), dtype=np.uint8)
    return Entries(np.array([hashed(text) for text, _ in found], dtype=np.uint32), Pieces(data, edges))


def sharded(kind: str, found: Sequence[Entries]) -> list[bytes]:
    """The contents of all files of a kind; the entries come in their order."""
    count = count_for(kind, sum(len(each.pieces.data) for each in found))
    files: list[list[bytes]] = [[] for _ in range(count)]
    for hashes, pieces in found:
        for number, data in zip((hashes % np.uint32(count)).tolist(), pieces.cut(), strict=True):
            files[number].append(data)
    return [b"".join(file) for file in files]
