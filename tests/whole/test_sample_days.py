"""The sample county is sound on its own day, and when it is looked at as of any other."""

from __future__ import annotations

from datetime import date

import pytest

from county import REPOSITORY
from gongshi.assembly import assemble
from gongshi.findings import Severity


@pytest.mark.parametrize("day", ["2023-06-20", "2024-06-16", "2025-03-20", "2026-03-10", "2026-11-21", "2027-06-01"])
def test_no_gate_and_no_open_defect(day: str) -> None:
    assembled = assemble(REPOSITORY / "content", date.fromisoformat(day))
    told = [(f.code, f.file, f.line, f.message) for f in assembled.findings if f.severity is not Severity.NOTE]
    assert told == []
    assert assembled.exit_code == 0


def test_its_day_is_pinned() -> None:
    assert assemble(REPOSITORY / "content").sound.setting.as_of == date(2026, 11, 21)
