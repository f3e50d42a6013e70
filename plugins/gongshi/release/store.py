"""The reading side of the release store: since when each record is public, and what the public was last told.

Days of first publication are never typed into a record (国办秘函〔2019〕19号 counts forged publication dates among the
faults that fail a site outright): publishing writes them here, everything else only reads them. The format is
described in docs/release-store.md.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gongshi.findings import Finding, Scope, Severity
from gongshi.source.walk import STORED

FORMAT = 1
# Below the content folder.
INDEX, STATEMENTS = "release/store.json", STORED
# Bytes: an index of a hundred thousand records is smaller; so is any statement.
LIMIT, LARGEST_STATEMENT = 64 * 1024 * 1024, 4 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
# One line a record, so that git's history of the index can be read line by line (``history.walk``).
_ROW = re.compile(r'^  "([^"\\]+)": \{.*\},?$', re.M)
_KEYS = frozenset({"kind", "first_published", "stated", "statement", "attachments", "pulled"})
_UNREADABLE = "发布台账读不出来，不是完好的 JSON 文件"


class StoreError(Exception):
    """The store cannot be trusted, so nothing may be built from it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.findings = [finding]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one record; days are Asia/Shanghai calendar days.

    ``statement`` names the object that holds what the public was last told, None where that was never kept or has been
    taken down in error (误公开), on ``pulled``; ``stated`` is the day of the release that first said it.
    ``attachments``: the name that the record gives a file → SHA-256 of its bytes. ``kind`` is the name of the kind.
    """

    first_published: date
    kind: str = ""
    stated: date | None = None
    statement: str | None = None
    attachments: Mapping[str, str] = field(default_factory=dict)
    pulled: date | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """``text`` is the index as it was read, for places in it."""

    content: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    text: str = ""

    @property
    def days(self) -> dict[str, date]:
        """The day of first publication of every record that ever was public."""
        return {record: entry.first_published for record, entry in self.entries.items()}

    def statement(self, record: str) -> dict[str, Any] | None:
        """What the public was last told of a record; None where the store holds nothing. Read anew at each call.

        Raises StoreError when the object is not there or is not what its name says.
        """
        name = self.entries[record].statement
        return None if name is None else read_statement(self.content, name)

    def place(self, record: str) -> tuple[int, int]:
        """Line and column (from 1) of a record's entry in the index; (1, 1) for one that is not there."""
        before, found, _ = self.text.partition(f'\n  "{record}":')
        return (before.count("\n") + 2, 3) if found else (1, 1)


def read_store(content: Path) -> Store:
    """Reads the index; a site that was never published has none. Statements are read when they are asked for.

    Raises StoreError when the index is there and cannot be read or understood (guessing here would move dates), and
    when a statement that it names is not there.
    """
    try:
        raw = _bytes(content / INDEX, LIMIT)
    except OSError:
        raise StoreError(_gate(_UNREADABLE)) from None
    if raw is None:
        return Store(content)
    store = Store(content, *_parsed(raw))
    _all_there(store)
    return store


@lru_cache(maxsize=2)
def _parsed(raw: bytes) -> tuple[Mapping[str, Entry], str]:
    """The entries of an index and its text; a run of ``publish`` reads it several times."""
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise StoreError(_gate(_UNREADABLE, getattr(error, "lineno", 0))) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("records"), dict):
        raise StoreError(_gate(f"发布台账的格式不是本程序认识的第 {FORMAT} 版"))
    entries = {record: _entry(record, entry) for record, entry in data["records"].items()}
    if set(_ROW.findall(text)) != entries.keys():
        raise StoreError(_gate("发布台账不是程序写出的样子（一条记录一行），被手工改写过"))
    return MappingProxyType(entries), text


