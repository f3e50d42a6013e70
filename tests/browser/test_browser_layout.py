"""Every page kind in every mode and at every width: nothing sticks out, breaks, calls elsewhere or is hard to use.

One page serves all kinds, and each kind is opened once: opening costs more than what is looked at. A mode is a class that
head.js sets from what the reader chose, so switching the class shows the same as loading the page again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser
from sample_site import KINDS, NOON, WIDTHS
from watched import OVERFLOW, Watched

pytestmark = pytest.mark.browser

_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on sizes is asked for in 长者模式 as well. The measure of contrast has a way of its own; all other rules see
# the document, once.
_LAYOUT = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
_WHOLE = {"type": "tag", "values": _TAGS}
_RUN = """(which) => axe.run({
  runOnly: which, rules: which.type === "tag" ? { "color-contrast": { enabled: false } } : {}, resultTypes: ["violations"],
})"""
# Contrast takes nine tenths of axe's time, and texts painted alike have the same: the colour of the letters, of all that
# lies behind them, size and weight. Of each way of painting, axe judges the first and the last text; what it passed in
# this mode on another page, it need not see again. Drawings have a measure of their own (test_browser_charts).
_CONTRAST = """async (passed) => {
  const known = new Set(passed), groups = new Map(), grounds = new Map();
  const ground = (node) => {
    if (!node) return "";
    if (!grounds.has(node)) {
      const style = getComputedStyle(node);
      const own = style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor + " ";
      const lifted = /absolute|fixed/.test(style.position) ? node.className + " " : "";
      const faint = style.opacity === "1" ? "" : style.opacity + " ";
      grounds.set(node, own + lifted + faint + ground(node.parentElement));
    }
    return grounds.get(node);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = new Set(document.querySelectorAll("input, select"));
  while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.add(walker.currentNode.parentElement);
  for (const node of nodes) {
    const box = node.getBoundingClientRect();
    if (!box.width || box.right < 0 || node.closest(".unseen, svg, option")) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(node);
    const sign = [color, ground(node), fontSize, fontWeight].join("|");
    if (!known.has(sign)) groups.set(sign, [(groups.get(sign) || [node])[0], node]);
  }
  if (!groups.size) return [[], []];
  const context = { include: Array.from(new Set(Array.from(groups.values()).flat())) };
  const rule = { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] };
  return [(await axe.run(context, rule)).violations, Array.from(groups.keys())];
}"""
_MODE = """(look) => ["large", "contrast"].forEach((mode) => document.documentElement.classList.toggle(mode, mode === look))"""
_FITS = f"""(looks) => looks.flatMap((look) => {{
  ({_MODE})(look);
  const found = ({OVERFLOW})();
  return found ? [look + ": " + found] : [];
}})"""


@pytest.fixture(scope="module")
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """One page for all kinds."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    context.clock.set_fixed_time(NOON)
    context.add_init_script(path=_AXE)
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module", params=KINDS)
def opened(watched: Watched, request: pytest.FixtureRequest) -> Watched:
    """The page, at each kind in turn, with the faults of this kind alone."""
    watched.faults.clear()
    watched.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    watched.go(KINDS[request.param])
    return watched


@pytest.fixture(scope="module")
def passed() -> dict[str, set[str]]:
    """Mode → ways of painting that axe has seen in it."""
    return defaultdict(set)


def _mode(watched: Watched, look: str) -> None:
    watched.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    watched.page.evaluate(_MODE, look)


def test_fits_every_window_and_is_clean(opened: Watched) -> None:
    page, wrong = opened.page, []
    # The dark changes colours and nothing else.
    page.emulate_media(color_scheme="light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{width} px, {found}" for found in page.evaluate(_FITS, ["light", "contrast", "large"])]
    assert not wrong
    assert not opened.faults
    # An error page would pass all of the above.
    assert page.locator("main h1").count() == 1


def test_axe_finds_nothing(opened: Watched, passed: dict[str, set[str]]) -> None:
    page = opened.page
    wrong = []
    for look, width in (("light", 1280), ("dark", 1280), ("contrast", 1280), ("large", 360)):
        _mode(opened, look)
        page.set_viewport_size({"width": width, "height": 900})
        violations, signs = page.evaluate(_CONTRAST, sorted(passed[look]))
        if which := {"light": _WHOLE, "large": _LAYOUT}.get(look):
            violations += page.evaluate(_RUN, which)["violations"]
        wrong += [
            f"{look} {width} px: {violation['id']} ({violation['impact']}): {node['html'][:200]}"
            for violation in violations
            for node in violation["nodes"][:3]
        ]
        if not violations:
            passed[look].update(signs)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("look", "rule"), [("light", "color: #999"), ("dark", "color: #555"), ("contrast", "background: #ffc")]
)
def test_a_faint_text_is_seen(look: str, rule: str, watched: Watched, passed: dict[str, set[str]]) -> None:
    """In each mode, though all that the page had before has passed."""
    page = watched.go(KINDS["decision"])
    _mode(watched, look)
    page.evaluate(
        "(rule) => { const sheet = new CSSStyleSheet(); sheet.replaceSync('.kicker {' + rule + '}');"
        " document.adoptedStyleSheets = [sheet]; }",
        rule,
    )
    violations, _ = page.evaluate(_CONTRAST, sorted(passed[look]))
    assert [violation["id"] for violation in violations] == ["color-contrast"]
