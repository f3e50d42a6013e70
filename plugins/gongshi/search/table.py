"""The table that every query reads first, and the files of texts, which it is the dictionary of."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongshi.search.document import Document
from gongshi.search.grams import LONGEST

# Documents of one file of texts.
PER_TEXT = 2
COLUMNS = ("kind", "organ", "year", "status", "item")
# A fifth faster over all than level 9, for a quarter of a percent more bytes.
_EFFORT = 6


def squeeze(data: bytes) -> bytes:
    """A file of the index without its tag: the length of what is in it, then that as a zlib stream."""
    return _length(len(data)) + zlib.compress(data, _EFFORT)


def plain_json(value: object) -> str:
    """JSON without spaces, in UTF-8's own characters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Table:
    """The table as a file (``whole``, without its tag), and what follows it in the files of texts.

    A reader puts the table's stream, less its last six bytes, before that of a file of texts and inflates both as one.
    """

    def __init__(self, shards: Mapping[str, int], documents: Sequence[Document], strings: Iterable[str]) -> None:
        """``strings`` are those of the frequent grams."""
        head = {
            "per_text": PER_TEXT, "shards": dict(sorted(shards.items())),
            "columns": {name: sorted({column(d, name) for d in documents}) for name in COLUMNS},
        }  # fmt: skip
        self.columns: dict[str, list[str]] = head["columns"]  # type: ignore[assignment]
        table = "\n".join([plain_json(head), *strings]).encode("utf-8")
        self._size = len(table)
        self._stream = zlib.compressobj(_EFFORT)
        body = self._stream.compress(table) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        self.whole = _length(self._size) + body + self._stream.copy().flush(zlib.Z_FINISH)

    def text(self, documents: Sequence[Document], urls: Sequence[str]) -> bytes:
        """A file of texts without its tag: those of ``documents``, whose pages are at ``urls``."""
        rows = ",".join(plain_json(_row(d, url)) for d, url in zip(documents, urls, strict=True))
        data = f"[{rows}]".encode()
        stream = self._stream.copy()
        return _length(self._size + len(data)) + stream.compress(data) + stream.flush(zlib.Z_FINISH)

    def values(self, documents: Sequence[Document], urls: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The files of what stands once for each document, without their tags."""
        for name, values in self.columns.items():
            number = {value: i for i, value in enumerate(values)}
            yield f"c-{name}", squeeze(plain_json([number[column(d, name)] for d in documents]).encode())
        yield "c-last", squeeze(plain_json([d.last_day for d in documents]).encode())
        yield "c-id", squeeze(plain_json(list(urls)).encode())


def names_of(shards: Mapping[str, int], documents: int) -> list[str]:
    """All files of an index of so many documents, by how many there are of each kind of entries."""
    values = [f"c-{name}" for name in (*COLUMNS, "last", "id")]
    texts = [f"x-{i}" for i in range(-(-documents // PER_TEXT))]
    return ["t", *values, *texts, *(f"{kind}-{i}" for kind, count in shards.items() for i in range(count))]


def column(document: Document, name: str) -> str:
    """A document's value of a filter."""
    match name:
        case "kind":
            return document.kind_zh
        case "year":
            return document.day[:4]
        case "status":
            return document.status_zh
        case _:
            return str(getattr(document, name))


def strings_of(frequent: set[str]) -> list[str]:
    """The fewest strings we can find whose runs of up to six characters are exactly the frequent grams."""
    covered: set[str] = set()
    found: list[str] = []
    after: dict[str, list[str]] = defaultdict(list)
    for gram in sorted(frequent):
        if len(gram) == LONGEST:
            after[gram[:-1]].append(gram)
    heads = {gram[1:] for gram in frequent if len(gram) == LONGEST}
    ordered = sorted(frequent, key=lambda g: (-len(g), len(g) == LONGEST and g[:-1] in heads, g))
    for gram in ordered:
        if gram in covered:
            continue
        text = gram
        covered.add(gram)
        while len(gram) == LONGEST:
            following = next((g for g in after[text[1 - LONGEST :]] if g not in covered), None)
            if following is None:
                break
            covered.add(following)
            text += following[-1]
        found.append(text)
        for size in range(1, LONGEST):
            covered.update(text[i : i + size] for i in range(len(text) - size + 1))
    return sorted(found)


def runs(text: str) -> Iterator[str]:
    """Every run of up to six characters: of the table's strings, the frequent grams."""
    for size in range(1, LONGEST + 1):
        yield from (text[i : i + size] for i in range(len(text) - size + 1))


def _row(d: Document, url: str) -> list[object]:
    return [url, d.kind_zh, d.organ, d.day, d.last_day, d.status, d.status_zh, [list(field) for field in d.fields]]


def _length(size: int) -> bytes:
    return size.to_bytes(4, "little")
