"""state_of on single days: each state, its precedence, its next change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongshi.calendars import WorkingCalendar
from gongshi.lifecycle import State, Status, Subject, Takedown, Withdrawal, state_of, transitions
from gongshi.profiles import Profile

CALENDAR = WorkingCalendar.load()
PROFILE, SAMR = Profile.load("national"), Profile.load("samr")
# Decided on 2 March, published on the 9th, visible through 2 March of the next year.
BASE = Subject(
    "penalty",
    date(2026, 3, 2),
    penalty_kinds=frozenset({"罚款"}),
    procedure="普通",
    fine=Decimal(2000),
    reviewed=date(2026, 3, 4),
)
OUT = date(2026, 3, 9)


def on(day: str, first: date | None = OUT, profile: Profile = PROFILE, **changes: Any) -> State:
    return state_of(replace(BASE, **changes), profile, CALENDAR, first, date.fromisoformat(day))


def withdrawn(*days: str, kind: str = "撤销") -> tuple[Withdrawal, ...]:
    return tuple(Withdrawal(date.fromisoformat(day), kind) for day in days)


def test_scheduled_until_the_first_publication() -> None:
    state = on("2026-03-08")
    assert (state.status, state.shown, state.next_change, state.next_status) == (
        Status.SCHEDULED, False, OUT, Status.VISIBLE
    )  # fmt: skip


def test_visible_from_the_first_publication_through_the_term() -> None:
    first, last = on("2026-03-09"), on("2027-03-02")
    assert first.shown and last.shown and first.since == OUT == first.first_published
    assert (first.term_end, first.next_change) == (date(2027, 3, 2), date(2027, 3, 3))
    assert not first.expected


def test_lapsed_on_the_day_after_the_term_for_good() -> None:
    state = on("2027-03-03")
    assert (state.status, state.shown, state.tombstone) == (Status.LAPSED, False, False)
    assert (state.since, state.next_change) == (date(2027, 3, 3), None)
    assert "公示期于2027年3月2日届满" in state.reason


def test_without_a_record_of_publication_the_review_opens_the_door() -> None:
    assert on("2026-03-03", None).status is Status.SCHEDULED
    state = on("2026-03-04", None)
    assert state.status is Status.VISIBLE and state.expected and state.first_published is None


def test_without_review_nothing_is_shown() -> None:
    state = on("2030-01-01", None, reviewed=None)
    assert state.status is Status.SCHEDULED and state.next_change is None
    assert state.reason == "公开审查未完成，应当在2026年3月11日前公示。"


def test_what_was_published_stays_though_its_review_is_missing() -> None:
    assert on("2026-03-09", reviewed=None).shown


def test_a_term_from_publication_waits_for_it() -> None:
    """A late decision that was never out has not used up its three months."""
    late = on("2026-09-01", None, SAMR)
    assert late.shown and late.term_end == date(2026, 12, 1)
    assert on("2026-09-01", OUT, SAMR).status is Status.LAPSED


def test_an_older_systems_publication_counts_from_its_own_day() -> None:
    state = on("2026-03-06", date(2026, 5, 1), migrated=date(2026, 3, 5))
    assert state.shown and state.first_published == date(2026, 3, 5)


def test_corrected_from_the_correction_on() -> None:
    fix: dict[str, Any] = {"corrections": (date(2026, 3, 20),)}
    assert on("2026-03-19", **fix).next_status is Status.CORRECTED
    state = on("2026-03-20", **fix)
    assert (state.status, state.shown, state.term_end) == (Status.CORRECTED, True, date(2027, 3, 2))


def test_withdrawn_from_the_effective_day_with_a_notice() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-06-01")}
    assert on("2026-05-31", **change).shown
    state = on("2026-06-01", **change)
    assert (state.status, state.shown, state.tombstone) == (Status.WITHDRAWN, False, True)
    assert (state.withdrawal, state.withdrawn_on) == (0, date(2026, 6, 1))
    assert state.reason == "原决定被依法撤销，自2026年6月1日起撤回。"


def test_the_notice_of_withdrawal_outlives_the_term_and_ends_after_five_years() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-06-01")}
    last, gone = on("2031-06-01", **change), on("2031-06-02", **change)
    assert last.tombstone and last.next_change == date(2031, 6, 2)
    assert (gone.status, gone.tombstone, gone.next_change) == (Status.WITHDRAWN, False, None)


def test_withdrawn_before_publication_leaves_no_notice() -> None:
    state = on("2026-03-20", withdrawals=withdrawn("2026-03-05"))
    assert (state.status, state.tombstone) == (Status.WITHDRAWN, False)
    assert on("2026-03-06", withdrawals=withdrawn("2026-03-05")).status is Status.WITHDRAWN


def test_withdrawn_without_any_record_of_publication_leaves_no_notice() -> None:
    state = on("2026-06-02", None, withdrawals=withdrawn("2026-06-01"))
    assert (state.status, state.tombstone) == (Status.WITHDRAWN, False)


def test_withdrawn_on_the_day_of_its_publication_was_published() -> None:
    state = on("2026-03-09", withdrawals=withdrawn("2026-03-09"))
    assert (state.status, state.tombstone) == (Status.WITHDRAWN, True)


def test_withdrawn_on_its_last_day_was_still_published() -> None:
    state = on("2027-03-02", withdrawals=withdrawn("2027-03-02"))
    assert (state.status, state.tombstone) == (Status.WITHDRAWN, True)


def test_withdrawn_on_the_day_of_its_lapse_leaves_no_notice() -> None:
    state = on("2027-03-03", withdrawals=withdrawn("2027-03-03"))
    assert (state.status, state.tombstone) == (Status.WITHDRAWN, False)


def test_what_has_lapsed_stays_lapsed_when_withdrawn_later() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2027-03-04")}
    assert on("2027-03-04", **change).status is Status.LAPSED
    assert on("2030-03-04", **change).status is Status.LAPSED


def test_restored_until_the_old_term_end() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-06-01"), "restorations": (date(2026, 8, 1),)}
    assert on("2026-07-31", **change).next_status is Status.VISIBLE
    assert on("2026-08-01", **change).shown
    assert on("2027-03-03", **change).status is Status.LAPSED


def test_restored_after_its_term_it_has_lapsed() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-06-01"), "restorations": (date(2027, 8, 1),)}
    assert on("2027-07-31", **change).status is Status.WITHDRAWN
    assert on("2027-08-01", **change).status is Status.LAPSED


def test_a_restoration_on_the_day_of_withdrawal_restores_nothing() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-06-01"), "restorations": (date(2026, 6, 1),)}
    assert on("2026-09-01", **change).status is Status.WITHDRAWN


def test_several_rounds() -> None:
    change: dict[str, Any] = {
        "withdrawals": withdrawn("2026-05-01", "2026-07-01"),
        "restorations": (date(2026, 6, 1), date(2026, 8, 1)),
    }
    seen = [on(f"2026-{month:02d}-15", **change) for month in (4, 5, 6, 7, 8)]
    assert [state.shown for state in seen] == [True, False, True, False, True]
    assert [state.withdrawal for state in seen] == [None, 0, None, 1, None]


def test_withdrawals_out_of_order_keep_their_own_numbers() -> None:
    change: dict[str, Any] = {"withdrawals": withdrawn("2026-07-01", "2026-05-01"), "restorations": (date(2026, 6, 1),)}
    assert on("2026-05-02", **change).withdrawal == 1
    assert on("2026-07-02", **change).withdrawal == 0


def test_taken_down_in_error_shows_nothing_at_all() -> None:
    change: dict[str, Any] = {"takedowns": (Takedown(date(2026, 3, 16), date(2026, 3, 20)),)}
    state = on("2026-03-16", **change)
    assert (state.status, state.shown, state.tombstone) == (Status.TAKEN_DOWN, False, False)
    assert (state.since, state.next_change) == (date(2026, 3, 16), date(2026, 3, 20))
    assert on("2026-03-20", **change).shown


def test_taken_down_for_good_hides_even_the_notice_of_withdrawal() -> None:
    state = on("2030-01-01", takedowns=(Takedown(date(2026, 3, 16)),), withdrawals=withdrawn("2026-06-01"))
    assert (state.status, state.tombstone) == (Status.TAKEN_DOWN, False)


def test_a_return_before_the_takedown_is_no_return() -> None:
    assert on("2026-09-01", takedowns=(Takedown(date(2026, 3, 16), date(2026, 3, 15)),)).status is Status.TAKEN_DOWN


def test_down_and_up_again_on_one_day_changes_nothing() -> None:
    assert on("2026-03-16", takedowns=(Takedown(date(2026, 3, 16), date(2026, 3, 16)),)).shown


def test_ended_early() -> None:
    change: dict[str, Any] = {"early_end": date(2026, 9, 1)}
    before, after = on("2026-08-31", **change), on("2026-09-01", **change)
    assert before.shown and before.term_end == date(2026, 8, 31) and before.term_basis == "提前终止公示"
    assert (after.status, after.tombstone, after.next_change) == (Status.ENDED_EARLY, False, None)


def test_an_early_end_on_the_last_day_takes_that_day() -> None:
    state = on("2027-03-02", early_end=date(2027, 3, 2))
    assert (state.status, state.term_end) == (Status.ENDED_EARLY, date(2027, 3, 1))


def test_an_early_end_after_the_term_ends_nothing() -> None:
    assert on("2028-01-01", early_end=date(2027, 6, 1)).status is Status.LAPSED


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"early_end": date(2027, 3, 3)}, Status.ENDED_EARLY),
        ({"early_end": date(2027, 3, 3), "withdrawals": withdrawn("2027-03-03")}, Status.WITHDRAWN),
        ({"withdrawals": withdrawn("2027-03-03"), "takedowns": (Takedown(date(2027, 3, 3)),)}, Status.TAKEN_DOWN),
        ({"corrections": (date(2027, 3, 3),)}, Status.LAPSED),
        ({"corrections": (date(2027, 3, 3),), "undisclosed": True}, Status.NOT_DISCLOSED),
    ],
)
def test_precedence_on_one_day(changes: dict[str, Any], status: Status) -> None:
    assert on("2027-03-03", **changes).status is status


def test_withdrawn_after_an_early_end_it_stays_ended() -> None:
    state = on("2026-12-01", early_end=date(2026, 9, 1), withdrawals=withdrawn("2026-10-01"))
    assert (state.status, state.tombstone) == (Status.ENDED_EARLY, False)


@pytest.mark.parametrize(
    ("changes", "profile", "says"),
    [
        ({"undisclosed": True}, PROFILE, "经审批不予公开。"),
        ({"exempt": True}, PROFILE, "依规不公示。"),
        ({"procedure": "简易"}, PROFILE, "依规不公示：简易程序（行政处罚法第四十八条第一款"),
        ({"penalty_kinds": frozenset({"警告"})}, SAMR, "依规不公示：仅警告"),
    ],
)
def test_not_disclosed(changes: dict[str, Any], profile: Profile, says: str) -> None:
    state = on("2026-04-01", profile=profile, **changes)
    assert (state.status, state.shown, state.tombstone, state.term_end) == (Status.NOT_DISCLOSED, False, False, None)
    assert state.reason.startswith(says)
    assert transitions(replace(BASE, **changes), profile, OUT, OUT) == []


def test_the_timetable_of_an_eventful_life() -> None:
    subject = replace(
        BASE,
        corrections=(date(2026, 3, 20),),
        takedowns=(Takedown(date(2026, 4, 1), date(2026, 4, 3)),),
        withdrawals=withdrawn("2026-06-01"),
        restorations=(date(2026, 8, 1),),
        early_end=date(2027, 1, 10),
    )
    assert [(str(day), status.value) for day, status in transitions(subject, PROFILE, OUT, OUT)] == [
        ("2026-03-09", "visible"),
        ("2026-03-20", "corrected"),
        ("2026-04-01", "taken_down"),
        ("2026-04-03", "corrected"),
        ("2026-06-01", "withdrawn"),
        ("2026-08-01", "corrected"),
        ("2027-01-10", "ended_early"),
    ]


def test_every_status_has_a_chinese_label() -> None:
    assert len({status.label for status in Status}) == len(Status)


@pytest.mark.parametrize("end", [date.max, date.max - timedelta(days=1)])
def test_the_last_day_of_the_calendar_is_no_trap(end: date) -> None:
    licence = Subject("licence", date(2026, 3, 2), valid_to=end)
    assert state_of(licence, PROFILE, CALENDAR, OUT, date.max).shown == (end == date.max)
    wild = replace(BASE, decided=date.max, withdrawals=(Withdrawal(date.max, "撤销"),), early_end=date.min)
    assert not state_of(wild, PROFILE, CALENDAR, None, date.max).shown
