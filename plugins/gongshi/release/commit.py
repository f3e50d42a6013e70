"""From a whole release to the live one: journal, switch, seal, ledger, in an order that survives a kill at any instant.

1. The release gets its name: it is whole, and nobody sees it.
2. The journal names it.
3. The switch: one step.
4. The release store is sealed and the ledger written from what lies in the release; both may be done twice.
5. The journal goes.

A run that finds a journal looks whether the switch was made: then it does 4 and 5, else it throws the release away.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongshi.causes import cause
from gongshi.release import switch
from gongshi.release.backup import back_up
from gongshi.release.facts import Facts, FactsError, events, read_facts
from gongshi.release.folder import MANIFEST, RECORDS, SITE, TOLD, Folder, point, put, put_json
from gongshi.release.ledger import Event, LedgerError, append, read_ledger
from gongshi.release.manifest import Manifest, ManifestError, Row, digest_of, holds, plain_files, read_manifest
from gongshi.release.seal import seal
from gongshi.release.store import StoreError, read_store
from gongshi.release.told import CommitError, Told, read_told

_FORMAT = 1
LOST = (
    "公示账（ledger/ledger.jsonl）不见了，网站却发布过：请从备份恢复这个文件；"
    "没有备份的，换一个新的发布文件夹（--site）发布，公示账从那里重新建"
)


@dataclass(frozen=True, slots=True)
class Books:
    """What a release says of itself, as it lies beside it."""

    told: Told
    manifest: Manifest
    facts: Facts


def go_live(folder: Folder, name: str, content: Path, copy: bool, books: Books | None = None) -> None:
    """Switches to a whole release and records that it went live. ``books``: its own, when they are at hand.

    Raises OSError with the site of before live and the release gone; CommitError when the new site is live and could
    not be recorded: the journal stays, and the next run does it.
    """
    before = folder.live()
    waiting = _journal(folder)
    unrecorded = [*waiting.unrecorded, (waiting.name, waiting.before)] if waiting else []
    try:
        journal = {"format": _FORMAT, "release": name, "before": before, "unrecorded": unrecorded}
        put_json(folder.journal, journal)
        point(folder, name, copy)
    except BaseException as error:
        if not _is_live(folder, name):
            undo(folder, name)
        elif isinstance(error, OSError):
            raise _unwritten(name, cause(error)) from None
        raise
    record(folder, Switch(name, before, tuple(unrecorded)), content, books)


def undo(folder: Folder, name: str) -> None:
    """Throws away a release that never went live."""
    with contextlib.suppress(OSError):
        hidden = folder.releases / f".undone-{name}"
        folder.release(name).rename(hidden)
        switch.discard(hidden)
    folder.journal.unlink(missing_ok=True)


def recover(folder: Folder, content: Path) -> str:
    """Completes or undoes what a run that died left behind; what was done, in Chinese, empty when nothing was.

    Raises CommitError or OSError when that is not possible now.
    """
    journal = _journal(folder)
    if folder.copied or not folder.current.exists():
        switch.recover(folder.current)
    if journal is None and folder.copied and folder.live() is None and folder.names():
        alike = (name for name in reversed(folder.names()) if _is_live(folder, name))
        put(folder.root / "live", next(alike, folder.names()[-1]).encode())
    if journal is None:
        _forget_strays(folder)
        return ""
    name = journal.name
    if _is_live(folder, name):
        if folder.copied:
            put(folder.root / "live", name.encode())
        record(folder, journal, content)
        return f"上一次运行换上 {name} 以后中断，已补记台账"
    undo(folder, name)
    return f"上一次运行没有换上 {name} 就中断，已撤销，网站没有动过"


def _forget_strays(folder: Folder) -> None:
    """Removes releases that got their name and no journal: nobody ever saw them."""
    live, names = folder.live(), folder.names()
    if live is None and folder.current.exists():
        return
    try:
        entered = {e.manifest for e in read_ledger(folder.ledger).entries if e.event == "released"}
        if live is not None and digest_of(folder.release(live) / MANIFEST)[0] not in entered:
            return
    except (LedgerError, OSError):
        return
    for name in names:
        with contextlib.suppress(OSError):
            if name != live and digest_of(folder.release(name) / MANIFEST)[0] not in entered:
                undo(folder, name)


def record(folder: Folder, switched: Switch, content: Path, books: Books | None = None) -> None:
    """Seals the release store and writes the ledger for the live release; done twice, it changes nothing more.

    Releases before it that could not be recorded come first, unless they are gone. CommitError.
    """
    try:
        for name, before in (*switched.unrecorded, (switched.name, switched.before)):
            if name == switched.name or folder.release(name).is_dir():
                _record(folder, name, content, before, books if name == switched.name else None)
    except (OSError, ManifestError, FactsError, StoreError, LedgerError) as error:
        reason = cause(error) if isinstance(error, OSError) else str(error)
        raise _unwritten(switched.name, reason) from None
    folder.journal.unlink(missing_ok=True)


def _unwritten(name: str, reason: str) -> CommitError:
    return CommitError(f"网站已换成 {name}，但台账没有写全：{reason}；排除后再运行一次即补上")


def _record(folder: Folder, name: str, content: Path, before: str | None, books: Books | None) -> None:
    release = folder.release(name)
    books = books or _books(release)
    told = books.told
    if before is not None and not read_ledger(folder.ledger).entries:
        raise LedgerError(LOST)
    store = seal(content, told.told, told.day, told.pulled) if told.told or told.pulled else read_store(content)
    # Its entry of the release comes last, and says that what came before it was done.
    enter(folder, books.facts, _facts(folder, before), told.day, books.manifest)
    back_up(folder, release, store)


def _books(release: Path) -> Books:
    return Books(read_told(release / TOLD), read_manifest(release / MANIFEST), read_facts(release / RECORDS)[1])


def enter(folder: Folder, facts: Facts, before: Facts, day: date, manifest: Manifest) -> None:
    """Enters what happened, then the release itself, unless it was entered."""
    ledger = read_ledger(folder.ledger)
    if ledger.released(manifest.hash):
        return
    found = events(facts, before, ledger.last())
    append(folder.ledger, [*found, Event("released")], day, manifest.hash)


def _facts(folder: Folder, name: str | None) -> Facts:
    if name is None:
        return {}
    try:
        return read_facts(folder.release(name) / RECORDS)[1]
    except FactsError:
        return {}


@dataclass(frozen=True, slots=True)
class Switch:
    """What the journal says: the release, the one before it, and earlier ones that were not recorded, each with its own."""

    name: str
    before: str | None
    unrecorded: tuple[tuple[str, str | None], ...] = ()


def _journal(folder: Folder) -> Switch | None:
    """A journal that cannot be read was cut while written: before any switch."""
    try:
        raw = folder.journal.read_bytes()
    except FileNotFoundError:
        return None
    try:
        data = json.loads(raw)
        name, before = data["release"], data["before"]
        if not isinstance(name, str) or name not in folder.names():
            raise ValueError(name)
        earlier = tuple((str(one), None if other is None else str(other)) for one, other in data["unrecorded"])
    except (ValueError, KeyError, TypeError, RecursionError):
        folder.journal.unlink()
        return None
    return Switch(name, before if isinstance(before, str) else None, earlier)


def _is_live(folder: Folder, name: str) -> bool:
    if not folder.copied:
        return folder.live() == name
    manifest = folder.manifest(name)
    return manifest is not None and same_files(folder.current, manifest.files, folder.release(name) / SITE)


def same_files(tree: Path, files: Mapping[str, Row], twin: Path | None = None) -> bool:
    """True when ``tree`` holds exactly ``files``; what is the very inode of ``twin``'s file is not read."""
    try:
        found = dict(plain_files(tree))
    except (OSError, ManifestError):
        return False
    found.pop("status.json", None)
    if found.keys() != files.keys():
        return False
    for path, place in found.items():
        with contextlib.suppress(OSError):
            if twin is not None and place.samefile(twin / path):
                continue
        if not holds(place, files[path]):
            return False
    return True
