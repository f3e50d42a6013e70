"""The shape of a process before any geometry: its main line, its branches, and by what kind of line each edge goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from .model import Graph, Link

LAST_COLUMN = 2  # branches of branches of branches go below, not further right: charts must fit a phone


class Route(StrEnum):
    """How an edge is drawn."""

    DOWN = "down"  # straight down to the next box of the column
    HEAD = "head"  # to the right, to the first box of a branch
    LEFT = "left"  # between two boxes of the main line: a lane at the left
    ELBOW_DOWN = "elbow_down"  # from the foot of a branch down and back into the main line
    ELBOW_UP = "elbow_up"  # from the top of a branch up and back into the main line
    HOOK = "hook"  # to the right, then up into the foot of an end that an earlier step reached first
    LANE = "lane"  # everything else: a lane at the far right


@dataclass(slots=True)
class Plan:
    """Who stands in which column, in which order the boxes are set, and how the edges go.

    ``sequence`` is the order of setting: ``(step, True)`` sets a box, ``(step, False)`` follows when all branches that
    leave it are set. ``down`` and ``heads`` make a tree in which every step occurs once: ``down`` is the step below in
    the same column, ``heads`` are the first steps of the branches at the right, ``detached`` the first steps of
    branches that found no column there.
    """

    graph: Graph
    mains: list[int] = field(default_factory=list)
    column: dict[int, int] = field(default_factory=dict)
    sequence: list[tuple[int, bool]] = field(default_factory=list)
    rank: dict[int, int] = field(default_factory=dict)
    down: dict[int, Link] = field(default_factory=dict)
    heads: dict[int, list[Link]] = field(default_factory=dict)
    detached: dict[int, list[Link]] = field(default_factory=dict)
    routes: list[tuple[Link, Route]] = field(default_factory=list)

    def is_main(self, step: int) -> bool:
        return self.column[step] == 0


def plan(graph: Graph) -> Plan:
    """Arrange ``graph``.

    The main line is the chain of steps marked ``main`` or, where none is marked, the first way out of each step in
    turn. Steps that cannot be reached are appended below it, so that they are seen.
    """
    made = Plan(graph)
    if graph.steps:
        made.mains = _main_line(graph)
        _grow(made)
        made.routes = _Router(made).routes()
    return made


def _main_line(graph: Graph) -> list[int]:
    marked = any(step.main for step in graph.steps)
    line = _follow(graph, 0, lambda step: not marked or graph.steps[step].main)
    if marked:
        taken = set(line)
        line += [i for i, step in enumerate(graph.steps) if step.main and i not in taken]
    return line


def _follow(graph: Graph, first: int, welcome: Callable[[int], bool]) -> list[int]:
    """``first``, and from each step the first way out that leads to a new, welcome one."""
    line, taken = [first], {first}
    while True:
        onward = (link.target for link in graph.exits[line[-1]] if link.target not in taken and welcome(link.target))
        following = next(onward, None)
        if following is None:
            return line
        line.append(following)
        taken.add(following)


def _grow(made: Plan) -> None:
    """Set the main line, each step followed by its branches; then what could not be reached."""
    claimed = set(made.mains)
    for step in made.mains:
        _set(made, step, 0, claimed)
    for stray in range(len(made.graph.steps)):
        if stray not in claimed:
            line = _follow(made.graph, stray, lambda step: step not in claimed)
            claimed.update(line)
            made.mains += line
            for step in line:
                _set(made, step, 0, claimed)
    for above, below in zip(made.mains, made.mains[1:], strict=False):
        link = next((link for link in made.graph.exits[above] if link.target == below), None)
        if link:
            made.down[above] = link


def _set(made: Plan, step: int, column: int, claimed: set[int]) -> None:
    """Set one step and all branches that leave it (not what stands below it in its own column)."""
    made.column[step] = column
    made.rank[step] = len(made.sequence)
    made.sequence.append((step, True))
    fresh: list[Link] = []
    for link in made.graph.exits[step]:
        if link.target not in claimed:
            claimed.add(link.target)
            fresh.append(link)
    if column and fresh:
        made.down[step] = fresh.pop(0)
    if fresh and column == LAST_COLUMN:
        made.detached[step] = fresh
    elif fresh:
        made.heads[step] = fresh
        for link in fresh:
            _set_chain(made, link.target, column + 1, claimed)
    made.sequence.append((step, False))


def _set_chain(made: Plan, head: int, column: int, claimed: set[int]) -> None:
    """Set a branch downwards, then below it whatever found no column at its right."""
    waiting = deque([head])
    while waiting:
        step = waiting.popleft()
        while True:
            _set(made, step, column, claimed)
            waiting.extend(link.target for link in made.detached.get(step, ()))
            if step not in made.down:
                break
            step = made.down[step].target


class _Router:
    """Chooses for every edge the simplest way that is sure to be free."""

    def __init__(self, made: Plan) -> None:
        self.made = made
        self.tree = set(made.down.values())
        self.branches = {link for links in made.heads.values() for link in links}
        self.first_steps = {link.target for links in made.heads.values() for link in links}
        self.incoming: dict[int, int] = {}
        for links in made.graph.exits:
            for link in links:
                self.incoming[link.target] = self.incoming.get(link.target, 0) + 1
        # Stretches of a column's centre line taken by elbows and hooks: column, first and last rank, target.
        self.taken: list[tuple[int, int, int, int]] = []

    def routes(self) -> list[tuple[Link, Route]]:
        return [(link, self._route(link)) for links in self.made.graph.exits for link in links]

    def _route(self, link: Link) -> Route:
        made, source, target = self.made, link.source, link.target
        if link in self.tree:
            return Route.DOWN
        if link in self.branches:
            return Route.HEAD
        if made.is_main(source) and made.is_main(target):
            return Route.LEFT
        if made.is_main(target):
            later = made.rank[target] > made.rank[source]
            if later and source not in made.down and self._free(source, target, target):
                return Route.ELBOW_DOWN
            alone = self.incoming[source] == 1 and len(made.graph.exits[source]) == 1
            if not later and alone and source in self.first_steps and self._free(source, target, target):
                return Route.ELBOW_UP
        elif self._may_hook(source, target) and self._free(target, source, target):
            return Route.HOOK
        return Route.LANE

    def _may_hook(self, source: int, target: int) -> bool:
        made = self.made
        return (
            made.column[source] < made.column[target]
            and made.rank[source] > made.rank[target]
            and not made.graph.exits[target]
            and source not in made.heads
        )

    def _free(self, branch: int, other: int, target: int) -> bool:
        """Is the centre of ``branch``'s column empty from it to the height of ``other``? If so, take it."""
        made = self.made
        column = made.column[branch]
        first, last = sorted((made.rank[branch], made.rank[other]))
        between = (made.sequence[rank] for rank in range(first + 1, last))
        if any(setting and made.column[step] == column for step, setting in between):
            return False
        for taken_column, start, stop, owner in self.taken:
            if taken_column == column and owner != target and start <= last and first <= stop:
                return False
        self.taken.append((column, first, last, target))
        return True
