"""The writing side of the release store. Only a release that went live calls it; building and checking never do."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from gongshi.release.store import FORMAT, INDEX, STATEMENTS, Entry, Store, below, place_of, read_store, statements_in

# Statements that are waited for one by one.
_MANY = 64


@dataclass(frozen=True, slots=True)
class Telling:
    """What a release told of one record: its statement in canonical bytes, its attachments by name → SHA-256."""

    kind: str
    statement: bytes
    attachments: Mapping[str, str] = field(default_factory=dict)


def seal(content: Path, told: Mapping[str, Telling], day: date, pulled: Iterable[str] = ()) -> Store:
    """Records that the release of ``day`` told ``told``, and that ``pulled`` were taken down in error; the new store.

    A record that is new gets ``day`` as its first publication; no entry ever loses or moves that day. Records that are
    not named stay as they are. Objects are written first, then the index is replaced in one step, then objects that
    nothing names any more are removed: a crash leaves the old store or the new one, whole. Raises OSError.
    """
    entries = dict(read_store(content).entries)
    # The first release of a county tells thousands: one wait for the disk is enough for all of them.
    at_once = len(told) > _MANY and hasattr(os, "sync")
    for record, telling in told.items():
        name = sha256(telling.statement).hexdigest()
        old = entries.get(record)
        same = old is not None and (old.statement, dict(old.attachments)) == (name, dict(telling.attachments))
        if old is not None and same:
            continue
        _put(content / place_of(name), telling.statement, wait=not at_once)
        first = old.first_published if old is not None else day
        entries[record] = Entry(first, telling.kind, day, name, telling.attachments)
    for record in pulled:
        if record in entries and entries[record].pulled is None:
            # Whatever was private in it is gone from here too (误公开: no old value anywhere).
            entries[record] = replace(entries[record], stated=None, statement=None, attachments={}, pulled=day)
    if at_once:
        os.sync()
    text = written(entries)
    _put(content / INDEX, text.encode())
    _sweep(content, {entry.statement for entry in entries.values() if entry.statement})
    return Store(content, entries, text)


def written(entries: Mapping[str, Entry]) -> str:
    """The index as text: one line a record, in the order of the ids, so that a diff shows which records a release told."""
    lines = [f"  {json.dumps(record)}: {json.dumps(_row(entry))}" for record, entry in sorted(entries.items())]
    return f'{{\n "format": {FORMAT},\n "records": {{' + ("\n" + ",\n".join(lines) + "\n " if lines else "") + "}\n}\n"


def _row(entry: Entry) -> dict[str, object]:
    row: dict[str, object] = {
        "kind": entry.kind,
        "first_published": entry.first_published.isoformat(),
        "stated": entry.stated and entry.stated.isoformat(),
        "statement": entry.statement,
        "attachments": dict(sorted(entry.attachments.items())),
        "pulled": entry.pulled and entry.pulled.isoformat(),
    }
    return {key: value for key, value in row.items() if value}


def _put(path: Path, raw: bytes, *, wait: bool = True) -> None:
    """Writes a file in one step; what is there already and equal is left alone. ``wait`` until it is on the disk."""
    with contextlib.suppress(OSError):
        if not path.is_symlink() and path.read_bytes() == raw:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".~", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            if wait:
                file.flush()
                os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(content: Path, wanted: set[str]) -> None:
    """Statements that no record names any more, and what a crash left behind."""
    kept = {below(name) for name in wanted}
    folder = content / STATEMENTS
    for path in list(statements_in(folder)):
        if path not in kept:
            (folder / path).unlink()
            with contextlib.suppress(OSError):  # not empty
                (folder / path).parent.rmdir()
