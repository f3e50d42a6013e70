"""Periods of days, months and years (民法典 arts 200-202)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.calendars import add_period, day_after


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2026-03-02", 1, "年", "2027-03-02"),
        ("2026-03-02", 3, "月", "2026-06-02"),
        ("2026-11-30", 3, "月", "2027-02-28"),
        ("2026-01-31", 1, "月", "2026-02-28"),
        ("2024-02-29", 1, "年", "2025-02-28"),
        ("2024-02-29", 4, "年", "2028-02-29"),
        ("2026-12-31", 60, "日", "2027-03-01"),
        ("9990-01-01", 30, "年", "9999-12-31"),
        ("9999-12-30", 5, "日", "9999-12-31"),
    ],
)
def test_a_period_ends_on_the_corresponding_day(start: str, count: int, unit: str, end: str) -> None:
    assert add_period(date.fromisoformat(start), count, unit) == date.fromisoformat(end)  # type: ignore[arg-type]


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)), st.integers(1, 400))
def test_months_keep_the_day_or_end_the_month(start: date, months: int) -> None:
    end = add_period(start, months, "月")
    assert end.day == start.day or (end.day < start.day and (day_after(end) or end).day == 1)


def test_no_day_follows_the_last_one() -> None:
    assert day_after(date.max) is None
