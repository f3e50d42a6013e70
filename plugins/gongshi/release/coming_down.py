"""Which records must come down today, from whatever can still be read: content, store, or the last release alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from gongshi.assembly import Assembled
from gongshi.calendars import WorkingCalendar
from gongshi.history.last_good import KINDS, says_down
from gongshi.lifecycle import Status, state_of
from gongshi.profiles import Profile
from gongshi.public.statement import Statement
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.registry.standing import subject_of
from gongshi.release.facts import Facts
from gongshi.release.store import StoreError, read_store
from gongshi.source.load import Reading, read

Down = Mapping[str, str]
# What a record says of itself, whatever the profile.
_SAID = frozenset({Status.WITHDRAWN, Status.TAKEN_DOWN, Status.ENDED_EARLY})


def coming_down(facts: Facts, as_of: date, assembled: Assembled, content: Path) -> dict[str, str]:
    """Record → status, for all that the live release shows and that may not be seen as it is on ``as_of``.

    ``facts`` are those of the live release. A notice of withdrawal counts as shown until its own last day.
    """
    found = {}
    for record, fact in facts.items():
        status, shown, tombstone = fact.on(as_of)
        if (fact.shown and not shown) or (fact.tombstone and not tombstone):
            found[record] = status
    live = {record for record, fact in facts.items() if (fact.shown or fact.tombstone) and record not in found}
    if assembled.register is not None and assembled.everything is not None:
        found.update(_by_register(facts, live, assembled.register, assembled.everything))
        unread = assembled.register.unreadable
    else:
        reading = _reading(content)
        found.update(_by_reading(facts, live, as_of, reading))
        unread = reading.unreadable
    found.update(_by_text(live - found.keys(), unread, content))
    return found


def _by_register(facts: Facts, live: set[str], sound: Register, everything: Register) -> Iterator[tuple[str, str]]:
    for record in sorted(live):
        standing = sound.standings.get(record) or everything.standings.get(record)
        if standing is None:
            continue
        state, fact = standing.state, facts[record]
        if (fact.shown and not state.shown) or (fact.tombstone and not state.tombstone):
            yield record, state.status.value


def _by_reading(facts: Facts, live: set[str], as_of: date, reading: Reading) -> Iterator[tuple[str, str]]:
    """What the records themselves say, when site file, rules or calendar cannot be read: no term hangs on it."""
    profile, calendar = Profile.load("national"), WorkingCalendar.load()
    for kind in KINDS:
        for record in reading.records.get(kind, ()):
            if record.id in live and isinstance(record, Decision | RandomResult):
                state, fact = state_of(subject_of(record), profile, calendar, as_of, as_of), facts[record.id]
                # The notice of a withdrawal stays as long as the release itself says.
                if state.status in _SAID and (fact.shown or state.status is not Status.WITHDRAWN):
                    yield record.id, state.status.value


def _by_text(live: set[str], unread: frozenset[str], content: Path) -> Iterator[tuple[str, str]]:
    statements = _statements(content)
    for file in sorted(unread):
        record = file.rpartition("/")[2].removesuffix(".yaml")
        ours = record in live and file.startswith(tuple(f"{folder}/" for folder in KINDS.values()))
        if ours and says_down(content, file, statements.get(record, {})):
            yield record, Status.WITHDRAWN.value


def _statements(content: Path) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    with contextlib.suppress(StoreError):
        store = read_store(content)
        for record in store.entries:
            with contextlib.suppress(StoreError):
                found[record] = store.statement(record) or {}
    return found


def _reading(content: Path) -> Reading:
    try:
        return read(content)
    except Exception:  # whatever is broken, what the release says of itself is due
        return Reading()
