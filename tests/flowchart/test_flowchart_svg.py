"""The drawing: well-formed, escaped, without anything that the site's Content-Security-Policy forbids."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from flow_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.flowchart import Edge, Step, layout, standalone, svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(steps: tuple[Step, ...], title: str = "流程图", prefix: str = "f1") -> ElementTree.Element:
    return ElementTree.fromstring(svg(layout(steps), title, "说明", prefix))


@pytest.mark.parametrize("name", SAMPLES)
def test_all_words_are_in_the_drawing_as_text(name: str) -> None:
    words = "".join(drawn(SAMPLES[name]).itertext())
    flat = re.sub(r"\s", "", words)
    for step in SAMPLES[name]:
        for part in (step.text, step.unit, step.limit, step.note, *(edge.label for edge in step.next)):
            assert part in flat


def test_it_is_named_for_readers_who_cannot_see_it() -> None:
    root = drawn(SAMPLES["penalty"], "行政处罚流程图", "flow-1")
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "flow-1-title flow-1-desc"
    assert (title.text, desc.text) == ("行政处罚流程图", "说明")


def test_nothing_that_the_policy_forbids() -> None:
    drawing = svg(layout(SAMPLES["penalty"]), "流程图", "", "f")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|href|url\(", drawing)
    classes = set(re.findall(r'class="([^"]+)"', drawing))
    assert all(name == "fc" or name.startswith("fc-") for names in classes for name in names.split())


def test_markup_in_content_stays_text() -> None:
    evil = '"><script>alert(1)</script>&'
    steps = (Step("a", evil, next=(Edge("b", evil),), unit=evil), Step("b", "完", "end"))
    drawing = svg(layout(steps), evil, evil, evil)
    assert "<script" not in drawing
    root = ElementTree.fromstring(drawing)
    assert not list(root.iter(f"{SVG}script"))
    assert "alert(1)" in "".join(root.itertext())


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_well_formed_xml(text: str, label: str) -> None:
    steps = (Step("a", text, note=text, next=(Edge("b", label),)), Step("b", "完", "end"))
    drawing = standalone(svg(layout(steps), text, text, text))
    ElementTree.fromstring(drawing.encode("utf-8"))


def test_a_step_without_text_shows_its_id_cleaned() -> None:
    assert "第\ufffd步" in "".join(drawn((Step("第\ufffd\x00步\ud800", "", "end"),)).itertext())


def test_bidi_overrides_are_dropped() -> None:
    steps = (Step("a", "处\u202e罚\u200b", "end"),)
    assert "处罚" in svg(layout(steps), "", "", "f")


def test_every_step_has_its_shape() -> None:
    root = drawn(SAMPLES["penalty"])
    kinds = [g.get("class", "").split()[1] for g in root.iter(f"{SVG}g") if g.get("class", "").startswith("fc-box ")]
    assert kinds == [f"fc-{step.shape}" for step in SAMPLES["penalty"]]


def test_an_arrow_at_every_end_of_a_line() -> None:
    steps = SAMPLES["penalty"]
    tips = {re.match(r"M(-?\d+,-?\d+) ", p.get("d", "")) for p in drawn(steps).iter(f"{SVG}path")}
    found = {match.group(1) for match in tips if match}
    assert {"{},{}".format(*line.points[-1]) for line in layout(steps).lines} <= found


def test_same_steps_same_bytes() -> None:
    first, second = (svg(layout(SAMPLES["licence"]), "许可", "", "f") for _ in range(2))
    assert first == second


def test_a_file_of_its_own() -> None:
    drawing = standalone(svg(layout(SAMPLES["licence"]), "许可", "", "f"))
    assert drawing.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns=')
    root = ElementTree.fromstring(drawing.encode("utf-8"))
    box = next(rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "fc-shape")
    assert box.get("fill") and box.get("stroke")
