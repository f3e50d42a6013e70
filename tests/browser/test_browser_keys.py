"""Printing, and the whole frame of the page by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

_RING = """() => {
  const style = getComputedStyle(document.activeElement);
  const shown = document.activeElement.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && shown.width > 0 && shown.left >= 0;
}"""
_NAME = "() => document.activeElement.tagName + ' ' + document.activeElement.textContent.trim().slice(0, 20)"


@pytest.mark.parametrize("kind", ["decision", "board", "flow", "guide"])
def test_the_print_button_prints(kind: str, visit: Open) -> None:
    page = visit(KINDS[kind]).page
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") == 1


def test_the_first_stop_skips_to_the_text(home: Page) -> None:
    home.keyboard.press("Tab")
    skip = home.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    home.keyboard.press("Enter")
    expect(home.locator("main")).to_be_focused()
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.closest('main') !== null")


def test_menus_open_and_close_by_keyboard(home: Page) -> None:
    summary = home.locator("summary", has_text="事后公开")
    link = home.locator(".menu-panel").get_by_role("link", name="执法决定", exact=True)
    summary.focus()
    expect(link).to_be_hidden()
    home.keyboard.press("Enter")
    expect(link).to_be_visible()
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.closest('.menu-panel') !== null")
    home.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()


def test_only_one_menu_is_open(home: Page) -> None:
    home.locator("summary", has_text="事前公开").click()
    home.locator("summary", has_text="事后公开").click()
    assert home.locator("details.menu[open]").count() == 1
    home.locator("main h2").first.click()
    assert home.locator("details.menu[open]").count() == 0


def test_a_decision_is_reached_from_the_home_page_by_keyboard(home: Page) -> None:
    home.locator("summary", has_text="事后公开").focus()
    home.keyboard.press("Enter")
    _tab_to(home, "执法决定")
    home.keyboard.press("Enter")
    home.wait_for_url("**/decisions/index.html")
    _tab_to(home, "行政处罚")
    home.keyboard.press("Enter")
    home.wait_for_url("**/decisions/kind-penalty/index.html")
    first = home.locator("a.row-title").first
    _tab_to(home, first.inner_text())
    home.keyboard.press("Enter")
    expect(home.locator("article.record h1")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"“{name}” is not reached in sixty stops")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "decision", "lookup", "flow"])
def test_every_stop_shows_its_ring(kind: str, scheme: str, visit: Open) -> None:
    page = visit(KINDS[kind], color_scheme=scheme).page
    dark = []
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        if not page.evaluate(_RING):
            dark.append(page.evaluate(_NAME))
    assert dark == []
