"""Records that were read before: kept by content, outside the content's own repository, and never trusted blindly.

Reading 10 000 decisions takes seconds, nearly all of them for YAML and the schema, and of these a day's work changes one.
An entry answers only for the very bytes of the very path, by their SHA-256; no clock, size or inode is asked. The
digest also covers the program that read them (its own sources, pydantic, PyYAML, Python), so that an upgrade starts
anew. What a record means on a day, under a profile or a calendar is not kept: the rules run every time.

The cache lies in the user's own cache folder and never in a working tree: there a pull request could bring a forged
one. A folder that others may write is not used, what is damaged or came from another program is dropped, and nothing
is unpickled but record classes. Whatever fails here (full disk, no permission, another process) makes a run slower and
nothing else.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import stat
import sys
import tempfile
import zlib
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar
import pydantic
import pydantic_core
import yaml

import gongshi
from gongshi.records.base import Model, Record
from gongshi.source.own_folder import folder_of
from gongshi.source.sound import Kept, Said, packed, unpacked
from gongshi.source.tree import LOADER

# Many small files, so that one changed record writes one of them; a county of 10 000 has 160 records in each.
SHARDS = 64
_MAX_SHARD = 64 * 1024 * 1024
# What the result of reading a record hangs on, below the package.
_READERS = ("records", "source", "findings.py")
# What the verdict of a rule on one record hangs on: the whole program, its own profiles and notices of holidays included.
_PROGRAM = (".",)
_KINDS = frozenset({".py", ".yaml"})
_SOUND, _SAID, _STATEMENTS = "sound", "said", "statements"

# Digest of the file → the record read from it.
_Entry = tuple[bytes, Record]


class Cache:
    """The records of one content folder. Without a ``folder`` it knows nothing and keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[int, dict[str, _Entry]] = {}
        self._used: dict[int, dict[str, _Entry]] = {}

    @classmethod
    def of(cls, content: Path) -> Cache:
        """The cache of ``content``, made where there is none; an idle one where it may not or cannot lie."""
        return cls(folder_of(content))

    @property
    def folder(self) -> Path | None:
        """Where it lies, for what else is remembered by the bytes of files; None where nothing is."""
        return self._folder

    def get(self, file: str, digest: bytes) -> Record | None:
        """The record that was read from ``file`` (below content/) when it had these bytes."""
        if self._folder is None:
            return None
        shard = shard_of(file)
        if shard not in self._known:
            self._known[shard] = _load(self._folder / _name(shard))
        entry = self._known[shard].get(file)
        if entry is None or entry[0] != digest:
            return None
        self._used.setdefault(shard, {})[file] = entry
        return entry[1]

    def keep(self, file: str, digest: bytes, record: Record) -> None:
        """Remembers what was read; ``save`` writes it."""
        if self._folder is not None:
            self._used.setdefault(shard_of(file), {})[file] = (digest, record)

    def save(self, shards: Iterable[int]) -> None:
        """Writes these files of the cache, each whole or not at all; what was not used again goes."""
        if self._folder is None:
            return
        with suppress(OSError):
            for shard in sorted(shards):
                if used := self._used.get(shard):
                    _write(self._folder, shard, used)
                else:
                    (self._folder / _name(shard)).unlink(missing_ok=True)

    def tidy(self, saved: Container[int]) -> None:
        """The same, where something was not used again, for all files but those ``saved`` already."""
        if self._folder is None:
            return
        with suppress(OSError):
            present = {int(path.name[:2], 16) for path in self._folder.iterdir() if path.suffix == _ENDING}
            used, known = self._used, self._known
            self.save(s for s in present if s not in saved and (s not in used or used[s].keys() != known[s].keys()))

    def sound(self) -> Kept:
        """What rules that look at one record alone need not look at again (source.sound); nothing when in doubt."""
        return unpacked(self.note(_SOUND))

    def keep_sound(self, known: Kept, kept: Kept) -> None:
        """Remembers it for the next run."""
        if known != kept:
            self.keep_note(_SOUND, packed(kept))

    def said(self) -> dict[bytes, Said]:
        """What those rules said of the records in which they found something; nothing when in doubt."""
        with suppress(ValueError, AttributeError, RecursionError):
            return {bytes.fromhex(key): said for key, said in json.loads(self.note(_SAID)).items()}
        return {}

    def keep_said(self, known: Mapping[bytes, Said], told: Mapping[bytes, Said]) -> None:
        """Remembers it for the next run."""
        if known != told:
            lines = {key.hex(): said for key, said in sorted(told.items())}
            self.keep_note(_SAID, json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode())

    def statements(self) -> dict[bytes, bytes]:
        """Digest of a record → SHA-256 of what it tells the public (public.statement); nothing when in doubt."""
        payload = self.note(_STATEMENTS)
        ends = range(64, len(payload) + 1, 64)
        return {payload[end - 64 : end - 32]: payload[end - 32 : end] for end in ends}

    def keep_statements(self, known: Mapping[bytes, bytes], kept: Mapping[bytes, bytes]) -> None:
        """Remembers them for the next run."""
        if known != kept:
            self.keep_note(_STATEMENTS, b"".join(digest + name for digest, name in sorted(kept.items())))

    def note(self, name: str) -> bytes:
        """What ``keep_note`` left under ``name`` when the program was the very same; nothing when in doubt."""
        return _read(self._folder / name, fingerprint(_PROGRAM)) if self._folder is not None else b""

    def keep_note(self, name: str, payload: bytes) -> None:
        """Remembers something else about this content, whole or not at all; what is larger than 64 MB is not read again."""
        if self._folder is not None:
            with suppress(OSError):
                _replace(self._folder, name, payload, fingerprint(_PROGRAM))


