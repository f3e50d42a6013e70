"""What may be live on a day, address by address, and when that changes by itself: from the register and the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongshi.calendars import day_after
from gongshi.lifecycle import State, Status
from gongshi.public.decision import SOON
from gongshi.public.statement import restored
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.registry.standing import standing_of
from gongshi.release.facts import Facts
from gongshi.release.manifest import Manifest
from gongshi.release.store import Entry, Store
from gongshi.site import addresses

_PULLED, _LOST = "误公开，已经下线", "台账里没有存下内容，内容里也没有这条记录"
_UNKNOWN = "内容和台账里都没有这条记录"
_HELD = "还没有公示过，又被拦下"
_FOLDERS = {"decision": "decisions", "random-result": "random-results"}


@dataclass(frozen=True, slots=True)
class Today:
    """``shown``: records whose content may be seen. ``noticed``: those of which the notice of withdrawal alone may.

    ``gone``: those of which nothing may be seen, each with the reason in Chinese. ``pages``: the address of each of the
    three. ``files``: addresses of attachments known to be theirs.
    """

    day: date
    shown: frozenset[str]
    noticed: frozenset[str]
    gone: Mapping[str, str]
    pages: Mapping[str, str]
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def allowed(self) -> set[str]:
        """Addresses of pages of records that may be there: with their content, or with a notice."""
        return {self.pages[record] for record in (*self.shown, *self.noticed)}

    def why(self, record: str) -> str:
        """Why a record that is not shown is not, in Chinese."""
        return self.gone.get(record) or ("已撤回，只留公告" if record in self.noticed else _UNKNOWN)

    def forbidden(self, manifest: Manifest | None) -> dict[str, str]:
        """Address → record, for all that must not be there: pages of the gone, attachments of all that is not shown."""
        found = {self.pages[record]: record for record in self.gone}
        for record in (*self.gone, *self.noticed):
            found.update(dict.fromkeys(self.files.get(record, ()), record))
        allowed = self.allowed
        for path in record_pages(manifest.files if manifest else ()):
            if path not in allowed:
                found.setdefault(path, path.rpartition("/")[2].removesuffix(".html"))
        for path, row in manifest.files.items() if manifest else ():
            if row.of in self.gone or (row.of in self.noticed and path != self.pages[row.of]):
                found[path] = row.of
        for record in self.shown:
            for path in (self.pages[record], *self.files.get(record, ())):
                found.pop(path, None)
        return found


def today_of(register: Register, store: Store, held: Collection[str] = ()) -> Today:
    """Of everything that could be read, and of what the store alone knows. ``held``: files that a gate holds back.

    A record that is held back, or whose file is gone or broken, stays as it was last told, for as long as that may be
    seen. Raises StoreError when a statement that is needed cannot be trusted.
    """
    shown, noticed, gone, pages, files = set(), set(), {}, {}, {}
    for record, kind, state, why, attached in _all(register, store, held):
        pages[record] = addresses.decision(record) if kind == "decision" else addresses.of(kind, record)
        files[record] = tuple(f"files/{_FOLDERS[kind]}/{file}" for file in attached)
        if state is not None and state.shown and not why:
            shown.add(record)
        elif state is not None and state.tombstone and not why:
            noticed.add(record)
        else:
            gone[record] = why or (state.reason if state else _LOST)
    return Today(register.setting.as_of, frozenset(shown), frozenset(noticed), gone, pages, files)


def as_released(day: date, facts: Facts, manifest: Manifest) -> Today:
    """The same from what the last release said of each record and its own timetable, when content cannot be read.

    What content says since then of withdrawals is not known to it.
    """
    shown, noticed, gone, pages, files = set(), set(), {}, {}, defaultdict(list)
    for path, row in manifest.files.items():
        files[row.of].append(path)
    for record, fact in facts.items():
        status, seen, notice = fact.on(day)
        pages[record] = addresses.decision(record) if fact.kind == "decision" else addresses.of(fact.kind, record)
        if seen:
            shown.add(record)
        elif notice:
            noticed.add(record)
        else:
            gone[record] = Status(status).label
    attached = {record: tuple(path for path in files[record] if path != pages[record]) for record in facts}
    return Today(day, frozenset(shown), frozenset(noticed), gone, pages, attached)


def record_pages(paths: Iterable[str]) -> Iterator[str]:
    """Those of ``paths`` that are pages of one dated record; lists of them lie deeper, or are an index."""
    for path in paths:
        folder, _, name = path.partition("/")
        if folder in _FOLDERS.values() and name.endswith(".html") and "/" not in name and name != "index.html":
            yield path


def owners(register: Register) -> dict[str, str]:
    """Whose each file is (``Row.of``): pages and attachments of dated records; other paths are not named."""
    found = {}
    for record in register.dated():
        kind = "decision" if isinstance(record, Decision) else "random-result"
        found[addresses.decision(record.id) if kind == "decision" else addresses.of(kind, record.id)] = record.id
        for file in _attached(record):
            found[f"files/{_FOLDERS[kind]}/{file}"] = record.id
    return found


def next_change(register: Register) -> date | None:
    """The first day after as_of on which the site says something else though nobody has touched its content.

    Days of the lifecycle, deadlines that pass, certificates that expire, reports that come out. None: never.
    """
    as_of = register.setting.as_of
    days: set[date | None] = set()
    for standing in register.standings.values():
        state = standing.state
        days |= {state.next_change, day_after(standing.deadline.binding)}
        # A decision whose last day is near says so.
        days.add(state.term_end - SOON if state.shown and state.term_end is not None else None)
        # What is out and not recorded yet bears as_of itself as its day.
        days.add(day_after(as_of) if state.shown and state.expected else None)
    for officer, _ in register.officers.values():
        days |= {officer.valid_from, day_after(officer.valid_to)}
    days |= {report.published for report in register.annual_reports.values()}
    return min((day for day in days if day is not None and day > as_of), default=None)


def _all(
    register: Register, store: Store, held: Collection[str]
) -> Iterator[tuple[str, str, State | None, str, Collection[str]]]:
    """(record, kind, state, why it is gone whatever its state, names of attachments)."""
    known = set()
    for record in register.dated():
        known.add(record.id)
        entry = store.entries.get(record.id)
        why = _HELD if record.file in held and entry is None else ""
        if entry is not None and entry.pulled and not _owned_up(record, entry.pulled):
            why = _PULLED
        state = register.standings[record.id].state
        kind = "decision" if isinstance(record, Decision) else "random-result"
        yield record.id, kind, state, why, {*_attached(record), *(entry.attachments if entry else ())}
    for identity, entry in store.entries.items():
        kind = entry.kind or "decision"
        if identity not in known and kind in _FOLDERS and entry.first_published <= register.setting.as_of:
            why = _PULLED if entry.pulled else ""
            yield identity, kind, _as_told(identity, entry, register, store), why, entry.attachments


def _as_told(identity: str, entry: Entry, register: Register, store: Store) -> State | None:
    statement = store.statement(identity)
    if statement is None:
        return None
    try:
        record = restored(statement, entry.kind, identity)
    except ValueError:
        return None
    return standing_of(record, register.setting).state if isinstance(record, Decision | RandomResult) else None


def _owned_up(record: Decision | RandomResult, pulled: date) -> bool:
    """Whether a record that was taken down in error says so: until then it stays down, whatever else it says."""
    return isinstance(record, Decision) and any(takedown.day >= pulled for takedown in record.takedowns)


def _attached(record: Decision | RandomResult) -> list[str]:
    return [attachment.file for attachment in record.attachments] if isinstance(record, Decision) else []