def read_statement(content: Path, name: str) -> dict[str, Any]:
    """The statement called ``name`` (its SHA-256). Raises StoreError as ``Store.statement`` does."""
    place = place_of(name)
    try:
        raw = _bytes(content / place, LARGEST_STATEMENT)
    except OSError:
        raise StoreError(_gate("公示内容存档读不出来，应当是普通文件", file=place)) from None
    if raw is None:
        raise StoreError(_gate("公示内容存档不见了，台账里却有它", file=place))
    # A checkout on Windows may have turned line feeds; a statement holds none but its last.
    raw = raw.replace(b"\r\n", b"\n")
    if sha256(raw).hexdigest() != name:
        raise StoreError(_gate("公示内容存档被改动过，和文件名里的校验值不符", file=place))
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise StoreError(_gate("公示内容存档不是本程序认识的格式", file=place))
    return data


def place_of(name: str) -> str:
    """Where the statement called ``name`` lies below the content folder; folders by two digits keep listings short."""
    return f"{STATEMENTS}/{below(name)}"


def below(name: str) -> str:
    """The same below the folder of all statements, here or in a backup."""
    return f"{name[:2]}/{name[2:]}.json"


def statements_in(folder: Path) -> Iterator[str]:
    """Paths below ``folder``, laid out as STATEMENTS is, of statements and of what else lies beside them. OSError."""
    if not folder.is_dir():
        return
    for shard in sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)):
        yield from sorted(f"{shard}/{entry.name}" for entry in os.scandir(folder / shard))


def _all_there(store: Store) -> None:
    wanted = {entry.statement: record for record, entry in store.entries.items() if entry.statement}
    if not wanted:
        return
    there: set[str] = set()
    with suppress(OSError):
        there.update(statements_in(store.content / STATEMENTS))
    for name, record in wanted.items():
        if below(name) not in there:
            line, column = store.place(record)
            message = f"“{record}”的公示内容存档不见了：{place_of(name)}"
            raise StoreError(_gate(message, line, column))


def _bytes(path: Path, limit: int) -> bytes | None:
    """None when there is no such file. OSError for a link, a pipe, a folder, or more than ``limit`` bytes."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, opened without waiting on a pipe
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a regular file")
        if status.st_size > limit:
            raise OSError("too large")
        # Asked for more, Python takes memory for all of it at once.
        return file.read(status.st_size + 1)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice would leave two days for one record."""
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key twice")
    return data


def _entry(record: str, entry: object) -> Entry:
    if not isinstance(entry, dict) or not _KEYS.issuperset(entry):
        raise StoreError(_gate(f"发布台账中“{record[:80]}”这一条的格式不对"))
    first = _day(record, entry.get("first_published"))
    statement, attachments, kind = entry.get("statement"), entry.get("attachments", {}), entry.get("kind", "")
    hashes = [
        *([] if statement is None else [statement]),
        *(attachments.values() if isinstance(attachments, dict) else [None]),
    ]
    if not all(isinstance(value, str) and _HASH.fullmatch(value) for value in hashes):
        raise StoreError(_gate(f"发布台账中“{record[:80]}”的校验值读不出来，应为 64 位十六进制数"))
    if not isinstance(kind, str) or (statement is not None and not (kind and "stated" in entry)):
        raise StoreError(_gate(f"发布台账中“{record[:80]}”有存档，却没有写清种类和日期"))
    stated, pulled = (_day(record, entry[key]) if key in entry else None for key in ("stated", "pulled"))
    return Entry(first, kind, stated, statement, attachments, pulled)


def _day(record: str, written: object) -> date:
    try:
        day = date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise StoreError(_gate(f"发布台账中“{record[:80]}”的日期读不出来，应为 年-月-日"))
    return day


def _gate(message: str, line: int = 0, column: int = 1, file: str = INDEX) -> Finding:
    return Finding(
        code="GS050",
        severity=Severity.GATE,
        scope=Scope.RELEASE,
        message=message,
        file=file,
        line=line or 1,
        column=column,
        fix="从最近一次发布的备份（或 git 历史）恢复这个文件；不要手工改写",
        basis="国办秘函〔2019〕19号（伪造发稿日期单项否决）",
    )
