"""Whether a decision was published in time, or still can be; lateness in working days by both calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongshi.calendars import Reckoned, WorkingCalendar
from gongshi.lifecycle.deadlines import Deadline, deadline_of
from gongshi.lifecycle.disclosure import not_disclosed_because
from gongshi.lifecycle.subject import Subject, publication_of
from gongshi.profiles import Profile


class Punctuality(StrEnum):
    """Whether a decision was published in time, or still can be."""

    ON_TIME = "on_time"
    LATE = "late"
    PENDING = "pending"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Working days late by each calendar (0: in time), and working days left while unpublished (0: today is the last).

    ``regional_late`` is None where no region's days are loaded. ``text`` is what pages and reports say, in Chinese.
    A decision published on a rest day right after its deadline is late by 0 working days.
    """

    punctuality: Punctuality
    text: str
    deadline: Deadline
    published: date | None
    late: int = 0
    regional_late: int | None = None
    left: int | None = None


def timeliness(
    subject: Subject, profile: Profile, calendar: WorkingCalendar, first_published: date | None, as_of: date
) -> Timeliness:
    """How the publication stands on ``as_of``. Not meant for decisions that are never published, nor for one that
    was withdrawn before it was out: for these it says NOT_DUE."""
    due = deadline_of(subject, profile, calendar)
    if not_disclosed_because(subject, profile):
        return Timeliness(Punctuality.NOT_DUE, "不公示，不计期限", due, None)
    published = publication_of(subject, first_published)
    if published is not None and published <= as_of:
        return _judged(due, published, published, calendar)
    if _gone_before_publication(subject, as_of):
        return Timeliness(Punctuality.NOT_DUE, "公示前已撤回或终止，不再公示", due, None)
    if as_of > due.binding:
        return _judged(due, as_of, None, calendar)
    left = calendar.national.between(as_of, due.binding)
    if left > profile.due_soon.value:
        return Timeliness(Punctuality.PENDING, f"未到期，还有{left}个工作日", due, None, left=left)
    text = f"即将到期，还有{left}个工作日" if left else "即将到期，今天是最后一天"
    return Timeliness(Punctuality.DUE_SOON, text, due, None, left=left)


def _gone_before_publication(subject: Subject, as_of: date) -> bool:
    if subject.early_end is not None and subject.early_end <= as_of:
        return True
    started = [w.effective for w in subject.withdrawals if w.effective <= as_of]
    return bool(started) and not any(max(started) < day <= as_of for day in subject.restorations)


def _judged(due: Deadline, day: date, published: date | None, calendar: WorkingCalendar) -> Timeliness:
    """``day`` is the publication, or as_of while there is none."""
    late = max(0, calendar.national.between(due.binding, day))
    regional = due.regional
    regional_late = None if regional is None else max(0, calendar.between(regional.date, day))
    if day <= due.binding:
        return Timeliness(Punctuality.ON_TIME, "按期", due, published, regional_late=regional_late)
    counted = f"{late}个工作日" if late else "，未满1个工作日"
    text = f"迟{counted}" if published else f"逾期未公示{counted}"
    if regional is not None:
        text += f"（按{'、'.join(calendar.regions)}历法{_beside(regional, day, regional_late or 0)}）"
    kind = Punctuality.LATE if published else Punctuality.OVERDUE
    return Timeliness(kind, text, due, published, late, regional_late)


def _beside(regional: Reckoned, day: date, late: int) -> str:
    said = "未逾期" if day <= regional.date else f"迟{late}个工作日" if late else "迟，未满1个工作日"
    return said + ("，估算" if regional.estimated else "")
