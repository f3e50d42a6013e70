"""The sample county published day after day: on no day is anything live that the day forbids, and the ledger holds.

GONGSHI_TRAVEL=full publishes on every day from 2025-01-01 to 2027-12-31 on which anything may change: in between nothing
does, since each state holds until the next day of its own timetable (``registry.outlook``), and annual reports have one
day each. By default two pairs of such days; the rest of the way is jumped over.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from sweep import CONTENT, leaks

from county import REPOSITORY, tree
from gongshi.assembly import Publishing, assemble
from gongshi.cli.publishing import locked, run_publish
from gongshi.cli.site import Job
from gongshi.cli.verifying import verified
from gongshi.registry.outlook import outlook
from gongshi.registry.register import Register
from gongshi.release.commit import same_files
from gongshi.release.folder import Folder
from gongshi.release.ledger import on_site, read_ledger
from gongshi.release.manifest import read_manifest
from gongshi.release.proof import faults
from gongshi.release.store import read_store
from gongshi.release.work import Options
from gongshi.site import press as press_module
from inprocess import _environment

pytestmark = pytest.mark.slow
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
FULL = os.environ.get("GONGSHI_TRAVEL") == "full"
# Where the short way stops; from each it goes one change further.
STOPS = (date(2026, 5, 29),)


def next_change(register: Register) -> date:
    """The first day after as_of on which anything of the site, but the day that it bears, may change."""
    as_of = register.setting.as_of
    days = [date.fromisoformat(changes[0].day) for r in register.dated() if (changes := outlook(register, r))]
    days += [r.published for r in register.annual_reports.values() if r.published > as_of]
    return min((day for day in days if day > as_of), default=date.max)


def publish(content: Path, folder: Folder, day: date) -> int:
    job = Job(content, folder.current, REPOSITORY / "publishconf.py", day)
    return locked(folder, lambda: run_publish(folder, job, Options(keep=2)))


def judged(content: Path, folder: Folder, day: date) -> Register:
    """Everything that must hold on the day; the register of the day."""
    assembled = assemble(content, day, publishing=Publishing())
    register = assembled.sound
    live = tree(folder.current)
    manifest = read_manifest(folder.release(folder.live() or "") / "manifest.json")
    assert manifest.as_of == day
    assert same_files(folder.current, manifest.files)
    assert verified(str(folder.root), None, day, None, content).problems == ()
    assert list(leaks(register, live))[:5] == []
    for record in register.decisions.values():
        state = register.standings[record.id].state
        assert (f"decisions/{record.id}.html" in live) == (state.shown or state.tombstone), (day, record.id)
    assert list(faults(folder, None, None)) == []
    entries = read_ledger(folder.ledger).last()
    shown = {record.id for record in register.dated() if register.standings[record.id].state.shown}
    assert {record for record, entry in entries.items() if on_site([entry])} == shown, day
    days = read_store(content).days
    assert shown <= days.keys()
    return register


def test_day_after_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    # Compiled once, as in ``inprocess``: that is a quarter of each release.
    monkeypatch.setattr(press_module, "environment", _environment)
    content, folder = shutil.copytree(CONTENT, tmp_path / "content"), Folder(tmp_path / "www")
    day, count, old = FIRST, 0, b""
    while day <= LAST:
        assert publish(content, folder, day) in (0, 1)
        register = judged(content, folder, day)
        now = folder.ledger.read_bytes()
        assert now.startswith(old)
        old, count = now, count + 1
        print(f"{day}: {len(register.decisions)} decisions, ledger holds")
        following = next_change(register)
        if not FULL and count % 2 == 0:
            following = next((stop for stop in STOPS if stop > following), date.max)
        day = following
    ledger = read_ledger(folder.ledger)
    happened = {entry.event for entry in ledger.entries}
    print(f"{count} days published, {len(ledger.entries)} entries: {sorted(happened)}")
    assert {"published", "lapsed"} <= happened
    if FULL:
        assert {"withdrawn", "restored"} <= happened
