"""The switch of a release: cut anywhere, the site is the old or the new one, and the next run makes the books agree."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from county import tree, write_county
from gongshi.release import backup, commit, facts, folder, seal, switch
from gongshi.release.backup import restored_store
from gongshi.release.commit import Books, go_live, recover
from gongshi.release.facts import Fact
from gongshi.release.folder import MANIFEST, RECORDS, SITE, TOLD, Folder, point, prune, put, put_json
from gongshi.release.ledger import read_ledger
from gongshi.release.manifest import manifest_of, read_manifest
from gongshi.release.seal import Telling
from gongshi.release.store import read_store
from gongshi.release.told import CommitError, Told, read_told

DAY = date(2026, 3, 16)


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours runs on its way out but what a process cannot skip."""


def release(place: Folder, name: str, text: str, record: str) -> str:
    """A whole release of two files that shows ``record``."""
    statement = json.dumps({"案件名称": text}, ensure_ascii=False).encode() + b"\n"
    home = place.release(name)
    for path, data in (
        ("index.html", text),
        (f"decisions/{record}.html", record),
        ("build.json", '{"generator": "gongshi 0"}'),
    ):
        put(home / SITE / path, data.encode())
    told = Told(DAY, {record: Telling("decision", statement)})
    put_json(home / TOLD, told.written())
    shown = Fact("decision", "1号", "visible", True, False, sha256(statement).hexdigest(), DAY.isoformat())
    put(home / RECORDS, facts.written(DAY, {record: shown}))
    put(home / MANIFEST, manifest_of(home / SITE, DAY, "gongshi 0", {}, None).written())
    return name


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_county(tmp_path, ledger={})


@pytest.fixture(params=["link", "copy"])
def place(request: pytest.FixtureRequest, tmp_path: Path, content: Path) -> Folder:
    """A folder with a release live, and a second one beside it, whole."""
    made = Folder(tmp_path / "www")
    go_live(made, release(made, "2026-03-16-001", "old", "a-1"), content, request.param == "copy")
    release(made, "2026-03-16-002", "new", "b-2")
    return made


def shown(place: Folder) -> str:
    return (place.current / "index.html").read_text("utf-8")


def entered(place: Folder) -> list[tuple[str, str]]:
    return [(e.event, e.record) for e in read_ledger(place.ledger).entries]


OLD = [("opened", ""), ("published", "a-1"), ("released", "")]
NEW = [*OLD, ("published", "b-2"), ("held", "a-1"), ("released", "")]


@pytest.mark.parametrize("at_hand", [False, True])
def test_a_release_goes_live_and_is_recorded(place: Folder, content: Path, at_hand: bool) -> None:
    assert (shown(place), entered(place)) == ("old", OLD)
    new = place.release("2026-03-16-002")
    books = Books(read_told(new / TOLD), read_manifest(new / MANIFEST), facts.read_facts(new / RECORDS)[1])
    go_live(place, "2026-03-16-002", content, False, books if at_hand else None)
    assert (shown(place), entered(place), place.live()) == ("new", NEW, "2026-03-16-002")
    assert read_store(content).days == {"a-1": DAY, "b-2": DAY}
    assert not place.journal.exists()
    assert recover(place, content) == ""
    assert [p.name for p in place.root.iterdir() if p.name.startswith(".")] == []


