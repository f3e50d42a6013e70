"""Working days: national, regional, and marked estimates where no notice is out."""

from __future__ import annotations

from gongshi.calendars.notices import CalendarError
from gongshi.calendars.periods import add_period, day_after
from gongshi.calendars.working import Day, Notice, Reckoned, WorkingCalendar

__all__ = ["CalendarError", "Day", "Notice", "Reckoned", "WorkingCalendar", "add_period", "day_after"]
