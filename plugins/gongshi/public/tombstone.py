"""What remains of a withdrawn decision: number, organ, dates, typed reason, explanation. No party, no facts."""

from __future__ import annotations

from typing import Any

from gongshi.public.shape import plain
from gongshi.records.decision import Decision
from gongshi.registry.register import Register


def project_tombstone(record: Decision, register: Register) -> dict[str, Any]:
    """The notice that 行政处罚法 art 48(2) asks for: taken down, and why."""
    state = register.standings[record.id].state
    withdrawal = record.withdrawals[state.withdrawal or 0]
    entry = register.roster[record.entity]
    return {
        "id": record.id,
        "number": record.number,
        "entity": {"id": entry.id, "name": entry.name, "short": entry.short},
        "kind_zh": record.kind,
        "decided": plain(record.decided),
        "published": plain(state.first_published),
        "effective": plain(withdrawal.effective),
        "taken_down": plain(withdrawal.taken_down or withdrawal.effective),
        "reason": withdrawal.kind,
        "basis": withdrawal.basis,
        "explanation": withdrawal.explanation,
        "replaced_by": _successor(record, register),
    }


def _successor(record: Decision, register: Register) -> dict[str, Any] | None:
    for other in register.replaced_by.get(record.id, ()):
        if register.standings[other.id].state.shown:
            return {"id": other.id, "number": other.number}
    return None
