"""The ledger is read as it stands or not at all: a guess would move dates of first publication."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county import write
from gongshi.findings import Scope, Severity
from gongshi.release import ledger
from gongshi.release.ledger import PLACE, LedgerError, read_ledger


def test_days_by_record(tmp_path: Path) -> None:
    write(tmp_path / PLACE, '{"format": 1, "records": {"a-1": {"first_published": "2026-03-05"}}}')
    book = read_ledger(tmp_path)
    assert book.first_published("a-1") == date(2026, 3, 5)
    assert book.first_published("a-2") is None


def test_a_site_that_was_never_published_has_none(tmp_path: Path) -> None:
    assert read_ledger(tmp_path).days == {}


def one(entry: Any) -> str:
    return json.dumps({"format": 1, "records": {"a-1": entry}})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        "{}",
        '{"format": 2, "records": {}}',
        '{"format": 1, "records": []}',
        '{"format": 1}',
        "[" * 100_000,
        b"\xff\xfe",
        one(None),
        one("2026-03-05"),
        one([]),
        one({}),
        one({"first_published": None}),
        one({"first_published": 20260305}),
        one({"first_published": "20260305"}),
        one({"first_published": "2026-W10-4"}),
        one({"first_published": "2026-02-30"}),
        one({"first_published": "２０２６-03-05"}),
        '{"format": 1, "records": {"a": {"first_published": "2026-03-05"}, "a": {"first_published": "2026-03-06"}}}',
        '{"format": 1, "records": {"a": {"first_published": "2026-03-05", "first_published": "2026-03-06"}}}',
    ],
)
def test_whatever_else_stops_everything(tmp_path: Path, text: str | bytes) -> None:
    write(tmp_path / PLACE, text)
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path)
    (finding,) = caught.value.findings
    assert (finding.severity, finding.scope, finding.file) == (Severity.GATE, Scope.RELEASE, PLACE)
    assert finding.line >= 1
    assert "台账" in finding.message


def test_the_line_of_a_slip_is_named(tmp_path: Path) -> None:
    write(tmp_path / PLACE, '{"format": 1,\n "records": {\n  "a": }\n}')
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path)
    assert caught.value.findings[0].line == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    os.mkfifo(tmp_path / PLACE)
    with pytest.raises(LedgerError):
        read_ledger(tmp_path)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed here")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_no_ledger(tmp_path: Path, there: bool) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / PLACE).symlink_to(tmp_path / "other.json")
    if there:
        write(tmp_path / "other.json", '{"format": 1, "records": {}}')
    with pytest.raises(LedgerError):
        read_ledger(tmp_path)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / PLACE).mkdir(parents=True)
    with pytest.raises(LedgerError):
        read_ledger(tmp_path)


def test_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / PLACE, '{"format": 1, "records": {}}')
    monkeypatch.setattr(ledger, "LIMIT", 10)
    with pytest.raises(LedgerError):
        read_ledger(tmp_path)


@given(st.dictionaries(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True), st.dates()))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, days: dict[str, date]) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    entries = {record: {"first_published": day.isoformat()} for record, day in days.items()}
    write(folder / PLACE, json.dumps({"format": 1, "records": entries}))
    assert read_ledger(folder).days == days
