"""Counts working days, nationally and with a region's own days on top, and says when a count is only an estimate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from chinese_calendar import constants

from gongshi.calendars.notices import (
    BUNDLED,
    CODE,
    NATIONAL,
    NEW_YEAR_EVE_FROM,
    CalendarError,
    YearNotice,
    load_notices,
)
from gongshi.calendars.settings import gate, nearest
from gongshi.findings import Finding

# Counting stops here, so that an absurd number of days in a record cannot keep the machine busy.
_LAST_YEAR = 2200
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


class Day(NamedTuple):
    """``name`` is the holiday, 补班 with the holiday that it makes up for, 周末, or empty for an ordinary day."""

    working: bool
    estimated: bool
    name: str


class Reckoned(NamedTuple):
    """``estimated``: a year was touched whose holiday notice is not known."""

    date: dt.date
    estimated: bool


class Notice(NamedTuple):
    """A notice that the calendar rests on, for the public page."""

    region: str
    year: int
    title: str
    source: str


class _Year(NamedTuple):
    first: int
    through: list[int]
    workdays: list[dt.date]


class WorkingCalendar:
    """Working days (国务院 and local holiday notices; 行政处罚法 art 85: 不含法定节假日).

    Precedence for one day: the region's YAML, national YAML, the library's table, the plain weekday. Days are
    calendar days in Asia/Shanghai. Any year works; one whose notice is not known gives estimates.
    """

    def __init__(
        self,
        off: Mapping[dt.date, str],
        made_up: Mapping[dt.date, str],
        known: Iterable[int],
        notices: Sequence[Notice] = (),
    ) -> None:
        self._off = dict(off)
        self._made_up = dict(made_up)
        self._known = frozenset(known)
        self._years: dict[int, _Year] = {}
        self.notices: tuple[Notice, ...] = tuple(notices)
        self.regions: tuple[str, ...] = ()
        self.national: WorkingCalendar = self

    @classmethod
    def load(cls, names: Sequence[str] = (), extra_folders: Sequence[Path] = ()) -> WorkingCalendar:
        """The national calendar with the named regions on top, by 地区 or by file name (新疆, xinjiang).

        A file of 地区: 全国 in ``extra_folders`` adds national years. Raises CalendarError when a file is broken or a
        name is unknown.
        """
        by_region, file_names = load_notices([BUNDLED, *extra_folders])
        national = cls(
            {d: _NAMES.get(name, "法定节假日") for d, name in constants.holidays.items()},
            {d: _NAMES.get(name, "法定节假日") for d, name in constants.workdays.items()},
            {d.year for d in constants.holidays},
        )._with(NATIONAL, by_region.get(NATIONAL, {}), national_notice=True)
        result = national
        for name in names:
            region = file_names.get(name, name)
            if region == NATIONAL or name == "national" or region in result.regions:
                continue
            if region not in by_region:
                known = sorted({NATIONAL, *by_region} | set(file_names))
                raise CalendarError([_unknown(name, known)])
            result = result._with(region, by_region[region], national_notice=False)
        result.national = national
        return result

    def _with(self, region: str, years: Mapping[int, YearNotice], *, national_notice: bool) -> WorkingCalendar:
        off, made_up = dict(self._off), dict(self._made_up)
        for notice in years.values():
            for named in notice.off:
                off[named.day] = named.name
                made_up.pop(named.day, None)
            for named in notice.made_up:
                made_up[named.day] = named.name
                off.pop(named.day, None)
        known = self._known | years.keys() if national_notice else self._known & years.keys()
        notices = [Notice(region, year, n.title, n.source) for year, n in sorted(years.items())]
        result = WorkingCalendar(off, made_up, known, (*self.notices, *notices))
        result.regions = self.regions if national_notice else (*self.regions, region)
        return result

    def is_working(self, day: dt.date) -> Day:
        """Whether ``day`` is a working day, and what it is called."""
        estimated = self._estimated(day, day)
        if day in self._made_up:
            return Day(True, estimated, f"{self._made_up[day]}补班")
        if day in self._off:
            return Day(False, estimated, self._off[day])
        weekend = day.weekday() >= 5
        return Day(not weekend, estimated, "周末" if weekend else "")

    def add(self, day: dt.date, count: int) -> Reckoned:
        """The ``count``-th working day after ``day``, which is itself not counted (民法典 art 201).

        ``count`` 0 gives ``day`` back. Beyond the year 2200 the answer is the last day that a date can hold.
        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("count of working days is negative")
        if count == 0:
            return Reckoned(day, False)
        year, number = self._year(day.year), day.year
        place = year.through[day.toordinal() - year.first] + count - 1
        while place >= len(year.workdays):
            place -= len(year.workdays)
            number += 1
            if number > _LAST_YEAR:
                return Reckoned(dt.date.max, True)
            year = self._year(number)
        found = year.workdays[place]
        return Reckoned(found, self._estimated(day + dt.timedelta(days=1), found))

    def between(self, start: dt.date, end: dt.date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is the earlier."""
        if end < start:
            return -self.between(end, start)
        first, last = self._year(start.year), self._year(end.year)
        count = last.through[end.toordinal() - last.first] - first.through[start.toordinal() - first.first]
        return count + sum(len(self._year(y).workdays) for y in range(start.year, end.year))

    def _estimated(self, start: dt.date, end: dt.date) -> bool:
        known = self._known
        if end.year not in known or (start.year != end.year and not known.issuperset(range(start.year, end.year))):
            return True
        return (end.month, end.day) >= NEW_YEAR_EVE_FROM and end.year + 1 not in self.national._known

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._table(number)
        return year

    def _table(self, number: int) -> _Year:
        first, last = dt.date(number, 1, 1).toordinal(), dt.date(number, 12, 31).toordinal()
        through: list[int] = []
        workdays: list[dt.date] = []
        for ordinal in range(first, last + 1):
            day = dt.date.fromordinal(ordinal)
            if day in self._made_up or (day.weekday() < 5 and day not in self._off):
                workdays.append(day)
            through.append(len(workdays))
        return _Year(first, through, workdays)


def _unknown(name: str, known: Sequence[str]) -> Finding:
    guess = nearest(name, known)
    hint = f"，是不是“{guess}”？" if guess else ""
    message = f"“历法”里的“{name[:40]}”没有对应的文件{hint}现有：{'、'.join(known)}"
    return gate(CODE, "", message, fix=f"历法: [{guess or NATIONAL}]")
