"""公示账: what was public, since when and until when, as an append-only chain of hashes that anybody can check.

Each line is canonical JSON and holds the SHA-256 of the line before it, line feed included. The format is described in
docs/ledger.md, with commands of standard tools that check it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongshi.causes import cause

FORMAT = 1
FILE = "ledger.jsonl"
START = "0" * 64
# Bytes; a line of an event is shorter than 500.
LONGEST_LINE = 64 * 1024
EVENTS = {
    "opened": "建账",
    "released": "发布",
    "received": "手工上线",
    "published": "首次公示",
    "corrected": "更正",
    "supplemented": "补充",
    "withdrawn": "撤回",
    "restored": "恢复公示",
    "lapsed": "期满下线",
    "pulled": "误公开下线",
    "held": "拦截下线",
}
_HASH = re.compile(r"[0-9a-f]{64}")
_KEYS = ("day", "event", "first", "manifest", "n", "prev", "record", "statement")


class LedgerError(Exception):
    """The ledger is damaged or was rewritten; the message says in Chinese at which line and how."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``day``: the Asia/Shanghai day on which it took effect on the live site. ``record`` is empty for
    opened, released and received.

    ``statement`` and ``manifest`` are SHA-256 in hexadecimal, empty where there is none. ``prev``: that of the line
    before, line feed included. ``first``: the recorded day of first publication, with published only; earlier than
    ``day`` for what was public before the ledger was opened.
    """

    n: int
    prev: str
    day: date
    event: str
    record: str = ""
    statement: str = ""
    manifest: str = ""
    first: str = ""

    def line(self) -> bytes:
        """Canonical: keys in the order of the alphabet, no blanks, empty values left out, one line feed."""
        data: dict[str, object] = {"day": self.day.isoformat(), "event": self.event, "n": self.n, "prev": self.prev}
        data |= {key: value for key in ("first", "manifest", "record", "statement") if (value := getattr(self, key))}
        if self.event == "opened":
            data["format"] = FORMAT
        return (json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be entered: an entry without its place in the chain."""

    event: str
    record: str = ""
    statement: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """``head`` is the SHA-256 of the last line: whoever knows it can tell any change of what came before."""

    entries: tuple[Entry, ...] = ()
    head: str = START
    torn: int = 0

    def of(self, record: str) -> list[Entry]:
        """Everything that was entered about one record."""
        return [entry for entry in self.entries if entry.record == record]

    def last(self) -> dict[str, Entry]:
        """The last entry about each record."""
        return {entry.record: entry for entry in self.entries if entry.record}

    def released(self, manifest: str) -> bool:
        """True when the last release that was entered is that of ``manifest``."""
        return next((e.manifest for e in reversed(self.entries) if e.event == "released"), "") == manifest


def read_ledger(place: Path) -> Ledger:
    """Reads and checks a ledger; none yet is an empty one. ``torn``: bytes of a last line that was cut while written.

    Raises LedgerError at the first line that does not follow from the one before, or that is no entry.
    """
    try:
        raw = place.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise LedgerError(f"公示账 {place.name} 读不到：{cause(error)}") from None
    return parsed(raw)


@lru_cache(maxsize=2)
def parsed(raw: bytes) -> Ledger:
    """The ledger in ``raw``, which a run of ``publish`` asks for several times. LedgerError as ``read_ledger``."""
    *lines, rest = raw.split(b"\n")
    entries: list[Entry] = []
    head = START
    for number, line in enumerate(lines, 1):
        entry = _entry(line, number)
        if entry.n != number - 1 or entry.prev != head or (entry.event == "opened") != (number == 1):
            raise LedgerError(f"公示账第 {number} 行和上一行接不上：有行被改动、删去或者插入")
        head = sha256(line + b"\n").hexdigest()
        entries.append(entry)
    return Ledger(tuple(entries), head, len(rest))


def append(place: Path, events: Iterable[Event], day: date, manifest: str) -> Ledger:
    """Enters ``events`` of the release of ``manifest`` on ``day``, in one write that is on the disk when this returns.

    A last line that was cut off is taken away first: it was never whole, and its events are entered anew. Raises
    LedgerError when the ledger is damaged before that, OSError when it cannot be written.
    """
    ledger = read_ledger(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    entries, head = list(ledger.entries), ledger.head
    wanted = list(events)
    if wanted and not entries:
        wanted.insert(0, Event("opened"))
    lines = []
    for event in wanted:
        bound = "" if event.event == "opened" else manifest
        entry = Entry(len(entries), head, day, event.event, event.record, event.statement, bound, event.first)
        line = entry.line()
        lines.append(line)
        entries.append(entry)
        head = sha256(line).hexdigest()
    if not lines and not ledger.torn:
        return ledger
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(descriptor).st_size - ledger.torn
        os.ftruncate(descriptor, size)
        os.lseek(descriptor, size, os.SEEK_SET)
        rest = memoryview(b"".join(lines))
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Ledger(tuple(entries), head)


def follows(now: bytes, old: bytes) -> bool:
    """True when the ledger ``now`` only adds lines to the ledger ``old``, which somebody kept elsewhere."""
    return now.startswith(old[: old.rfind(b"\n") + 1])


def on_site(entries: Sequence[Entry]) -> bool:
    """True when a record with these entries is before the public after the last of them."""
    return bool(entries) and entries[-1].event in {"published", "corrected", "supplemented", "restored"}


def _entry(line: bytes, number: int) -> Entry:
    try:
        if len(line) > LONGEST_LINE:
            raise ValueError("too long")
        data: dict[str, Any] = json.loads(line)
        known = {key: data[key] for key in _KEYS if key in data}
        entry = Entry(**{**known, "day": date.fromisoformat(data["day"])})
        hashes = [entry.prev, *(value for value in (entry.statement, entry.manifest) if value)]
        if type(entry.n) is not int or entry.event not in EVENTS or not all(_HASH.fullmatch(h) for h in hashes):
            raise ValueError(line)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LedgerError(f"公示账第 {number} 行不是程序写的样子，被改动过") from None
    if entry.line() != line + b"\n":
        raise LedgerError(f"公示账第 {number} 行不是程序写的样子，被改动过")
    return entry
