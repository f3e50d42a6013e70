"""Somebody looks for a decision: by typing, by an address that was sent, by keyboard alone, and when a file is missing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from watched import Open

pytestmark = pytest.mark.browser

PLACE = "search/index.html"
# What the page says of a search; neither is a part of the other.
FOUND = re.compile(r"^找到 [1-9]\d* 条结果。$")
NOTHING = re.compile(r"^没有找到。(有 [1-9]\d* 个相近的检索可以试试。)?$")


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
    assert FOUND.fullmatch(_status(page))
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
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    assert page.get_by_label("检索词").input_value() == "种子"


def test_by_keyboard_alone_and_spoken(visit: Open) -> None:
    page = visit(PLACE).page
    expect(page.get_by_label("检索词")).to_be_focused()
    page.keyboard.type("青禾县")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(FOUND)
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
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    expect(page.locator(".row-facts").first).to_contain_text("行政处罚")
    assert "kind=" in page.url
    page.get_by_label("排序").select_option("日期")
    assert "sort=date" in page.url


def test_no_hit_offers_the_nearest(visit: Open) -> None:
    page = _search(visit, "种子 从无此词")
    expect(page.get_by_role("status")).to_have_text("没有找到。有 1 个相近的检索可以试试。")
    page.get_by_role("button", name="种子（").click()
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    assert page.get_by_label("检索词").input_value() == "种子"
    expect(page.locator("[data-offers]")).to_be_hidden()


def test_no_hit_under_filters_offers_to_do_without(visit: Open) -> None:
    page = visit(f"{PLACE}?q=种子&year=1999").page
    page.get_by_role("button", name="不加筛选条件（").click()
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    assert "year=" not in page.url


def test_nothing_near_is_answered_with_advice(visit: Open) -> None:
    page = _search(visit, "zhongzi")
    expect(page.locator("[data-offers]")).to_contain_text("请检查有没有错字")


def test_back_leads_to_the_query_before(visit: Open) -> None:
    """One step for each query that was meant, none for the letters on the way to it."""
    page = visit(PLACE).page
    field, status = page.get_by_label("检索词"), page.locator("[data-found]")
    for query in ("青禾县", "种子"):
        for size in range(1, len(query) + 1):
            field.fill(query[:size])
            expect(page).to_have_title(re.compile(f"^{query[:size]} - "))
        page.keyboard.press("Enter")
    page.get_by_label("排序").select_option("日期")
    expect(page).to_have_url(re.compile("sort=date"))
    page.go_back()
    expect(page.get_by_label("排序")).to_have_value("relevance")
    page.go_back()
    expect(field).to_have_value("青禾县")
    expect(status).to_have_text(FOUND)
    assert page.locator("[data-hits] mark").first.inner_text() == "青禾县"
    page.locator(".row-title").first.click()
    expect(page.locator("h1").first).to_be_visible()
    page.go_back()
    expect(page.get_by_label("检索词")).to_have_value("青禾县")
    expect(page.locator("[data-found]")).to_have_text(FOUND)


HOSTILE = {
    "long": "a" * 10_000, "long in Chinese": "青禾县" * 3_333, "control": "青\x00\x07\x1b[31m禾", "regex": "(a+)+$.*[\\\\^$&",
    "markup": "<img src=x onerror=alert(1)>", "end of script": "</script><script>alert(1)</script>", "prototype": "__proto__",
}  # fmt: skip


def test_hostile_queries_do_nothing(visit: Open) -> None:
    watched = visit(PLACE)
    status = watched.page.locator("[data-found]")
    for name, typed in HOSTILE.items():
        watched.page.get_by_label("检索词").fill("种子")
        expect(status, name).to_have_text(FOUND)
        watched.page.get_by_label("检索词").fill(typed)
        watched.page.keyboard.press("Enter")
        expect(status, name).to_have_text(NOTHING)
        assert watched.page.locator("main img, main script:not([src])").count() == 0
        assert len(watched.page.url) < 6_000
    assert not watched.faults


def test_half_of_a_surrogate_pair_is_no_character(visit: Open) -> None:
    watched = visit(PLACE)
    watched.page.evaluate(
        """() => {
          const box = document.querySelector("#q");
          box.value = "\\ud83d种\\ude00子\\ud800";
          box.form.requestSubmit();
        }"""
    )
    expect(watched.page.locator("[data-found]")).to_have_text(FOUND)
    assert watched.page.locator("[data-hits] mark").first.inner_text() == "种子"
    assert not watched.faults


def test_markup_in_an_address_stays_text(visit: Open) -> None:
    watched = visit(f"{PLACE}?q=%3Cb%3E%E7%A7%8D%E5%AD%90%3C/b%3E&kind=%3Ci%3E&sort=%22%3E&year=%00")
    expect(watched.page.locator("[data-found]")).to_have_text(NOTHING)
    assert watched.page.get_by_label("检索词").input_value() == "<b>种子</b>"
    assert watched.page.locator("main b, main i").count() == 0
    assert not watched.faults


def _cut(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body()[:-9])


FAULTY = "**/g-*.bin"
FAULTS = {
    "missing": lambda route: route.fulfill(status=404, body="not here"),
    "cut short": _cut,
    "empty": lambda route: route.fulfill(status=200, body=""),
    "a page in its place": lambda route: route.fulfill(status=200, body="<!DOCTYPE html><p>登录"),
    "no connection": lambda route: route.abort(),
}


def test_a_faulty_file_gives_a_message_and_can_be_tried_again(visit: Open) -> None:
    page = visit(PLACE).page
    for name, fault in FAULTS.items():
        page.route(FAULTY, fault)
        page.get_by_label("检索词").fill("瑞农种子有限责任公司")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status"), name).to_contain_text("检索文件没有完整取到")
        expect(page.locator("[data-results]")).to_be_hidden()
        page.unroute(FAULTY)
        page.get_by_role("button", name="重试").click()
        expect(page.locator("[data-found]"), name).to_have_text(FOUND)
        page.goto(page.url.partition("?")[0])


def test_a_server_that_fails_once_is_asked_again(visit: Open) -> None:
    page = visit(PLACE).page
    asked: list[str] = []

    def once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=500, body="Internal Server Error")
        else:
            route.continue_()

    page.route(FAULTY, once)
    page.get_by_label("检索词").fill("种子经营")
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    assert len(asked) > 1


def test_the_program_itself_can_be_tried_again(visit: Open) -> None:
    page = visit(PLACE).page
    script = re.compile(r"/assets/search-[0-9a-f]{10}\.js")
    page.route(script, lambda route: route.abort())
    page.get_by_label("检索词").fill("种子")
    expect(page.get_by_role("status")).to_contain_text("检索程序没有取到")
    page.unroute(script)
    page.get_by_role("button", name="重试").click()
    expect(page.locator("[data-found]")).to_have_text(FOUND)


def test_when_its_folders_are_gone_the_entry_is_loaded_once_more(visit: Open) -> None:
    """As after a deployment while the page was open: the reader sees nothing of it."""
    page = visit(PLACE).page
    entries: list[str] = []
    page.on("request", lambda request: entries.append(request.url) if request.url.endswith("/index.json") else None)

    def entry(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        gone = {kind: [per, re.sub("[0-9]", "a", folders)] for kind, (per, folders) in data["folders"].items()}
        route.fulfill(response=answer, json=data if len(entries) > 1 else {**data, "folders": gone})

    page.route("**/search/index.json", entry)
    page.get_by_label("检索词").fill("种子")
    page.keyboard.press("Enter")
    expect(page.locator("[data-found]")).to_have_text(FOUND)
    assert len(entries) == 2


def test_rows_past_their_day_are_not_found(visit: Open) -> None:
    number = "青农（种子）罚〔2026〕1号"
    assert _status(_search(visit, number)) == "找到 1 条结果。"
    later = _search(visit, number, clock="2035-01-01T04:00:00Z")
    assert NOTHING.fullmatch(_status(later))


def test_without_history_it_finds_all_the_same(visit: Open) -> None:
    page = visit(PLACE).page
    page.evaluate("() => { history.replaceState = () => { throw new Error('forbidden'); }; }")
    page.get_by_label("检索词").fill("种子")
    expect(page.locator("[data-found]")).to_have_text(FOUND)


def test_without_scripts_there_are_the_lists(visit: Open) -> None:
    page = visit(PLACE, java_script_enabled=False).page
    expect(page.get_by_text("请从下面的列表查找")).to_be_visible()
    expect(page.get_by_label("检索词")).to_be_hidden()
    ways = page.locator("[data-ways]")
    assert ways.get_by_role("heading", level=3).all_inner_texts() == ["按执法主体", "按执法类别", "按年份"]
    for link in ("青禾县农业农村局执法决定", "行政处罚", "2026年"):
        visit_again = visit(PLACE, java_script_enabled=False)
        visit_again.page.locator("[data-ways]").get_by_role("link", name=link, exact=True).click()
        expect(visit_again.page.locator("h1").first).to_contain_text(link.removesuffix("执法决定"))
        assert visit_again.page.locator("main a[href*='.html']").count() > 0
        assert not visit_again.faults


def test_what_is_going_on_is_told_to_those_who_do_not_see(visit: Open) -> None:
    page = visit(PLACE).page
    status = page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    page.evaluate(
        """() => {
          const place = document.querySelector("[data-found]");
          window.told = [];
          new MutationObserver(() => window.told.push(place.textContent)).observe(place, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.get_by_label("检索词").fill("种子")
    page.keyboard.press("Enter")
    expect(status).to_have_text(FOUND)
    told = page.evaluate("() => window.told")
    assert "正在检索…" in told
    assert FOUND.fullmatch(told[-1])
    # Every control has a name, and what is marked is marked in the text that is read.
    for role in ("searchbox", "button", "combobox"):
        for control in page.get_by_role(role).all():
            if control.is_visible():
                assert control.evaluate(
                    "(node) => Boolean(node.labels && node.labels.length || node.textContent.trim() || node.getAttribute('aria-label'))"
                )
