"""Which decisions the rules on decisions weigh: each by itself, unless they ask for ``is_live``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongshi.lifecycle import Status
from gongshi.records.decision import Decision
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register

# 行政处罚法 as revised in 2021.
PENALTY_LAW_2021 = date(2021, 7, 15)
# 行政复议法 as revised in 2023.
RECONSIDERATION_LAW_2023 = date(2024, 1, 1)

# Shown, or to be shown.
LIVE = frozenset({Status.SCHEDULED, Status.VISIBLE, Status.CORRECTED})
_STANDING = LIVE | {Status.NOT_DISCLOSED}


def live(register: Register) -> Iterator[Decision]:
    """Decisions that are shown today or will be, but for those in which no rule found anything before.

    What was withdrawn, lapsed or taken down can no longer be mended here, and an older system seldom hands over what
    happened before the decision: both are left alone.
    """
    return _of(register, LIVE)


def is_live(register: Register, decision: Decision) -> bool:
    """Whether ``live`` would name it, for rules that hold decisions against each other: they go through all of them."""
    return _is(register, decision, LIVE)


def in_force(register: Register) -> Iterator[Decision]:
    """``live``, and those that by rule are never shown: a flaw of theirs is a flaw nonetheless."""
    return _of(register, _STANDING)


def live_penalties(register: Register) -> Iterator[Penalty]:
    """The penalties among ``live``."""
    return _penalties(register, LIVE)


def penalties_in_force(register: Register) -> Iterator[Penalty]:
    """The penalties among ``in_force``."""
    return _penalties(register, _STANDING)


def _penalties(register: Register, statuses: frozenset[Status]) -> Iterator[Penalty]:
    key = ("penalties", statuses)
    if key not in register.memo:
        register.memo[key] = tuple(d for d in _of(register, statuses) if isinstance(d, Penalty))
    found: tuple[Penalty, ...] = register.memo[key]
    return iter(found)


def _of(register: Register, statuses: frozenset[Status]) -> Iterator[Decision]:
    """Some thirty rules ask; where each decision stands is looked up once."""
    key = ("decisions", statuses)
    if key not in register.memo:
        register.memo[key] = tuple(each for each in register.unsettled() if _is(register, each, statuses))
    found: tuple[Decision, ...] = register.memo[key]
    return iter(found)


def _is(register: Register, decision: Decision, statuses: frozenset[Status]) -> bool:
    return decision.migration is None and register.standings[decision.id].state.status in statuses


def working_days(register: Register, start: date, end: date) -> int:
    """Working days after ``start`` up to ``end``, by the national or the regional calendar, whichever finds fewer."""
    calendar = register.setting.calendar
    return min(calendar.national.between(start, end), calendar.between(start, end))


def law_name(law: str) -> str:
    """种子法 and 《中华人民共和国种子法》 are one law."""
    return law.strip().strip("《》").removeprefix("中华人民共和国")
