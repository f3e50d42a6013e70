"""The last good version of records that are held back: what the public was last told, for as long as it may be told.

A gate on a record stops its new version, not what was lawfully published before; and it never keeps up what the new
version takes down (DESIGN §3, promises 2 and 3).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from gongshi.public.statement import Statement, restored
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.release.store import Entry, Store
from gongshi.source.text import decode, read_bytes

KINDS = {"decision": "post/decisions", "random-result": "post/random-results"}
# What takes a record down, as a file says it that is otherwise not to be understood.
_DOWN = re.compile(r"^[ \t　]{0,8}[\"'“]?(撤回|误公开|提前终止公示|依规不公示)[\"'”]?[ \t　]{0,8}[:：]", re.M)
_WITHDRAWN_ON = re.compile(r"生效日期[\"'”]?[ \t　]{0,8}[:：]")


def last_good(
    sound: Register, everything: Register, store: Store, content: Path, refused: Collection[str] = ()
) -> list[Decision | RandomResult]:
    """A record for each statement in the store that no sound record replaces, and that nothing takes down.

    ``everything``: the register of what could be read, held back or not. ``refused``: files whose last version may not
    be shown either. Raises StoreError when a statement that is needed cannot be trusted.
    """
    shelves = {"decision": sound.decisions, "random-result": sound.random_results}
    dated = {record.id for record in sound.dated()}
    files = {
        (kind, _stem(file)): file
        for file in sorted(sound.unreadable)
        for kind, folder in KINDS.items()
        if file.startswith(f"{folder}/")
    }
    found = []
    for identity, entry in store.entries.items():
        if entry.statement is None or entry.kind not in shelves or identity in dated:
            continue
        file = files.get((entry.kind, identity), "")
        statement = store.statement(identity) or {}
        if _comes_down(identity, entry, statement, file, everything, content):
            continue
        record = _record(identity, entry, statement, file, sound)
        if record is not None and record.file not in refused:
            found.append(record)
    return found


def _comes_down(
    identity: str, entry: Entry, statement: Statement, file: str, everything: Register, content: Path
) -> bool:
    """True when the record's new version, held back or not to be read, takes it down by what it says."""
    shelf = everything.decisions if entry.kind == "decision" else everything.random_results
    if identity in shelf:
        return not everything.standings[identity].state.shown
    return bool(file) and says_down(content, file, statement)


def says_down(content: Path, file: str, statement: Statement) -> bool:
    """True when a file that cannot be read as a record still says that it takes down what ``statement`` told."""
    raw, _ = read_bytes(content / file, file)
    text = decode(raw, file)[0] if raw is not None else None
    # Damaged, or in some other encoding: 撤回 may still be found in the two that are likeliest.
    texts = [text] if text is not None else [(raw or b"").decode(coding, "replace") for coding in ("utf-8", "gb18030")]
    return any(_says_down(text, statement) for text in texts)


def _says_down(text: str, statement: Statement) -> bool:
    if set(_DOWN.findall(text)) - statement.keys():
        return True
    return len(_WITHDRAWN_ON.findall(text)) > len(statement.get("撤回", ()))


def _record(
    identity: str, entry: Entry, statement: Statement, file: str, register: Register
) -> Decision | RandomResult | None:
    try:
        record = restored(statement, entry.kind, identity)
    except ValueError:
        return None
    if not isinstance(record, Decision | RandomResult):
        return None
    organs = {record.entity, *(record.partners if isinstance(record, RandomResult) else ())}
    if isinstance(record, Decision) and record.entrusted:
        organs.add(record.entrusted)
    if not organs <= register.roster.keys():
        return None
    record.bind(id=identity, file=file or f"{KINDS[entry.kind]}/{_year(record)}/{identity}.yaml")
    return record


def _year(record: Decision | RandomResult) -> int:
    return record.decided.year if isinstance(record, Decision) else record.finished.year


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
