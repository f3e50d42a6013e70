"""Charts can be read: their contrast, computed here from what the browser paints, and the table behind each."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sample_site import KINDS
from watched import Open

pytestmark = pytest.mark.browser

# Of each shape and text in the charts: what it is painted with. A page's background is opaque.
_PAINTED = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const of = (selector, property) => Array.from(document.querySelectorAll(selector))
    .map((node) => [node.getAttribute("class") || node.textContent, getComputedStyle(node)[property]]);
  return { ground, bars: of(".plot rect[class]", "fill"), words: of(".plot text", "fill") };
}"""
# The same of a flowchart: it stands on its own white paper in every mode, and each text in a shape of its own colour.
_DRAWN = """() => {
  const paint = (node, property) => getComputedStyle(node)[property];
  const paper = paint(document.querySelector(".fc-paper"), "fill");
  const pairs = [];
  for (const box of document.querySelectorAll(".fc-box")) {
    const shape = box.querySelector(".fc-shape"), text = box.querySelector(".fc-text");
    pairs.push([text.textContent, paint(text, "fill"), paint(shape, "fill"), 4.5]);
    for (const span of text.querySelectorAll("[fill]")) pairs.push([span.textContent, paint(span, "fill"), paint(shape, "fill"), 4.5]);
    pairs.push([text.textContent + " (edge)", paint(shape, "stroke"), paper, 3]);
  }
  for (const label of document.querySelectorAll(".fc-label")) pairs.push([label.textContent, paint(label, "fill"), paper, 4.5]);
  return pairs;
}"""
# WCAG 2.1: 1.4.11 for graphics, 1.4.3 for text.
_GRAPHICS, _TEXT = 3.0, 4.5


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(r, g, b)`` by WCAG 2.1."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", ["home", "openness", "entity"])
def test_bars_and_words_stand_out_in_every_mode(kind: str, visit: Open) -> None:
    page = visit(KINDS[kind]).page
    faint = []
    for mode in ("light", "dark", "contrast"):
        page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
        page.evaluate("(on) => document.documentElement.classList.toggle('contrast', on)", mode == "contrast")
        painted = page.evaluate(_PAINTED)
        assert len(painted["bars"]) > 5 and len(painted["words"]) > 10
        faint += [
            (mode, what, colour, round(contrast(colour, painted["ground"]), 2))
            for shapes, least in (("bars", _GRAPHICS), ("words", _TEXT))
            for what, colour in painted[shapes]
            if contrast(colour, painted["ground"]) < least
        ]
        assert len({colour for _, colour in painted["bars"]}) >= 3
    assert not faint


@pytest.mark.parametrize("forced", ["none", "active"])
def test_in_forced_colours_bars_have_the_colour_of_text(forced: str, visit: Open) -> None:
    page = visit(KINDS["openness"]).page
    page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
    painted = page.evaluate(_PAINTED)
    bars = {colour for _, colour in painted["bars"]}
    assert (bars == {page.evaluate("getComputedStyle(document.body).color")}) is (forced == "active")


def test_a_flowchart_stands_out_on_its_paper_in_every_mode(visit: Open) -> None:
    page = visit(KINDS["flow"]).page
    for mode in ("light", "dark", "contrast"):
        page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
        page.evaluate("(on) => document.documentElement.classList.toggle('contrast', on)", mode == "contrast")
        pairs = page.evaluate(_DRAWN)
        assert len(pairs) > 30
        assert [pair for pair in pairs if contrast(pair[1], pair[2]) < pair[3]] == []


def test_the_table_behind_a_chart_opens_by_keyboard_and_without_javascript(visit: Open) -> None:
    page: Page = visit(KINDS["openness"], java_script_enabled=False).page
    plot = page.locator(".plot").first
    expect(plot.locator("table")).to_be_hidden()
    plot.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(plot.locator("table")).to_be_visible()


def test_a_chart_is_named_and_described(visit: Open) -> None:
    page = visit(KINDS["home"]).page
    chart = page.get_by_role("img", name="2026年每月作出并公示的决定")
    expect(chart).to_be_visible()
    described = chart.locator("desc").text_content() or ""
    total = sum(int(words) for words in page.locator(".plot").first.locator("tbody td:last-child").all_text_contents())
    assert f"全年共{total}件" in described
