"""The release store is read as it stands or not at all: a guess would move dates of first publication."""

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
from gongshi.release import store
from gongshi.release.seal import Telling, seal, written
from gongshi.release.store import INDEX, Entry, StoreError, place_of, read_store

DAY = date(2026, 3, 5)
TOLD = Telling("decision", '{"案件名称":"种子案"}\n'.encode(), {"a-1/b.pdf": "0" * 64})


def index(*rows: str) -> str:
    """An index with these lines in it."""
    return '{\n "format": 1,\n "records": {\n' + ",\n".join(f"  {row}" for row in rows) + "\n }\n}\n"


def one(entry: Any) -> str:
    return index(f'"a-1": {json.dumps(entry)}')


def refused(content: Path) -> str:
    """The message of the one gate that stops everything."""
    with pytest.raises(StoreError) as caught:
        read_store(content)
    (finding,) = caught.value.findings
    assert (finding.code, finding.severity, finding.scope) == ("GS050", Severity.GATE, Scope.RELEASE)
    assert finding.line >= 1 and finding.fix
    return finding.message


def test_days_by_record(tmp_path: Path) -> None:
    write(tmp_path / INDEX, one({"first_published": "2026-03-05"}))
    assert read_store(tmp_path).days == {"a-1": DAY}


def test_a_site_that_was_never_published_has_none(tmp_path: Path) -> None:
    assert read_store(tmp_path).days == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "读不出来"),
        ("{", "读不出来"),
        ("[]", "格式"),
        ("null", "格式"),
        ("1", "格式"),
        ("{}", "格式"),
        ('{"format": 2, "records": {}}', "格式"),
        ('{"format": 1, "records": []}', "格式"),
        ('{"format": 1}', "格式"),
        ("[" * 100_000, "读不出来"),
        (b"\xff\xfe", "读不出来"),
        (one(None), "格式不对"),
        (one("2026-03-05"), "格式不对"),
        (one([]), "格式不对"),
        (one({}), "日期"),
        (one({"first_published": None}), "日期"),
        (one({"first_published": 20260305}), "日期"),
        (one({"first_published": "20260305"}), "日期"),
        (one({"first_published": "2026-W10-4"}), "日期"),
        (one({"first_published": "2026-02-30"}), "日期"),
        (one({"first_published": "２０２６-03-05"}), "日期"),
        (one({"first_published": "2026-03-05", "pulled": "昨天"}), "日期"),
        (one({"first_published": "2026-03-05", "other": 1}), "格式不对"),
        (one({"first_published": "2026-03-05", "statement": "../x"}), "校验值"),
        (one({"first_published": "2026-03-05", "statement": 7}), "校验值"),
        (one({"first_published": "2026-03-05", "attachments": []}), "校验值"),
        (one({"first_published": "2026-03-05", "attachments": {"a": "x"}}), "校验值"),
        (one({"first_published": "2026-03-05", "statement": "0" * 64}), "没有写清"),
        (index('"a": {"first_published": "2026-03-05"}', '"a": {"first_published": "2026-03-06"}'), "读不出来"),
        (index('"a": {"first_published": "2026-03-05", "first_published": "2026-03-06"}'), "读不出来"),
        ('{"format": 1, "records": {"a-1": {"first_published": "2026-03-05"}}}', "手工改写"),
        (index('"a-1": {"first_published":\n "2026-03-05"}'), "手工改写"),
    ],
)
def test_whatever_else_stops_everything(tmp_path: Path, text: str | bytes, says: str) -> None:
    write(tmp_path / INDEX, text)
    message = refused(tmp_path)
    assert "台账" in message and says in message


def test_the_line_of_a_slip_is_named(tmp_path: Path) -> None:
    write(tmp_path / INDEX, '{"format": 1,\n "records": {\n  "a": }\n}')
    with pytest.raises(StoreError) as caught:
        read_store(tmp_path)
    assert caught.value.findings[0].line == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    os.mkfifo(tmp_path / INDEX)
    refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed here")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_no_index(tmp_path: Path, there: bool) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / INDEX).symlink_to(tmp_path / "other.json")
    if there:
        write(tmp_path / "other.json", written({}))
    refused(tmp_path)


def test_a_folder_is_no_index(tmp_path: Path) -> None:
    (tmp_path / INDEX).mkdir(parents=True)
    refused(tmp_path)


def test_its_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / INDEX, written({}))
    monkeypatch.setattr(store, "LIMIT", 10)
    refused(tmp_path)


@given(st.dictionaries(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True), st.dates()))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, days: dict[str, date]) -> None:
    folder = tmp_path_factory.mktemp("store")
    write(folder / INDEX, written({record: Entry(day) for record, day in days.items()}))
    read = read_store(folder)
    assert read.days == days
    lines = read.text.split("\n")
    assert all(lines[read.place(record)[0] - 1].startswith(f'  "{record}": ') for record in days)


