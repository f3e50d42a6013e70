"""Every page kind at every width, in light, dark and large text: nothing sticks out, breaks or calls elsewhere."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from sample_site import KINDS, WIDTHS
from watched import Open

pytestmark = pytest.mark.browser

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_fits_every_window_and_is_clean(kind: str, visit: Open) -> None:
    watched = visit(KINDS[kind], width=WIDTHS[0])
    page, wrong = watched.page, []
    for look in ("light", "dark", "large text"):
        page.emulate_media(color_scheme="dark" if look == "dark" else "light")
        page.evaluate("large => document.documentElement.classList.toggle('large', large)", look == "large text")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if overflow := watched.overflow():
                wrong.append(f"{look}, {width} px: {overflow}")
    assert not wrong
    assert not watched.faults
    # An error page would pass all of the above.
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, visit: Open) -> None:
    page = visit(KINDS[kind]).page
    wrong = []
    for scheme, width in (("light", 1280), ("dark", 360)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=_RULES).response["violations"]
        wrong += [
            f"{scheme} {width} px: {violation['id']} ({violation['impact']}): {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"][:3]
        ]
    assert not wrong, "\n".join(wrong)
