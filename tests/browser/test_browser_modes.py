"""长者模式 and 高对比: switched by keyboard, said, kept, without a flash; and what a page shows in the system's own modes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

LARGE, CONTRAST = "长者模式", "高对比"
_PAINT = "getComputedStyle(document.body).{}"


def _size(page: Page) -> float:
    return float(page.evaluate(f"parseFloat({_PAINT.format('fontSize')})"))


def _ground(page: Page) -> str:
    return str(page.evaluate(_PAINT.format("backgroundColor")))


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Space")


def test_modes_are_switched_by_keyboard_said_and_kept(visit: Open) -> None:
    watched = visit("index.html")
    page = watched.page
    small = _size(page)
    page.keyboard.press("Tab")
    for _ in range(2):  # past the skip link and the name of the site
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=LARGE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_have_text("已打开长者模式")
    _press(page, CONTRAST)
    expect(page.locator("[data-said]")).to_have_text("已打开高对比")
    watched.go(KINDS["decision"])
    assert _size(page) > 1.25 * small
    assert _ground(page) == "rgb(0, 0, 0)"
    for name in (LARGE, CONTRAST):
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        _press(page, name)
    expect(page.locator("[data-said]")).to_have_text("已关闭高对比")
    watched.go("index.html")
    assert (_size(page), _ground(page)) == (small, "rgb(255, 255, 255)")
    assert not watched.faults


def test_a_mode_is_there_before_anything_is_painted(visit: Open) -> None:
    """page.js, which comes late, is kept away: what head.js does alone is what the first picture shows."""
    watched = visit("index.html")
    page = watched.page
    page.evaluate(
        "() => { localStorage.setItem('gongshi-contrast', '1'); localStorage.setItem('gongshi-large', '1'); }"
    )
    page.route("**/assets/page-*.js", lambda route: route.abort())
    watched.go(KINDS["decision"])
    assert _ground(page) == "rgb(0, 0, 0)"
    assert _size(page) > 20


def test_modes_work_where_storage_is_forbidden(visit: Open) -> None:
    page = visit("index.html").page
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('forbidden'); }; }")
    small = _size(page)
    _press(page, LARGE)
    assert _size(page) > 1.25 * small


def test_the_mode_for_the_old_is_one_column(visit: Open) -> None:
    page = visit(KINDS["decision"]).page
    aside, text = page.locator(".facts"), page.locator(".summary")
    assert aside.bounding_box()["x"] > text.bounding_box()["x"] + 300  # type: ignore[index]
    _press(page, LARGE)
    assert aside.bounding_box()["x"] == text.bounding_box()["x"]  # type: ignore[index]


def test_a_reader_who_wants_no_motion_gets_none(visit: Open) -> None:
    page = visit(KINDS["glossary"]).page
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(behaviour) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"
    moving = "Array.from(document.querySelectorAll('*')).filter((n) => parseFloat(getComputedStyle(n).transitionDuration)).length"
    assert page.evaluate(moving) == 0


def test_in_forced_colours_a_label_and_a_pressed_button_have_edges(visit: Open) -> None:
    page = visit(KINDS["decision"]).page
    page.emulate_media(forced_colors="active")
    edge = "(node) => parseFloat(getComputedStyle(node).borderTopWidth)"
    assert page.locator(".tag").first.evaluate(edge) >= 1
    _press(page, LARGE)
    outline = page.get_by_role("button", name=LARGE).evaluate("(node) => getComputedStyle(node).outlineStyle")
    assert outline == "solid"


def test_a_block_in_another_language_runs_its_own_way(visit: Open) -> None:
    page = visit(KINDS["decision-bilingual"], width=360).page
    block = page.locator(".tongue [lang=ug]")
    expect(block).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("region", name="维吾尔文译文")).to_be_visible()
    expect(block.locator("b")).to_be_visible()
    # Its lines end at the left: the last one leaves room there.
    right = block.evaluate("""(node) => {
      const range = document.createRange();
      range.selectNodeContents(node.querySelector("p"));
      const lines = Array.from(range.getClientRects()), frame = node.getBoundingClientRect();
      return Math.abs(frame.right - lines[lines.length - 1].right);
    }""")
    assert right < 2


def test_in_wechat_printing_and_saving_say_where_they_can_be_done(visit: Open) -> None:
    page = visit(KINDS["decision"], user_agent="Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40").page
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="打印").click()
    expect(page.get_by_role("alert")).to_have_text("微信里不能打印。请点右上角的“…”，选“在浏览器打开”，再打印。")
    assert page.evaluate("window.printed") == 0
    page.get_by_role("link", name="下载数据").click()
    expect(page.get_by_role("alert")).to_have_text("微信里不能下载。请点右上角的“…”，选“在浏览器打开”，再下载。")
    assert page.url.endswith(KINDS["decision"])
