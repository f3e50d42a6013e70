"""Unlawful sequences: events of a decision's life that cannot have happened in the order written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongshi.lifecycle.subject import Subject, publication_of


@dataclass(frozen=True, slots=True)
class Violation:
    """``key`` is the record's key (更正, 撤回, …), ``index`` the entry in its list (0 where there is no list)."""

    key: str
    index: int
    message: str
    fix: str
    basis: str = ""


def violations(subject: Subject, first_published: date | None = None) -> list[Violation]:
    """Everything out of order, in the order of the record's keys.

    ``first_published`` is the recorded day; without it (and without 迁移) events are compared with the decision alone.
    """
    published = publication_of(subject, first_published)
    return [
        *_publication(subject, first_published),
        *_events(subject, published),
        *_rounds(subject),
    ]


def _publication(subject: Subject, first_published: date | None) -> Iterator[Violation]:
    decided, migrated = subject.decided, subject.migrated
    if migrated is not None and migrated < decided:
        message = f"“迁移”的公示日期 {migrated} 早于决定日期 {decided}"
        yield Violation("迁移", 0, message, f"公示日期: 不早于 {decided} 的日期")
    if first_published is not None and first_published < decided:
        message = f"决定日期 {decided} 晚于已记录的首次公示日期 {first_published}"
        yield Violation("决定日期", 0, message, f"决定日期: 不晚于 {first_published} 的日期")


def _events(subject: Subject, published: date | None) -> Iterator[Violation]:
    corrections, takedowns = subject.corrections, tuple(t.on for t in subject.takedowns)
    early = (subject.early_end,) if subject.early_end else ()
    for key, days in (("更正", corrections), ("误公开", takedowns), ("提前终止公示", early)):
        yield from _too_early(key, days, subject.decided, published)
    for key, days in (("更正", corrections), ("误公开", takedowns)):
        yield from _out_of_order(key, days)
    yield from _too_early("撤回", tuple(w.effective for w in subject.withdrawals), subject.decided, None)
    for index, takedown in enumerate(subject.takedowns):
        if takedown.again is not None and takedown.again < takedown.on:
            message = f"“误公开”第{index + 1}项：重新公示日期 {takedown.again} 早于下线日期 {takedown.on}"
            yield Violation("误公开", index, message, f"重新公示日期: 不早于 {takedown.on} 的日期")


def _too_early(key: str, days: Sequence[date], decided: date, published: date | None) -> Iterator[Violation]:
    floor, name = (
        (published, "首次公示日期") if published is not None and published > decided else (decided, "决定日期")
    )
    for index, day in enumerate(days):
        if day < floor:
            message = f"“{key}”第{index + 1}项的日期 {day} 早于{name} {floor}"
            yield Violation(key, index, message, f"日期: 不早于 {floor} 的日期")


def _out_of_order(key: str, days: Sequence[date]) -> Iterator[Violation]:
    for index in range(1, len(days)):
        if days[index] < days[index - 1]:
            message = f"“{key}”第{index + 1}项的日期 {days[index]} 早于上一项 {days[index - 1]}，应当按先后排列"
            yield Violation(key, index, message, f"把 {days[index]} 的一项移到前面")


def _rounds(subject: Subject) -> Iterator[Violation]:
    """Withdrawals and restorations must take turns, each later than the one before."""
    basis = "行政处罚法第四十八条第二款"
    withdrawn = [w.effective for w in subject.withdrawals]
    yield from _out_of_order("撤回", withdrawn)
    yield from _out_of_order("恢复", subject.restorations)
    for index, day in enumerate(subject.restorations):
        if index >= len(withdrawn) or withdrawn[index] > day:
            message = f"“恢复”第{index + 1}项（{day}）之前没有对应的撤回"
            yield Violation("恢复", index, message, "补上撤回，或者删去这一项恢复", basis)
        elif withdrawn[index] == day:
            message = f"“恢复”第{index + 1}项与撤回同在 {day}，恢复应当晚于撤回"
            yield Violation("恢复", index, message, f"日期: 晚于 {day} 的日期", basis)
    for index in range(1, len(withdrawn)):
        if index > len(subject.restorations) or subject.restorations[index - 1] > withdrawn[index]:
            message = f"“撤回”第{index + 1}项（{withdrawn[index]}）时上一次撤回还没有恢复"
            yield Violation("撤回", index, message, "补上恢复的日期和依据，或者合并两次撤回", basis)
