"""GS171: a colour of the bureau's own that cannot be read is told, and the site keeps the theme's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from county import write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.records.colours import contrast
from inprocess import site_of


def _css(content: Path) -> str:
    tree = site_of(content)[1]
    (path,) = [path for path in tree if path.startswith("assets/gongshi-")]
    return tree[path].decode()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == Decimal("21.00")
    # The greys on either side of the border, as WCAG's own examples have them.
    assert contrast("#767676", "#ffffff") >= Decimal("4.5") > contrast("#777777", "#ffffff")


def test_a_strong_colour_reaches_the_style_sheet(tmp_path: Path) -> None:
    css = _css(write_county(tmp_path, site={"配色": {"主色": "#0b6b3a", "深色主色": "#a0e0b8", "印章色": "#8a1a12"}}))
    assert css.endswith(":root{--gs-brand:#0b6b3a;--gs-brand-dark:#a0e0b8;--gs-seal:#8a1a12;}\n")


def test_a_weak_one_is_told_at_its_line_and_left_out(tmp_path: Path) -> None:
    content = write_county(tmp_path, site={"配色": {"主色": "#7bc8a4", "印章色": "#8a1a12"}})
    (finding,) = [f for f in assemble(content).findings if f.code == "GS171"]
    assert finding.severity is Severity.DEFECT and not finding.stops_everything
    line = (content / "site.yaml").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert "#7bc8a4" in line
    assert "1.82" in finding.message and "4.5" in finding.message
    css = _css(content)
    assert "#7bc8a4" not in css and "--gs-seal:#8a1a12" in css


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "#174f94;}body{display:none", "url(//x.example)"])
def test_what_is_no_colour_is_refused_with_its_form(value: str, tmp_path: Path) -> None:
    found = assemble(write_county(tmp_path, site={"配色": {"主色": value}})).findings
    (finding,) = [f for f in found if "主色" in f.message]
    assert "# 后面六位" in finding.message and "#174f94" in finding.fix
