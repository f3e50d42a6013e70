"""Where each box stands: columns from left to right, boxes from top to bottom, with room kept for every line."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Link
from .ports import Ports
from .shapes import Size, label_lines, label_size
from .structure import Plan, Route

MARGIN = 20
TRUNK = 14  # from a column to the vertical line that several branches of one step share

_GAP_MAIN = 34
_GAP_BRANCH = 28
_GAP_HEAD = 24
_STRIP = 22  # kept free above and below a line that crosses columns
_TRACK = 16  # from what is above to a line that joins from the side
_COLUMN_GAP = 56
_ARROW_ROOM = 34


@dataclass(frozen=True, slots=True)
class Places:
    """Centres of the columns, centre height of each box, and the heights of joining and leaving lines."""

    column_x: tuple[int, ...]
    column_right: tuple[int, ...]
    column_left: tuple[int, ...]
    y: dict[int, int]
    join_y: dict[int, int]
    foot_y: dict[int, int]


def place(plan: Plan, ports: Ports, sizes: dict[int, Size]) -> Places:
    """Set every box. Nothing overlaps: each column has a floor that only ever sinks."""
    column_x, widths = _columns(plan, sizes)
    setter = _Setter(plan, ports, sizes)
    setter.run()
    return Places(
        column_x=tuple(column_x),
        column_right=tuple(x + w // 2 for x, w in zip(column_x, widths, strict=True)),
        column_left=tuple(x - w // 2 for x, w in zip(column_x, widths, strict=True)),
        y=setter.y,
        join_y=setter.join_y,
        foot_y=setter.foot_y,
    )


def _columns(plan: Plan, sizes: dict[int, Size]) -> tuple[list[int], list[int]]:
    """The centre and the width of every column; the first is centred on 0."""
    count = max(plan.column.values(), default=0) + 1
    widths = [max((sizes[s].w for s, c in plan.column.items() if c == column), default=0) for column in range(count)]
    xs = [0] * count
    for column in range(1, count):
        gap = max((_wish(plan, sizes, widths, link, route, column) for link, route in plan.routes), default=0)
        gap = max(_COLUMN_GAP, gap)
        xs[column] = xs[column - 1] + widths[column - 1] // 2 + gap + gap % 2 + widths[column] // 2
    return xs, widths


def _wish(plan: Plan, sizes: dict[int, Size], widths: list[int], link: Link, route: Route, column: int) -> int:
    """How wide one edge's label wants the gap left of ``column`` to be."""
    words, _ = label_size(label_lines(link.label))
    if plan.column[link.source] != column - 1 or not words:
        return 0
    slack = (widths[column - 1] - sizes[link.source].w) // 2
    if route is Route.DOWN:
        return words + 20 - widths[column - 1] // 2
    if route is Route.HEAD:
        near = (widths[column] - sizes[link.target].w) // 2
        shared = len(plan.heads[link.source]) > 1
        return words + _ARROW_ROOM - near + (TRUNK if shared else -slack)
    if route in (Route.LANE, Route.HOOK):
        return words + 20 - slack
    return 0


class _Setter:
    """Sets boxes in the order of the plan; ``floors`` are the heights below which each column is still free."""

    def __init__(self, plan: Plan, ports: Ports, sizes: dict[int, Size]) -> None:
        self.plan, self.ports, self.sizes = plan, ports, sizes
        self.floors = [MARGIN - _GAP_MAIN] * (max(plan.column.values(), default=0) + 1)
        self.y: dict[int, int] = {}
        self.join_y: dict[int, int] = {}
        self.foot_y: dict[int, int] = {}
        self.row: dict[int, int] = {}  # first steps of branches, at the height of the step that they leave
        self.label_h: dict[int, int] = {}  # of the label beside the vertical line at the top of a step
        self.side_h: dict[int, int] = {}  # of the highest label above a line into or out of a step's sides
        self.foot_h: dict[int, int] = {}  # of all labels of lines that leave by the foot, but not straight down
        for link, route in plan.routes:
            self._note_label(link, route)

    def _note_label(self, link: Link, route: Route) -> None:
        _, high = label_size(label_lines(link.label))
        if route is Route.DOWN:
            self.label_h[link.target] = high
        elif route is Route.ELBOW_UP:
            self.label_h[link.source] = high
        elif route is Route.ELBOW_DOWN or (route is Route.LANE and link.source in self.ports.foot):
            self.foot_h[link.source] = self.foot_h.get(link.source, 0) + high
        ends = (link.target,) if route is Route.HEAD else (link.source, link.target)
        for step in ends:
            self.side_h[step] = max(self.side_h.get(step, 0), 0 if route is Route.DOWN else high)

    def run(self) -> None:
        for step, setting in self.plan.sequence:
            if setting:
                self._set(step)
            elif step in self.ports.foot:
                column = self.plan.column[step]
                below = self.plan.down.get(step)
                words = self.label_h.get(below.target, 0) if below else 0
                self.foot_y[step] = max(self.floors[column:]) + _TRACK + words
                self._sink(column, self.foot_y[step] + 8)

    def _set(self, step: int) -> None:
        column = self.plan.column[step]
        y = self.row.get(step)
        if y is None:
            y = self._fit(step, list(self.floors))
        self._clear_join(step, self.floors)
        self.y[step] = y
        self.floors[column] = y + self.sizes[step].h // 2 + self.foot_h.get(step, 0)
        if step in self.ports.strip:
            self._sink(column + 1, y + _STRIP)
        first = self.plan.heads.get(step)
        if first:
            self.row[first[0].target] = y

    def _fit(self, step: int, floors: list[int]) -> int:
        """The highest centre at which ``step``, and the branch that starts beside it, fit below ``floors``."""
        column = self.plan.column[step]
        half = self.sizes[step].h // 2
        self._clear_join(step, floors)
        side = self.side_h.get(step, 0) + 6
        gap = (_GAP_BRANCH if column else _GAP_MAIN) + self._words_above(step)
        y = floors[column] + gap + half
        if column:
            y = max(y, floors[column] + _GAP_HEAD + side)
        if step in self.ports.strip:
            y = max(y, max(floors[column + 1 :], default=y) + max(_STRIP, side))
        heads = self.plan.heads.get(step)
        if heads:
            y = max(y, self._fit(heads[0].target, floors))
        return y

    def _words_above(self, step: int) -> int:
        """Room for the words beside the line into the top of ``step``, unless they stand above a joining line."""
        return 0 if self.ports.joined(step) else self.label_h.get(step, 0)

    def _clear_join(self, step: int, floors: list[int]) -> None:
        """Keep a corridor above ``step``, from its column to the far right, for lines that join its top."""
        if not self.ports.joined(step):
            return
        column = self.plan.column[step]
        track = max(floors[column:]) + _TRACK + self.label_h.get(step, 0) + self.side_h.get(step, 0)
        if floors is self.floors:
            self.join_y[step] = track
        for other in range(column, len(floors)):
            floors[other] = track - 6

    def _sink(self, column: int, y: int) -> None:
        for other in range(column, len(self.floors)):
            self.floors[other] = max(self.floors[other], y)
