"""Documents → the files of one generation of the index, named by the hash of its content; docs/search-index.md has the format."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from gongshi.search.documents import Document, content_of
from gongshi.search.grams import LONGEST, Frequent, Rare, hashed, levels
from gongshi.search.normalise import normalise
from gongshi.search.postings import ascending, entry
from gongshi.search.text import Text

FORMAT = 3
ENTRY = "search/index.json"
# Bytes of a file before compression: what is read for the sake of one entry costs little, and there are not too many.
_SHARD = 6_000
# A fifth faster over all than level 9, for a quarter of a percent more bytes.
_EFFORT = 6
_LIST, _PLACES = 4_000, 3_000
# Documents of one file of texts.
PER_TEXT = 2
COLUMNS = ("kind", "organ", "year", "status", "item")

Files = dict[str, bytes]


def write(documents: Sequence[Document], address: Mapping[tuple[str, str], str]) -> Files:
    """Every file of the index by its path below the site's root; ``address`` gives each document's page by kind and id."""
    rare: list[Rare] = []
    frequent: list[Frequent] = []
    text = Text([[text for _, text in document.fields] for document in documents])
    for level in levels(text) if documents else ():
        found = level.grams()
        rare += found[0]
        frequent += found[1]
    frequent.sort(key=lambda gram: (len(gram.text), gram.text.encode("utf-16-be")))
    files: Files = {}
    shards = _sharded(files, "g", rare)
    keys = _sharded(files, "k", _keys(documents))
    lists = _packed(files, "d", [gram.listed for gram in frequent], _LIST)
    places = _packed(files, "p", [gram.placed for gram in frequent if gram.placed], _PLACES)
    head = {
        "per_text": PER_TEXT, "shards": shards, "keys": keys, "lists": lists, "places": places,
        "columns": {name: sorted({_column(d, name) for d in documents}) for name in COLUMNS},
    }  # fmt: skip
    pages = [_page(document, address[document.kind, document.record]) for document in documents]
    table = _json(head) + "\n" + "\n".join(_strings({g.text for g in frequent}))
    prefix = _Prefix(table.encode("utf-8"))
    files["t"] = prefix.whole
    _texts(files, prefix, pages)
    for name in COLUMNS:
        values = head["columns"][name]  # type: ignore[index]
        number = {value: i for i, value in enumerate(values)}
        files[f"c-{name}"] = squeeze(_json([number[_column(d, name)] for d in documents]).encode())
    files["c-last"] = squeeze(_json([d.last_day for d in documents]).encode())
    files["c-id"] = squeeze(_json([address[d.kind, d.record] for d in documents]).encode())
    return _generation(files, {
        "format": FORMAT, "documents": len(documents),
        "content": content_of(documents, lambda d: address[d.kind, d.record]),
        "until": min((d.last_day for d in documents if d.last_day), default=""),
    })  # fmt: skip


def _generation(files: Files, entry: dict[str, Any]) -> Files:
    digest = hashlib.sha256()
    files = {name: data[:4] + tag(entry["content"], name) + data[4:] for name, data in files.items()}
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    name = digest.hexdigest()[:16]
    found = {f"search/{name}/{file}.bin": data for file, data in files.items()}
    found[ENTRY] = (_json({**entry, "generation": name}) + "\n").encode()
    return found


def tag(content: str, name: str) -> bytes:
    """What tells a file from every other of this and other generations, after its length: a host may mix them up."""
    return hashed(f"{content}/{name}").to_bytes(4, "little")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _length(size: int) -> bytes:
    return size.to_bytes(4, "little")


def squeeze(data: bytes) -> bytes:
    """A file of the index without its tag: the length of what is in it, then that as a zlib stream."""
    return _length(len(data)) + zlib.compress(data, _EFFORT)


class _Prefix:
    """The table is also the dictionary of the texts: each file of texts goes on where the table's stream stops.

    A reader puts the table's stream, less its last six bytes, before that of a file of texts and inflates both as one.
    """

    def __init__(self, table: bytes) -> None:
        self._size = len(table)
        self._stream = zlib.compressobj(_EFFORT)
        body = self._stream.compress(table) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        self.whole = _length(self._size) + body + self._stream.copy().flush(zlib.Z_FINISH)

    def after(self, data: bytes) -> bytes:
        stream = self._stream.copy()
        return _length(self._size + len(data)) + stream.compress(data) + stream.flush(zlib.Z_FINISH)


def _sharded(files: Files, name: str, entries: Sequence[Rare]) -> int:
    """Puts each entry into the file that its own hash names; how many files there are."""
    count = max(1, -(-sum(len(each.entry) for each in entries) // _SHARD))
    shards: list[list[tuple[str, bytes]]] = [[] for _ in range(count)]
    for place, text, data in entries:
        shards[place % count].append((text, data))
    for number, shard in enumerate(shards):
        files[f"{name}-{number}"] = squeeze(b"".join(data for _, data in sorted(shard)))
    return count


def _packed(files: Files, name: str, entries: list[bytes], size: int) -> list[int]:
    """Fills files in the order of the entries; how many entries each holds."""
    held: list[int] = []
    pending: list[bytes] = []
    for data in entries:
        if pending and sum(map(len, pending)) + len(data) > size:
            files[f"{name}-{len(held)}"] = squeeze(b"".join(pending))
            held.append(len(pending))
            pending = []
        pending.append(data)
    if pending:
        files[f"{name}-{len(held)}"] = squeeze(b"".join(pending))
        held.append(len(pending))
    return held


def _keys(documents: Sequence[Document]) -> list[Rare]:
    """Numbers and parties as wholes, for the order of the hits."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for key in dict.fromkeys(filter(None, map(normalise, document.keys))):
            found[key].append(number)
    return [Rare(hashed(key), key, entry(key, len(numbers), ascending(numbers))) for key, numbers in found.items()]


def _strings(frequent: set[str]) -> list[str]:
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


def _column(document: Document, name: str) -> str:
    match name:
        case "kind":
            return document.kind_zh
        case "year":
            return document.day[:4]
        case "status":
            return document.status_zh
        case _:
            return str(getattr(document, name))


def _page(d: Document, url: str) -> bytes:
    row = [url, d.kind_zh, d.organ, d.day, d.last_day, d.status, d.status_zh, [list(field) for field in d.fields]]
    return _json(row).encode("utf-8")


def _texts(files: Files, prefix: _Prefix, pages: list[bytes]) -> None:
    for start in range(0, len(pages), PER_TEXT):
        files[f"x-{start // PER_TEXT}"] = prefix.after(b"[" + b",".join(pages[start : start + PER_TEXT]) + b"]")
