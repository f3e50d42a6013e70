"""Every page kind in every mode and at every width: nothing sticks out, breaks, calls elsewhere or is hard to use.

One page serves all kinds: opening a context for each costs more than what is looked at. A mode is a class that head.js
sets from what the reader chose, so switching the class shows the same as loading the page again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser
from sample_site import KINDS, NOON, WIDTHS
from watched import Watched

pytestmark = pytest.mark.browser

_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What can differ between modes of one document: colours, sizes, what scrolls. The measure of contrast takes nine tenths of
# the time, and what follows in a list is painted as what comes first; all other rules see the whole document, once. Drawings
# have a measure of their own (test_browser_charts).
_OF_LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable"]
_LOOKS = {"runOnly": {"type": "rule", "values": _OF_LOOKS}, "resultTypes": ["violations"]}
_WHOLE = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "rules": {rule: {"enabled": False} for rule in _OF_LOOKS},
    "resultTypes": ["violations"],
}
_MANY = [
    ".card:nth-of-type(n+3)", "tbody tr:nth-child(n+4)", ".row:nth-child(n+5)", ".year:nth-of-type(n+3)",
    ".fields > div:nth-child(n+7)", ".tiles > li:nth-child(n+4)", ".stack > li:nth-child(n+5)", ".months > li:nth-child(n+3)",
    ".filters li:nth-child(n+4)", ".plot svg",
]  # fmt: skip
_RUN = "([context, options]) => axe.run(context || document, options)"
_MODE = """([large, contrast]) => {
  document.documentElement.classList.toggle("large", large);
  document.documentElement.classList.toggle("contrast", contrast);
}"""


@pytest.fixture(scope="module")
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """One page for all kinds; its faults are taken away by each test."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    context.clock.set_fixed_time(NOON)
    yield Watched(context.new_page(), address)
    context.close()


def _mode(watched: Watched, look: str) -> None:
    watched.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    watched.page.evaluate(_MODE, [look == "large", look == "contrast"])


@pytest.mark.parametrize("kind", KINDS)
def test_fits_every_window_and_is_clean(kind: str, watched: Watched) -> None:
    watched.faults.clear()
    watched.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page, wrong = watched.go(KINDS[kind]), []
    # The other modes change colours and nothing else.
    for look in ("light", "contrast", "large"):
        _mode(watched, look)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if overflow := watched.overflow():
                wrong.append(f"{look}, {width} px: {overflow}")
    assert not wrong
    assert not watched.faults
    # An error page would pass all of the above.
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, watched: Watched) -> None:
    page = watched.go(KINDS[kind])
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    wrong = []
    for look, width in (("light", 1280), ("dark", 1280), ("contrast", 1280), ("large", 360)):
        _mode(watched, look)
        page.set_viewport_size({"width": width, "height": 900})
        asked: list[list[Any]] = [[{"exclude": _MANY}, _LOOKS]]
        if look == "light":
            asked.append([None, _WHOLE])
        wrong += [
            f"{look} {width} px: {violation['id']} ({violation['impact']}): {node['html'][:200]}"
            for one in asked
            for violation in page.evaluate(_RUN, one)["violations"]
            for node in violation["nodes"][:3]
        ]
    assert not wrong, "\n".join(wrong)
