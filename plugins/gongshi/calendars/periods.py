"""Calendar periods of days, months and years as the Civil Code counts them; no working days here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

Unit = Literal["日", "月", "年"]


def add_period(start: date, count: int, unit: Unit) -> date:
    """The last day of a period of ``count`` ``unit`` that begins after ``start``.

    The starting day is not counted (民法典 art 201); a period of months or years ends on the corresponding day, or
    on the last day of the month when there is none (art 202). Dates past the year 9999 stop at its last day.
    """
    if unit == "日":
        return start + timedelta(days=count) if (date.max - start).days > count else date.max
    months = start.year * 12 + start.month - 1 + (count if unit == "月" else 12 * count)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def day_after(day: date) -> date | None:
    """The following day; None after the last day that a date can hold."""
    return None if day == date.max else day + timedelta(days=1)
