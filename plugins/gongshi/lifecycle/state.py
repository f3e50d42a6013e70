"""state_of: what a decision is on a day, why, and when that changes. Read off the timetable, never computed apart."""

from __future__ import annotations

from datetime import date

from gongshi.calendars import WorkingCalendar
from gongshi.lifecycle.deadlines import deadline_of
from gongshi.lifecycle.disclosure import not_disclosed_because
from gongshi.lifecycle.states import Segment, State, Status
from gongshi.lifecycle.subject import Subject, in_words, publication_of
from gongshi.lifecycle.terms import ended_words
from gongshi.lifecycle.timetable import Plan, plan_of, segments
from gongshi.profiles import Profile


def state_of(
    subject: Subject, profile: Profile, calendar: WorkingCalendar, first_published: date | None, as_of: date
) -> State:
    """The state on ``as_of``, a pure function of its arguments.

    ``first_published`` is the day that the release store recorded, or None.
    """
    kept_back = not_disclosed_because(subject, profile)
    if kept_back:
        return State(Status.NOT_DISCLOSED, kept_back, first_published=publication_of(subject, first_published))
    plan = plan_of(subject, profile, first_published, as_of)
    timetable = segments(subject, plan)
    now = next(segment for segment in reversed(timetable) if segment.since <= as_of)
    return State(
        status=now.status,
        reason=_reason(now, subject, profile, calendar, plan),
        since=None if now.since == date.min else now.since,
        later=tuple(segment for segment in timetable if segment.since > as_of),
        first_published=plan.published,
        expected=plan.published is None,
        term_end=plan.last,
        term_basis=_term_basis(subject, plan),
        tombstone=now.tombstone,
        withdrawal=now.withdrawal,
        withdrawn_on=None if now.withdrawal is None else subject.withdrawals[now.withdrawal].effective,
    )


def transitions(
    subject: Subject, profile: Profile, first_published: date | None, as_of: date
) -> list[tuple[date, Status]]:
    """Every day on which the state changes, with the status from that day on.

    A withdrawn decision appears twice when its notice ends. ``as_of`` matters only while no first publication is
    recorded.
    """
    if not_disclosed_because(subject, profile):
        return []
    plan = plan_of(subject, profile, first_published, as_of)
    return [(segment.since, segment.status) for segment in segments(subject, plan)[1:]]


def _term_basis(subject: Subject, plan: Plan) -> str:
    return "提前终止公示" if plan.last != plan.term.end and subject.early_end else plan.term.basis


def _reason(now: Segment, subject: Subject, profile: Profile, calendar: WorkingCalendar, plan: Plan) -> str:
    status = now.status
    if status is Status.VISIBLE or status is Status.CORRECTED:
        prefix = f"已于{in_words(min(subject.corrections))}更正，" if status is Status.CORRECTED else ""
        until = "公示至" if plan.published else "尚无首次公示的记录，预计公示至"
        return f"{prefix}{until}{in_words(plan.last)}。"
    if status is Status.SCHEDULED:
        if plan.start is not None:
            return f"自{in_words(plan.start)}起公示。"
        due = deadline_of(subject, profile, calendar)
        return f"公开审查未完成，应当在{in_words(due.binding)}前公示。"
    if status is Status.LAPSED:
        return ended_words(plan.term)
    if status is Status.WITHDRAWN and now.withdrawal is not None:
        withdrawal = subject.withdrawals[now.withdrawal]
        return f"原决定被依法{withdrawal.kind}，自{in_words(withdrawal.effective)}起撤回。"
    if status is Status.ENDED_EARLY and subject.early_end:
        return f"自{in_words(subject.early_end)}起提前终止公示。"
    return f"误公开，自{in_words(now.since)}起下线。"
