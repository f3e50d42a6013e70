"""What is due as an iCalendar file (RFC 5545), for the calendar that a clerk looks at anyway."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from gongshi.due import Due


def as_ics(entries: Sequence[Due], as_of: date, domain: str) -> str:
    """One all-day event for each entry, with an alarm the day before.

    The UID names the duty, not its day, so that a calendar moves an event instead of doubling it; DTSTAMP is as_of, so
    that one day's file is the same whenever it is made.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//gongshi//due//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "行政执法公示待办")
    for entry in entries:
        event = Event()
        duty = "\0".join((entry.task, entry.organ, entry.record, entry.title))
        event.add("uid", f"{sha256(duty.encode()).hexdigest()[:24]}@{domain}")
        event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("categories", [entry.task])
        event.add("summary", f"{'逾期 ' if entry.overdue else ''}{entry.task}：{entry.title}")
        event.add("description", "\n".join(part for part in (entry.organ, entry.note, entry.record) if part))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{entry.task}：{entry.title}")
        alarm.add("trigger", timedelta(days=-1))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")
