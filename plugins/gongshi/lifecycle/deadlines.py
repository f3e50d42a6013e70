"""公示期限 and 撤回期限 by the national and the regional calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongshi.calendars import Reckoned, WorkingCalendar
from gongshi.lifecycle.subject import Subject
from gongshi.profiles import Profile


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day by each calendar. ``binding`` is the earlier one; ``estimated`` is about that one.

    ``regional`` is None where no region's days are loaded. ``days`` is the number of working days, None for a fixed
    day that a law or regulation sets.
    """

    national: Reckoned
    regional: Reckoned | None
    binding: date
    estimated: bool
    days: int | None
    basis: str


def deadline_of(subject: Subject, profile: Profile, calendar: WorkingCalendar) -> Deadline:
    """The last working day on which the decision may first be published (国办发〔2018〕118号; 民法典 art 201)."""
    days, fixed = subject.deadline_override
    if fixed is not None:
        day = Reckoned(fixed, False)
        return Deadline(day, day if calendar.regions else None, fixed, False, None, "法律、法规另有规定")
    if days is not None:
        return _reckon(subject.decided, days, "法律、法规另有规定", calendar)
    rule = profile.deadline(subject.kind)
    return _reckon(subject.decided, rule.value, rule.basis, calendar)


def withdrawal_deadline(effective: date, profile: Profile, calendar: WorkingCalendar) -> Deadline:
    """The last day for taking down a changed decision and saying why (行政处罚法 art 48(2): 三日, working days by art 85)."""
    return _reckon(effective, profile.withdrawal.value, profile.withdrawal.basis, calendar)


def _reckon(start: date, days: int, basis: str, calendar: WorkingCalendar) -> Deadline:
    national = calendar.national.add(start, days)
    regional = calendar.add(start, days) if calendar.regions else None
    # Whether regional days stretch a statutory term is disputed, so the earlier date binds.
    binding = regional if regional is not None and regional.date < national.date else national
    return Deadline(national, regional, binding.date, binding.estimated, days, basis)
