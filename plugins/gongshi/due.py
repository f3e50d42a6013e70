"""What must be published, withdrawn or reported, and by when: the list that nobody has to remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from gongshi.lifecycle import Punctuality, Status, withdrawal_deadline
from gongshi.registry.register import Register

# How far ahead the list looks for what happens by itself, in calendar days.
HORIZON = timedelta(days=30)
_UNPUBLISHED = {Punctuality.PENDING, Punctuality.DUE_SOON, Punctuality.OVERDUE}


@dataclass(frozen=True, slots=True)
class Due:
    """``task`` is 公示, 撤回, 期满下线 or 年报; ``day`` its last day; ``overdue`` when that day is past."""

    day: date
    task: str
    organ: str
    record: str
    title: str
    note: str
    overdue: bool

    def as_data(self) -> dict[str, Any]:
        """JSON data."""
        return {**asdict(self), "day": self.day.isoformat()}


def due(register: Register) -> list[Due]:
    """Everything due, by day; what lies ahead by itself (a term that ends) within the next 30 days."""
    entries = [*_publication(register), *_withdrawal(register), *_lapse(register), *_annual(register)]
    return sorted(entries, key=lambda e: (e.day, e.task, e.record))


def _publication(register: Register) -> Iterator[Due]:
    for record in register.dated():
        timeliness = register.standings[record.id].timeliness
        if timeliness.punctuality in _UNPUBLISHED:
            late = timeliness.punctuality is Punctuality.OVERDUE
            day, organ = timeliness.deadline.binding, register.name_of(record.entity)
            yield Due(day, "公示", organ, record.id, record.title, timeliness.text, late)


def _withdrawal(register: Register) -> Iterator[Due]:
    as_of, calendar = register.setting.as_of, register.setting.calendar
    for record in register.decisions.values():
        profile = register.setting.profile_of(record.entity)
        for withdrawal in record.withdrawals:
            day = withdrawal_deadline(withdrawal.effective, profile, calendar).binding
            if withdrawal.taken_down is None and day >= as_of:
                note = f"{withdrawal.kind}于{withdrawal.effective}生效；各平台都要撤下并说明理由"
                yield Due(day, "撤回", register.name_of(record.entity), record.id, record.number, note, False)


def _lapse(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for record in register.decisions.values():
        state = register.standings[record.id].state
        if state.shown and state.next_status in (Status.LAPSED, Status.ENDED_EARLY) and state.next_change:
            last = state.next_change - timedelta(days=1)
            if last <= as_of + HORIZON:
                note = f"最后一天显示，{state.next_change}起自动下线"
                yield Due(last, "期满下线", register.name_of(record.entity), record.id, record.title, note, False)


def _annual(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    reported = {(r.entity, r.year) for r in register.annual_reports.values()}
    for year in (as_of.year - 1, as_of.year):
        profile_day = date(year + 1, 1, 31)
        if profile_day > as_of + HORIZON:
            continue
        active = {d.entity for d in register.decisions.values() if d.decided.year == year}
        for entry in register.site.roster:
            if entry.id in active and (entry.id, year) not in reported:
                title = f"{entry.name}{year}年行政执法统计年报"
                yield Due(
                    profile_day,
                    "年报",
                    entry.name,
                    "",
                    title,
                    "国办发〔2018〕118号：1月31日前公布",
                    profile_day < as_of,
                )
