"""What the clocks need to know of a decision: dates and kinds, no names and no facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``effective``: the day from which nothing is shown; ``kind`` in Chinese (变更, 撤销, …; 行政处罚法 art 48)."""

    effective: date
    kind: str


@dataclass(frozen=True, slots=True)
class Takedown:
    """误公开: gone from ``on``; shown again from ``again``, or never when that is None."""

    on: date
    again: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One decision as its clocks see it. All days are calendar days in Asia/Shanghai; ``fine`` is Decimal yuan.

    ``kind`` and ``party_class`` are code names (``profiles.KINDS``, ``profiles.PARTIES``); the rest is in Chinese as
    the record writes it. ``reviewed`` is the day on which 公开审查 agreed to publication, None before it has.
    ``migrated`` is the first publication in an older system. ``deadline_override`` is (working days, fixed day).
    """

    kind: str
    decided: date
    party_class: str = "organisation"
    penalty_kinds: frozenset[str] = frozenset()
    procedure: str = ""
    fine: Decimal | None = None
    credit: str = ""
    valid_to: date | None = None
    restricted_to: date | None = None
    reviewed: date | None = None
    migrated: date | None = None
    deadline_override: tuple[int | None, date | None] = (None, None)
    corrections: tuple[date, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    restorations: tuple[date, ...] = ()
    takedowns: tuple[Takedown, ...] = ()
    early_end: date | None = None
    exempt: bool = False
    undisclosed: bool = False


def publication_of(subject: Subject, first_published: date | None) -> date | None:
    """The day of first publication, here or in an older system, whichever came first; None when it is not known."""
    if subject.migrated is None or first_published is None:
        return subject.migrated or first_published
    return min(subject.migrated, first_published)


def in_words(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
