"""Unlawful sequences: one slip, one violation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongshi.lifecycle import Subject, Takedown, Withdrawal, violations

OUT = date(2026, 3, 9)
LAWFUL = Subject(
    "penalty",
    date(2026, 3, 2),
    reviewed=date(2026, 3, 4),
    corrections=(date(2026, 3, 9), date(2026, 3, 20)),
    takedowns=(Takedown(date(2026, 4, 1), date(2026, 4, 1)), Takedown(date(2026, 4, 3))),
    withdrawals=(Withdrawal(date(2026, 5, 1), "撤销"), Withdrawal(date(2026, 7, 1), "变更")),
    restorations=(date(2026, 6, 1), date(2026, 8, 1)),
    early_end=date(2026, 9, 1),
)


def on(*days: tuple[int, int]) -> tuple[date, ...]:
    return tuple(date(2026, month, day) for month, day in days)


def fallen(*days: tuple[int, int]) -> tuple[Withdrawal, ...]:
    return tuple(Withdrawal(day, "撤销") for day in on(*days))


def test_a_lawful_life_has_none() -> None:
    assert violations(LAWFUL, OUT) == []
    assert violations(LAWFUL) == []


@pytest.mark.parametrize(
    ("changes", "key", "index", "says"),
    [
        ({"corrections": on((3, 8))}, "更正", 0, "早于首次公示日期 2026-03-09"),
        ({"corrections": on((3, 20), (3, 10))}, "更正", 1, "早于上一项"),
        ({"takedowns": (Takedown(date(2026, 3, 8)),)}, "误公开", 0, "早于首次公示日期"),
        ({"takedowns": (Takedown(date(2026, 4, 2), date(2026, 4, 1)),)}, "误公开", 0, "早于下线日期"),
        ({"early_end": date(2026, 3, 8)}, "提前终止公示", 0, "早于首次公示日期"),
        ({"withdrawals": fallen((3, 1)), "restorations": ()}, "撤回", 0, "早于决定日期 2026-03-02"),
        ({"withdrawals": (), "restorations": on((6, 1))}, "恢复", 0, "没有对应的撤回"),
        ({"restorations": on((6, 1), (6, 20))}, "恢复", 1, "没有对应的撤回"),
        ({"restorations": on((6, 1), (8, 1), (8, 9))}, "恢复", 2, "没有对应的撤回"),
        ({"restorations": on((6, 1), (7, 1))}, "恢复", 1, "与撤回同在 2026-07-01"),
        ({"restorations": on()}, "撤回", 1, "上一次撤回还没有恢复"),
        ({"migrated": date(2026, 3, 1)}, "迁移", 0, "早于决定日期"),
        ({"decided": date(2026, 3, 10), "corrections": ()}, "决定日期", 0, "晚于已记录的首次公示日期"),
    ],
)
def test_each_slip(changes: dict[str, Any], key: str, index: int, says: str) -> None:
    found = violations(replace(LAWFUL, **changes), OUT)
    assert [(v.key, v.index) for v in found] == [(key, index)]
    assert says in found[0].message and found[0].fix


def test_without_a_publication_events_are_held_against_the_decision() -> None:
    found = violations(replace(LAWFUL, corrections=on((3, 1))))
    assert [v.key for v in found] == ["更正"] and "早于决定日期" in found[0].message


def test_published_before_withdrawal_is_not_required() -> None:
    """A decision may fall before it was ever out; nothing unlawful in that."""
    assert violations(replace(LAWFUL, withdrawals=fallen((3, 5)), restorations=()), OUT) == []


def test_restored_and_withdrawn_again_on_one_day_is_in_order() -> None:
    assert violations(replace(LAWFUL, restorations=on((7, 1), (8, 1))), OUT) == []
