"""What will become of each record by itself, as far as its own timetable knows."""

from __future__ import annotations

from typing import NamedTuple

from gongshi.lifecycle import Status
from gongshi.lifecycle.states import SHOWN
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register


class Change(NamedTuple):
    """From ``day`` (ISO) on: the status; whether the content, or the notice of its withdrawal, may be seen."""

    day: str
    status: str
    shown: bool
    tombstone: bool


def outlook(register: Register, record: Decision | RandomResult) -> tuple[Change, ...]:
    """Every change after as_of, in order; empty for what is never published."""
    return tuple(
        Change(part.since.isoformat(), part.status.value, part.status in SHOWN, part.tombstone)
        for part in register.standings[record.id].state.later
    )


def status_of(value: str) -> str:
    """The Chinese word for a status as it is written in a change; the value itself when it is none."""
    return Status(value).label if value in {status.value for status in Status} else value
