"""A host that missed its rebuild: the reader's browser takes a decision away on the day after its last, Shanghai time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Route
from sample_site import AS_OF, KINDS
from watched import Open

pytestmark = pytest.mark.browser

DECISION = KINDS["decision"]
_LAST_DAY = re.compile(r'<html [^>]*data-last-day="([\d-]+)"')
_TITLE = re.compile(r"<h1>(.+?)</h1>")
_FACT = re.compile(r"<dt>违法事实</dt><dd><div class=\"text\">(.{20})", re.S)
_BANNER = re.compile(r'<aside class="sample".*?</aside>', re.S)
_ROW_DAY = re.compile(r'<li class="row" data-last-day="([\d-]+)"')


def _last_day(site: Path, path: str) -> date:
    found = _LAST_DAY.search((site / path).read_text(encoding="utf-8"))
    assert found, f"{path} does not carry its last day"
    return date.fromisoformat(found[1])


@pytest.mark.parametrize("clock", ["T00:00:00Z", "T15:59:59Z"], ids=["in the morning", "a second before midnight"])
def test_on_its_last_day_a_decision_is_whole(clock: str, visit: Open, site: Path) -> None:
    page = visit(DECISION, clock=f"{_last_day(site, DECISION)}{clock}").page
    assert page.locator("article.record").is_visible()
    assert page.locator(".over-notice").is_hidden()


def test_the_day_ends_at_midnight_in_shanghai_not_in_london(visit: Open, site: Path) -> None:
    page = visit(DECISION, clock=f"{_last_day(site, DECISION)}T16:00:01Z").page
    assert page.locator(".over-notice").is_visible()
    assert page.locator("article.record").count() == 0


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Urumqi", "Pacific/Auckland"])
def test_the_zone_of_the_reader_does_not_matter(zone: str, visit: Open, site: Path) -> None:
    last = _last_day(site, DECISION)
    watched = visit(DECISION, clock=f"{last}T15:59:00Z", timezone_id=zone)
    assert watched.page.locator("article.record").count() == 1
    watched.page.clock.set_fixed_time(f"{last}T16:01:00Z")
    assert watched.go(DECISION).locator("article.record").count() == 0


def test_after_its_last_day_nothing_of_a_decision_is_left_in_the_page(visit: Open, site: Path) -> None:
    source = (site / DECISION).read_text(encoding="utf-8")
    title, fact = _TITLE.search(source), _FACT.search(source)
    assert title and fact
    watched = visit(DECISION, clock=f"{_last_day(site, DECISION) + timedelta(days=1)}T04:00:00Z")
    left = watched.page.content()
    # Judged several times over, yet only the page's own crumb is gone.
    assert watched.page.locator(".crumbs li").all_text_contents() == ["首页", "执法决定", "行政处罚"]
    assert "公示期已满" in watched.page.locator("main").inner_text()
    for gone in (title[1], fact[1], "青禾县穗满仓农资店", "92659900MA06407849", "青农（种子）罚〔2026〕1号"):
        assert gone in source, f"{gone} was never on the page, so that its absence proves nothing"
        assert gone not in left
        assert gone not in watched.page.title()
    assert not watched.faults


def test_lapsed_rows_leave_a_list_and_are_counted(visit: Open, site: Path) -> None:
    path = KINDS["decisions-organ-month"]
    days = sorted(date.fromisoformat(day) for day in _ROW_DAY.findall((site / path).read_text(encoding="utf-8")))
    assert len(days) > 1, f"{path} has too few rows to tell anything"
    whole = visit(path, clock=f"{days[0]}T15:59:00Z").page
    assert whole.locator("li.row").count() == len(days)
    assert whole.locator(".over-count").count() == 0
    after = visit(path, clock=f"{days[0]}T16:01:00Z").page
    lapsed = sum(day == days[0] for day in days)
    assert after.locator("li.row").count() == len(days) - lapsed
    assert f"另有 {lapsed} 件" in after.locator(".over-count").inner_text()


@pytest.mark.parametrize("path", [KINDS["home"], KINDS["decisions"], KINDS["404"]])
def test_a_site_that_has_not_been_built_for_a_week_says_so(path: str, visit: Open) -> None:
    """A sample is old by design and does not; here its banner is taken off on the way."""
    old = f"{date.fromisoformat(AS_OF) + timedelta(days=8)}T00:00:00Z"
    watched = visit(path, clock=old, width=360)
    assert watched.page.locator("aside").all_text_contents()[0].startswith("示例网站")
    for route in ("**/*.html", "**/"):
        watched.page.route(route, _as_no_sample)
    notice = watched.go(path).locator("aside.sample")
    assert notice.count() == 1 and "已有 8 天没有更新" in notice.inner_text()
    assert watched.overflow() is None
    watched.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert notice.count() == 1
    watched.page.clock.set_fixed_time(f"{date.fromisoformat(AS_OF) + timedelta(days=7)}T15:59:00Z")
    assert watched.go(path).locator("aside").count() == 0
    assert not watched.faults


def _as_no_sample(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=_BANNER.sub("", answer.text()))


def test_a_page_kept_open_over_midnight_is_judged_again(visit: Open, site: Path) -> None:
    last = _last_day(site, DECISION)
    page = visit(DECISION, clock=f"{last}T15:59:00Z").page
    assert page.locator("article.record").count() == 1
    page.clock.set_fixed_time(f"{last}T16:01:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.locator("article.record").count() == 0
    assert page.locator(".over-notice").is_visible()
