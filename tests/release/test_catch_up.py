"""A ledger or a store that is behind what is live is caught up where that can be proved, and never begun anew in silence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from releases import Bureau, bureau, events

from county import PENALTY, penalty, text_of, write
from gongshi.release.proof import faults

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
NUMBER, LAPSED = "罚〔2026〕3号", date(2027, 3, 3)
STORE = "release/store.json"


@pytest.fixture
def three(bureau: Bureau) -> Bureau:
    """Three releases: one decision, another, and one day more."""
    assert bureau.publish() == 0
    write(bureau.content / "post/decisions/2026/qnz-zz-2026-004.yaml", penalty(4, 决定日期="2026-03-10"))
    assert bureau.later(1).publish() == 0
    assert bureau.later(1).publish() == 0
    return bureau


def first_lines(ledger: Path) -> None:
    """As it was after the first release."""
    lines = ledger.read_bytes().splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines) if b'"released"' in line)
    ledger.write_bytes(b"".join(lines[: end + 1]))


def zeroed(ledger: Path) -> None:
    ledger.write_bytes(bytes(ledger.stat().st_size))


@pytest.mark.parametrize("change", [first_lines, zeroed, Path.unlink])
def test_a_ledger_is_written_again_from_the_releases(three: Bureau, change: Callable[[Path], None]) -> None:
    before = three.folder.ledger.read_bytes()
    change(three.folder.ledger)
    assert three.publish() == 0
    assert three.folder.ledger.read_bytes() == before
    assert list(faults(three.folder, None, None)) == []


def test_a_ledger_that_is_lost_for_good_is_not_begun_anew(three: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(three.folder.release(three.folder.names()[0]))
    kept = three.folder.ledger.rename(three.root / "kept")
    assert three.later(1).publish() == 3
    assert "公示账（ledger/ledger.jsonl）不见了" in capsys.readouterr().err
    three.day = LAPSED
    assert three.publish() == 1  # what must go goes, and is entered when the ledger is back
    assert NUMBER not in text_of(three.folder.current)
    assert three.publish() == 3
    three.folder.ledger.unlink(missing_ok=True)
    kept.rename(three.folder.ledger)
    assert three.publish() == 0
    assert ("lapsed", PENALTY) in events(three.folder)
    assert list(faults(three.folder, None, None)) == []


def test_a_ledger_that_is_too_old_to_be_caught_up_is_said(three: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    first_lines(three.folder.ledger)
    shutil.rmtree(three.folder.release(three.folder.names()[1]))
    assert three.later(1).publish() == 0
    assert "可能是旧的一份" in capsys.readouterr().err
    assert events(three.folder) == [("published", PENALTY), ("published", "qnz-zz-2026-004")]


@pytest.mark.parametrize("change", ["lost", "old"])
def test_from_a_store_that_is_lost_or_old_no_date_is_made(
    three: Bureau, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = three.content / STORE
    kept = store.read_bytes()
    if change == "lost":
        store.unlink()
    else:
        store.write_bytes((three.folder.release(three.folder.names()[0]) / "store/store.json").read_bytes())
    assert three.later(1).publish() == 3
    assert "发布台账（content/release）里没有公示账登记过的" in capsys.readouterr().err
    write(
        three.content / "post/decisions/2026/qnz-zz-2026-004.yaml",
        penalty(4, 决定日期="2026-03-10", 案件名称="没有公示过的案名"),
    )
    three.day = LAPSED
    assert three.publish() == 1
    assert NUMBER not in text_of(three.folder.current)
    assert "没有公示过的案名" not in text_of(three.folder.current)
    store.write_bytes(kept)
    assert three.publish() == 1  # the name was changed without a correction
    assert '"first_published": "2026-03-17"' in store.read_text("utf-8")


@pytest.mark.parametrize("damage", ["{", ""])
def test_a_release_that_lost_its_timetable_goes_by_the_one_before(three: Bureau, damage: str) -> None:
    records = three.folder.release(three.folder.live() or "") / "records.json"
    records.write_text(damage or "{}", "utf-8")
    three.edit("site.yaml", lambda text: text + "坏： 1\n")
    three.day = LAPSED
    assert three.publish() == 1
    assert NUMBER not in text_of(three.folder.current)
    assert events(three.folder)[-1] == ("lapsed", PENALTY)


def test_records_of_another_day_are_not_its_own(three: Bureau) -> None:
    """The first release knows of no second decision."""
    old, live = (three.folder.release(three.folder.names()[n]) / "records.json" for n in (0, -1))
    live.write_bytes(old.read_bytes())
    assert three.pull(PENALTY) == 0
    assert events(three.folder) == [("published", PENALTY), ("published", "qnz-zz-2026-004"), ("pulled", PENALTY)]


def test_without_any_timetable_nobody_says_that_nothing_is_due(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bureau.publish() == 0
    (bureau.folder.release(bureau.folder.live() or "") / "records.json").unlink()
    bureau.folder.ledger.write_text("{\n", "utf-8")
    bureau.edit("site.yaml", lambda text: text + "坏： 1\n")
    assert bureau.later(1).publish() == 3
    said = capsys.readouterr().err
    assert "查不出哪些到期" in said and "没有到期要撤下的" not in said
