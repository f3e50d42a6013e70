"""The deadline of a decision counted out day by day, so that a reviewer need not believe it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongshi.registry.register import Register
from gongshi.registry.standing import Standing

_WEEK = "一二三四五六日"
# A term longer than this is stated, not counted out.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One day: ``count`` is its number among the working days, 0 for a rest day."""

    day: date
    count: int
    note: str


def steps(standing: Standing, register: Register) -> Iterator[Step]:
    """From the day after the decision (民法典 art 201) to the last day, with the reason for each rest and make-up day."""
    deadline, decided = standing.deadline, standing.subject.decided
    calendar = register.setting.calendar
    if deadline.days is None or (deadline.binding - decided).days > _LONGEST:
        return
    count, day = 0, decided
    while day < deadline.binding:
        day += timedelta(days=1)
        working, estimated, why = calendar.national.is_working(day)
        count += working
        local = calendar.is_working(day)
        note = why or ("工作日" if working else "周末")
        if local.working != working:
            note += f"（当地{local.name or '休息'}）"
        yield Step(day, count if working else 0, f"周{_WEEK[day.weekday()]}　{note}{'（估算）' if estimated else ''}")
