"""One gram's documents and places, taken out of the index and put back with some documents changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from gongshi.search.postings import Longs, entry, numbers, varints

# Field and character, for each place of a document in order.
Places = list[tuple[int, int]]


class Posting(NamedTuple):
    """``documents`` in order. Where they are known, ``places``: for each its document, its field, its character."""

    documents: Longs
    places: tuple[Longs, Longs, Longs] | None = None

    def without(self, changed: Longs) -> Posting:
        """Less some documents."""
        left = self.documents[~np.isin(self.documents, changed)]
        if self.places is None:
            return Posting(left)
        stay = ~np.isin(self.places[0], changed)
        document, field, character = self.places
        return Posting(left, (document[stay], field[stay], character[stay]))

    def with_documents(self, more: Iterable[int]) -> Posting:
        """With more documents, its places forgotten."""
        return Posting(np.sort(np.concatenate([self.documents, np.array(sorted(more), dtype=np.int64)])))

    def with_places(self, more: Mapping[int, Places]) -> Posting:
        """With more documents and their places. Those of its own are known, or there are none."""
        rows = [(document, *place) for document in sorted(more) for place in more[document]]
        added = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        known = self.places or (np.empty(0, dtype=np.int64),) * 3
        document, field, character = (np.concatenate(pair) for pair in zip(known, added, strict=True))
        order = np.argsort(document, kind="stable")
        return Posting(np.unique(document), (document[order], field[order], character[order]))

    def encoded(self, text: str) -> bytes:
        """The entry of the index; with the places, when they are known."""
        rows = [np.diff(self.documents, prepend=0)]
        if self.places is not None:
            document, field, character = self.places
            rows += [np.unique(document, return_counts=True)[1] - 1, field, character]
        return entry(text, len(self.documents), varints(np.concatenate(rows))[0].tobytes())


def decoded(count: int, body: bytes) -> Posting:
    """A posting of so many documents."""
    found = numbers(body)
    documents = np.cumsum(found[:count])
    if len(found) == count:
        return Posting(documents)
    times = found[count : 2 * count] + 1
    field, character = np.split(found[2 * count :], 2)
    return Posting(documents, (np.repeat(documents, times), field, character))
