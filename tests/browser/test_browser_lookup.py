"""Somebody holds a badge in your face: is this certificate good today?"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sample_site import AS_OF, KINDS, NOON
from watched import Open

from county import OFFICERS, changed, write_county
from gongshi.records.entity import Officer
from gongshi.registry.certificates import certificate_status
from gongshi.site import addresses
from gongshi.site.sections import certificates
from inprocess import site_of

pytestmark = pytest.mark.browser

VALID, SUSPENDED, CANCELLED = "65990001", "65990023", "65990024"
_TO_WIDE = {ord(digit): 0xFF10 + value for value, digit in enumerate("0123456789")}


def _ask(page: Page, number: str) -> str:
    page.get_by_label("执法证号").fill(number)
    page.get_by_role("button", name="查询").click()
    return _answer(page)


def _answer(page: Page) -> str:
    expect(page.locator("[data-answer] .answer")).to_be_visible()
    return page.locator("[data-answer]").inner_text()


@pytest.fixture
def lookup(visit: Open) -> Page:
    """The look-up page at the sample's noon."""
    return visit(KINDS["lookup"]).page


def test_a_good_certificate_however_it_is_typed(lookup: Page) -> None:
    wide, grouped = VALID.translate(_TO_WIDE), f"{VALID[:4]} {VALID[4:]}"
    for typed in (VALID, f"  {VALID} ", wide, grouped, f"\u3000{VALID}"):
        answer = _ask(lookup, typed)
        assert "证件有效（按今天 2026-11-21 判断）" in answer, typed
        assert VALID in answer and "马志远" in answer and "青禾县农业农村局" in answer


def test_an_unknown_number_says_so_and_whom_to_ask(lookup: Page) -> None:
    for typed in ("65999999", "6599000", "买买提", "__proto__", "<img src=x onerror=alert(1)>"):
        answer = _ask(lookup, typed)
        assert "查无此证" in answer and "0999-" in answer, typed
    assert lookup.locator("[data-answer] img, [data-answer] dl").count() == 0


def test_a_certificate_that_was_taken_away_is_no_good(lookup: Page) -> None:
    for number, state in ((SUSPENDED, "暂扣"), (CANCELLED, "注销")):
        answer = _ask(lookup, number)
        assert state in answer and "证件有效" not in answer


def test_the_code_on_a_badge_asks_by_itself_and_the_day_is_that_of_the_reader(visit: Open) -> None:
    watched = visit(f"officers/check/?no={VALID}")
    assert "证件有效" in _answer(watched.page)
    assert watched.faults == []
    late = visit(f"officers/check/?no={VALID}", clock="2035-01-01T04:00:00Z").page
    answer = _answer(late)
    assert "证件已过期，有效期到 2027-05-31" in answer and "此后可能有变化" in answer
    early = _answer(visit(f"officers/check/?no={VALID}", clock="2020-01-01T04:00:00Z").page)
    assert "还没有生效，自 2022-06-01 起有效" in early and "设备日期" in early


def test_the_script_and_the_lists_judge_alike(visit: Open) -> None:
    """Every state of a certificate on days before, at and after the ends of its term."""
    officers = [
        Officer.model_validate({**OFFICERS["人员"][0], "有效期自": start, "有效期至": end, "证件状态": status})
        for status in ("有效", "暂扣", "注销")
        for start, end in (
            ("2020-01-01", "2026-11-20"), ("2020-01-01", AS_OF), (AS_OF, AS_OF), (AS_OF, "2030-01-01"),
            ("2026-11-22", "2030-01-01"),
        )
    ]  # fmt: skip
    file = {f"T-{i}": certificates.said(officer, "示例机关") for i, officer in enumerate(officers)}
    page = visit(KINDS["lookup"]).page
    page.route("**/officers/check/*.json", lambda route: route.fulfill(body=json.dumps(file)))
    words = {
        "有效": "证件有效",
        "未生效": "证件还没有生效",
        "过期": "证件已过期",
        "暂扣": "证件已被暂扣",
        "注销": "证件已注销",
    }
    statuses = [certificate_status(officer, date.fromisoformat(AS_OF)) for officer in officers]
    assert set(statuses) == set(words)
    for number, status in zip(file, statuses, strict=True):
        page.locator("[data-answer]").evaluate("(node) => { node.textContent = ''; }")
        answer = _ask(page, number)
        assert answer.startswith(words[status]), (number, status)
        assert page.locator(".answer-good").count() == (status == "有效")


def test_the_address_of_before_leads_on(visit: Open) -> None:
    page = visit(addresses.CHECK_BEFORE).page
    page.wait_for_url(f"**/{addresses.CHECK}")
    expect(page.get_by_label("执法证号")).to_be_visible()


def test_the_answer_is_spoken_and_asked_for_by_keyboard_alone(lookup: Page) -> None:
    lookup.get_by_label("执法证号").focus()
    lookup.keyboard.type("   ")
    lookup.keyboard.press("Enter")
    expect(lookup.get_by_label("执法证号")).to_be_focused()
    assert lookup.locator("[data-answer] .answer").count() == 0
    lookup.keyboard.type(VALID)
    lookup.keyboard.press("Enter")
    expect(lookup.get_by_role("status")).to_contain_text("证件有效")


def test_every_certificate_is_found_in_its_file(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many files, and one of them lost: the script and the builder agree where a number lies."""
    monkeypatch.setattr(certificates, "_IN_A_FILE", 2)
    first = OFFICERS["人员"][0]
    numbers = [f"QH-{n:04d}" for n in range(9)]
    people = [changed(first, {"姓名": f"示例{n}", "执法证号": n}) for n in numbers]
    content = write_county(tmp_path, files={"pre/officers/county.yaml": changed(OFFICERS, {"人员": people})})
    _, tree = site_of(content, date(2026, 11, 21))
    assert len([path for path in tree if path.startswith("officers/check/5-")]) == 5
    lost: set[str] = set()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://site.example/").partition("?")[0]
        path = f"{path}index.html" if path.endswith("/") else path
        found = tree.get(path) if path not in lost else None
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        kind = kinds.get(path[path.rfind(".") :], "application/json")
        route.fulfill(status=200 if found else 404, body=found or b"", content_type=f"{kind}; charset=utf-8")

    context = browser.new_context()
    context.clock.set_fixed_time(NOON)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://site.example/officers/check/?no=qh-0000")
    assert "示例QH-0000" in _answer(page)
    for number in numbers[1:]:
        assert f"示例{number}" in _ask(page, number)
    lost.update(path for path in tree if path.endswith(".json"))
    assert "没有取到证件数据" in _ask(page, numbers[0])
    context.close()
