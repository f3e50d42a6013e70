"""Properties of the timetable over ten years and random lives: nothing is seen outside its window, on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.calendars import WorkingCalendar
from gongshi.lifecycle import State, Status, Subject, Takedown, Withdrawal, state_of, transitions, violations
from gongshi.profiles import KINDS, PARTIES, Profile

CALENDAR = WorkingCalendar.load(["新疆"])
PROFILES = [Profile.load(name) for name in ("national", "samr", "xinjiang")]
FIRST, LAST = date(2022, 1, 1), date(2031, 12, 31)
DAYS = st.dates(FIRST, LAST)
NEAR = st.dates(date(2022, 1, 1), date(2024, 12, 31))
PENALTIES = ["警告", "通报批评", "罚款", "没收违法所得", "吊销许可证件", "限制从业"]


def few(days: st.SearchStrategy[date]) -> st.SearchStrategy[tuple[date, ...]]:
    return st.lists(days, max_size=3).map(tuple)


SUBJECTS = st.builds(
    Subject,
    kind=st.sampled_from(["penalty", "penalty", *KINDS.values()]),
    decided=NEAR,
    party_class=st.sampled_from(list(PARTIES.values())),
    penalty_kinds=st.frozensets(st.sampled_from(PENALTIES), max_size=3),
    procedure=st.sampled_from(["普通", "普通", "简易", ""]),
    fine=st.none() | st.integers(0, 100_000).map(Decimal),
    credit=st.sampled_from(["", "轻微", "一般", "严重"]),
    valid_to=st.none() | DAYS,
    restricted_to=st.none() | DAYS,
    reviewed=st.none() | NEAR,
    migrated=st.none() | NEAR,
    corrections=few(DAYS),
    withdrawals=st.lists(st.builds(Withdrawal, DAYS, st.just("撤销")), max_size=3).map(tuple),
    restorations=few(DAYS),
    takedowns=st.lists(st.builds(Takedown, DAYS, st.none() | DAYS), max_size=2).map(tuple),
    early_end=st.none() | DAYS,
    exempt=st.just(False),
    undisclosed=st.just(False),
)
PUBLISHED = st.none() | NEAR
PROFILE = st.sampled_from(PROFILES)


def known_days(subject: Subject, first: date | None) -> set[date]:
    """Every date written in the subject: where a slip of one day would show."""
    found: set[date | None] = {subject.decided, subject.reviewed, subject.migrated, subject.early_end, first}
    found |= {subject.valid_to, subject.restricted_to, *subject.corrections, *subject.restorations}
    found |= {w.effective for w in subject.withdrawals}
    found |= {day for t in subject.takedowns for day in (t.on, t.again)}
    return {day for day in found if day is not None}


def walk(subject: Subject, profile: Profile, first: date | None, more: list[date]) -> list[tuple[date, State]]:
    """The state on each change point and the days beside it, on every date written, and on random days."""
    days = set(more) | known_days(subject, first) | {FIRST, LAST}
    for as_of in [FIRST, LAST]:
        days |= {day for day, _ in transitions(subject, profile, first, as_of)}
    days |= {day + timedelta(days=n) for day in days for n in (-1, 1)}
    return [(day, state_of(subject, profile, CALENDAR, first, day)) for day in sorted(days)]


@given(SUBJECTS, PROFILE, PUBLISHED, st.lists(DAYS, max_size=10))
def test_nothing_is_shown_outside_its_window(
    subject: Subject, profile: Profile, first: date | None, more: list[date]
) -> None:
    for day, state in walk(subject, profile, first, more):
        if not state.shown:
            continue
        opened = min((d for d in (first, subject.migrated) if d is not None), default=None)
        if opened is None:
            assert subject.reviewed is not None
            opened = max(subject.decided, subject.reviewed)
        assert state.term_end is not None and opened <= day <= state.term_end
        assert subject.early_end is None or day < subject.early_end
        assert not any(t.on <= day and (t.again is None or day < t.again) for t in subject.takedowns)
        for withdrawal in subject.withdrawals:
            if withdrawal.effective <= day:
                assert any(withdrawal.effective < r <= day for r in subject.restorations)


@given(SUBJECTS, PROFILE, NEAR, st.lists(DAYS, max_size=10))
def test_states_change_only_on_the_days_of_the_timetable(
    subject: Subject, profile: Profile, first: date, more: list[date]
) -> None:
    table = transitions(subject, profile, first, LAST)
    assert [day for day, _ in table] == sorted({day for day, _ in table})
    for day, state in walk(subject, profile, first, more):
        passed = [entry for entry in table if entry[0] <= day]
        if passed:
            assert (state.since, state.status) == passed[-1]
        else:
            assert state.since is None
        coming = [entry for entry in table if entry[0] > day]
        assert (state.next_change, state.next_status) == (coming[0] if coming else (None, None))


@settings(max_examples=15, deadline=None)
@given(SUBJECTS, PROFILE, PUBLISHED)
def test_every_single_day_of_ten_years(subject: Subject, profile: Profile, first: date | None) -> None:
    """Between two days the state is the same unless the earlier one announced the change."""
    before = state_of(subject, profile, CALENDAR, first, FIRST)
    for number in range(1, (LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        now = state_of(subject, profile, CALENDAR, first, day)
        if (now.status, now.tombstone) != (before.status, before.tombstone):
            assert before.next_change == day and before.next_status is now.status
        before = now


@given(SUBJECTS, PROFILE, PUBLISHED, DAYS, st.lists(DAYS, max_size=10))
def test_a_correction_never_changes_what_may_be_seen(
    subject: Subject, profile: Profile, first: date | None, correction: date, more: list[date]
) -> None:
    corrected = replace(subject, corrections=(*subject.corrections, correction))
    for day, state in walk(subject, profile, first, [*more, correction]):
        after = state_of(corrected, profile, CALENDAR, first, day)
        assert (after.shown, after.tombstone, after.term_end) == (state.shown, state.tombstone, state.term_end)


@given(SUBJECTS, PROFILE, PUBLISHED, DAYS, st.lists(DAYS, max_size=10))
def test_an_early_end_never_lengthens(
    subject: Subject, profile: Profile, first: date | None, early: date, more: list[date]
) -> None:
    long = replace(subject, early_end=None)
    for day, state in walk(long, profile, first, [*more, early]):
        after = state_of(replace(long, early_end=early), profile, CALENDAR, first, day)
        assert after.shown == (state.shown and day < early)
        assert state.term_end is None or (after.term_end is not None and after.term_end <= state.term_end)


@given(SUBJECTS, PROFILE, PUBLISHED, DAYS, st.lists(DAYS, max_size=10))
def test_a_withdrawal_or_takedown_never_shows_more(
    subject: Subject, profile: Profile, first: date | None, event: date, more: list[date]
) -> None:
    fallen = replace(subject, withdrawals=(*subject.withdrawals, Withdrawal(event, "变更")))
    down = replace(subject, takedowns=(*subject.takedowns, Takedown(event)))
    for day, state in walk(subject, profile, first, [*more, event]):
        assert state.shown or not state_of(fallen, profile, CALENDAR, first, day).shown
        taken = state_of(down, profile, CALENDAR, first, day)
        assert not (taken.shown or taken.tombstone) if day >= event else taken.shown == state.shown


@given(SUBJECTS, PROFILE, PUBLISHED, st.lists(DAYS, max_size=10))
def test_a_notice_of_withdrawal_stands_only_for_what_was_published(
    subject: Subject, profile: Profile, first: date | None, more: list[date]
) -> None:
    for day, state in walk(subject, profile, first, more):
        if state.tombstone:
            assert state.status is Status.WITHDRAWN and not state.shown
            assert state.first_published is not None and state.withdrawn_on is not None and state.term_end is not None
            assert state.first_published <= state.withdrawn_on <= min(day, state.term_end)


@given(SUBJECTS, PUBLISHED)
def test_violations_never_fail_and_speak_chinese(subject: Subject, first: date | None) -> None:
    for violation in violations(subject, first):
        assert violation.key in ("迁移", "决定日期", "更正", "误公开", "提前终止公示", "撤回", "恢复")
        assert violation.message.startswith(("“", "决定日期")) and violation.fix and violation.index >= 0
