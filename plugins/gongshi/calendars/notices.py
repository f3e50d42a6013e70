"""Holiday notices: the YAML files that name local days, and national ones that the library does not have yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError, model_validator

from gongshi.calendars.settings import SettingsError, findings_of, gate, read_settings, settings_in
from gongshi.findings import Finding
from gongshi.records.base import Model, key, problem
from gongshi.records.types import Day, Line, Many

CODE = "GS020"
NATIONAL = "全国"
BUNDLED = Path(__file__).parent / "data"
# A New Year's holiday may begin, and be made up for, in the last days of the year before (seen: 2007-12-29).
NEW_YEAR_EVE_FROM = (12, 29)


class CalendarError(SettingsError):
    """A calendar file cannot be used, or a calendar that is asked for does not exist."""


class NamedDay(Model):
    """One day of a notice."""

    day: Day = key("日期", "放假或者补班的那一天", example="2025-03-31")
    name: Line = key("节日", "节日名称", example="肉孜节")


class YearNotice(Model):
    """What one notice says about one year. Weekends need not be listed."""

    title: Line = key("通知", "通知名称或文号", example="宁政办发〔2018〕137号")
    source: Line = key("来源", "从哪里读到通知", example="https://www.example.gov.cn/")
    off: Many[NamedDay] = key("放假", "周末以外放假的日子", ())
    made_up: Many[NamedDay] = key("上班", "补班的周末", ())

    @model_validator(mode="after")
    def _each_day_once(self) -> YearNotice:
        days = [d.day for d in (*self.off, *self.made_up)]
        twice = sorted({d for d in days if days.count(d) > 1})
        if twice:
            raise problem(f"{twice[0]} 写了两次，放假和上班各只能写一处")
        return self


class NoticeFile(Model):
    """One region's notices by year."""

    region: Line = key("地区", "地区名称；全国通知写“全国”", example="新疆")
    years: dict[str, YearNotice] = key("年份", "按年列出")

    @model_validator(mode="after")
    def _days_in_their_year(self) -> NoticeFile:
        for year, notice in self.years.items():
            if not (year.isascii() and year.isdigit() and len(year) == 4):
                raise problem(f"年份“{year[:20]}”应是四位数字", at="年份", fix="2026:")
            for named in (*notice.off, *notice.made_up):
                if not _belongs(named.day, int(year)):
                    raise problem(f"{named.day} 不属于 {year} 年", at="年份", fix=f"移到 {named.day.year}: 之下")
        return self


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and (day.month, day.day) >= NEW_YEAR_EVE_FROM)


def load_notices(folders: Sequence[Path]) -> tuple[dict[str, dict[int, YearNotice]], dict[str, str]]:
    """Notices by region and year, and the region of each file name. A later folder's year replaces an earlier one's.

    Every file of every folder is read, so that a broken one is never passed over. Raises CalendarError.
    """
    notices: dict[str, dict[int, YearNotice]] = {}
    names: dict[str, str] = {}
    problems: list[Finding] = []
    for folder in folders:
        seen: set[tuple[str, int]] = set()
        for path in settings_in(folder):
            try:
                read = _read(path)
            except CalendarError as error:
                problems += error.findings
                continue
            names[path.stem] = read.region
            for year, notice in ((int(y), n) for y, n in read.years.items()):
                if (read.region, year) in seen:
                    message = f"{read.region} {year} 年在同一文件夹里有两份"
                    problems.append(gate(CODE, f"{folder.name}/{path.name}", message, fix="合并为一份"))
                seen.add((read.region, year))
                notices.setdefault(read.region, {})[year] = notice
    if problems:
        raise CalendarError(problems)
    return notices, names


def _read(path: Path) -> NoticeFile:
    try:
        file = read_settings(path, CODE)
    except SettingsError as error:
        raise CalendarError(error.findings) from None
    try:
        return NoticeFile.model_validate(file.data)
    except ValidationError as error:
        raise CalendarError(findings_of(error, CODE, file.file, file.lines)) from None
