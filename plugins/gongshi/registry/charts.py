"""A process record as the drawing room wants it."""

from __future__ import annotations

from gongshi.flowchart import Edge, Shape, Step
from gongshi.records.pages import Flow

_SHAPES: dict[str, Shape] = {"开始": "start", "步骤": "step", "判断": "decision", "结束": "end"}


def steps_of(flow: Flow) -> tuple[Step, ...]:
    """The boxes and arrows of a flow, in the order of the file."""
    return tuple(
        Step(
            id=step.id,
            text=step.text,
            shape=_SHAPES[step.shape],
            unit=step.unit or "",
            limit=step.limit or "",
            note=step.note or "",
            basis=step.basis or "",
            next=tuple(Edge(edge.to, edge.label or "") for edge in step.next),
        )
        for step in flow.steps
    )
