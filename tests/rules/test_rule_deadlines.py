"""GS141 to GS144: the clocks of publication. 2026-03-02 plus seven working days is 2026-03-11."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rule_cases import PENALTY_FILE, place, told

from county import write_county
from gongshi.assembly import assemble
from gongshi.findings import Finding, Severity


def on(folder: Path, day: date, published: str | None = None) -> list[Finding]:
    ledger = {"qnz-zz-2026-003": published} if published else {}
    return told(write_county(folder, ledger=ledger), day)


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 6), None), (date(2026, 3, 9), "GS141"), (date(2026, 3, 11), "GS141"), (date(2026, 3, 12), "GS142"),
     (date(2026, 9, 1), "GS142")],
)  # fmt: skip
def test_not_yet_published(day: date, code: str | None, tmp_path: Path) -> None:
    findings = on(tmp_path, day)
    assert [f.code for f in findings] == ([code] if code else [])
    for finding in findings:
        assert place(finding) == (PENALTY_FILE, 9, 1)
        assert finding.severity is Severity.NOTE
        assert "2026-03-11" in finding.message
        assert finding.fix


@pytest.mark.parametrize(("published", "code"), [("2026-03-11", None), ("2026-03-12", "GS143")])
def test_gs143_published_late(published: str, code: str | None, tmp_path: Path) -> None:
    findings = on(tmp_path, date(2026, 3, 16), published)
    assert [f.code for f in findings] == ([code] if code else [])
    assert all(place(f) == (PENALTY_FILE, 9, 1) and "2026-03-12" in f.message for f in findings)


def test_lateness_never_holds_back(tmp_path: Path) -> None:
    assembled = assemble(write_county(tmp_path, ledger={}), date(2026, 9, 1))
    assert assembled.exit_code == 0
    assert not assembled.held


def test_gs144_year_without_notice(tmp_path: Path) -> None:
    """No notice for 2040 is out: the deadline is an estimate, and says so."""
    review = {"公开审查": {"保密审查人": "C001", "批准人": "L001", "日期": "2040-03-02", "结论": "同意公开"}}
    content = write_county(tmp_path, ledger={}, penalty={"决定日期": "2040-03-01", "内部": review})
    findings = [f for f in assemble(content, date(2040, 3, 2)).findings if f.code == "GS144"]
    assert [place(f) for f in findings] == [(PENALTY_FILE, 9, 1)]
    assert "估算" in findings[0].message
