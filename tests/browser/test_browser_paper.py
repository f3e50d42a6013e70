"""What comes out of the printer: A4, no menus, all the words."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

# A4 in millimetres.
SHORT, LONG = 210, 297


def _print(page: Page) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def _sizes(document: pdfium.PdfDocument) -> set[tuple[int, int]]:
    return {(round(sheet.get_width() / 72 * 25.4), round(sheet.get_height() / 72 * 25.4)) for sheet in document}


def _text(document: pdfium.PdfDocument) -> str:
    return "".join(_words(sheet) for sheet in document)


def _words(sheet: pdfium.PdfPage) -> str:
    return "".join(sheet.get_textpage().get_text_bounded().split())


def test_a_decision_on_a4(visit: Open) -> None:
    document = _print(visit(KINDS["decision"]).page)
    assert _sizes(document) == {(SHORT, LONG)}
    assert len(document) == 2
    text = _text(document)
    for words in (
        "青农（种子）罚〔2026〕1号",
        "青禾县穗满仓农资店",
        "违法事实",
        "救济途径",
        "https://www.qinghe.example/portal",
    ):
        assert words in text
    for words in ("事前公开", "长者模式", "打印本页", "跳到正文", "当前位置"):
        assert words not in text


@pytest.mark.parametrize("mode", ["", "large", "contrast"])
def test_a_board_is_one_sheet_across(mode: str, visit: Open) -> None:
    """Whatever the reader chose for the screen."""
    page = visit(KINDS["board"]).page
    page.evaluate("(mode) => mode && document.documentElement.classList.add(mode)", mode)
    document = _print(page)
    assert _sizes(document) == {(LONG, SHORT)}
    assert len(document) == 1
    text = _text(document)
    for words in ("政务服务中心12号窗口", "林晓禾", "岗位职责", "投诉举报"):
        assert words in text
    for words in ("事前公开", "打印公示牌", "主办单位"):
        assert words not in text


@pytest.mark.parametrize("kind", ["flow", "flow-simple"])
def test_a_flow_chart_is_whole_on_a_sheet_of_its_own(kind: str, visit: Open) -> None:
    page = visit(KINDS[kind]).page
    chart = {"".join(words.split()) for words in page.locator("figure.chart svg text").all_text_contents()}
    for wide, size in ((False, (SHORT, LONG)), (True, (LONG, SHORT))):
        # The sample has no chart that is wider than high; its page would bear this class.
        page.evaluate("wide => document.body.classList.toggle('wide', wide)", wide)
        document = _print(page)
        assert len(document) == 1 and _sizes(document) == {size}
        assert all(each in _text(document) for each in chart)


def test_dark_screens_print_on_white(visit: Open) -> None:
    page = visit(KINDS["decision"], color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_lists_and_figures_on_paper(visit: Open) -> None:
    for kind, most in (("officers", 4), ("items", 8), ("guide", 2), ("openness", 2)):
        document = _print(visit(KINDS[kind]).page)
        assert _sizes(document) == {(SHORT, LONG)} and len(document) <= most, kind
    # The widest table is on the sheet to its last column.
    assert "更正" in _text(document)


@pytest.mark.parametrize("kind", ["decision", "lookup", "flow", "guide", "home"])
def test_nothing_to_press_is_printed(kind: str, visit: Open) -> None:
    page = visit(KINDS[kind]).page
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, nav:visible, .skip:visible").count() == 0
