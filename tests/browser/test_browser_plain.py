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