def digest_of(file: str, kind: str, raw: bytes) -> bytes:
    """What an entry is known by besides its path; the path decides a record's id."""
    return hashlib.sha256(f"{file}\0{kind}\0".encode() + raw).digest()


@cache
def fingerprint(parts: tuple[str, ...] = _READERS) -> bytes:
    """SHA-256 of everything that has a say in how bytes become a record."""
    package = Path(gongshi.__file__).parent
    seen = hashlib.sha256()
    versions = (
        pydantic.VERSION,
        pydantic_core.__version__,
        yaml.__version__,
        LOADER.__name__,
        chinese_calendar.__version__,
    )
    seen.update(repr((sys.version, versions)).encode())
    for name in parts:
        place = package / name
        for path in sorted(p for p in place.rglob("*.*") if p.suffix in _KINDS) if place.is_dir() else [place]:
            raw = path.read_bytes()
            seen.update(f"{path.relative_to(package)}\0{len(raw)}\0".encode() + raw)
    return seen.digest()


_ENDING = ".records"


def shard_of(file: str) -> int:
    """The file of the cache, of SHARDS, in which the record of ``file`` is kept."""
    return zlib.crc32(file.encode()) % SHARDS


def _name(shard: int) -> str:
    return f"{shard:02x}{_ENDING}"


def _sealed(payload: bytes, mark: bytes) -> bytes:
    return hashlib.sha256(mark + payload).digest()


def _load(path: Path) -> dict[str, _Entry]:
    """The records in a file of the cache; none when anything is wrong with it."""
    payload = _read(path, fingerprint())
    if not payload:
        return {}
    try:
        entries: dict[str, _Entry] = _Reader(io.BytesIO(payload)).load()
    except Exception:  # whatever is wrong with it, the record is read from its source
        return {}
    return entries


def _read(path: Path, mark: bytes) -> bytes:
    """What a file of the cache holds; nothing when it is damaged, another program's, or not to be trusted."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_SHARD:
                return b""
            raw = stream.read(status.st_size + 1)
    except OSError:
        return b""
    seal, payload = raw[:32], raw[32:]
    return payload if seal == _sealed(payload, mark) else b""


def _write(folder: Path, shard: int, entries: dict[str, _Entry]) -> None:
    payload = pickle.dumps(dict(sorted(entries.items())), pickle.HIGHEST_PROTOCOL)
    _replace(folder, _name(shard), payload, fingerprint())


def _replace(folder: Path, name: str, payload: bytes, mark: bytes) -> None:
    """By another name first: a reader sees the old file or the new one, and of two writers the last wins."""
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_sealed(payload, mark) + payload)
        Path(temporary).replace(folder / name)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


class _Reader(pickle.Unpickler):
    """Names what may be made: records and their parts, dates, amounts. Nothing that does something."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in (("datetime", "date"), ("decimal", "Decimal"), ("builtins", "frozenset")):
            return super().find_class(module, name)
        if module.startswith("gongshi.records."):
            found = super().find_class(module, name)
            if isinstance(found, type) and issubclass(found, Model):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
