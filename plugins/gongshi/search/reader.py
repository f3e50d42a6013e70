"""Reads an index back: every text in it, whatever the compression hides, for gates over output bytes and for tests.

Fails closed: a file below search/ that is not exactly what docs/search-index.md says raises ``IndexFileError``.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from gongshi.search.folders import Folders, folder_of, tag
from gongshi.search.writer import ENTRY

_FILE = re.compile(r"search/([0-9a-f]{16})/(t|[gkdpx]-\d+|c-[a-z]+)\.bin")
# Of the table's stream, what belongs to its end and not to the dictionary of the texts: an empty block, a checksum.
_END = 6
# Length of the content, and the tag of the file.
HEAD = 8


class IndexFileError(Exception):
    """A file of the index cannot be read, so that nobody can say what is in it."""


def texts(files: Mapping[str, bytes], wanted: Container[str] | None = None) -> Iterator[tuple[str, str]]:
    """Every text that the index below ``search/`` gives away, with the file it stands in.

    ``files`` are those of a site (or of its search folder) by path below the site's root; others than the index's are
    left alone. Where the entry is among them, a file that it does not point at is an error. ``wanted``: the files to
    look into, else all of them.
    """
    folders, found = _folders(files) if ENTRY in files else None, _Texts(files)
    for place, data in sorted(files.items()):
        if place == ENTRY:
            yield from ((place, text) for text in _strings(_json(place, data)))
            continue
        if not place.startswith("search/") or place.endswith(".html"):
            continue
        folder, name = _name(place)
        if data[4:HEAD] != tag(folder, name) or (folders is not None and _pointed(folders, name) != folder):
            raise IndexFileError(f"{place}: it belongs to another index, or to another place in it")
        if wanted is not None and place not in wanted:
            continue
        if name == "t":
            head, _, strings = inflated(place, data).decode("utf-8").partition("\n")
            yield from ((place, text) for text in _strings(_json(place, head)))
            yield from ((place, text) for text in strings.split("\n") if text)
        elif name[0] == "x":
            yield from ((place, text) for text in _strings(found.pages(place)))
        elif name[0] == "c":
            yield from ((place, text) for text in _strings(_json(place, inflated(place, data))))
        else:
            yield from ((place, gram) for gram, _, _ in entries(place, data))


def folder(site: Path) -> dict[str, bytes]:
    """The files of the index of a site that lies in ``site``, for ``texts``. OSError when they cannot be read."""
    found = sorted(path for path in (site / "search").rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def pages(files: Mapping[str, bytes]) -> list[Any]:
    """The documents of an index in their order (the oldest first), as the files of texts have them."""
    found = [path for path in files if _FILE.fullmatch(path) and _name(path)[1][0] == "x"]
    ordered = sorted(found, key=lambda path: int(_name(path)[1][2:]))
    held = _Texts(files)
    return [page for path in ordered for page in held.pages(path)]


def entries(path: str, data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Gram, number of documents and posting of each entry of a file of grams, lists, places or keys."""
    plain = inflated(path, data)
    at, end = 0, len(plain)
    try:
        while at < end:
            # Most are numbers of one byte, and there are hundreds of thousands.
            size, at = (plain[at], at + 1) if plain[at] < 128 else _varint(plain, at)
            gram, at = plain[at : at + size].decode("utf-8"), at + size
            documents, at = (plain[at], at + 1) if plain[at] < 128 else _varint(plain, at)
            size, at = (plain[at], at + 1) if plain[at] < 128 else _varint(plain, at)
            if at + size > end:
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
        plain = stream.decompress(prefix + data[HEAD:]) + stream.flush()
    except zlib.error as error:
        raise IndexFileError(f"{path}: {error}") from error
    if not stream.eof or stream.unused_data or len(plain) != int.from_bytes(data[:4], "little"):
        raise IndexFileError(f"{path}: truncated, or longer than it says")
    return plain


def _folders(files: Mapping[str, bytes]) -> Folders:
    """In which folders the files lie that are searched."""
    found = _json(ENTRY, files[ENTRY])
    try:
        return {str(kind): (int(per), str(names)) for kind, (per, names) in found["folders"].items() if per > 0}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise IndexFileError(f"{ENTRY}: no entry of an index") from error


def _pointed(folders: Folders, name: str) -> str:
    return folder_of(folders, name) if name[0] in folders else ""


class Dictionary:
    """The table as what every file of texts goes on from; ``table`` is the file at ``place``. IndexFileError."""

    def __init__(self, place: str, table: bytes) -> None:
        self.plain = inflated(place, table)
        self._stream = table[HEAD:-_END]

    def pages(self, place: str, data: bytes) -> list[Any]:
        """The documents of the file of texts at ``place``. IndexFileError."""
        found = _json(place, inflated(place, data, self._stream)[len(self.plain) :])
        if not isinstance(found, list):
            raise IndexFileError(f"{place}: no list of documents")
        return found


class _Texts:
    """The files of texts of an index, all of which are in ``files``."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        tables = [each for each in files.items() if each[0].startswith("search/") and each[0].endswith("/t.bin")]
        self._files = files
        self._dictionary = Dictionary(*tables[0]) if len(tables) == 1 else None

    def pages(self, place: str) -> list[Any]:
        """The documents of one of them."""
        if self._dictionary is None:
            raise IndexFileError(f"{place}: there is no table to read it with, or more than one")
        return self._dictionary.pages(place, self._files[place])


def _name(path: str) -> tuple[str, str]:
    match = _FILE.fullmatch(path)
    if match is None:
        raise IndexFileError(f"{path}: no file of the index has this name")
    return match[1], match[2]


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
