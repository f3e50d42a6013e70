"""The whole timetable of a decision: on which days it changes, and what it is in between. The one place that decides."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gongshi.calendars import add_period, day_after
from gongshi.lifecycle.states import Segment, Status
from gongshi.lifecycle.subject import Subject, publication_of
from gongshi.lifecycle.terms import Term, last_day, term_of
from gongshi.profiles import Profile


class Round(NamedTuple):
    """One withdrawal: gone from ``start`` until ``until``; its notice stays through ``notice_end``, None: no notice."""

    start: date
    until: date | None
    notice_end: date | None
    place: int


class Plan(NamedTuple):
    """What the days are measured against. ``start`` is None while nothing allows publication.

    ``lapse`` is the day after the term, ``last`` the last visible day once an early end is counted in.
    """

    start: date | None
    published: date | None
    term: Term
    lapse: date | None
    last: date
    rounds: tuple[Round, ...]


def plan_of(subject: Subject, profile: Profile, first_published: date | None, as_of: date) -> Plan:
    """Start, term and withdrawals. ``as_of`` stands in for a first publication that is not recorded.

    Then a term that runs from first publication runs from as_of at the earliest: what has not been out yet has not
    used up any of it.
    """
    published = publication_of(subject, first_published)
    start = published
    if start is None and subject.reviewed is not None:
        start = max(subject.decided, subject.reviewed)
    term = term_of(subject, profile, published or max(start or subject.decided, as_of))
    last = last_day(term, subject.early_end)
    rounds = _rounds(subject, profile, published, last) if subject.withdrawals else ()
    return Plan(start, published, term, day_after(term.end), last, rounds)


def _rounds(subject: Subject, profile: Profile, published: date | None, last: date) -> tuple[Round, ...]:
    gone = day_after(last)
    keep = profile.tombstone
    found = []
    for place, withdrawal in sorted(enumerate(subject.withdrawals), key=lambda pair: pair[1].effective):
        start = withdrawal.effective
        # What had lapsed before it was withdrawn stays lapsed.
        if gone is not None and start > gone:
            continue
        until = min((day for day in subject.restorations if day > start), default=None)
        # Only what was published, and still was, leaves a notice (行政处罚法 art 48: 公开的行政处罚决定).
        noticed = published is not None and published <= start <= last
        notice_end = add_period(start, keep.value, keep.unit) if noticed else None
        found.append(Round(start, until, notice_end, place))
    return tuple(found)


def segments(subject: Subject, plan: Plan) -> list[Segment]:
    """The timetable of a decision that is not kept from publication, in order, the first from ``date.min``."""
    found: list[Segment] = []
    for day in _days(subject, plan):
        status, tombstone, withdrawal = _on(day, subject, plan)
        if not found or found[-1][1:] != (status, tombstone, withdrawal):
            found.append(Segment(day, status, tombstone, withdrawal))
    return found


def _days(subject: Subject, plan: Plan) -> list[date]:
    """Every day on which something may change."""
    days: set[date | None] = {date.min, plan.start, plan.lapse, subject.early_end}
    if subject.corrections:
        days.add(min(subject.corrections))
    for takedown in subject.takedowns:
        days |= {takedown.on, takedown.again}
    for start, until, notice_end, _ in plan.rounds:
        days |= {start, until, day_after(notice_end) if notice_end else None}
    return sorted(day for day in days if day is not None)


def _on(day: date, subject: Subject, plan: Plan) -> tuple[Status, bool, int | None]:
    """Status, notice of withdrawal, and which withdrawal, on one day. The order of the questions is the precedence."""
    for takedown in subject.takedowns:
        back = takedown.again
        if takedown.on <= day and (back is None or day < back or back < takedown.on):
            return Status.TAKEN_DOWN, False, None
    current = None
    for entry in plan.rounds:
        if entry.start <= day and (entry.until is None or day < entry.until):
            current = entry
    if current is not None:
        noticed = current.notice_end is not None and day <= current.notice_end
        return Status.WITHDRAWN, noticed, current.place
    return _undisturbed(day, subject, plan), False, None


def _undisturbed(day: date, subject: Subject, plan: Plan) -> Status:
    early = subject.early_end
    # After the lapse an early end comes too late to be one.
    if early is not None and early <= day and (plan.lapse is None or early <= plan.lapse):
        return Status.ENDED_EARLY
    if plan.start is None or day < plan.start:
        return Status.SCHEDULED
    if plan.lapse is not None and day >= plan.lapse:
        return Status.LAPSED
    return Status.CORRECTED if any(c <= day for c in subject.corrections) else Status.VISIBLE