def test_a_release_records_what_it_told(tmp_path: Path) -> None:
    sealed = seal(tmp_path, {"a-1": TOLD}, DAY)
    entry = sealed.entries["a-1"]
    assert (entry.first_published, entry.stated, entry.kind) == (DAY, DAY, "decision")
    assert entry.attachments == TOLD.attachments
    assert sealed.statement("a-1") == {"案件名称": "种子案"}


def test_the_day_of_first_publication_stays_and_the_old_statement_goes(tmp_path: Path) -> None:
    old = seal(tmp_path, {"a-1": TOLD}, DAY).entries["a-1"].statement
    assert old is not None
    sealed = seal(tmp_path, {"a-1": Telling("decision", b'{"x":"y"}\n'), "b-2": TOLD}, date(2026, 4, 1))
    assert sealed.days == {"a-1": DAY, "b-2": date(2026, 4, 1)}
    assert sealed.entries["a-1"].stated == date(2026, 4, 1)
    assert sealed.entries["b-2"].statement == old  # one object may serve two records
    seal(tmp_path, {"b-2": Telling("decision", b'{"x":"y"}\n')}, date(2026, 4, 2))
    assert not (tmp_path / place_of(old)).exists()


def test_a_release_that_tells_nothing_new_changes_no_byte(tmp_path: Path) -> None:
    seal(tmp_path, {"a-1": TOLD}, DAY)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    seal(tmp_path, {"a-1": TOLD}, date(2026, 4, 1))
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_was_public_in_error_leaves_no_word_behind(tmp_path: Path) -> None:
    seal(tmp_path, {"a-1": TOLD}, DAY)
    entry = seal(tmp_path, {}, date(2026, 3, 16), pulled=["a-1", "never-out"]).entries["a-1"]
    assert (entry.first_published, entry.pulled, entry.statement) == (DAY, date(2026, 3, 16), None)
    assert "种子案".encode() not in b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    again = seal(tmp_path, {"a-1": TOLD}, date(2026, 3, 17)).entries["a-1"]
    assert (again.first_published, again.pulled, again.stated) == (DAY, None, date(2026, 3, 17))


def test_a_crash_before_the_index_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seal(tmp_path, {"a-1": TOLD}, DAY)
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "store.json":
            raise OSError("disk full")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        seal(tmp_path, {"a-1": Telling("decision", b"{}\n")}, date(2026, 4, 1))
    monkeypatch.undo()
    assert read_store(tmp_path).statement("a-1") == {"案件名称": "种子案"}
    assert not list((tmp_path / "release").glob(".*"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the one statement of a store lies."""
    name = seal(tmp_path, {"a-1": TOLD}, DAY).entries["a-1"].statement
    assert name is not None
    return tmp_path / place_of(name)


def test_a_missing_statement_stops_everything(tmp_path: Path, kept: Path) -> None:
    kept.unlink()
    assert "不见了" in refused(tmp_path)
    with pytest.raises(StoreError) as caught:
        read_store(tmp_path)
    assert (caught.value.findings[0].file, caught.value.findings[0].line) == (INDEX, 4)


@pytest.mark.parametrize("raw", [b"{}\n", '{"案件名称":"别案"}\n'.encode(), b""])
def test_an_altered_statement_stops_whoever_reads_it(tmp_path: Path, kept: Path, raw: bytes) -> None:
    kept.write_bytes(raw)
    with pytest.raises(StoreError, match="被改动过"):
        read_store(tmp_path).statement("a-1")


def test_a_checkout_on_windows_alters_nothing(tmp_path: Path, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes().replace(b"\n", b"\r\n"))
    index_file = tmp_path / INDEX
    index_file.write_bytes(index_file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_store(tmp_path).statement("a-1") == {"案件名称": "种子案"}


def test_a_link_is_no_statement(tmp_path: Path, kept: Path) -> None:
    raw = kept.read_bytes()
    kept.unlink()
    (tmp_path / "other").write_bytes(raw)
    kept.symlink_to(tmp_path / "other")
    with pytest.raises(StoreError, match="普通文件"):
        read_store(tmp_path).statement("a-1")


@pytest.mark.skipif(not hasattr(os, "sync"), reason="no way to wait for all files at once")
@pytest.mark.parametrize("count", [3, 100])
def test_every_statement_is_on_the_disk_before_the_index_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """A few are waited for one by one, thousands all at once: the disk is asked after the last and before the index."""
    done: list[str] = []
    replaced, fsync, sync = Path.replace, os.fsync, os.sync
    monkeypatch.setattr(Path, "replace", lambda self, target: done.append(Path(target).name) or replaced(self, target))
    monkeypatch.setattr(os, "fsync", lambda descriptor: done.append("fsync") or fsync(descriptor))
    monkeypatch.setattr(os, "sync", lambda: done.append("sync") or sync())
    told = {f"a-{n}": Telling("decision", f'{{"x":"{n}"}}\n'.encode()) for n in range(count)}
    assert seal(tmp_path, told, DAY).entries.keys() == told.keys()
    assert done[-2:] == ["fsync", "store.json"]
    assert done.count("fsync") == (1 if "sync" in done else count + 1)
    assert ("sync" in done) == (count > 64)
    if "sync" in done:
        assert done.index("sync") == count
