"""What decides besides the records: the day, the rules, the working days, the days on which records were first public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongshi.calendars import WorkingCalendar
from gongshi.profiles import Profile


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides besides the records: the day, the rules of each organ, the working days, the recorded days of first publication."""

    as_of: date
    calendar: WorkingCalendar
    default: Profile
    by_entity: Mapping[str, Profile]
    first_published: Mapping[str, date]

    @property
    def looks_back(self) -> bool:
        """True when records were first published after ``as_of``: the site is shown as of an earlier day."""
        return any(day > self.as_of for day in self.first_published.values())

    def profile_of(self, entity: str) -> Profile:
        """The rules that an organ follows."""
        return self.by_entity.get(entity, self.default)