STEPS: list[tuple[object, str]] = [
    (folder, "put"),
    (folder, "put_json"),
    (folder, "flush"),
    (folder, "link_or_copy"),
    (commit, "put_json"),
    (commit, "point"),
    (commit, "read_told"),
    (commit, "seal"),
    (commit, "events"),
    (commit, "append"),
    (commit, "back_up"),
    (backup, "link_or_copy"),
    (seal, "_put"),
    (seal, "_sweep"),
    (switch, "make_live"),
    (switch, "_exchange"),
    (switch, "discard"),
    (os, "fsync"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", [0, 1, 2])
@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{getattr(s[0], '__name__', '')}.{s[1]}")
def test_a_kill_at_any_step_leaves_old_or_new_and_the_next_run_completes_it(
    place: Folder, content: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str], nth: int, after: bool
) -> None:
    with monkeypatch.context() as cut:
        kill_at(cut, step, nth, after)
        with contextlib.suppress(Killed):
            go_live(place, "2026-03-16-002", content, False)
        assert shown(place) in {"old", "new"}
    recover(place, content)
    now = shown(place)
    assert entered(place) == (NEW if now == "new" else OLD)
    assert read_store(content).days == ({"a-1": DAY, "b-2": DAY} if now == "new" else {"a-1": DAY})
    assert place.live() == ("2026-03-16-002" if now == "new" else "2026-03-16-001")
    assert not place.journal.exists()
    if now == "old":
        assert place.names() == ["2026-03-16-001"]
        release(place, "2026-03-16-002", "new", "b-2")
        go_live(place, "2026-03-16-002", content, False)
    assert (shown(place), entered(place)) == ("new", NEW)


def kill_at(cut: pytest.MonkeyPatch, step: tuple[object, str], nth: int, after: bool) -> None:
    """The ``nth`` call of a function never returns; from then on nothing on the disk changes any more."""
    module, name = step
    real: Callable[..., object] = getattr(module, name)
    count = [0]

    def killed(*args: object, **kwargs: object) -> object:
        count[0] += 1
        if count[0] - 1 == nth:
            if after:
                real(*args, **kwargs)
            _freeze(cut)
            raise Killed
        return real(*args, **kwargs)

    cut.setattr(module, name, killed)


def _freeze(cut: pytest.MonkeyPatch) -> None:
    def nothing(*args: object, **kwargs: object) -> None:
        raise Killed

    for target in ("unlink", "rename", "replace", "write_bytes", "write_text", "rmdir", "symlink_to", "chmod", "mkdir"):
        cut.setattr(Path, target, nothing)
    cut.setattr("shutil.rmtree", nothing)


def test_books_that_cannot_be_written_are_written_by_the_next_run(
    place: Folder, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(commit, "append", full)
        with pytest.raises(CommitError, match="台账没有写全"):
            go_live(place, "2026-03-16-002", content, False)
    assert (shown(place), entered(place)) == ("new", OLD)
    assert "补记" in recover(place, content)
    assert entered(place) == NEW


def test_a_journal_that_is_no_journal_is_dropped(place: Folder, content: Path) -> None:
    for text in ("", "{", "[]", '{"release": "../../etc", "before": null}', '{"release": 1}'):
        place.journal.write_text(text, "utf-8")
        assert recover(place, content) == ""
        assert (shown(place), entered(place)) == ("old", OLD)


def test_old_releases_go_and_the_live_one_never(place: Folder) -> None:
    assert prune(place, 1) == 0
    for n in range(3, 8):
        release(place, f"2026-03-16-{n:03}", "more", "c-3")
    assert prune(place, 2) == 4
    assert place.names() == ["2026-03-16-001", "2026-03-16-006", "2026-03-16-007"]
    assert shown(place) == "old"
    assert place.next_name(DAY) == "2026-03-16-008"


def test_a_release_gives_the_store_back(place: Folder, content: Path) -> None:
    before = tree(content / "release")
    for path in before:
        (content / "release" / path).unlink()
    assert restored_store(place, "2026-03-16-001", content) == []
    assert tree(content / "release") == before
    assert read_store(content).statement("a-1") == {"案件名称": "old"}


def test_links_that_the_system_does_not_know_become_copies(
    tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*args: object, **kwargs: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(Path, "symlink_to", none)
    monkeypatch.setattr(os, "link", none)
    made = Folder(tmp_path / "www")
    for n, text in ((1, "old"), (2, "new")):
        go_live(made, release(made, f"2026-03-16-00{n}", text, f"a-{n}"), content, False)
        assert (shown(made), made.live(), made.copied) == (text, f"2026-03-16-00{n}", True)


def test_a_reader_of_the_link_never_misses_it(place: Folder) -> None:
    for n in range(20):
        point(place, f"2026-03-16-00{1 + n % 2}", False)
        assert shown(place) in {"old", "new"}
