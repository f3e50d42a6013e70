"""What a process chart is made of: steps as they are written, boxes and lines as they are laid out, and their bounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Shape = Literal["start", "end", "step", "decision", "document"]

MAX_STEPS = 120
MAX_EXITS = 8  # of one step
MAX_TEXT = 200  # characters of any one text of a step
MAX_LABEL = 40  # characters beside a line

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # control, format (bidi overrides among them), lone surrogates
_NOT_XML = frozenset("\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step: the id of the step that follows, and the words beside the line (是, 否, …)."""

    to: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a process. ``main`` marks the steps of the straight line down; see :func:`structure.plan`."""

    id: str
    text: str
    shape: Shape = "step"
    unit: str = ""
    limit: str = ""
    note: str = ""
    basis: str = ""
    next: tuple[Edge, ...] = ()
    main: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An edge whose two ends are known, as positions in ``Graph.steps``; ``number`` tells twins apart."""

    number: int
    source: int
    target: int
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Steps with clean, bounded texts, and for each the links that leave it. Edges to unknown steps are left out."""

    steps: tuple[Step, ...]
    exits: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text inside a box; ``detail`` for 承办, 时限 and 备注."""

    text: str
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn step: ``x`` and ``y`` its top left corner, in SVG user units."""

    step: str
    shape: Shape
    x: int
    y: int
    w: int
    h: int
    lines: tuple[TextLine, ...]

    @property
    def cx(self) -> int:
        return self.x + self.w // 2

    @property
    def cy(self) -> int:
        return self.y + self.h // 2

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a line, with the rectangle that they take up."""

    lines: tuple[str, ...]
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn edge: an orthogonal polyline from box ``source`` to box ``target`` (positions in ``Layout.boxes``)."""

    source: int
    target: int
    points: tuple[tuple[int, int], ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Pure geometry, in SVG user units (CSS pixels), y downwards. ``boxes`` are in the order of the steps."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def clean(text: str, limit: int) -> str:
    """``text`` on one line, without characters that are invisible or not allowed in XML, at most ``limit`` long."""
    seen = (
        " " if ch.isspace() else ch
        for ch in text[: 4 * limit]
        if ch.isspace() or (unicodedata.category(ch) not in _INVISIBLE and ch not in _NOT_XML)
    )
    flat = " ".join("".join(seen).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def graph(steps: Sequence[Step]) -> Graph:
    """The drawable part of ``steps``: bounded, cleaned. A target written twice means the first step of that id."""
    kept = [_cleaned(step) for step in steps[:MAX_STEPS]]
    place: dict[str, int] = {}
    for index, step in enumerate(kept):
        place.setdefault(step.id, index)
    exits = tuple(
        tuple(
            Link(index * MAX_EXITS + nth, index, place[edge.to], clean(edge.label, MAX_LABEL))
            for nth, edge in enumerate(step.next[:MAX_EXITS])
            if edge.to in place
        )
        for index, step in enumerate(kept)
    )
    return Graph(tuple(kept), exits)


def _cleaned(step: Step) -> Step:
    return replace(
        step,
        text=clean(step.text, MAX_TEXT),
        unit=clean(step.unit, MAX_TEXT),
        limit=clean(step.limit, MAX_TEXT),
        note=clean(step.note, MAX_TEXT),
        basis=clean(step.basis, MAX_TEXT),
    )
