"""Working days: published tables, worked examples, estimates, layers, and agreement with an independent library."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.calendars import WorkingCalendar

DAYS = st.dates(date(2004, 1, 1), date(2100, 12, 31))
NATIONAL = WorkingCalendar.load()
XINJIANG = WorkingCalendar.load(["全国", "新疆"])
# Off days besides plain weekends and make-up days, as the State Council's notices list them.
TABLES = {
    2024: (
        "01-01 02-10..17 04-04..06 05-01..05 06-10 09-15..17 10-01..07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28..31 02-01..04 04-04..06 05-01..05 05-31 06-01..02 10-01..08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01..03 02-15..23 04-04..06 05-01..05 06-19..21 09-25..27 10-01..07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


def spread(year: int, text: str) -> set[date]:
    found = set()
    for part in text.split():
        month, days = part.split("-", 1)
        first, _, last = days.partition("..")
        found |= {date(year, int(month), day) for day in range(int(first), int(last or first) + 1)}
    return found


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", TABLES)
def test_the_published_tables(year: int) -> None:
    off, made_up = (spread(year, text) for text in TABLES[year])
    for day in days_of(year):
        expected = day in made_up or (day.weekday() < 5 and day not in off)
        assert NATIONAL.is_working(day).working == expected, day


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_per_year(year: int, count: int) -> None:
    assert NATIONAL.between(date(year - 1, 12, 31), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-01-22", 7, "2025-02-07"),
        ("2025-01-22", 3, "2025-01-26"),  # a Sunday that is worked
        ("2025-09-26", 7, "2025-10-13"),
        ("2025-09-26", 20, "2025-10-30"),
        ("2025-06-03", 7, "2025-06-12"),
        ("2026-02-12", 7, "2026-02-28"),  # a Saturday that is worked
        ("2025-12-30", 7, "2026-01-09"),
        ("2026-09-23", 7, "2026-10-10"),
    ],
)
def test_worked_examples(start: str, count: int, end: str) -> None:
    assert NATIONAL.add(date.fromisoformat(start), count) == (date.fromisoformat(end), False)


def test_xinjiang_days_stretch_the_count() -> None:
    assert XINJIANG.add(date(2025, 6, 3), 7) == (date(2025, 6, 17), False)
    assert XINJIANG.national.add(date(2025, 6, 3), 7) == (date(2025, 6, 12), False)
    assert XINJIANG.is_working(date(2025, 6, 10)) == (False, False, "古尔邦节")


def test_an_independent_library_agrees() -> None:
    """Not on 2005-12-31: a Saturday worked for New Year 2006, which chinesecalendar does not know."""
    china = holidays.country_holidays("CN", years=range(2004, 2027))
    different = [
        day
        for year in range(2004, 2027)
        for day in days_of(year)
        if china.is_working_day(day) != NATIONAL.is_working(day).working
    ]
    assert different == [date(2005, 12, 31)]


def test_a_day_has_a_name() -> None:
    assert NATIONAL.is_working(date(2026, 2, 17)).name == "春节"
    assert NATIONAL.is_working(date(2026, 2, 28)) == (True, False, "春节补班")
    assert NATIONAL.is_working(date(2026, 11, 21)).name == "周末"
    assert NATIONAL.is_working(date(2026, 11, 20)).name == ""


@given(DAYS, st.integers(0, 300))
def test_add_and_between_are_inverse(start: date, count: int) -> None:
    end = NATIONAL.add(start, count).date
    assert NATIONAL.between(start, end) == count
    assert NATIONAL.between(end, start) == -count


@given(DAYS, st.integers(1, 300))
def test_a_count_ends_on_a_working_day(start: date, count: int) -> None:
    end = XINJIANG.add(start, count).date
    assert end > start and XINJIANG.is_working(end).working


@given(st.lists(DAYS, min_size=3, max_size=3))
def test_between_adds_up(days: list[date]) -> None:
    a, b, c = days
    assert NATIONAL.between(a, b) + NATIONAL.between(b, c) == NATIONAL.between(a, c)


@given(DAYS, st.integers(0, 60))
def test_days_off_never_bring_a_regional_count_forward(start: date, count: int) -> None:
    assert XINJIANG.add(start, count).date >= XINJIANG.national.add(start, count).date


def test_between_counts_like_a_finger_on_the_calendar() -> None:
    days = days_of(2025) + days_of(2026)
    for before, after in pairwise(days):
        assert NATIONAL.between(before, after) == int(NATIONAL.is_working(after).working)


def test_a_year_without_a_notice_is_an_estimate() -> None:
    assert NATIONAL.add(date(2027, 3, 1), 7).estimated
    assert NATIONAL.add(date(2026, 12, 25), 7).estimated
    assert not NATIONAL.add(date(2026, 12, 18), 5).estimated
    assert NATIONAL.add(date(2003, 12, 1), 1).estimated
    assert NATIONAL.is_working(date(2027, 10, 1)) == (True, True, "")


def test_the_last_days_of_december_wait_for_the_next_notice() -> None:
    """The notice for 2019 made 29 December 2018 a working day: these days are not known a year ahead."""
    assert NATIONAL.is_working(date(2026, 12, 29)).estimated
    assert not NATIONAL.is_working(date(2026, 12, 28)).estimated
    assert not NATIONAL.is_working(date(2025, 12, 31)).estimated


def test_a_region_without_a_notice_is_an_estimate_beside_a_national_fact() -> None:
    assert XINJIANG.add(date(2026, 5, 20), 7).estimated
    assert not XINJIANG.national.add(date(2026, 5, 20), 7).estimated


def test_the_estimate_begins_on_the_day_after_the_start() -> None:
    assert not WorkingCalendar.load(["新疆"]).add(date(2024, 12, 31), 1).estimated


def test_counting_nothing_gives_the_day_back() -> None:
    assert NATIONAL.add(date(2026, 10, 1), 0) == (date(2026, 10, 1), False)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError):
        NATIONAL.add(date(2026, 10, 1), -1)


@pytest.mark.parametrize("start", [date.min, date(1949, 10, 1), date(2199, 12, 31), date(9999, 12, 31)])
def test_absurd_days_and_counts_come_to_an_end(start: date) -> None:
    assert NATIONAL.add(start, 999_999_999) == (date.max, True)


def test_a_region_goes_by_either_name() -> None:
    assert WorkingCalendar.load(["xinjiang"]).regions == ("新疆",) == WorkingCalendar.load(["新疆", "xinjiang"]).regions


def test_without_a_region_the_calendar_is_the_national_one() -> None:
    assert NATIONAL.national is NATIONAL and NATIONAL.regions == ()


def test_notices_are_listed_with_their_sources() -> None:
    assert [(n.region, n.year) for n in XINJIANG.notices] == [("新疆", 2025)]
    assert all(n.title and n.source for n in WorkingCalendar.load(["新疆", "宁夏"]).notices)


def test_a_national_notice_can_come_before_the_library_has_it(tmp_path: Path) -> None:
    (tmp_path / "quanguo.yaml").write_text(
        "地区: 全国\n年份:\n  2027:\n    通知: 国办发明电〔2026〕9号\n    来源: 测试\n"
        "    放假: [{日期: 2027-01-01, 节日: 元旦}, {日期: 2026-12-31, 节日: 元旦}]\n"
        "    上班: [{日期: 2027-01-09, 节日: 元旦}]\n",
        encoding="utf-8",
    )
    supplied = WorkingCalendar.load([], [tmp_path])
    assert supplied.is_working(date(2026, 12, 31)) == (False, False, "元旦")
    assert supplied.is_working(date(2027, 1, 9)) == (True, False, "元旦补班")
    assert not supplied.add(date(2026, 12, 25), 7).estimated
    assert NATIONAL.is_working(date(2026, 12, 31)).working


def test_local_days_come_before_national_ones(tmp_path: Path) -> None:
    (tmp_path / "lasa.yaml").write_text(
        "地区: 拉萨\n年份:\n  2026:\n    通知: 测试\n    来源: 测试\n"
        "    放假: [{日期: 2026-02-28, 节日: 藏历新年}]\n    上班: [{日期: 2026-10-01, 节日: 测试}]\n",
        encoding="utf-8",
    )
    lhasa = WorkingCalendar.load(["拉萨"], [tmp_path])
    assert not lhasa.is_working(date(2026, 2, 28)).working
    assert lhasa.is_working(date(2026, 10, 1)).working
    assert lhasa.national.is_working(date(2026, 2, 28)).working


def test_a_sites_own_year_replaces_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "xinjiang.yaml").write_text(
        "地区: 新疆\n年份:\n  2025:\n    通知: 更正\n    来源: 测试\n    放假: [{日期: 2025-06-06, 节日: 古尔邦节}]\n",
        encoding="utf-8",
    )
    assert WorkingCalendar.load(["新疆"], [tmp_path]).is_working(date(2025, 6, 9)).working
