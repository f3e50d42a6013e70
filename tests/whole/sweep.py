"""The sample county on any day, built in memory, and what of it the day forbids: the judge of the sweep."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from fragments import Finder, Source, sources

from county import REPOSITORY
from gongshi import assembly
from gongshi.assembly import assemble
from gongshi.lifecycle import State, Status, transitions
from gongshi.registry.register import Register
from gongshi.source.load import Reading, read
from inprocess import Tree, tree_of

CONTENT = REPOSITORY / "content"
DAY = timedelta(days=1)
_RECENT = date(2026, 3, 1)
HIDING = frozenset({Status.WITHDRAWN, Status.LAPSED, Status.ENDED_EARLY, Status.TAKEN_DOWN})


@cache
def reading() -> Reading:
    """The county's files, read once: only the day differs from build to build."""
    return read(CONTENT)


@cache
def all_sources() -> dict[str, Source]:
    return sources(CONTENT)


@cache
def finder() -> Finder:
    return Finder(
        piece
        for s in all_sources().values()
        for piece in (*s.public, *s.private, s.id, *s.attachments, *(a.rsplit("/", 1)[1] for a in s.attachments))
    )


@cache
def said_anyway() -> frozenset[str]:
    """What theme, engine and the pages before enforcement say without any decision being there."""
    records = {kind: found for kind, found in reading().records.items() if kind not in _DATED}
    empty = Reading(reading().site, records, reading().attachments)
    return frozenset(finder().found(tree_of(_assembled(empty, None), CONTENT)))


_DATED = frozenset({"decision", "random-result", "undisclosed"})


def _assembled(of: Reading, day: date | None) -> assembly.Assembled:
    original = assembly.read
    assembly.read = lambda content, cache: of  # type: ignore[assignment]
    try:
        return assemble(CONTENT, day)
    finally:
        assembly.read = original


@cache
def changes() -> tuple[tuple[date, Status], ...]:
    """Every day on which a decision changes its state, and to what."""
    register = _assembled(reading(), None).sound
    setting = register.setting
    found = sorted(
        change
        for record in register.dated()
        for change in transitions(
            register.standings[record.id].subject,
            setting.profile_of(record.entity),
            setting.first_published.get(record.id),
            setting.as_of,
        )
    )
    return tuple(found)


@cache
def days() -> list[date]:
    """Every other first day without what disappears, and some days around and before something comes.

    With GONGSHI_SWEEP=all each day about a change, and every day of the month that has most kinds of disappearance.
    """
    if os.environ.get("GONGSHI_SWEEP") == "all":
        return _all_days()
    gone = sorted({day for day, status in changes() if status in HIDING and date(2023, 1, 1) <= day < date(2032, 1, 1)})
    new = sorted({day - DAY for day, status in changes() if status not in HIDING and _RECENT < day < date(2032, 1, 1)})
    first = {status: day for day, status in reversed(changes()) if status in HIDING and day in set(gone)}.values()
    return sorted(
        {*first, *gone[::2], *(day - DAY for day in gone[::12]), *(day + DAY for day in gone[6::12]), *new[::12]}
    )


def _all_days() -> list[date]:
    found: set[date] = set()
    months: dict[tuple[int, int], set[tuple[Status, int]]] = {}
    for day, status in changes():
        if not date(2023, 1, 1) <= day < date(2032, 1, 1):
            continue
        # What appears is looked at once, on the eve of its first day; what disappears on three days.
        found |= {day - DAY, day, day + DAY} if status in HIDING else {day - DAY} if day > _RECENT else set()
        if status in HIDING:
            months.setdefault((day.year, day.month), set()).add((status, day.day))
    year, month = max(months, key=lambda m: (len({s for s, _ in months[m]}), len(months[m]), m))
    first = date(year, month, 1)
    found |= {first + n * DAY for n in range(31)}
    return sorted(found)


@dataclass(frozen=True)
class Leak:
    """``piece`` of ``file`` stands in ``where``."""

    file: str
    piece: str
    where: str


def leaks(register: Register, tree: Tree) -> Iterator[Leak]:
    """Everything in the output that the day forbids."""
    day = register.setting.as_of
    found = finder().found(tree)
    shown, noticed = _may_be_seen(register)
    lawful: set[str] = set(said_anyway())
    for source in all_sources().values():
        if not source.file.startswith("post/") or source.file in shown:
            lawful |= source.public
        elif source.file in noticed:
            lawful |= source.notice
    # A piece may be part of a longer text that another record lawfully shows.
    spoken = "\n".join(
        s.noticed if s.file in noticed else s.spoken
        for s in all_sources().values()
        if s.file in shown | noticed or not s.file.startswith("post/")
    )
    hashes = {hashlib.sha256(data).hexdigest(): path for path, data in tree.items()}
    kept = {
        sha
        for s in all_sources().values()
        if s.file in shown or s.file.startswith("pre/")
        for sha in s.attachments.values()
    }
    for source in all_sources().values():
        if source.file in shown or source.file.startswith("pre/") or source.file == "site.yaml":
            forbidden, gone = source.private, False
        else:
            forbidden, gone = source.private | source.public, True
        for piece in sorted(forbidden & found.keys() - lawful):
            if piece not in spoken:
                yield Leak(source.file, piece, f"{day}: {sorted(found[piece])[:3]}")
        if not gone or source.file.startswith("post/annual-reports/"):
            continue
        if source.id in found and source.file not in noticed and not _is_prefix(source.id):
            yield Leak(source.file, source.id, f"{day}: {sorted(found[source.id])[:3]}")
        for name, sha in source.attachments.items():
            if name in found or (sha in hashes and sha not in kept):
                yield Leak(source.file, name, f"{day}: {sorted(found.get(name, ()))[:3]} {hashes.get(sha)}")


def _is_prefix(record: str) -> bool:
    return any(s.id != record and record in s.id for s in all_sources().values())


def _may_be_seen(register: Register) -> tuple[set[str], set[str]]:
    """Files that may be shown on the day, and files of which a notice of withdrawal may be."""
    standings = register.standings
    shown = {r.file for r in register.dated() if _shown(standings[r.id].state)}
    shown |= {r.file for r in register.annual_reports.values() if r.published <= register.setting.as_of}
    noticed = {r.file for r in register.decisions.values() if standings[r.id].state.tombstone}
    return shown, noticed


def _shown(state: State) -> bool:
    # Said here once more, so that a fault of ``State.shown`` is seen.
    return state.status in (Status.VISIBLE, Status.CORRECTED)


def build_day(day: date) -> tuple[Register, Tree]:
    assembled = _assembled(reading(), day)
    return assembled.sound, tree_of(assembled, CONTENT)
