"""Reads an index back: every text in it, whatever the compression hides, for gates over output bytes and for tests.

Fails closed: a file below search/ that is not exactly what docs/search-index.md says raises ``IndexFileError``.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gongshi.search.writer import ENTRY, tag

_FILE = re.compile(r"search/([0-9a-f]{16})/(t|[gkdpx]-\d+|c-[a-z]+)\.bin")
# Of the table's stream, what belongs to its end and not to the dictionary of the texts: an empty block, a checksum.
_END = 6
# Length of the content, and the tag of the file.
_HEAD = 8


class IndexFileError(Exception):
    """A file of the index cannot be read, so that nobody can say what is in it."""


def texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text that the index below ``search/`` gives away, with the file it stands in.

    ``files`` are those of a site (or of its search folder) by path below the site's root; others than the index's are
    left alone. All generations that lie there are read, not only the one that the entry points at.
    """
    generation, content = _entry(files) if ENTRY in files else ("", "")
    for path, data in sorted(files.items()):
        if path == ENTRY:
            yield from ((path, text) for text in _strings(_json(path, data)))
            continue
        if not path.startswith("search/") or path.endswith(".html"):
            continue
        name = _name(path)
        if path.split("/")[1] == generation and data[4:_HEAD] != tag(content, name):
            raise IndexFileError(f"{path}: it belongs to another generation, or to another place in it")
        if name == "t":
            head, _, strings = inflated(path, data).decode("utf-8").partition("\n")
            yield from ((path, text) for text in _strings(_json(path, head)))
            yield from ((path, text) for text in strings.split("\n") if text)
        elif name[0] == "x":
            yield from ((path, text) for text in _strings(_pages(files, path)))
        elif name[0] == "c":
            yield from ((path, text) for text in _strings(_json(path, inflated(path, data))))
        else:
            yield from ((path, gram) for gram, _, _ in entries(path, data))


def folder(site: Path) -> dict[str, bytes]:
    """The files of the index of a site that lies in ``site``, for ``texts``. OSError when they cannot be read."""
    found = sorted(path for path in (site / "search").rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def pages(files: Mapping[str, bytes]) -> list[Any]:
    """The documents of the generation that the entry points at, in their order, as the files of texts have them."""
    generation, _ = _entry(files)
    found = (path for path in files if path.startswith(f"search/{generation}/x-"))
    ordered = sorted(found, key=lambda path: int(_name(path)[2:]))
    return [page for path in ordered for page in _pages(files, path)]


def entries(path: str, data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Gram, number of documents and posting of each entry of a file of grams, lists, places or keys."""
    plain = inflated(path, data)
    at = 0
    try:
        while at < len(plain):
            size, at = _varint(plain, at)
            gram, at = plain[at : at + size].decode("utf-8"), at + size
            documents, at = _varint(plain, at)
            size, at = _varint(plain, at)
            if at + size > len(plain):
                raise IndexFileError(f"{path}: an entry runs over the end")
            yield gram, documents, plain[at : at + size]
            at += size
    except (IndexError, UnicodeDecodeError) as error:
        raise IndexFileError(f"{path}: {error}") from error


def ascending(posting: bytes, count: int) -> list[int]:
    """The first ``count`` numbers of a posting, each written as its distance from the one before."""
    found, at, last = [], 0, 0
    for _ in range(count):
        gap, at = _varint(posting, at)
        last += gap
        found.append(last)
    return found


def inflated(path: str, data: bytes, prefix: bytes = b"") -> bytes:
    """The content of a file. IndexFileError when its length or checksum is not what it says."""
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(prefix + data[_HEAD:]) + stream.flush()
    except zlib.error as error:
        raise IndexFileError(f"{path}: {error}") from error
    if not stream.eof or stream.unused_data or len(plain) != int.from_bytes(data[:4], "little"):
        raise IndexFileError(f"{path}: truncated, or longer than it says")
    return plain


def _entry(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Which generation is searched, and over which content."""
    found = _json(ENTRY, files[ENTRY])
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in ("generation", "content")):
        raise IndexFileError(f"{ENTRY}: no entry of an index")
    return found["generation"], found["content"]


def _pages(files: Mapping[str, bytes], path: str) -> list[Any]:
    table = path.rpartition("/")[0] + "/t.bin"
    if table not in files:
        raise IndexFileError(f"{path}: its generation has no table")
    skipped = len(inflated(table, files[table]))
    found = _json(path, inflated(path, files[path], files[table][_HEAD:-_END])[skipped:])
    if not isinstance(found, list):
        raise IndexFileError(f"{path}: no list of documents")
    return found


def _name(path: str) -> str:
    match = _FILE.fullmatch(path)
    if match is None:
        raise IndexFileError(f"{path}: no file of the index has this name")
    return match[2]


def _json(path: str, data: bytes | str) -> Any:
    try:
        return json.loads(data)
    except ValueError as error:
        raise IndexFileError(f"{path}: {error}") from error


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
