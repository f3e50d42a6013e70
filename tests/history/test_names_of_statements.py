"""What names a record's statement is remembered by the record's own bytes, and spares no comparison with the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from repositories import FILE, PDF, REAL, published, rewrite

from county import PENALTY, penalty
from gongshi.assembly import assemble
from gongshi.history.past import Names, tellings
from gongshi.registry.register import Register
from gongshi.release.store import read_store
from gongshi.source.cache import Cache

DAY = date(2026, 3, 16)
ATTACHED = {"附件": [{"文件": f"{PENALTY}/a.pdf", "名称": "决定书"}]}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    return published(tmp_path, site=REAL)


def read(content: Path) -> Register:
    return assemble(content, DAY).sound


def told(content: Path, known: Mapping[bytes, bytes] | None) -> set[str]:
    return set(tellings(read(content), read_store(content), content, known)[0])


def test_the_next_run_knows_them(content: Path) -> None:
    record = read(content).decisions[PENALTY]
    name = read_store(content).entries[PENALTY].statement
    assert Cache.of(content).statements()[record.digest].hex() == name
    assert Names({record.digest: b"\1" * 32}).of(record) == "01" * 32


def test_a_changed_record_is_compared_anew(content: Path) -> None:
    assert read(content).past.altered == {}
    rewrite(content, FILE, penalty(3), 后续=[{"日期": "2026-03-12", "情形": "罚款缴清"}])
    register = read(content)
    assert register.past.altered.keys() == {PENALTY}
    assert len(Cache.of(content).statements()) == 1
    assert told(content, register.past.statements) == {PENALTY}


def test_what_is_in_the_store_is_not_told_again(content: Path) -> None:
    register = read(content)
    assert told(content, None) == {PENALTY}
    assert told(content, register.past.statements) == set()
    assert told(content, {register.decisions[PENALTY].digest: b"\1" * 32}) == {PENALTY}


def test_what_has_attachments_is_told_with_their_bytes(tmp_path: Path) -> None:
    folder = f"post/decisions/2026/{PENALTY}"
    content = published(tmp_path / "attached", site=REAL, files={FILE: penalty(3, **ATTACHED), f"{folder}/a.pdf": PDF})
    register = read(content)
    assert read_store(content).entries[PENALTY].attachments
    assert set(tellings(register, read_store(content), content, register.past.statements)[0]) == {PENALTY}


def test_a_record_that_stands_in_for_another_has_no_name_that_is_known(content: Path) -> None:
    register = read(content)
    record = register.decisions[PENALTY].model_copy()
    record.bind(id=PENALTY, file=record.file)
    names = Names({b"": b"\1" * 32})
    assert names.of(record) == read_store(content).entries[PENALTY].statement
    assert names.kept == {}
