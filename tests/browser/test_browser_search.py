"""Somebody looks for a decision: by typing, by an address that was sent, by keyboard alone, and when a file is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from watched import Open

pytestmark = pytest.mark.browser

PLACE = "search/index.html"


def _status(page: Page) -> str:
    status = page.locator("[data-found]")
    expect(status).to_contain_text("。")
    return status.inner_text()


def _search(visit: Open, query: str, **options: object) -> Page:
    page = visit(PLACE, **options).page
    page.get_by_label("检索词").fill(query)
    expect(page.locator("[data-found]")).to_contain_text("。")
    return page


def test_typing_finds_and_marks(visit: Open) -> None:
    page = _search(visit, "种子")
    assert _status(page).startswith("找到")
    assert page.locator("[data-hits] mark").first.inner_text() == "种子"
    assert "q=" in page.url


def test_an_address_can_be_sent(visit: Open) -> None:
    watched = visit(f"{PLACE}?q=青农（种子）罚[2026]1号&kind=行政处罚")
    assert _status(watched.page) == "找到 1 条结果。"
    assert watched.page.locator(".row-title").get_attribute("href") == "../decisions/nyncj-cf-2026-001.html"
    expect(watched.page.get_by_label("类别")).to_have_value("行政处罚")
    watched.page.locator(".row-title").click()
    expect(watched.page.locator("h1").first).to_be_visible()
    assert not watched.faults


def test_every_page_has_the_box(visit: Open) -> None:
    page = visit("decisions/2026/05.html").page
    page.get_by_role("searchbox").fill("种子")
    page.keyboard.press("Enter")
    expect(page.locator("[data-found]")).to_contain_text("找到")
    assert page.get_by_label("检索词").input_value() == "种子"


def test_by_keyboard_alone_and_spoken(visit: Open) -> None:
    page = visit(PLACE).page
    expect(page.get_by_label("检索词")).to_be_focused()
    page.keyboard.type("青禾县")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    kind = page.get_by_label("类别")
    expect(kind).to_be_visible()
    total = int("".join(filter(str.isdigit, _status(page))))
    counts = kind.locator("option").all_inner_texts()
    assert sum(int(text.rpartition("（")[2].rstrip("）")) for text in counts[1:]) == total
    before = page.locator(".row-title").count()
    page.get_by_role("button", name="显示更多").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".row-title").nth(before)).to_be_focused()


def test_filters_narrow_and_stand_in_the_address(visit: Open) -> None:
    page = _search(visit, "青禾县")
    page.get_by_text("筛选").click()
    page.get_by_label("类别").select_option("行政处罚")
    expect(page.locator("[data-found]")).to_contain_text("找到")
    expect(page.locator(".row-facts").first).to_contain_text("行政处罚")
    assert "kind=" in page.url
    page.get_by_label("排序").select_option("日期")
    assert "sort=date" in page.url


def test_no_hit_offers_the_nearest(visit: Open) -> None:
    page = _search(visit, "种子 从无此词")
    assert "没有找到" in _status(page)
    page.get_by_role("button", name="种子（").click()
    expect(page.locator("[data-found]")).to_contain_text("找到")
    assert page.get_by_label("检索词").input_value() == "种子"


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "a" * 10_000, "\x07.*(", "</script>"])
def test_hostile_queries_do_nothing(typed: str, visit: Open) -> None:
    watched = visit(PLACE)
    watched.page.get_by_label("检索词").fill(typed)
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("[data-found]")).to_contain_text("。")
    assert watched.page.locator("main img").count() == 0
    assert not watched.faults


def test_a_missing_file_says_so_and_can_be_tried_again(visit: Open) -> None:
    page = visit(PLACE).page
    page.route("**/g-*.bin", lambda route: route.fulfill(status=404, body="not here"))
    page.get_by_label("检索词").fill("种子")
    expect(page.locator("[data-found]")).to_contain_text("检索文件没有完整取到")
    assert page.locator("[data-hits] .row").count() == 0
    page.unroute("**/g-*.bin")
    page.get_by_role("button", name="重试").click()
    expect(page.locator("[data-found]")).to_contain_text("找到")


def test_rows_past_their_day_are_not_found(visit: Open) -> None:
    number = "青农（种子）罚〔2026〕1号"
    assert "找到 1 条" in _status(_search(visit, number))
    later = _search(visit, number, clock="2035-01-01T04:00:00Z")
    assert "没有找到" in _status(later)


def test_without_history_it_finds_all_the_same(visit: Open) -> None:
    page = visit(PLACE).page
    page.evaluate("() => { history.replaceState = () => { throw new Error('forbidden'); }; }")
    page.get_by_label("检索词").fill("种子")
    expect(page.locator("[data-found]")).to_contain_text("找到")


def test_without_scripts_there_are_the_lists(visit: Open) -> None:
    page = visit(PLACE, java_script_enabled=False).page
    expect(page.get_by_text("请从下面的列表查找")).to_be_visible()
    expect(page.get_by_label("检索词")).to_be_hidden()
    assert page.locator("[data-ways] a").count() > 15
