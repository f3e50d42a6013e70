"""Somebody holds a badge in your face: is this certificate good today?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

VALID, SUSPENDED, CANCELLED = "65990001", "65990023", "65990024"
_TO_WIDE = {ord(digit): 0xFF10 + value for value, digit in enumerate("0123456789")}


def _ask(page: Page, number: str) -> str:
    page.get_by_label("执法证号").fill(number)
    page.get_by_role("button", name="查询").click()
    return page.locator("[data-lookup-answer]").inner_text()


@pytest.fixture
def lookup(visit: Open) -> Page:
    """The look-up page at the sample's noon."""
    return visit(KINDS["lookup"]).page


@pytest.mark.parametrize(
    "typed",
    [VALID, f"  {VALID} ", VALID.translate(_TO_WIDE), f"{VALID[:4]} {VALID[4:]}", f"\u3000{VALID}"],
    ids=["as printed", "spaces around", "full-width digits", "in groups", "full-width space"],
)
def test_a_good_certificate_however_it_is_typed(typed: str, lookup: Page) -> None:
    answer = _ask(lookup, typed)
    assert "证件有效（按今天 2026-11-21 判断）" in answer
    assert VALID in answer


@pytest.mark.parametrize("typed", ["65999999", "6599000", "买买提", "<img src=x onerror=alert(1)>"])
def test_an_unknown_number_says_so_and_whom_to_ask(typed: str, lookup: Page) -> None:
    answer = _ask(lookup, typed)
    assert "查无此证" in answer
    assert "0999-" in answer
    assert lookup.locator("[data-lookup-answer] table").count() == 0


@pytest.mark.parametrize(("number", "state"), [(SUSPENDED, "暂扣"), (CANCELLED, "注销")])
def test_a_certificate_that_was_taken_away_is_no_good(number: str, state: str, lookup: Page) -> None:
    answer = _ask(lookup, number)
    assert f"证件状态：{state}" in answer
    assert "证件有效" not in answer


def test_validity_is_that_of_today_not_of_the_day_of_the_site(visit: Open) -> None:
    lookup = visit(KINDS["lookup"], clock="2035-01-01T04:00:00Z").page
    answer = _ask(lookup, VALID)
    assert "有效期已满" in answer
    assert "不在有效期" in answer


def test_a_second_question_replaces_the_first_answer(lookup: Page) -> None:
    _ask(lookup, SUSPENDED)
    answer = _ask(lookup, VALID)
    assert SUSPENDED not in answer
    assert "证件有效" in answer
    # The row in the answer is a copy: it must not be taken for the certificate itself.
    assert "证件有效" in _ask(lookup, VALID)


def test_the_answer_is_spoken_and_asked_for_by_keyboard_alone(lookup: Page) -> None:
    lookup.get_by_label("执法证号").focus()
    lookup.keyboard.type(VALID)
    lookup.keyboard.press("Enter")
    expect(lookup.get_by_role("status")).to_contain_text("证件有效")


def test_an_empty_question_puts_the_cursor_back(lookup: Page) -> None:
    assert _ask(lookup, "   ") == ""
    expect(lookup.get_by_label("执法证号")).to_be_focused()
