"""With JavaScript off, a page is poorer by a few buttons and by nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

Plain = Callable[[str], Page]


@pytest.fixture
def plain(visit: Open) -> Plain:
    """Opens a page kind without JavaScript."""
    return lambda kind: visit(KINDS[kind], java_script_enabled=False).page


@pytest.mark.parametrize("kind", ["home", "decision", "lookup", "flow", "board"])
def test_no_button_that_does_nothing(kind: str, plain: Plain) -> None:
    expect(plain(kind).locator("button:visible:not(.find button)")).to_have_count(0)


def test_the_menu_opens(plain: Plain) -> None:
    page = plain("home")
    page.locator("summary", has_text="事前公开").click()
    page.locator(".menu-panel").get_by_role("link", name="执法流程图").click()
    expect(page.locator("main h1")).to_have_text("执法流程图")


def test_a_decision_is_read_whole(plain: Plain) -> None:
    page = plain("decision")
    for words in ("青禾县穗满仓农资店", "2,000元", "违法事实", "种子法》第七十九条", "救济途径", "公示截止日"):
        expect(page.locator("article.record")).to_contain_text(words)
    expect(page.locator(".over-notice")).to_be_hidden()


def test_an_article_of_law_unfolds(plain: Plain) -> None:
    page = plain("discretion")
    page.locator("summary", has_text="条文内容").first.click()
    expect(page.locator("blockquote").first).to_be_visible()


def test_from_the_list_of_a_kind_to_a_month_to_a_decision(plain: Plain) -> None:
    page = plain("decisions-kind")
    page.locator(".months a").first.click()
    page.locator("a.row-title").first.click()
    expect(page.locator("article.record")).to_be_visible()


def test_a_flow_is_told_in_words(plain: Plain) -> None:
    steps = plain("flow").locator("ol.steps").first
    for words in ("立案", "法制审核", "听证", "送达"):
        expect(steps).to_contain_text(words)


def test_the_look_up_page_names_the_list_and_the_phone(plain: Plain) -> None:
    page = plain("lookup")
    expect(page.locator(".plain-only")).to_contain_text("0999-")
    page.locator(".plain-only").get_by_role("link", name="执法人员名单").click()
    expect(page.locator("main h1")).to_have_text("执法人员")


def test_a_chart_is_enlarged(plain: Plain) -> None:
    page = plain("flow")
    chart = page.locator("figure.chart svg")
    before = chart.bounding_box()
    page.get_by_label("放大").check()
    after = chart.bounding_box()
    assert before and after and after["width"] > 1.5 * before["width"]


def test_a_long_list_is_folded_on_phones_and_unfolds_by_its_links(plain: Plain) -> None:
    page = plain("items")
    facts = page.locator(".card .fields > div")
    all_of_them = facts.count()
    expect(page.locator(".card .fields > div:visible")).to_have_count(all_of_them)
    page.set_viewport_size({"width": 360, "height": 800})
    cards = page.locator(".card")
    expect(page.locator(".card .fields > div:visible")).to_have_count(2 * cards.count())
    # A screen shows several.
    assert page.evaluate("document.documentElement.scrollHeight") < 250 * cards.count()
    second = cards.nth(1)
    expect(second.get_by_text("执法依据")).to_be_hidden()
    second.get_by_role("link", name="展开").click()
    expect(second.get_by_text("执法依据")).to_be_visible()
    expect(second.locator(".more")).to_be_hidden()
    expect(cards.nth(2).get_by_text("执法依据")).to_be_hidden()
    page.get_by_role("link", name="展开全部").click()
    expect(page.locator(".card .fields > div:visible")).to_have_count(all_of_them)
