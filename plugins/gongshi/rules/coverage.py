"""Years whose holiday notices are not on file: what is counted in them is an estimate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongshi.calendars import WorkingCalendar
from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule

_BASIS = "国务院办公厅年度放假通知；民法典第二百零三条"


@rule("GS290", "放假通知没有收录", Severity.NOTE, _BASIS)
def year_without_notice(register: Register) -> Iterator[Hit]:
    """还没有公示的记录，公示期限落在没有收录国务院放假通知的年份；12月起，下一年的通知还没有收录；
    站点用了地区历法，而基准日这一年的地区放假通知没有收录。每年报一次，期限按估算，页面注明“估算”。

    处理：通知发布后升级程序，或者在 content/calendars/ 里补上当年的放假安排和文号。

    合格：期限 2026-03-11，2026年的放假通知已经收录

    不合格：期限 2027-01-08，2027年的放假通知没有收录
    """
    calendar, as_of = register.setting.calendar, register.setting.as_of
    path: Path = ("历法",) if register.site.calendars else ()
    wanted: dict[int, int] = {}
    # Of what is out already nobody has to know where it stands.
    standings = register.standings
    for standing in (standings[record] for record in standings if standings.published(record) is None):
        if standing.deadline.estimated:
            year = standing.deadline.binding.year
            # The last days of December hang on the next year's notice.
            missing = year if _unknown(calendar.national, year) else year + 1
            wanted[missing] = wanted.get(missing, 0) + 1
    for year in (as_of.year, *((as_of.year + 1,) if as_of.month == 12 else ())):
        if _unknown(calendar.national, year):
            wanted.setdefault(year, 0)
    for year, count in sorted(wanted.items()):
        touched = f"，有{count}项公示期限按估算" if count else ""
        message = f"【历法】{year}年的全国放假通知没有收录{touched}"
        yield Hit(register.site.file, path, message, f"在 content/calendars/ 里补上全国{year}年的放假安排")
    if calendar.regions and as_of.year not in wanted and _unknown(calendar, as_of.year):
        regions = "、".join(calendar.regions)
        message = f"【历法】{as_of.year}年{regions}的放假通知没有全部收录，地区期限按估算"
        yield Hit(register.site.file, path, message, f"在 content/calendars/ 里补上{as_of.year}年的地区放假安排")


def _unknown(calendar: WorkingCalendar, year: int) -> bool:
    return calendar.is_working(date(min(year, date.max.year), 6, 15)).estimated
