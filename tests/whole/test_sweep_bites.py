"""The sweep must bite: each of these faults of the engine is found by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sweep import CONTENT, DAY, all_sources, build_day, changes, leaks

from gongshi.lifecycle import State, Status
from gongshi.public import decision as decision_module
from gongshi.site.sections import decisions as decisions_section
from gongshi.site.sections import withdrawn

pytestmark = pytest.mark.slow


def _worst_day() -> date:
    """A day on which a decision has lapsed and another is withdrawn with its notice."""
    return max(day for day, status in changes() if status is Status.WITHDRAWN and day < date(2026, 11, 21)) + DAY


def test_sweep_finds_a_decision_that_stayed(monkeypatch: pytest.MonkeyPatch) -> None:
    day = _worst_day()
    monkeypatch.setattr(State, "shown", property(lambda self: bool(self.since) and not self.tombstone))
    register, tree = build_day(day)
    files = {leak.file for leak in leaks(register, tree)}
    status = {r.file: register.standings[r.id].state.status for r in register.decisions.values()}
    assert {status[file] for file in files if file in status} >= {Status.LAPSED, Status.ENDED_EARLY}


def test_sweep_finds_internal_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    original = decision_module.project_decision

    def broken(record, register):  # type: ignore[no-untyped-def]
        return {**original(record, register), "remark": record.internal.archive or record.internal.note}

    monkeypatch.setattr(decisions_section, "project_decision", broken)
    assert list(leaks(*build_day(date(2026, 11, 21))))


def test_sweep_finds_what_was_redacted(monkeypatch: pytest.MonkeyPatch) -> None:
    original = decision_module.project_decision

    def broken(record, register):  # type: ignore[no-untyped-def]
        return {**original(record, register), "remark": "、".join(r.content for r in record.redactions)}

    monkeypatch.setattr(decisions_section, "project_decision", broken)
    assert list(leaks(*build_day(date(2026, 11, 21))))


def test_sweep_finds_a_party_in_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    day, original = _worst_day(), withdrawn.project_tombstone

    def broken(record, register):  # type: ignore[no-untyped-def]
        return {**original(record, register), "explanation": record.parties[0].name}

    monkeypatch.setattr(withdrawn, "project_tombstone", broken)
    assert list(leaks(*build_day(day)))


def test_sweep_finds_a_link_to_what_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    register, tree = build_day(date(2026, 11, 21))
    lapsed = next(r for r in register.decisions.values() if register.standings[r.id].state.status is Status.LAPSED)
    tree["index.html"] += f'<a href="decisions/{lapsed.id}.html">'.encode()
    assert [leak.piece for leak in leaks(register, tree)] == [lapsed.id]


def test_sweep_finds_an_attachment_under_another_name() -> None:
    register, tree = build_day(date(2023, 1, 1))
    folder = next(s for s in all_sources().values() if s.attachments and s.file.startswith("post/decisions/"))
    data = (CONTENT / Path(folder.file).with_suffix("")).glob("*")
    tree["files/other.bin"] = next(iter(sorted(data))).read_bytes()
    assert [leak.file for leak in leaks(register, tree)] == [folder.file]
