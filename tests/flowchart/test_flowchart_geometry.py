"""Charts keep their promises about space: for the sample county's charts and for any graph of steps."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from flow_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.flowchart import Box, Edge, Label, Layout, Line, Step, layout
from gongshi.flowchart.shapes import DETAIL_FONT, FONT
from gongshi.flowchart.text import width

Rect = tuple[int, int, int, int]  # left, top, right, bottom
Segment = tuple[tuple[int, int], tuple[int, int]]

TEXTS = [
    "立案",
    "调查取证，制作笔录",
    "是否属于重大执法决定？",
    "作出行政处罚决定（立案之日起90日内）",
    "A" * 30,
    "送达" * 90,
]
LABELS = ["", "", "是", "否", "不构成违法或者涉嫌犯罪", "特别" * 20]
SHAPES = ["start", "end", "step", "decision", "document"]


@st.composite
def processes(draw: st.DrawFn) -> tuple[Step, ...]:
    """Any graph of up to 14 steps, sensible or not: loops, twins, strays, unknown targets, marked main lines."""
    count = draw(st.integers(1, 14))
    marks = draw(st.booleans())
    edges = st.builds(Edge, st.integers(0, count).map(str), st.sampled_from(LABELS))
    return tuple(
        Step(
            id=str(number),
            text=draw(st.sampled_from(TEXTS)),
            shape=draw(st.sampled_from(SHAPES)),
            unit=draw(st.sampled_from(["", "综合行政执法大队"])),
            next=tuple(draw(st.lists(edges, max_size=4))),
            main=marks and draw(st.booleans()),
        )
        for number in range(count)
    )


def rect(thing: Box | Label) -> Rect:
    return thing.x, thing.y, thing.x + thing.w, thing.y + thing.h


def meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def body(box: Box) -> Rect:
    """The inside of a box; the middle of a document's foot hangs 6 units higher than its rectangle."""
    left, top, right, bottom = rect(box)
    return left + 1, top + 1, right - 1, bottom - (7 if box.shape == "document" else 1)


def segments(line: Line) -> list[Segment]:
    return list(pairwise(line.points))


def span(segment: Segment) -> Rect:
    (x0, y0), (x1, y1) = segment
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def runs_through(segment: Segment, area: Rect) -> bool:
    left, top, right, bottom = span(segment)
    return left < area[2] and area[0] < right + (left == right) and top < area[3] and area[1] < bottom + (top == bottom)


def shared_length(one: Segment, other: Segment) -> int:
    """How long two segments lie on one another."""
    a, b = span(one), span(other)
    if a[0] == a[2] == b[0] == b[2]:
        return min(a[3], b[3]) - max(a[1], b[1])
    if a[1] == a[3] == b[1] == b[3]:
        return min(a[2], b[2]) - max(a[0], b[0])
    return 0


def cross(one: Segment, other: Segment) -> bool:
    """Do two segments cut each other inside both?"""
    a, b = span(one), span(other)
    if (a[0] == a[2]) == (b[0] == b[2]):
        return False
    upright, flat = (a, b) if a[0] == a[2] else (b, a)
    return flat[0] < upright[0] < flat[2] and upright[1] < flat[1] < upright[3]


def assert_sound(chart: Layout) -> None:
    for one, other in combinations(chart.boxes, 2):
        assert not meet(rect(one), rect(other)), (one, other)
    for line in chart.lines:
        for segment in segments(line):
            (x0, y0), (x1, y1) = segment
            assert (x0 == x1) != (y0 == y1), "orthogonal and of some length"
            for box in chart.boxes:
                assert not runs_through(segment, body(box)), (line, box)
    for one_line, other_line in combinations(chart.lines, 2):
        if one_line.source != other_line.source and one_line.target != other_line.target:
            for a in segments(one_line):
                for b in segments(other_line):
                    assert shared_length(a, b) <= 0, (one_line, other_line)
    things: list[Box | Label] = [*chart.boxes, *(line.label for line in chart.lines if line.label)]
    for thing in things:
        left, top, right, bottom = rect(thing)
        assert left >= 0 and top >= 0 and right <= chart.width and bottom <= chart.height


