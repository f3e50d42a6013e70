"""One thing that can be found, and how documents are told from each other."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

# The label and the text of a field, as a page shows them.
Field = tuple[str, str]
# The shortest that is written without a dash is a landline's.
_NUMBER = re.compile(r"\d{7}")


@dataclass(frozen=True, slots=True)
class Document:
    """One page that can be found. ``fields`` begin with its title; ``keys`` are its number and parties, for the order.

    ``kind`` is a code of ``documents.KINDS`` or of a kind of decision, ``record`` the id by which its page is addressed. Days are
    ISO; ``last_day`` and ``item`` are empty where there is none. ``digest`` is that of ``digests_of`` where it is known already.
    """

    kind: str
    kind_zh: str
    record: str
    organ: str
    day: str
    fields: Sequence[Field]
    keys: tuple[str, ...] = ()
    last_day: str = ""
    status: str = ""
    status_zh: str = ""
    item: str = ""
    digest: str = ""

    @property
    def title(self) -> str:
        """The heading of its page."""
        return self.fields[0][1]


class Later(Sequence[Field]):
    """The fields of a document that are worked out once somebody asks: of most documents of an index nobody does."""

    def __init__(self, fields: Callable[[], Sequence[Field]]) -> None:
        self._fields = cache(fields)

    @overload
    def __getitem__(self, at: int) -> Field: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Field]: ...
    def __getitem__(self, at: int | slice) -> Field | Sequence[Field]:
        return self._fields()[at]

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields())

    def __len__(self) -> int:
        return len(self._fields())


def digests_of(found: Iterable[Document], address: Callable[[Document], str]) -> list[str]:
    """For each document sixteen hex digits that tell it, and the address of its page, from others."""
    return [d.digest or _digest(d, address(d)) for d in found]


def _digest(d: Document, url: str) -> str:
    row = [url, d.kind, d.kind_zh, d.organ, d.day, d.last_day, d.status, d.status_zh, d.item, d.keys, d.fields]
    return hashlib.sha256(json.dumps(row).encode("ascii")).hexdigest()[:16]


def content_of(digests: Sequence[str]) -> str:
    """Sixteen hex digits that tell whether two searches are over the same documents, given the ``digests_of`` them."""
    return short(hashlib.sha256("".join(digests).encode("ascii")).hexdigest())


def short(digest: str) -> str:
    """The first sixteen digits of a SHA-256 in hexadecimal, for what everybody may see; those of the SHA-256 of these as long
    as there is something like a telephone number in them. One in two thousand would hold back a whole site.
    """
    found = digest[:16]
    while _NUMBER.search(found):
        found = hashlib.sha256(found.encode("ascii")).hexdigest()[:16]
    return found
