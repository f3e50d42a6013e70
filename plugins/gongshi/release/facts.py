"""What a release says of each record, kept beside it: enough to take a record down when nothing else can be read.

``records.json`` holds the state of every record on the release's day and each change that its own timetable brings
later. The format is described in docs/release.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongshi.causes import cause
from gongshi.findings import Finding
from gongshi.records.decision import Decision
from gongshi.records.life import SentTo
from gongshi.registry.outlook import Change, outlook
from gongshi.registry.register import Register
from gongshi.release.ledger import Entry, Event, on_site
from gongshi.release.seal import Telling
from gongshi.release.store import Store

FORMAT = 1
_DOWN = {"withdrawn": "withdrawn", "lapsed": "lapsed", "ended_early": "lapsed", "taken_down": "pulled"}


class FactsError(Exception):
    """The file is not there or damaged."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One record on the release's day. ``statement`` is its SHA-256, ``first`` its day of first publication (ISO).

    ``shown``: its content may be seen; ``tombstone``: only the notice of its withdrawal. ``later``: what changes by
    itself. ``corrections``: how many entries its 更正 has. ``sent``: 外部发布, as (platform, address, day).
    """

    kind: str
    number: str
    status: str
    shown: bool
    tombstone: bool
    statement: str = ""
    first: str = ""
    corrections: int = 0
    later: tuple[Change, ...] = ()
    sent: tuple[tuple[str, str, str], ...] = ()

    def on(self, day: date) -> tuple[str, bool, bool]:
        """Status, shown and tombstone on a day, which is that of the release or later."""
        now = (self.status, self.shown, self.tombstone)
        for change in self.later:
            if change.day <= day.isoformat():
                now = change[1:]
        return now


Facts = Mapping[str, Fact]


def facts_of(register: Register, store: Store, told: Mapping[str, Telling], statements: Mapping[str, str]) -> Facts:
    """Of every record that was told, is told now, or was taken down. ``statements``: id → SHA-256."""
    found = {}
    for record in register.dated():
        state = register.standings[record.id].state
        if record.id not in told and record.id not in store.entries:
            continue
        entry = store.entries.get(record.id)
        first = register.setting.first_published.get(record.id)
        found[record.id] = Fact(
            kind="decision" if isinstance(record, Decision) else "random-result",
            number=record.number if isinstance(record, Decision) else record.title,
            status=state.status.value,
            shown=state.shown,
            tombstone=state.tombstone,
            statement=statements.get(record.id) or (entry.statement if entry else None) or "",
            first=first.isoformat() if first else "",
            corrections=len(record.corrections),
            later=outlook(register, record),
            sent=tuple(_sent(place) for place in record.internal.sent_to),
        )
    return found


def _sent(place: SentTo) -> tuple[str, str, str]:
    return place.platform, str(place.url or ""), place.day.isoformat() if place.day else ""


def events(facts: Facts, before: Facts, last: Mapping[str, Entry]) -> list[Event]:
    """What has happened to each record since it was last entered. ``before``: the facts of the release of before."""
    found = []
    for record, fact in sorted(facts.items()):
        entered = last.get(record)
        event = _event(fact, before.get(record), entered)
        if event:
            first = fact.first if event == "published" else ""
            found.append(Event(event, record, fact.statement, first))
    for record, entered in sorted(last.items()):
        if record not in facts and on_site([entered]):
            found.append(Event("held", record, entered.statement))
    return found


def _event(fact: Fact, before: Fact | None, entered: Entry | None) -> str:
    there = entered is not None and on_site([entered])
    if not fact.shown:
        down = _DOWN.get(fact.status, "held")
        if there or (entered is not None and entered.event == "held" and down != "held"):
            return down
        # A notice that was there before any ledger: what it is a notice of was never entered.
        return ""
    if entered is None:
        return "published"
    if not there:
        return "restored"
    if entered.statement == fact.statement:
        return ""
    return "corrected" if fact.corrections > (before.corrections if before else 0) else "supplemented"


def _plain(fact: Fact) -> dict[str, object]:
    """Not asdict(), which copies to the depths what is written at once."""
    return {name: getattr(fact, name) for name in Fact.__slots__}


def written(as_of: date, facts: Facts, held: Mapping[str, str] | None = None) -> bytes:
    """The file: canonical, one line a record. ``held``: file → why it was held back, for people."""
    head = {"format": FORMAT, "as_of": as_of.isoformat(), "held": dict(sorted((held or {}).items()))}
    lines = [f" {json.dumps(key)}: {_line(value)},\n" for key, value in head.items()]
    rows = [f"  {_line(record)}: {_line(_plain(fact))}" for record, fact in sorted(facts.items())]
    body = "\n" + ",\n".join(rows) + "\n " if rows else ""
    return f'{{\n{"".join(lines)} "records": {{{body}}}\n}}\n'.encode()


def read_facts(place: Path) -> tuple[date, Facts]:
    """The release's day and its facts. FactsError when the file is not there or damaged."""
    try:
        return _parsed(place.read_bytes(), place.name)
    except OSError as error:
        raise FactsError(f"{place.name} 读不到：{cause(error)}") from None


@lru_cache(maxsize=2)
def _parsed(raw: bytes, name: str) -> tuple[date, Facts]:
    """The facts in ``raw``; a run of ``publish`` asks for those of the live release twice."""
    try:
        data: dict[str, Any] = json.loads(raw)
        if data["format"] != FORMAT:
            raise FactsError(f"{name} 的格式不是第 {FORMAT} 版")
        facts = {
            record: Fact(**{**row, "later": tuple(Change(*c) for c in row["later"]), "sent": _tuples(row["sent"])})
            for record, row in data["records"].items()
        }
        return date.fromisoformat(data["as_of"]), facts
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FactsError(f"{name} 残缺或被改动") from None


def why_held(findings: list[Finding]) -> dict[str, str]:
    """File → code of the first gate on it."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.is_gate and finding.file:
            found.setdefault(finding.file, finding.code)
    return found


def _tuples(rows: list[list[str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((a, b, c) for a, b, c in rows)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
