"""公示截止日 by kind, party, gravity and profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongshi.lifecycle import Subject
from gongshi.lifecycle.terms import term_of
from gongshi.profiles import Profile

NATIONAL, SAMR = Profile.load("national"), Profile.load("samr")
DECIDED, PUBLISHED = date(2026, 3, 2), date(2026, 3, 9)
PENALTY = Subject("penalty", DECIDED, penalty_kinds=frozenset({"罚款"}), procedure="普通", fine=Decimal(60000))
NO_CAP = Profile.load(
    "national", {"公示期": {"行政处罚": {f"信用修复{g}": {"启用": "否"} for g in ("轻微", "一般", "严重")}}}
)


def end(subject: Subject, profile: Profile = NATIONAL) -> str:
    return str(term_of(subject, profile, PUBLISHED).end)


@pytest.mark.parametrize(
    ("party", "credit", "expected"),
    [
        ("organisation", "", "2027-03-02"),
        ("organisation", "轻微", "2026-06-02"),
        ("organisation", "严重", "2029-03-02"),
        ("sole_trader", "一般", "2027-03-02"),
        ("natural", "", "2027-03-02"),
        ("natural", "严重", "2027-03-02"),
        ("natural", "轻微", "2027-03-02"),
        ("batch", "", "2029-03-02"),
    ],
)
def test_penalties(party: str, credit: str, expected: str) -> None:
    assert end(replace(PENALTY, party_class=party, credit=credit)) == expected


def test_gravity_follows_the_penalty_when_the_record_is_silent() -> None:
    assert end(replace(PENALTY, penalty_kinds=frozenset({"罚款", "吊销许可证件"}))) == "2029-03-02"
    assert end(replace(PENALTY, penalty_kinds=frozenset({"通报批评"}), fine=None)) == "2026-06-02"


def test_the_credit_cap_can_be_switched_off() -> None:
    assert end(PENALTY, NO_CAP) == "2029-03-02"
    assert end(replace(PENALTY, party_class="natural"), NO_CAP) == "2027-03-02"


@pytest.mark.parametrize(
    ("party", "penalties", "fine", "expected"),
    [
        ("organisation", {"罚款"}, "49999.99", "2026-06-09"),
        ("organisation", {"罚款"}, "50000", "2027-03-02"),
        ("organisation", {"罚款", "没收违法所得"}, "100", "2027-03-02"),
        ("organisation", {"罚款", "警告"}, "100", "2026-06-09"),
        ("organisation", {"通报批评"}, None, "2026-06-02"),
        ("natural", {"通报批评"}, None, "2026-06-09"),
        ("natural", {"罚款"}, "4999", "2026-06-09"),
        ("natural", {"罚款"}, "5000", "2027-03-02"),
        ("organisation", {"吊销许可证件"}, None, "2029-03-02"),
    ],
)
def test_market_regulation(party: str, penalties: set[str], fine: str | None, expected: str) -> None:
    amount = None if fine is None else Decimal(fine)
    assert end(replace(PENALTY, party_class=party, penalty_kinds=frozenset(penalties), fine=amount), SAMR) == expected


def test_three_years_of_the_market_regulator_run_from_publication() -> None:
    off = {"公示期": {"行政处罚": {"信用修复一般": {"启用": "否"}}}}
    assert end(PENALTY, Profile.load("samr", off)) == "2029-03-09"


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [(None, "2028-03-02"), ("2027-01-01", "2028-03-02"), ("2031-03-01", "2031-03-01"), ("2099-12-31", "2099-12-31")],
)
def test_licences_stay_while_they_are_valid(valid_to: str | None, expected: str) -> None:
    licence = Subject("licence", DECIDED, "natural", valid_to=date.fromisoformat(valid_to) if valid_to else None)
    term = term_of(licence, NATIONAL, PUBLISHED)
    assert str(term.end) == expected
    assert ("公示至许可有效期届满" in term.basis) == (expected > "2028-03-02")


@pytest.mark.parametrize(
    ("party", "expected"), [("organisation", "2031-03-02"), ("natural", "2028-03-02"), ("batch", "2031-03-02")]
)
@pytest.mark.parametrize("kind", ["payment", "coercion", "inspection", "reward", "other"])
def test_other_kinds(kind: str, party: str, expected: str) -> None:
    assert end(Subject(kind, DECIDED, party)) == expected


def test_a_restriction_that_outlasts_the_term_prolongs_it() -> None:
    banned = replace(PENALTY, penalty_kinds=frozenset({"限制从业"}), restricted_to=date(2036, 3, 1))
    assert end(banned) == "2036-03-01"
    assert "限制期满" in term_of(banned, NATIONAL, PUBLISHED).basis
    assert end(replace(banned, restricted_to=date(2026, 4, 1))) == "2029-03-02"


def test_only_restrictions_prolong() -> None:
    assert end(replace(PENALTY, restricted_to=date(2036, 3, 1))) == "2027-03-02"


def test_a_term_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert end(replace(PENALTY, decided=date(2024, 2, 29))) == "2025-02-28"
    assert end(replace(PENALTY, decided=date(2025, 11, 30), credit="轻微")) == "2026-02-28"


def test_the_basis_says_period_start_and_law() -> None:
    assert term_of(PENALTY, NATIONAL, PUBLISHED).basis.startswith("自决定之日起1年，依据：信用修复管理办法")
    low = replace(PENALTY, fine=Decimal(100))
    assert term_of(low, SAMR, PUBLISHED).basis.startswith(
        "自首次公示之日起3个月，依据：市场监督管理行政处罚信息公示规定"
    )
