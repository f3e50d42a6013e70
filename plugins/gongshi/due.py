"""What must be published, withdrawn, reported or renewed, and by when: the list that nobody has to remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongshi.lifecycle import Punctuality, Status, withdrawal_deadline
from gongshi.records.base import Record
from gongshi.registry.register import Register
from gongshi.registry.renewals import check_due, kept_up, last_check, warned_until

FORMAT = 1
# How far ahead the list looks for what happens by itself or is not pressing yet, in calendar days.
HORIZON = timedelta(days=30)
# The State Council's notice for a year comes out in the autumn before; from December on its absence wants attention.
_NOTICE_MONTH = 12
_UNPUBLISHED = {Punctuality.PENDING, Punctuality.DUE_SOON, Punctuality.OVERDUE}


@dataclass(frozen=True, slots=True)
class Due:
    """``day`` is the last day of ``task``: 公示, 撤回, 期满下线, 年报, 证件换发, 委托续期, 清单核对, 提示静默到期 or 放假通知.

    ``left`` counts working days by the national calendar from as_of to ``day``, negative when it is past; ``regional``
    the same by the region's own days, None where none are loaded. ``record`` is empty where no record is meant.
    """

    day: date
    task: str
    organ: str
    record: str
    title: str
    note: str
    overdue: bool
    left: int = 0
    regional: int | None = None

    def as_data(self) -> dict[str, Any]:
        """JSON data."""
        return {
            "day": self.day.isoformat(), "task": self.task, "organ": self.organ, "record": self.record, "title": self.title,
            "note": self.note, "overdue": self.overdue, "left": self.left, "regional": self.regional,
        }  # fmt: skip


def due(register: Register, organ: str | None = None) -> list[Due]:
    """Everything due, by day; with ``organ`` (an id of the roster) that organ's alone, and what concerns the whole site."""
    found = [
        *_publication(register), *_withdrawal(register), *_lapse(register), *_annual(register), *_certificates(register),
        *_entrustments(register), *_lists(register), *_silences(register), *_notice(register),
    ]  # fmt: skip
    name = register.name_of(organ) if organ else None
    kept = [entry for entry in found if name is None or entry.organ in (name, "")]
    return sorted(kept, key=lambda e: (e.day, e.task, e.organ, e.record, e.title))


def _entry(
    register: Register, day: date, task: str, organ: str, record: str, title: str, note: str, overdue: bool
) -> Due:
    as_of, calendar = register.setting.as_of, register.setting.calendar
    regional = calendar.between(as_of, day) if calendar.regions else None
    return Due(day, task, organ, record, title, note, overdue, calendar.national.between(as_of, day), regional)


def _publication(register: Register) -> Iterator[Due]:
    for record in register.dated():
        timeliness = register.standings[record.id].timeliness
        if timeliness.punctuality in _UNPUBLISHED:
            late = timeliness.punctuality is Punctuality.OVERDUE
            day, organ = timeliness.deadline.binding, register.name_of(record.entity)
            yield _entry(register, day, "公示", organ, record.id, record.title, timeliness.text, late)


def _withdrawal(register: Register) -> Iterator[Due]:
    """This site takes a decision down by itself; what stays open past the day are the other places it was sent to."""
    as_of, calendar = register.setting.as_of, register.setting.calendar
    for record in register.decisions.values():
        profile = register.setting.profile_of(record.entity)
        for withdrawal in record.withdrawals:
            day = withdrawal_deadline(withdrawal.effective, profile, calendar).binding
            places = "、".join(sent.platform for sent in record.internal.sent_to)
            if withdrawal.taken_down is not None or (day < as_of and not places):
                continue
            where = (
                f"本站到日子自动撤下；还要到这些平台撤下：{places}，撤完填“撤回日期”"
                if places
                else "本站到日子自动撤下"
            )
            note = f"{withdrawal.kind}于{withdrawal.effective}生效，三个工作日内撤下并说明理由；{where}"
            organ = register.name_of(record.entity)
            yield _entry(register, day, "撤回", organ, record.id, record.number, note, day < as_of)