@given(processes())
@settings(max_examples=150, deadline=None)
def test_any_process_is_laid_out_without_overlaps(steps: tuple[Step, ...]) -> None:
    chart = layout(steps)
    assert len(chart.boxes) == len(steps)
    assert_sound(chart)


@given(processes())
@settings(max_examples=60, deadline=None)
def test_every_line_begins_and_ends_at_its_boxes(steps: tuple[Step, ...]) -> None:
    chart = layout(steps)
    known = {step.id for step in steps}
    assert len(chart.lines) == sum(edge.to in known for step in steps for edge in step.next)
    for line in chart.lines:
        for index, (x, y) in ((line.source, line.points[0]), (line.target, line.points[-1])):
            left, top, right, bottom = rect(chart.boxes[index])
            foot = bottom - 6 if chart.boxes[index].shape == "document" else bottom
            middle_x, middle_y = (left + right) // 2, (top + bottom) // 2
            assert (x, y) in {(middle_x, top), (middle_x, foot), (left, middle_y), (right, middle_y)}


@given(processes())
@settings(max_examples=60, deadline=None)
def test_text_stays_inside_its_box(steps: tuple[Step, ...]) -> None:
    for box in layout(steps).boxes:
        wide = max(width(line.text, DETAIL_FONT if line.detail else FONT) for line in box.lines)
        high = 21 * len(box.lines)
        if box.shape == "decision":
            assert wide / box.w + high / box.h <= 1
        else:
            assert wide + 20 <= box.w
            assert high + 10 <= box.h


@given(processes())
@settings(max_examples=30, deadline=None)
def test_same_steps_same_layout(steps: tuple[Step, ...]) -> None:
    assert layout(steps) == layout(list(steps))


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_charts_are_sound(name: str) -> None:
    assert_sound(layout(SAMPLES[name]))


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_charts_have_no_crossings(name: str) -> None:
    lines = layout(SAMPLES[name]).lines
    for one, other in combinations(lines, 2):
        if one.target != other.target and one.source != other.source:
            assert not any(cross(a, b) for a in segments(one) for b in segments(other)), (one, other)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_labels_are_readable(name: str) -> None:
    chart = layout(SAMPLES[name])
    labels = [line.label for line in chart.lines if line.label]
    for one, other in combinations(labels, 2):
        assert not meet(rect(one), rect(other))
    for label in labels:
        assert not any(meet(rect(label), rect(box)) for box in chart.boxes if box.shape != "decision")
        assert not any(runs_through(s, rect(label)) for line in chart.lines for s in segments(line)), label


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_charts_fit_a_phone(name: str) -> None:
    assert layout(SAMPLES[name]).width <= 720


@pytest.mark.parametrize("name", SAMPLES)
def test_main_line_is_straight(name: str) -> None:
    chart = layout(SAMPLES[name])
    ids = {step.id: step for step in SAMPLES[name]}
    step, centre = SAMPLES[name][0], chart.boxes[0].cx
    places = {box.step: box for box in chart.boxes}
    while step.next:
        step = ids[step.next[0].to]
        assert places[step.id].cx == centre
    assert all(box.cx >= centre for box in chart.boxes)


def test_marked_main_line_wins_over_the_first_way_out() -> None:
    steps = (
        Step("甲", "甲", next=(Edge("丙"), Edge("乙")), main=True),
        Step("乙", "乙", shape="end", main=True),
        Step("丙", "丙", shape="end"),
    )
    first, marked, other = layout(steps).boxes
    assert first.cx == marked.cx < other.cx


