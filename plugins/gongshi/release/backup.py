"""The release store as it was after each release, kept with the releases: its index in each, statements in one pool."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongshi.release.folder import Folder, link_or_copy, put
from gongshi.release.manifest import digest_of
from gongshi.release.store import INDEX, Store, below, place_of, statements_in
from gongshi.release.told import CommitError

STORE, _POOL = "store", "statements"


def back_up(folder: Folder, release: Path, store: Store) -> None:
    """The store as it now is: its index into the release, statements into a pool that all releases share. OSError."""
    index = store.content / INDEX
    if not index.exists():
        return
    put(release / STORE / "store.json", index.read_bytes())
    pool = folder.root / _POOL
    there = set(statements_in(pool))
    for entry in store.entries.values():
        if entry.statement and below(entry.statement) not in there:
            target = pool / below(entry.statement)
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".~{target.name}")
            partial.unlink(missing_ok=True)
            link_or_copy(store.content / place_of(entry.statement), partial)
            partial.replace(target)


def sweep_pool(folder: Folder) -> None:
    """Removes statements that no release that is kept names."""
    wanted: set[str] = set()
    for name in folder.names():
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            rows = json.loads((folder.release(name) / STORE / "store.json").read_bytes())["records"].values()
            wanted |= {below(row["statement"]) for row in rows if "statement" in row}
    pool = folder.root / _POOL
    for path in list(statements_in(pool)):
        if path.endswith(".json") and path not in wanted:
            (pool / path).unlink(missing_ok=True)


def restored_store(folder: Folder, name: str, content: Path) -> list[str]:
    """Writes the store that a release kept back below ``content``; ids whose statement is no longer kept.

    Raises OSError when the release kept none, CommitError when what it kept is damaged.
    """
    raw = (folder.release(name) / STORE / "store.json").read_bytes()
    try:
        entries: Mapping[str, Any] = json.loads(raw)["records"]
        names = {record: row["statement"] for record, row in entries.items() if "statement" in row}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CommitError(f"{name} 里的发布台账备份残缺") from None
    missing = []
    for identity, statement in sorted(names.items()):
        place = place_of(statement)
        source = folder.root / _POOL / below(statement)
        if source.is_file() and digest_of(source)[0] == statement:
            put(content / place, source.read_bytes())
        elif not (content / place).is_file():
            missing.append(identity)
    put(content / INDEX, raw)
    return missing
