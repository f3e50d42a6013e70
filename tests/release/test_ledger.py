"""公示账: only grows, shows any change of what it once said, and mends what a cut left."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.release.ledger import Event, LedgerError, append, follows, on_site, parsed, read_ledger

DAY, NEXT = date(2026, 3, 16), date(2026, 3, 17)
STATEMENT, MANIFEST = sha256(b"statement").hexdigest(), sha256(b"manifest").hexdigest()
EVENTS = [Event("published", "a-1", STATEMENT, "2026-03-05"), Event("published", "b-2", STATEMENT), Event("released")]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "ledger/ledger.jsonl"
    append(place, EVENTS, DAY, MANIFEST)
    append(place, [Event("lapsed", "a-1", STATEMENT), Event("released")], NEXT, sha256(b"next").hexdigest())
    return place


def test_what_was_entered_is_read_again(ledger: Path) -> None:
    found = read_ledger(ledger)
    assert [(e.n, e.event, e.record) for e in found.entries] == [
        (0, "opened", ""),
        (1, "published", "a-1"),
        (2, "published", "b-2"),
        (3, "released", ""),
        (4, "lapsed", "a-1"),
        (5, "released", ""),
    ]
    assert [e.event for e in found.of("a-1")] == ["published", "lapsed"]
    assert not on_site(found.of("a-1"))
    assert on_site(found.of("b-2"))
    assert found.head == sha256(ledger.read_bytes().splitlines(keepends=True)[-1]).hexdigest()
    assert found.released(sha256(b"next").hexdigest())
    assert not found.released(MANIFEST)


def test_nothing_to_enter_makes_no_ledger(tmp_path: Path) -> None:
    assert append(tmp_path / "l", [], DAY, MANIFEST).entries == ()
    assert not (tmp_path / "l").exists()


def rewritten(raw: bytes, line: int, key: str, value: object) -> bytes:
    lines = raw.splitlines(keepends=True)
    data = {**json.loads(lines[line]), key: value}
    lines[line] = (json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n").encode()
    return b"".join(lines)


@pytest.mark.parametrize("line", range(5))
@pytest.mark.parametrize(
    ("key", "value"),
    [("day", "2026-01-01"), ("record", "c-3"), ("event", "held"), ("manifest", "0" * 64), ("n", 7), ("prev", "1" * 64)],
)
def test_a_rewritten_line_breaks_the_chain(ledger: Path, line: int, key: str, value: object) -> None:
    with pytest.raises(LedgerError, match="行"):
        parsed(rewritten(ledger.read_bytes(), line, key, value))


@given(st.integers(0, 5), st.integers(0, 5))
def test_lines_moved_or_taken_away_break_the_chain(one: int, other: int) -> None:
    raw = chain()
    lines = raw.splitlines(keepends=True)
    if one != other:
        lines[one], lines[other] = lines[other], lines[one]
    elif one < 5:
        del lines[one]
    else:
        lines.insert(3, lines[2])
    with pytest.raises(LedgerError):
        parsed(b"".join(lines))


def chain() -> bytes:
    """Six lines, without a disk."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "l"
        append(place, EVENTS, DAY, MANIFEST)
        append(place, [Event("lapsed", "a-1", STATEMENT), Event("released")], NEXT, MANIFEST)
        return place.read_bytes()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"day":"2026-03-17"}',
        b"\xff",
        b"[" * 5000,
        b'{"day":"2026-03-17","event":"nothing","n":6,"prev":"' + b"0" * 64 + b'"}',
    ],
    ids=["empty", "object", "list", "null", "short", "bytes", "deep", "event"],
)
def test_what_is_no_entry_is_said_so(ledger: Path, line: bytes) -> None:
    with pytest.raises(LedgerError, match="第 7 行"):
        parsed(ledger.read_bytes() + line + b"\n")


@pytest.mark.parametrize("cut", [1, 40, 150])
def test_a_line_cut_while_written_is_entered_anew(ledger: Path, cut: int) -> None:
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:-cut])
    torn = read_ledger(ledger)
    assert torn.torn > 0
    assert len(torn.entries) == 5
    append(ledger, [Event("released")], NEXT, sha256(b"next").hexdigest())
    assert ledger.read_bytes() == whole


def test_a_damaged_ledger_is_never_added_to(ledger: Path) -> None:
    ledger.write_bytes(damaged := rewritten(ledger.read_bytes(), 1, "record", "c-3"))
    with pytest.raises(LedgerError):
        append(ledger, EVENTS, NEXT, MANIFEST)
    assert ledger.read_bytes() == damaged


def test_a_copy_kept_elsewhere_tells_a_ledger_made_anew(ledger: Path, tmp_path: Path) -> None:
    old = b"".join(ledger.read_bytes().splitlines(keepends=True)[:4])
    assert follows(ledger.read_bytes(), old)
    assert follows(ledger.read_bytes(), ledger.read_bytes()[:-3])
    other = tmp_path / "other"
    append(other, [Event("published", "a-1", STATEMENT, "2026-03-04"), *EVENTS[1:]], DAY, MANIFEST)
    assert parsed(other.read_bytes()).entries
    assert not follows(other.read_bytes(), old)
    assert not follows(old[:200], old)
