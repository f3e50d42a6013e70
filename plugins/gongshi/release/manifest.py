"""The manifest of a release: which files are live, what their bytes are, and whose they are.

It lies beside the served tree, never in it: it names records that the public may not see any more. The format is
described in docs/release.md.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from gongshi.causes import cause

FORMAT = 1
# Bytes: that of a hundred thousand records with their attachments is smaller.
LIMIT = 256 * 1024 * 1024
# The one file that differs from run to run; it is scanned, but no manifest names it and nothing compares it.
STATUS = "status.json"
_HASH = re.compile(r"[0-9a-f]{64}")
# Nearly all paths; none of their parts begins with a dot.
_USUAL = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_quoted = json.JSONEncoder(ensure_ascii=False).encode
# SHA-256 (hex) of a file's bytes, and their number.
Seal = tuple[str, int]


class ManifestError(Exception):
    """The manifest is not there, is cut off, or is none; the message says in Chinese what was found."""


@dataclass(frozen=True, slots=True)
class Row:
    """One file: SHA-256 of its bytes, their number, and ``of``, whose it is.

    ``of`` is the id of the record whose page, data or attachment it is and with which it goes; ``*`` for what is drawn
    from many records (lists, feeds, search, data); empty for what no record has a part in (styles, scripts, prose).
    """

    sha256: str
    size: int
    of: str = ""

    def written(self) -> str:
        """One JSON object; ``sha256`` needs no quoting, and there are tens of thousands of these."""
        of = f', "of": {_quoted(self.of)}' if self.of else ""
        return f'{{"sha256": "{self.sha256}", "size": {self.size}{of}}}'


@dataclass(frozen=True)
class Manifest:
    """``as_of``: the day that the tree was built for. ``previous``: SHA-256 of the last manifest, None for the first."""

    as_of: date
    engine: str
    files: Mapping[str, Row] = field(default_factory=dict)
    previous: str | None = None

    def written(self) -> bytes:
        """Canonical bytes: one line a file in the order of the paths, so that two manifests can be compared by eye."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        head = {"format": FORMAT, "as_of": self.as_of.isoformat(), "engine": self.engine, "previous": self.previous}
        lines = [f" {json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items()]
        rows = [f"  {_quoted(path)}: {row.written()}" for path, row in sorted(self.files.items())]
        body = "\n" + ",\n".join(rows) + "\n " if rows else ""
        return f'{{\n{"".join(lines)} "files": {{{body}}}\n}}\n'.encode()

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes: the name of exactly this tree."""
        return sha256(self._bytes).hexdigest()


def manifest_of(
    tree: Path,
    as_of: date,
    engine: str,
    owners: Mapping[str, str],
    previous: str | None,
    seals: Mapping[str, Seal] | None = None,
) -> Manifest:
    """Names every file below ``tree``. ``owners``: path → ``of``; a path that it does not name counts as ``*``.

    ``seals``: of files that were read or written a moment ago; all others are read. Raises OSError, and ManifestError
    for a link or anything else that is no plain file.
    """
    files: dict[str, Row] = {}
    for path, place in _below(os.fspath(tree), ""):
        if path != STATUS:
            digest, size = (seals or {}).get(path) or digest_of(Path(place))
            files[path] = Row(digest, size, owners.get(path, "*"))
    return Manifest(as_of, engine, files, previous)


def plain_files(tree: Path) -> Iterator[tuple[str, Path]]:
    """Every file below ``tree`` by its path with forward slashes, in order; of a tree that is not there, none.

    Raises ManifestError for what is no plain file, OSError for a folder that cannot be read.
    """
    if tree.exists():
        yield from ((path, Path(place)) for path, place in _below(os.fspath(tree), ""))


def _below(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path, entry.path
        else:
            raise ManifestError(f"{path} 不是普通文件")


def digest_of(place: Path) -> Seal:
    """SHA-256 and number of bytes of a file, read in pieces. Raises OSError."""
    digest, size = sha256(), 0
    with place.open("rb", buffering=0) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def holds(place: Path, row: Row) -> bool:
    """Whether a plain file is there that has the bytes of ``row``."""
    try:
        return stat.S_ISREG(place.lstat().st_mode) and digest_of(place) == (row.sha256, row.size)
    except OSError:
        return False


def read_manifest(place: Path) -> Manifest:
    """Reads and checks a manifest. Raises ManifestError; never anything else."""
    try:
        if place.stat().st_size > LIMIT:
            raise ManifestError(f"发布清单 {place.name} 过大")
        raw = place.read_bytes()
    except OSError as error:
        raise ManifestError(f"发布清单 {place.name} 读不到：{cause(error)}") from None
    return parsed(raw, place.name)


def parsed(raw: bytes, name: str) -> Manifest:
    """The manifest in ``raw``, which must be its canonical bytes: so its hash is that of the file. ManifestError."""
    try:
        data = json.loads(raw)
        if data["format"] != FORMAT:
            raise ManifestError(f"发布清单 {name} 的格式是第 {data['format']} 版，本程序只认第 {FORMAT} 版")
        files = {path: _row(path, row) for path, row in data["files"].items()}
        found = Manifest(date.fromisoformat(data["as_of"]), str(data["engine"]), files, _hash_or_none(data["previous"]))
    except ManifestError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ManifestError(f"发布清单 {name} 残缺或被改动，不能作数") from None
    if found.written() != raw:
        raise ManifestError(f"发布清单 {name} 残缺或被改动，不能作数")
    return found


def safe(path: str) -> bool:
    """True for a path that stays below the tree it is taken in: relative, forward slashes, no dots, no controls."""
    if _USUAL.fullmatch(path):
        return True
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and "/".join(parts) == path
        and not path.startswith("/")
        and not any(part in {".", ".."} for part in parts)
        and "\\" not in path
        and ":" not in path
        and path.isprintable()
    )


def _row(path: str, row: Mapping[str, Any]) -> Row:
    if not safe(path) or not _HASH.fullmatch(row["sha256"]) or type(row["size"]) is not int or row["size"] < 0:
        raise ValueError(path)
    return Row(row["sha256"], row["size"], str(row.get("of", "")))


def _hash_or_none(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _HASH.fullmatch(value)):
        raise ValueError(value)
    return value
