"""Charts are well-formed, bounded, the same every time, say their numbers, and let nothing through that was not drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.charts import MOST_SERIES, Series, bars, columns
from gongshi.charts.frame import WIDTH, ticks

NS = "{http://www.w3.org/2000/svg}"
values = st.integers(0, 10**9)


@st.composite
def charts(draw: st.DrawFn) -> tuple[list[str], list[Series]]:
    labels = draw(st.lists(st.text(max_size=30), min_size=1, max_size=14))
    names = draw(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=MOST_SERIES))
    many = st.lists(values, min_size=len(labels), max_size=len(labels))
    return labels, [Series(name, draw(many)) for name in names]


def parsed(svg: str) -> ET.Element:
    """As a browser reads it inside a page; characters that XML forbids are the page's affair."""
    return ET.fromstring(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", svg))


def rectangles(svg: str) -> list[tuple[float, float, float, float]]:
    found = [e for e in parsed(svg).iter("rect") if e.get("class")]
    return [tuple(float(e.get(name) or "nan") for name in ("x", "y", "width", "height")) for e in found]  # type: ignore[misc]


@given(charts())
def test_nothing_is_drawn_outside(chart: tuple[list[str], list[Series]]) -> None:
    labels, series = chart
    for svg in (columns("a", "题", "说明", labels, series), bars("a", "题", "说明", labels, series, labels)):
        _, _, width, height = (float(n) for n in (parsed(svg).get("viewBox") or "").split())
        assert width == WIDTH
        for x, y, wide, high in rectangles(svg):
            assert x >= -0.1 and x + wide <= width + 0.6 and y >= -0.6 and y + high <= height


@given(charts())
def test_columns_are_as_high_as_their_numbers(chart: tuple[list[str], list[Series]]) -> None:
    labels, series = chart
    top = ticks(max(sum(s.values[i] for s in series) for i in range(len(labels))))[-1]
    svg = columns("a", "题", "说明", labels, [Series("一", s.values) for s in series[:1]])
    own = ticks(max(series[0].values))[-1]
    assert own <= top
    wanted = [value * 140 / own for value in series[0].values if value]
    heights = [high for *_, high in rectangles(svg)]
    tall = [w for w in wanted if w > 0.1]
    assert len(heights) >= len(tall)
    assert sum(heights) == pytest.approx(sum(wanted), abs=0.06 * len(wanted) + 0.01)


@pytest.mark.parametrize("draw", ["columns", "bars"])
def test_a_chart_speaks_for_itself(draw: str) -> None:
    series = [Series("行政处罚", [3, 0]), Series("行政许可", [1, 2])]
    svg = (
        columns("m", "每月公示", "一月最多", ["1", "2"], series)
        if draw == "columns"
        else bars("m", "每月公示", "一月最多", ["1", "2"], series, ["4 件", "2 件"])
    )
    root = parsed(svg)
    title, description = root.find("title"), root.find("desc")
    assert title is not None and title.text == "每月公示"
    assert description is not None and description.text == "一月最多"
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), description.get("id")]
    words = [e.text for e in root.iter("text")]
    for said in ("行政处罚", "行政许可", "4" if draw == "columns" else "4 件"):
        assert said in words


def test_what_stands_in_the_content_draws_nothing() -> None:
    evil = '<script>alert(1)</script>"&'
    for svg in (
        columns("a", evil, evil, [evil], [Series(evil, [1]), Series(evil, [1])]),
        bars("a", evil, evil, [evil], [Series(evil, [1]), Series(evil, [1])], [evil]),
    ):
        assert {e.tag for e in parsed(svg).iter()} <= {
            "svg",
            "title",
            "desc",
            "defs",
            "pattern",
            "path",
            "rect",
            "text",
        }


def test_series_differ_in_more_than_colour() -> None:
    svg = bars("a", "题", "说明", ["一"], [Series(n, [1]) for n in "甲乙丙丁戊"], ["五"])
    patterns = [e.find("path").get("d") for e in parsed(svg).iter("pattern")]  # type: ignore[union-attr]
    assert len(set(patterns)) == MOST_SERIES - 1


def test_nothing_but_zeros_is_a_chart_too() -> None:
    assert rectangles(columns("a", "题", "说明", ["1", "2"], [Series("甲", [0, 0])])) == []
    assert rectangles(bars("a", "题", "说明", ["1"], [Series("甲", [0])], ["0"])) == []


@given(st.integers(0, 10**12))
def test_the_scale_is_round_and_ends_close_above(largest: int) -> None:
    scale = ticks(largest)
    assert scale[0] == 0 and scale[-1] >= largest and 2 <= len(scale) <= 5
    assert re.fullmatch(r"[125]0*", str(scale[1]))
    assert largest > scale[-2] or largest == 0


@pytest.mark.parametrize(
    ("labels", "numbers"), [([], [[]]), (["一"], []), (["一"], [[1, 2]]), (["一"], [[1]] * (MOST_SERIES + 1))]
)
def test_a_chart_that_does_not_fit_together_is_refused(labels: Sequence[str], numbers: list[list[int]]) -> None:
    series = [Series("甲", each) for each in numbers]
    with pytest.raises(ValueError, match="no chart"):
        columns("a", "题", "说明", labels, series)
    with pytest.raises(ValueError, match="no chart"):
        bars("a", "题", "说明", labels, series, labels)


def test_names_and_signs_are_checked() -> None:
    with pytest.raises(ValueError, match="no name"):
        columns('x" onload="', "题", "说明", ["1"], [Series("甲", [1])])
    with pytest.raises(ValueError, match="negative"):
        Series("甲", [-1])