def test_neighbouring_branches_are_pushed_apart() -> None:
    chain = tuple(Step(f"支{n}", "审核", next=(Edge(f"支{n + 1}"),)) for n in range(5))
    steps = (
        Step("一", "一？", "decision", next=(Edge("二", "是"), Edge("支0", "否"))),
        Step("二", "二？", "decision", next=(Edge("终", "是"), Edge("另", "否"))),
        Step("终", "结案", "end"),
        Step("另", "移送", "end"),
        *chain,
        Step("支5", "了结", "end"),
    )
    chart = layout(steps)
    places = {box.step: box for box in chart.boxes}
    assert places["另"].cx == places["支5"].cx
    assert places["另"].y >= places["支5"].bottom
    assert places["另"].cy == places["二"].cy


def test_no_steps_give_an_empty_chart() -> None:
    assert layout(()).boxes == ()


def test_hostile_size_is_bounded() -> None:
    ids = [str(n) for n in range(300)]
    steps = tuple(Step(i, "罚" * 5000, "decision", next=tuple(Edge(t, "是" * 900) for t in ids)) for i in ids)
    chart = layout(steps)
    assert len(chart.boxes) == 120
    assert len(chart.lines) == 120 * 8


def chart_of(*steps: Step) -> tuple[Layout, dict[str, Box]]:
    chart = layout(steps)
    return chart, {box.step: box for box in chart.boxes}


def line_between(chart: Layout, source: str, target: str) -> Line:
    ids = [box.step for box in chart.boxes]
    return next(line for line in chart.lines if (ids[line.source], ids[line.target]) == (source, target))


def test_later_refusals_rise_into_the_foot_of_the_first() -> None:
    chart, places = chart_of(
        Step("一", "一？", "decision", next=(Edge("二", "是"), Edge("不予", "否"))),
        Step("二", "二？", "decision", next=(Edge("终", "是"), Edge("不予", "否"))),
        Step("终", "决定", "end"),
        Step("不予", "不予处罚", "end"),
    )
    assert line_between(chart, "二", "不予").points[-1] == (places["不予"].cx, places["不予"].bottom)


def test_a_skip_on_the_main_line_keeps_left() -> None:
    chart, places = chart_of(
        Step("一", "重大？", "decision", next=(Edge("二", "是"), Edge("终", "否"))),
        Step("二", "法制审核", next=(Edge("终"),)),
        Step("终", "决定", "end"),
    )
    skip = line_between(chart, "一", "终")
    assert min(x for x, _ in skip.points) < min(box.x for box in places.values())
    assert skip.points[-1] == (places["终"].x, places["终"].cy)


def test_a_return_to_a_busy_step_joins_the_line_above_it() -> None:
    chart, places = chart_of(
        Step("一", "检查", next=(Edge("二"),)),
        Step("二", "合格？", "decision", next=(Edge("终", "是"), Edge("改", "否"))),
        Step("终", "验收", "end"),
        Step("改", "整改", next=(Edge("二"),)),
    )
    back = line_between(chart, "改", "二").points
    assert back[-1] == (places["二"].cx, places["二"].y)
    assert places["一"].bottom < back[-2][1] < places["二"].y


def test_three_ways_out_have_their_words_on_their_own_lines() -> None:
    chart, places = chart_of(
        Step("一", "情形？", "decision", next=(Edge("终", "甲"), Edge("二", "乙"), Edge("三", "丙"))),
        Step("终", "办结", "end"),
        Step("二", "更正", "end"),
        Step("三", "下线", "end"),
    )
    for target in ("二", "三"):
        label = line_between(chart, "一", target).label
        assert label is not None
        assert label.y + label.h <= places[target].cy < label.y + label.h + 10
        assert label.x > line_between(chart, "一", "三").points[1][0]


def test_a_tall_branch_does_not_rise_into_a_return_above_it() -> None:
    chart, places = chart_of(
        Step("一", "听证？", "decision", next=(Edge("二", "否"), Edge("听证", "是"))),
        Step("二", "决定", next=(Edge("三"),)),
        Step("三", "履行？", "decision", next=(Edge("终", "是"), Edge("强制", "否"))),
        Step("终", "结案", "end"),
        Step("听证", "听证", next=(Edge("二"),)),
        Step("强制", "申请人民法院强制执行" * 15, "end"),
    )
    assert_sound(chart)
    assert places["强制"].y > places["二"].cy
