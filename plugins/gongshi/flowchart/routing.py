"""The lines between the boxes as orthogonal polylines, the lanes that they share, and the words beside them."""

from __future__ import annotations

from collections import Counter

from .model import Box, Label, Line, Link
from .place import TRUNK, Places
from .ports import Ports
from .shapes import WAVE, label_lines, label_size
from .structure import Plan, Route

Point = tuple[int, int]

_LANE_FIRST = 20  # from the outermost box to the nearest lane
_LANE_STEP = 14
_LANE_REST = 10  # between two lines in one lane
_OFF_LINE = 4  # from a line to its words
_OFF_BOX = 8  # from a box to the words beside the line that leaves it
_ARROW = 14
_BY_STEM = frozenset({Route.LEFT, Route.LANE, Route.HOOK})


def route(plan: Plan, ports: Ports, places: Places, boxes: dict[int, Box]) -> list[Line]:
    """One line for every edge, in the order of the edges."""
    return _Tracer(plan, ports, places, boxes).lines()


class _Tracer:
    def __init__(self, plan: Plan, ports: Ports, places: Places, boxes: dict[int, Box]) -> None:
        self.plan, self.ports, self.places, self.boxes = plan, ports, places, boxes
        self.words = {link: label_lines(link.label) for link, _ in plan.routes}
        stems = Counter((link.source, kind is Route.LEFT) for link, kind in plan.routes if kind in _BY_STEM)
        # Beside a stem that several lines share, words would be read as meant for all: theirs stand at the other end.
        self.shared = {link for link, kind in plan.routes if stems[link.source, kind is Route.LEFT] > 1}
        self.piled: Counter[tuple[int, bool]] = Counter()  # height of the words where such lines arrive, by side
        self.lane_x = self._lanes(Route.LANE) | self._lanes(Route.LEFT)

    def lines(self) -> list[Line]:
        made = []
        for link, kind in self.plan.routes:
            points = self._points(link, kind)
            made.append(Line(link.source, link.target, tuple(_straightened(points)), self._label(link, kind, points)))
        return made

    # -- points -------------------------------------------------------------------------------------------------

    def _points(self, link: Link, kind: Route) -> list[Point]:
        source, target = self.boxes[link.source], self.boxes[link.target]
        if kind is Route.DOWN:
            return [_foot(source), (target.cx, target.y)]
        if kind is Route.HEAD:
            trunk = self.places.column_right[self.plan.column[link.source]] + TRUNK
            return [(source.right, source.cy), (trunk, source.cy), (trunk, target.cy), (target.x, target.cy)]
        if kind is Route.HOOK:
            return [(source.right, source.cy), (target.cx, source.cy), _foot(target)]
        arrival = self._arrival(link.target, kind)
        height = arrival[0][1]
        if kind is Route.ELBOW_DOWN:
            return [_foot(source), (source.cx, height), *arrival]
        if kind is Route.ELBOW_UP:
            return [(source.cx, source.y), (source.cx, height), *arrival]
        departure = self._departure(link.source, kind)
        lane = self.lane_x[link]
        return [*departure, (lane, departure[-1][1]), (lane, height), *arrival]

    def _departure(self, step: int, kind: Route) -> list[Point]:
        """From the box to the height at which the line goes to its lane."""
        box = self.boxes[step]
        if kind is Route.LEFT:
            return [(box.x, box.cy)]
        if step in self.ports.foot:
            return [_foot(box), (box.cx, self.places.foot_y[step])]
        return [(box.right, box.cy)]

    def _arrival(self, step: int, kind: Route) -> list[Point]:
        """From the height at which the line comes from the side, into the box."""
        box = self.boxes[step]
        left = kind is Route.LEFT
        if step in (self.ports.join_left if left else self.ports.join_right):
            return [(box.cx, self.places.join_y[step]), (box.cx, box.y)]
        return [(box.x if left else box.right, box.cy)]

    # -- lanes --------------------------------------------------------------------------------------------------

    def _lanes(self, kind: Route) -> dict[Link, int]:
        """The x of each lane line: short lines inside, long ones outside; lines to one box may share a lane."""
        links = [link for link, route in self.plan.routes if route is kind]
        if not links:
            return {}
        spans = []
        for number, link in enumerate(links):
            ends = (self._departure(link.source, kind)[-1][1], self._arrival(link.target, kind)[0][1])
            spans.append((max(ends) - min(ends), number, min(ends), max(ends), link))
        lanes: list[list[tuple[int, int, int]]] = []
        chosen: dict[Link, int] = {}
        for _, _, top, bottom, link in sorted(spans, key=lambda span: span[:2]):
            mine = (top, bottom, link.target)
            number = next((n for n, lane in enumerate(lanes) if all(_apart(mine, other) for other in lane)), len(lanes))
            if number == len(lanes):
                lanes.append([])
            lanes[number].append(mine)
            chosen[link] = number
        first = self._first_lane(kind, links)
        step = -_LANE_STEP if kind is Route.LEFT else _LANE_STEP
        return {link: first + step * number for link, number in chosen.items()}

    def _first_lane(self, kind: Route, links: list[Link]) -> int:
        """The x of the innermost lane, far enough out for the words beside the stems."""
        wide = [(self._beside(link, kind)[0], label_size(self.words[link])[0] + _OFF_LINE) for link in links]
        if kind is Route.LEFT:
            return min([self.places.column_left[0] - _LANE_FIRST, *(x - w for x, w in wide)])
        return max([self.places.column_right[-1] + _LANE_FIRST, *(x + w for x, w in wide)])

    # -- words --------------------------------------------------------------------------------------------------

    def _label(self, link: Link, kind: Route, points: list[Point]) -> Label | None:
        words = self.words[link]
        if not words:
            return None
        w, h = label_size(words)
        source, target = self.boxes[link.source], self.boxes[link.target]
        if kind in (Route.DOWN, Route.ELBOW_DOWN):
            return Label(words, source.cx + _OFF_BOX, source.bottom + _OFF_LINE, w, h)
        if kind is Route.ELBOW_UP:
            return Label(words, source.cx + _OFF_BOX, source.y - _OFF_LINE - h, w, h)
        if kind is Route.HEAD:
            shared = len(self.plan.heads[link.source]) > 1
            return Label(words, points[1 if shared else 0][0] + _OFF_BOX, target.cy - _OFF_LINE - h, w, h)
        if kind is Route.HOOK and link in self.shared:
            return Label(words, target.cx + _OFF_BOX, target.bottom + _ARROW, w, h)
        x, y = self._beside(link, kind)
        left = kind is Route.LEFT
        if link in self.shared:
            self.piled[link.target, left] += h
            y -= self.piled[link.target, left] - h
        return Label(words, x - w if left else x, y - _OFF_LINE - h, w, h)

    def _beside(self, link: Link, kind: Route) -> Point:
        """Where the words of a line that goes by a stem and a lane begin: on the line, next to one of its boxes."""
        if link in self.shared:
            (x, y), off = self._arrival(link.target, kind)[0], _ARROW
        else:
            (x, y), off = self._departure(link.source, kind)[-1], _OFF_BOX
        return (x - off if kind is Route.LEFT else x + off), y


def _foot(box: Box) -> Point:
    """Where a line meets the foot of a box; a document's wavy foot is higher in its middle."""
    return box.cx, box.bottom - (WAVE if box.shape == "document" else 0)


def _apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """May two stretches (top, bottom, target) share a lane?"""
    return one[2] == other[2] or one[0] > other[1] + _LANE_REST or other[0] > one[1] + _LANE_REST


def _straightened(points: list[Point]) -> list[Point]:
    """Without doubled points and without bends that do not bend."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept
