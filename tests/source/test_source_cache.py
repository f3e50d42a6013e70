"""The cache of records changes how long reading takes and nothing else: not when stale, damaged, forged or in the way."""

from __future__ import annotations

import io
import os
import pickle
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from county import write_county
from gongshi.assembly import assemble
from gongshi.rules import redaction_masks
from gongshi.source import cache as caching
from gongshi.source import load
from gongshi.source.cache import Cache
from gongshi.source.load import Reading, read
from gongshi.source.own_folder import MAX_FOLDERS, VARIABLE


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of one test, away from its content."""
    folder = tmp_path_factory.mktemp("cache") / "gongshi"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_county(tmp_path)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were read from YAML, not from the cache."""
    seen: list[str] = []
    really = load._record_of

    def watched(raw: bytes, source: load.SourceFile, kind: load.Kind) -> object:
        seen.append(source.rel)
        return really(raw, source, kind)

    monkeypatch.setattr(load, "_record_of", watched)
    yield seen


def cached(content: Path) -> Reading:
    return read(content, cache=Cache.of(content))


def told(reading: Reading) -> object:
    """All that a reading says; ids, files and bodies too, which are no fields of the records."""
    bound = [(k, [(r.id, r.file, r.body, r) for r in records]) for k, records in reading.records.items()]
    return (reading.site, bound, reading.attachments, reading.unreadable, reading.findings)


def shards(store: Path) -> list[Path]:
    return sorted(store.rglob("*.records"))


def first(content: Path) -> Path:
    return sorted(content.rglob("post/decisions/**/*.yaml"))[0]


def test_what_has_not_changed_is_not_read_again(content: Path, store: Path, anew: list[str]) -> None:
    cold = cached(content)
    assert len(anew) > 3
    anew.clear()
    assert told(cached(content)) == told(cold) == told(read(content, cache=Cache(None)))
    written = [path.stat().st_mtime_ns for path in shards(store)]
    anew.clear()
    cached(content)
    assert anew == []
    assert [path.stat().st_mtime_ns for path in shards(store)] == written, "nothing changed, nothing written"


def test_a_change_that_no_clock_shows_is_seen(content: Path, store: Path, anew: list[str]) -> None:
    """Same size, same time stamps: only the bytes tell."""
    cached(content)
    path = first(content)
    before = path.stat()
    raw = path.read_bytes()
    changed = raw.replace(b"2026-03-02", b"2026-03-03", 1)
    assert changed != raw
    path.write_bytes(changed)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    anew.clear()
    reading = cached(content)
    assert anew == [str(path.relative_to(content))]
    assert told(reading) == told(read(content, cache=Cache(None)))


def test_another_program_starts_anew(
    content: Path, store: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cached(content)
    count = len(anew)
    monkeypatch.setattr(caching, "fingerprint", lambda: b"x" * 32)
    anew.clear()
    cached(content)
    assert len(anew) == count


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "noise", "folder", "link"])
def test_what_is_damaged_is_read_from_its_source(content: Path, store: Path, damage: str, tmp_path: Path) -> None:
    clean = told(cached(content))
    for path in shards(store):
        raw = path.read_bytes()
        path.unlink()
        if damage == "folder":
            path.mkdir()
        elif damage == "link":
            elsewhere = tmp_path / path.name
            elsewhere.write_bytes(raw)
            path.symlink_to(elsewhere)
        else:
            flipped = raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:]
            path.write_bytes({"empty": b"", "cut": raw[:-1], "flipped": flipped, "noise": os.urandom(99)}[damage])
    assert told(cached(content)) == clean
    assert told(cached(content)) == clean


def test_nothing_is_unpickled_but_records(content: Path, store: Path, tmp_path: Path) -> None:
    """Even under a right seal."""
    cached(content)
    mark = tmp_path / "ran"

    class Forged:
        def __reduce__(self) -> object:
            return os.mkdir, (str(mark),)

    payload = pickle.dumps({"x": Forged()})
    for path in shards(store):
        path.write_bytes(caching._sealed(payload, caching.fingerprint()) + payload)
    assert told(cached(content)) == told(read(content, cache=Cache(None)))
    assert not mark.exists()
    with pytest.raises(pickle.UnpicklingError):
        caching._Reader(io.BytesIO(payload)).load()


def test_a_record_gone_is_gone_from_the_cache(content: Path, store: Path) -> None:
    cached(content)
    path = first(content)
    name = str(path.relative_to(content)).encode()
    assert any(name in shard.read_bytes() for shard in shards(store))
    path.unlink()
    cached(content)
    assert not any(name in shard.read_bytes() for shard in shards(store))


def test_complaints_are_never_kept(content: Path, store: Path, anew: list[str]) -> None:
    path = first(content)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())  # a byte-order mark is a note
    cold = cached(content)
    anew.clear()
    warm = cached(content)
    assert anew == [str(path.relative_to(content))]
    assert warm.findings == cold.findings != []


@pytest.mark.parametrize("place", ["content", "repository"])
def test_it_never_lies_where_a_pull_request_could_bring_it(
    content: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content.parent / ".git").mkdir()
    folder = (content if place == "content" else content.parent) / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    cached(content)
    assert not folder.exists()


def test_a_folder_that_others_may_write_is_not_used(content: Path, store: Path) -> None:
    store.mkdir(mode=0o700)
    store.chmod(0o777)
    cached(content)
    assert list(store.iterdir()) == []


def test_the_cache_is_for_its_user_alone(content: Path, store: Path) -> None:
    cached(content)
    assert {path.stat().st_mode & 0o077 for path in [store, *store.rglob("*")]} == {0}


def test_without_a_name_there_is_none(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    cached(content)
    assert not (tmp_path / "xdg").exists()


def test_a_full_disk_only_makes_it_slower(content: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert told(cached(content)) == told(read(content, cache=Cache(None)))
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_only_so_many_folders_are_remembered(content: Path, store: Path, tmp_path: Path) -> None:
    for number in range(MAX_FOLDERS + 3):
        Cache.of(tmp_path / f"county-{number}")
    assert len(list(store.iterdir())) == MAX_FOLDERS


_EDITS = st.lists(
    st.tuples(st.sampled_from(["date", "break", "delete", "copy", "rename", "damage"]), st.integers(0, 50)), max_size=6
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EDITS)
def test_after_any_edits_findings_are_those_of_no_cache(store: Path, edits: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        content = write_county(Path(folder))
        assemble(content)
        for edit, choice in edits:
            files = sorted(content.rglob("post/decisions/**/*.yaml"))
            if files:
                _apply(edit, files[choice % len(files)], store)
            warm = assemble(content)
            os.environ[VARIABLE] = ""
            try:
                plain = assemble(content)
            finally:
                os.environ[VARIABLE] = str(store)
            assert warm.findings == plain.findings
            assert warm.held == plain.held
            assert list(warm.register.decisions.items() if warm.register else []) == list(
                plain.register.decisions.items() if plain.register else []
            )


def _apply(edit: str, path: Path, store: Path) -> None:
    if edit == "date":
        path.write_text(path.read_text("utf-8").replace("2026-03-0", "2026-03-1"), "utf-8")
    elif edit == "break":
        path.write_text("执法类别：行政处罚\n" + path.read_text("utf-8"), "utf-8")
    elif edit == "delete":
        path.unlink()
    elif edit == "copy":
        shutil.copy(path, path.with_name("copied.yaml"))
    elif edit == "rename":
        path.rename(path.with_name("renamed.yaml"))
    else:
        for shard in shards(store)[::2]:
            shard.write_bytes(shard.read_bytes()[:-3])


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The decisions that some rule on masks has looked at."""
    seen: list[str] = []
    really = redaction_masks._fields
    monkeypatch.setattr(redaction_masks, "_fields", lambda r, decision: seen.append(decision.id) or really(r, decision))
    return seen


def test_another_day_changes_nothing_about_rules_that_ask_for_none(
    content: Path, store: Path, walked: list[str]
) -> None:
    """However often the records were left alone before, because under the same circumstances no rule finds anything."""
    for _ in range(3):
        assemble(content, date(2026, 4, 30))
    assert walked
    walked.clear()
    assemble(content, date(2026, 5, 6))
    assert not walked


def test_what_a_rule_has_looked_at_is_not_looked_at_again(content: Path, store: Path, walked: list[str]) -> None:
    """Until the record changes, or the rules do; what was found is said again, word for word and at its place."""
    file = next((content / "post/decisions/2026").glob("*.yaml"))
    first = assemble(content).findings
    assert walked
    walked.clear()
    assert assemble(content).findings == first
    assert not walked
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "备注: 证人李某某在场\n", encoding="utf-8", newline="\n")
    found = [f for f in assemble(content).findings if f.code == "GS407"]
    assert found and walked
    walked.clear()
    assert [f for f in assemble(content).findings if f.code == "GS407"] == found
    assert not walked
    for memory in ("sound", "said"):
        (next(store.iterdir()) / memory).write_bytes(b"damaged")
    assert [f for f in assemble(content).findings if f.code == "GS407"] == found
    assert walked