def _lapse(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for record in register.decisions.values():
        state = register.standings[record.id].state
        if state.shown and state.next_status in (Status.LAPSED, Status.ENDED_EARLY) and state.next_change:
            last = state.next_change - timedelta(days=1)
            if last <= as_of + HORIZON:
                note = f"最后一天显示，{state.next_change}起自动下线"
                organ = register.name_of(record.entity)
                yield _entry(register, last, "期满下线", organ, record.id, record.title, note, False)


def _annual(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    reported = {(r.entity, r.year) for r in register.annual_reports.values()}
    for year in (as_of.year - 1, as_of.year):
        active = {d.entity for d in register.decisions.values() if d.decided.year == year}
        for entry in register.site.roster:
            day = register.setting.profile_of(entry.id).annual_report_due(year)
            if day <= as_of + HORIZON and entry.id in active and (entry.id, year) not in reported:
                title = f"{entry.name}{year}年行政执法统计年报"
                note = f"国办发〔2018〕118号：{day.month}月{day.day}日前公布，并报本级政府和上级主管部门"
                yield _entry(register, day, "年报", entry.name, "", title, note, day < as_of)


def _certificates(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for officer, officers in register.officers.values():
        if officer.status == "有效" and officer.valid_to <= warned_until(officers.entity, register):
            late = officer.valid_to < as_of
            note = "已经到期，不能再办案；换发新证，或者移出名单" if late else "到期前换发新证"
            title = f"{officer.name}（{officer.certificate}）"
            organ = register.name_of(officers.entity)
            yield _entry(register, officer.valid_to, "证件换发", organ, officers.id, title, note, late)


def _entrustments(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for entity in register.entities.values():
        entrusted = entity.entrustment
        if entrusted is None or entity.id not in register.roster:
            continue
        if entrusted.ends <= warned_until(entrusted.principal, register):
            note = f"{entrusted.document}届满；续签委托书并公布，或者停止受委托执法"
            name = register.name_of(entity.id)
            yield _entry(register, entrusted.ends, "委托续期", name, entity.id, name, note, entrusted.ends < as_of)


def _lists(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for catalogue in kept_up(register):
        day = check_due(catalogue, register)
        if day <= as_of + HORIZON:
            interval = register.setting.profile_of(catalogue.entity).list_review
            note = f"最近一次核对是 {last_check(catalogue)}，每{interval.value}{interval.unit}至少核对一次"
            organ, title = register.name_of(catalogue.entity), catalogue.title or catalogue.id
            yield _entry(register, day, "清单核对", organ, catalogue.id, title, note, day < as_of)


def _silences(register: Register) -> Iterator[Due]:
    as_of = register.setting.as_of
    for record, internal in register.answering():
        for silence in internal.silences:
            if as_of <= silence.until <= as_of + HORIZON:
                note = f"{silence.code} 的静默到这一天为止：{silence.reason}"
                organ, title = _organ_of(register, record), getattr(record, "title", None) or record.id
                yield _entry(register, silence.until, "提示静默到期", organ, record.id, title, note, False)


def _organ_of(register: Register, record: Record) -> str:
    """The organ's name; empty for the site, which belongs to all."""
    several = getattr(record, "entities", ())
    organ = getattr(record, "entity", several[0] if several else record.id)
    return register.name_of(organ) if organ in register.roster else ""


def _notice(register: Register) -> Iterator[Due]:
    """The next year's days off; without its notice every deadline in it is an estimate."""
    as_of, calendar = register.setting.as_of, register.setting.calendar
    year = as_of.year + 1
    touched = any(register.standings[r.id].deadline.estimated for r in register.dated()
                  if register.standings[r.id].timeliness.punctuality in _UNPUBLISHED)  # fmt: skip
    if calendar.national.is_working(date(year, 1, 4)).estimated and (as_of.month >= _NOTICE_MONTH or touched):
        note = "国务院办公厅的放假通知公布以后，升级程序或者在 content/calendars/ 里补上；在那以前，跨年的期限是估算"
        yield _entry(register, date(as_of.year, 12, 31), "放假通知", "", "", f"{year}年放假安排", note, False)
