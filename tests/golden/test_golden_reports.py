"""What a clerk reads after ten typical slips, and what an office sees when a deadline has passed, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from processes import GONGSHI, run

HERE = Path(__file__).parent
# Nothing of the terminal may colour or wrap what people read.
_PLAIN = {"FORCE_COLOR": None, "CLICOLOR_FORCE": None, "NO_COLOR": "1", "COLUMNS": None, "TERM": "dumb"}


def _said(command: str, form: str) -> tuple[str, int]:
    done = run(GONGSHI, command, "--content", HERE / "slips", "--format", form, cwd=HERE, env=_PLAIN)
    return done.stdout, done.returncode


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", ["check", "due"])
def test_the_report_is_as_it_was(command: str, form: str, updating: bool) -> None:
    golden = HERE / "reports" / f"{command}.{'json' if form == 'json' else 'txt'}"
    said, status = _said(command, form)
    assert status == 1
    if updating:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8"), "meant? then: make goldens"


def test_every_slip_is_found_in_its_own_file_and_no_other() -> None:
    found = {
        finding["file"]
        for finding in json.loads(_said("check", "json")[0])["findings"]
        if finding["severity"] == "gate"
    }
    slips = {path.relative_to(HERE / "slips").as_posix() for path in HERE.glob("slips/post/decisions/2026/s*.yaml")}
    assert len(slips) == 11
    assert found == slips
