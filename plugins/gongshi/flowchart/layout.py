"""From steps to geometry: who stands where, and how the lines run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .model import Box, Graph, Label, Layout, Line, Shape, Step, graph
from .place import MARGIN, Places, place
from .ports import ports
from .routing import route
from .shapes import Size, measure
from .structure import Plan, plan

_SHAPES: frozenset[str] = frozenset({"start", "end", "step", "decision", "document"})


def layout(steps: Sequence[Step]) -> Layout:
    """The geometry of a chart: no boxes overlap, no line runs through a box, lines to different boxes share no stretch.

    The first step is the start. Draws whatever can be drawn, also of a chart for which :func:`checks.problems` finds
    faults: edges to unknown steps are left out, only the first 120 steps are drawn. Never raises.
    """
    drawn = graph(steps)
    if not drawn.steps:
        return Layout(2 * MARGIN, 2 * MARGIN, (), ())
    arranged = plan(drawn)
    sides = ports(arranged)
    shapes = {index: _shape(step) for index, step in enumerate(drawn.steps)}
    sizes = {index: measure(drawn.steps[index], shapes[index], column) for index, column in arranged.column.items()}
    places = place(arranged, sides, sizes)
    boxes = {i: _box(drawn, i, shapes[i], sizes[i], arranged, places) for i in range(len(drawn.steps))}
    return _framed(list(boxes.values()), route(arranged, sides, places, boxes))


def _shape(step: Step) -> Shape:
    return step.shape if step.shape in _SHAPES else "step"


def _box(drawn: Graph, index: int, shape: Shape, size: Size, arranged: Plan, places: Places) -> Box:
    x = places.column_x[arranged.column[index]] - size.w // 2
    y = places.y[index] - size.h // 2
    return Box(drawn.steps[index].id, shape, x, y, size.w, size.h, size.lines)


def _framed(boxes: list[Box], lines: list[Line]) -> Layout:
    """Everything moved so that it starts at the margin."""
    things: list[Box | Label] = [*boxes, *(line.label for line in lines if line.label)]
    corners = [point for line in lines for point in line.points]
    for thing in things:
        corners += [(thing.x, thing.y), (thing.x + thing.w, thing.y + thing.h)]
    dx = MARGIN - min(x for x, _ in corners)
    dy = MARGIN - min(y for _, y in corners)
    return Layout(
        width=max(x for x, _ in corners) + dx + MARGIN,
        height=max(y for _, y in corners) + dy + MARGIN,
        boxes=tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in boxes),
        lines=tuple(_moved(line, dx, dy) for line in lines),
    )


def _moved(line: Line, dx: int, dy: int) -> Line:
    words = line.label and replace(line.label, x=line.label.x + dx, y=line.label.y + dy)
    return replace(line, points=tuple((x + dx, y + dy) for x, y in line.points), label=words)
