"""公示期限: the sample county's column, both calendars, overrides, lateness, withdrawal."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from gongshi.calendars import WorkingCalendar
from gongshi.lifecycle import Punctuality, Subject, Withdrawal, deadline_of, timeliness, withdrawal_deadline
from gongshi.profiles import Profile

NATIONAL = WorkingCalendar.load()
XINJIANG = WorkingCalendar.load(["新疆"])
PROFILE = Profile.load("xinjiang")
ROWS = list(csv.DictReader((Path(__file__).parent / "sample_deadlines.csv").open(encoding="utf-8")))


def day(text: str) -> date:
    return date.fromisoformat(text)


def subject(row: dict[str, str]) -> Subject:
    return Subject(kind=row["kind"], decided=day(row["decided"]), penalty_kinds=frozenset({"罚款"}))


def test_the_sample_is_whole() -> None:
    assert len(ROWS) == 82 and sum(bool(row["xinjiang"]) for row in ROWS) == 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["number"])
def test_deadlines_of_the_sample_county(row: dict[str, str]) -> None:
    due = deadline_of(subject(row), PROFILE, XINJIANG)
    assert due.national == (day(row["national"]), False)
    assert due.binding == due.national.date and not due.estimated
    if row["xinjiang"]:
        assert due.regional == (day(row["xinjiang"]), False)


@pytest.mark.parametrize("row", [row for row in ROWS if row["published"]], ids=lambda row: row["number"])
def test_lateness_in_the_sample_county(row: dict[str, str]) -> None:
    how = timeliness(subject(row), PROFILE, XINJIANG, day(row["published"]), day("2026-11-21"))
    assert how.late == int(row["late"])
    assert how.punctuality is (Punctuality.LATE if how.late else Punctuality.ON_TIME)


def test_late_by_one_calendar_and_in_time_by_the_other() -> None:
    how = timeliness(Subject("penalty", day("2025-06-03")), PROFILE, XINJIANG, day("2025-06-13"), day("2026-11-21"))
    assert (how.late, how.regional_late) == (1, 0)
    assert how.text == "迟1个工作日（按新疆历法未逾期）"


def test_both_counts_are_kept_when_both_are_late() -> None:
    how = timeliness(Subject("penalty", day("2025-06-03")), PROFILE, XINJIANG, day("2025-06-18"), day("2026-11-21"))
    assert (how.late, how.regional_late) == (4, 1)


def test_without_a_region_there_is_one_count() -> None:
    how = timeliness(Subject("penalty", day("2025-06-03")), PROFILE, NATIONAL, day("2025-06-13"), day("2026-11-21"))
    assert (how.deadline.regional, how.regional_late, how.text) == (None, None, "迟1个工作日")


def test_overdue_counts_working_days_only() -> None:
    """Row 75: due on 2026-11-13, and 2026-11-21 is a Saturday."""
    how = timeliness(Subject("inspection", day("2026-10-16")), PROFILE, NATIONAL, None, day("2026-11-21"))
    assert (how.punctuality, how.late, how.text) == (Punctuality.OVERDUE, 5, "逾期未公示5个工作日")


@pytest.mark.parametrize(
    ("as_of", "punctuality", "left"),
    [
        ("2026-11-24", Punctuality.PENDING, 3),
        ("2026-11-25", Punctuality.DUE_SOON, 2),
        ("2026-11-27", Punctuality.DUE_SOON, 0),
        ("2026-11-28", Punctuality.OVERDUE, None),
    ],
)
def test_before_the_deadline(as_of: str, punctuality: Punctuality, left: int | None) -> None:
    how = timeliness(Subject("penalty", day("2026-11-18")), PROFILE, NATIONAL, None, day(as_of))
    assert (how.punctuality, how.left) == (punctuality, left)


def test_a_rest_day_after_the_deadline_is_late_though_no_working_day_passed() -> None:
    how = timeliness(Subject("penalty", day("2026-11-18")), PROFILE, NATIONAL, day("2026-11-28"), day("2026-12-01"))
    assert (how.punctuality, how.late, how.text) == (Punctuality.LATE, 0, "迟，未满1个工作日")


def test_a_publication_after_as_of_has_not_happened_yet() -> None:
    how = timeliness(Subject("penalty", day("2026-11-18")), PROFILE, NATIONAL, day("2026-11-27"), day("2026-11-20"))
    assert (how.punctuality, how.published) == (Punctuality.PENDING, None)


def test_an_older_system_counts_as_publication() -> None:
    moved = Subject("penalty", day("2023-06-08"), migrated=day("2023-06-15"))
    how = timeliness(moved, PROFILE, NATIONAL, day("2026-01-05"), day("2026-11-21"))
    assert (how.punctuality, how.published) == (Punctuality.ON_TIME, day("2023-06-15"))


def test_what_is_never_published_is_never_late() -> None:
    spot = Subject("penalty", day("2026-08-11"), procedure="简易", penalty_kinds=frozenset({"罚款"}))
    assert timeliness(spot, PROFILE, NATIONAL, None, day("2026-11-21")).punctuality is Punctuality.NOT_DUE


def test_withdrawn_before_publication_is_no_longer_due_until_restored() -> None:
    fallen = Subject("penalty", day("2026-08-11"), withdrawals=(Withdrawal(day("2026-08-13"), "撤销"),))
    assert timeliness(fallen, PROFILE, NATIONAL, None, day("2026-08-12")).punctuality is Punctuality.PENDING
    assert timeliness(fallen, PROFILE, NATIONAL, None, day("2026-11-21")).punctuality is Punctuality.NOT_DUE
    back = Subject("penalty", day("2026-08-11"), withdrawals=fallen.withdrawals, restorations=(day("2026-10-09"),))
    assert timeliness(back, PROFILE, NATIONAL, None, day("2026-11-21")).punctuality is Punctuality.OVERDUE


def test_law_may_set_other_days() -> None:
    due = deadline_of(Subject("penalty", day("2026-03-02"), deadline_override=(3, None)), PROFILE, NATIONAL)
    assert (due.binding, due.days, due.basis) == (day("2026-03-05"), 3, "法律、法规另有规定")


def test_law_may_set_a_fixed_day() -> None:
    due = deadline_of(
        Subject("penalty", day("2026-03-02"), deadline_override=(None, day("2026-03-08"))), PROFILE, XINJIANG
    )
    assert (due.binding, due.days, due.regional) == (day("2026-03-08"), None, (day("2026-03-08"), False))


def test_an_estimate_says_so() -> None:
    due = deadline_of(Subject("penalty", day("2026-12-25")), PROFILE, NATIONAL)
    assert due.estimated and due.national.estimated


def test_an_estimated_region_leaves_the_binding_day_a_fact() -> None:
    due = deadline_of(Subject("penalty", day("2026-05-20")), PROFILE, XINJIANG)
    assert due.regional is not None and due.regional.estimated and not due.estimated


def test_a_region_that_works_on_a_rest_day_binds_earlier(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "地区: 甲\n年份:\n  2026:\n    通知: 测试\n    来源: 测试\n    上班: [{日期: 2026-11-21, 节日: 测试}]\n",
        encoding="utf-8",
    )
    due = deadline_of(Subject("penalty", day("2026-11-18")), PROFILE, WorkingCalendar.load(["甲"], [tmp_path]))
    assert (due.binding, due.national.date) == (day("2026-11-26"), day("2026-11-27"))


def test_withdrawal_is_due_within_three_working_days() -> None:
    """行政处罚法 art 85: 三日 are working days; the Sunday 2025-01-26 was worked."""
    assert withdrawal_deadline(day("2025-01-22"), PROFILE, NATIONAL).binding == day("2025-01-26")
    assert withdrawal_deadline(day("2026-09-30"), PROFILE, NATIONAL).binding == day("2026-10-10")


def test_absurd_overrides_come_to_an_end() -> None:
    assert deadline_of(
        Subject("other", day("2026-03-02"), deadline_override=(10**9, None)), PROFILE, NATIONAL
    ).estimated
