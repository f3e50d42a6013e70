"""Somebody looks for decisions by lists and filters, with and without JavaScript, and follows one to the power behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser


def _titles(page: Page) -> list[str]:
    return page.locator("main .rows .row-title").all_inner_texts()


def _filter(page: Page, name: str) -> None:
    page.locator(".filters").get_by_role("link", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_from_the_home_page_to_the_flowchart_behind_a_penalty(scripts: bool, visit: Open) -> None:
    watched = visit("index.html", java_script_enabled=scripts)
    page = watched.page
    page.locator("main").get_by_role("link", name="执法决定", exact=True).click()
    page.get_by_role("link", name="青禾县农业农村局", exact=True).click()
    _filter(page, "行政处罚")
    _filter(page, "2026年")
    expect(page.locator("main h1")).to_have_text("2026年青禾县农业农村局行政处罚决定")
    titles = _titles(page)
    assert f"共 {len(titles)} 件" in page.locator(".page-head").inner_text()
    page.get_by_role("link", name="销售标签内容不符合规定的玉米种子案").click()
    expect(page.locator(".summary")).to_contain_text("青禾县穗满仓农资店")
    page.locator(".full dt", has_text="执法事项").locator("xpath=../dd/a").click()
    expect(page.locator("main")).to_contain_text("种子法")
    page.get_by_role("link", name="行政处罚普通程序流程图").click()
    expect(page.locator("main .chart svg")).to_be_visible()
    assert not watched.faults


def _amounts(page: Page) -> list[float]:
    return [
        float(words.replace(",", "").removesuffix("元")) for words in page.locator("main .rows .num").all_inner_texts()
    ]


def test_a_group_in_other_orders_without_javascript(visit: Open) -> None:
    page = visit(KINDS["decisions-organ"], java_script_enabled=False).page
    first = _titles(page)
    page.get_by_role("link", name="金额，大的在前").click()
    assert _amounts(page) == sorted(_amounts(page), reverse=True) and len(_amounts(page)) > 3
    assert sorted(_titles(page)) == sorted(first)
    page.get_by_role("link", name="决定日期，旧的在前").click()
    assert _titles(page) == first[::-1]
    page.get_by_role("link", name="决定日期，新的在前").click()
    assert _titles(page) == first


def test_rows_of_a_month_or_a_year_in_another_order_and_back(visit: Open) -> None:
    page = visit("decisions/kind-penalty-qinghe-nyncj/2026.html").page
    first = _titles(page)
    page.get_by_label("本页排序").select_option("amount")
    assert _amounts(page) == sorted(_amounts(page), reverse=True) and len(_amounts(page)) > 3
    assert sorted(_titles(page)) == sorted(first)
    page.get_by_label("本页排序").select_option("published")
    days = page.locator("main .rows .row-side time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    page.get_by_label("本页排序").select_option("")
    assert _titles(page) == first


def test_on_a_phone_the_filters_are_one_jump_away(visit: Open) -> None:
    page = visit(KINDS["decisions-organ"], width=360).page
    page.get_by_role("link", name="筛选和下载").click()
    expect(page.locator(".filters h2")).to_be_in_viewport()


def test_a_decision_as_data(visit: Open, tmp_path: Path) -> None:
    page = visit(KINDS["decision"]).page
    with page.expect_download() as download:
        page.get_by_role("link", name="下载数据").click()
    download.value.save_as(tmp_path / "decision.json")
    data = json.loads((tmp_path / "decision.json").read_text(encoding="utf-8"))
    assert data["number"] in page.locator(".full").inner_text()


def test_the_home_page_asks_first_what_one_looks_for(visit: Open) -> None:
    page = visit("index.html").page
    box = page.get_by_role("search").get_by_role("searchbox")
    expect(box).to_have_count(1)
    box.fill("种子")
    page.keyboard.press("Enter")
    expect(page.locator("[data-hits] .row").first).to_be_visible()
