"""The switch: whole trees only, one step, and a way back from every place where it can be cut."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from county import tree
from gongshi.release import switch
from gongshi.release.switch import MARK, ForeignFolderError, discard, is_ours, make_live, new_staging, recover

OLD, NEW = {"index.html": b"old"}, {"index.html": b"new", "a/b.html": b"more"}
LINUX = sys.platform.startswith("linux")


def grow(folder: Path, files: dict[str, bytes]) -> Path:
    """A whole tree of ours."""
    mark = json.dumps({"generator": "gongshi 0"}).encode()
    for name, data in {**files, MARK: mark}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def shown(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if name != MARK}


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return grow(tmp_path / "output", OLD)


@pytest.fixture(params=["exchange", "journal", "windows"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way of replacing a folder that is there."""
    if request.param == "exchange":
        if not LINUX:
            pytest.skip("renameat2 is Linux's")
    elif request.param == "journal":
        monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    else:
        monkeypatch.setattr(sys, "platform", "win32")
    return str(request.param)


def test_a_tree_replaces_the_one_before_and_leaves_nothing_else(live: Path, way: str) -> None:
    make_live(grow(new_staging(live), NEW), live)
    assert shown(live) == NEW
    assert [p.name for p in live.parent.iterdir()] == ["output"]


def test_the_first_tree_comes_by_one_rename(tmp_path: Path, way: str) -> None:
    output = tmp_path / "missing/folders/output"
    make_live(grow(new_staging(output), NEW), output)
    assert shown(output) == NEW


def test_a_reader_keeps_the_bytes_that_it_opened(live: Path, way: str) -> None:
    with (live / "index.html").open("rb") as reader:
        make_live(grow(new_staging(live), NEW), live)
        assert reader.read() == b"old"
    assert (live / "index.html").read_bytes() == b"new"


def test_a_linked_output_stays_a_link(live: Path, tmp_path: Path, way: str) -> None:
    link = tmp_path / "elsewhere" / "www"
    link.parent.mkdir()
    link.symlink_to(live)
    make_live(grow(new_staging(link), NEW), link)
    assert link.is_symlink()
    assert shown(live) == NEW
    assert [p.name for p in link.parent.iterdir()] == ["www"]


def test_an_unfinished_tree_never_goes_live(live: Path, way: str) -> None:
    staging = new_staging(live)
    (staging / "index.html").write_bytes(b"half")
    with pytest.raises(FileNotFoundError):
        make_live(staging, live)
    assert shown(live) == OLD


def test_a_served_folder_can_be_read_by_others(live: Path) -> None:
    make_live(grow(new_staging(live), NEW), live)
    if sys.platform != "win32":
        assert live.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_the_site_of_before_is_shut_before_it_is_deleted(live: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """A build that is killed while it deletes leaves nothing that a web server can read."""
    monkeypatch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
    make_live(grow(new_staging(live), NEW), live)
    (before,) = [p for p in live.parent.iterdir() if p != live]
    assert shown(before) == OLD
    assert before.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "mark", [None, b"", b"[]", b"{", b'{"generator": "webpack 5"}', b'{"generator": 1}', b"[" * 99999]
)
def test_somebody_elses_folder_is_refused(tmp_path: Path, mark: bytes | None) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.doc").write_bytes(b"mine")
    if mark is not None:
        (output / MARK).write_bytes(mark)
    before = tree(tmp_path)
    with pytest.raises(ForeignFolderError):
        new_staging(output)
    assert tree(tmp_path) == before


def test_a_file_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"mine")
    with pytest.raises(ForeignFolderError):
        new_staging(tmp_path / "output")
    assert (tmp_path / "output").read_bytes() == b"mine"


def test_an_empty_folder_may_be_used(tmp_path: Path, way: str) -> None:
    (tmp_path / "output").mkdir()
    make_live(grow(new_staging(tmp_path / "output"), NEW), tmp_path / "output")
    assert shown(tmp_path / "output") == NEW


def test_leftovers_of_dead_builds_are_swept_and_others_spared(live: Path) -> None:
    dead = grow(new_staging(live), NEW)
    other = live.parent / ".output2.staging-x"
    other.mkdir()
    assert new_staging(live) != dead
    assert not dead.exists()
    assert other.is_dir()


def test_an_output_name_is_no_pattern(tmp_path: Path) -> None:
    dead = new_staging(tmp_path / "[ab]*")
    spared = tmp_path / ".a.staging-1"
    spared.mkdir()
    new_staging(tmp_path / "[ab]*")
    assert spared.is_dir()
    assert not dead.exists()


# Where a switch can be cut: what lies beside the output at that moment, and which site is whole.


@pytest.mark.parametrize("cut", ["before the first rename", "between", "after the second", "while clearing up"])
def test_a_cut_journal_is_completed(live: Path, cut: str) -> None:
    staging = grow(new_staging(live), NEW)
    old, journal = live.with_name(".output.old"), live.with_name(".output.journal")
    if cut != "while clearing up":
        journal.write_text(staging.name, encoding="utf-8")
    if cut != "before the first rename":
        live.rename(old)
    if cut in ("after the second", "while clearing up"):
        staging.rename(live)
    recover(live)
    assert shown(live) == (OLD if cut == "before the first rename" else NEW)
    assert not old.exists()
    assert not journal.exists()


def test_a_cut_journal_is_undone_when_the_new_tree_is_not_whole(live: Path) -> None:
    staging = new_staging(live)
    live.with_name(".output.journal").write_text(staging.name, encoding="utf-8")
    live.rename(live.with_name(".output.old"))
    recover(live)
    assert shown(live) == OLD


def test_an_empty_folder_made_in_between_does_not_cost_the_site(live: Path) -> None:
    live.with_name(".output.journal").write_text("gone", encoding="utf-8")
    live.rename(live.with_name(".output.old"))
    live.mkdir()
    new_staging(live)
    assert shown(live) == OLD


def test_a_foreign_folder_made_in_between_does_not_cost_the_site(live: Path) -> None:
    old = live.with_name(".output.old")
    live.with_name(".output.journal").write_text("gone", encoding="utf-8")
    live.rename(old)
    live.mkdir()
    (live / "thesis.doc").write_bytes(b"mine")
    with pytest.raises(ForeignFolderError):
        new_staging(live)
    assert shown(old) == OLD


BAD_JOURNALS = [
    b"",
    b"\xff\xfe",
    b"..",
    b"../victim",
    b"/etc",
    b"victim",
    b".output.staging-../../victim",
    b".output.staging-x/../../victim",
    b"\0",
    b".output.staging-" + b"x" * 5000,
]


@pytest.mark.parametrize("content", BAD_JOURNALS)
@pytest.mark.parametrize("there", [True, False])
def test_bad_journals_are_harmless(live: Path, content: bytes, there: bool) -> None:
    victim = grow(live.parent / "victim", {"keep": b"me"})
    live.with_name(".output.journal").write_bytes(content)
    if not there:
        live.rename(live.with_name(".output.old"))
    discard(new_staging(live))
    assert shown(live) == OLD
    assert shown(victim) == {"keep": b"me"}
    assert sorted(p.name for p in live.parent.iterdir()) == ["output", "victim"]


def test_a_second_rename_that_fails_brings_the_old_site_back(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    staging = grow(new_staging(live), NEW)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == staging:
            raise OSError(errno.EIO, "broken disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="broken disk"):
        make_live(staging, live)
    assert shown(live) == OLD


def test_windows_tries_again_while_a_scanner_looks(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(switch, "_PAUSE", 0)
    rename, refusals = Path.rename, iter([True, True, False, True, False])

    def busy(self: Path, target: Path) -> Path:
        if next(refusals, False):
            raise PermissionError(errno.EACCES, "in use")
        return rename(self, target)

    staging = grow(new_staging(live), NEW)
    monkeypatch.setattr(Path, "rename", busy)
    make_live(staging, live)
    assert shown(live) == NEW


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EPERM])
def test_without_exchange_the_journal_serves(live: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    class Libc:
        def renameat2(self, *args: object) -> int:
            return -1

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *args, **kwargs: Libc())
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)
    make_live(grow(new_staging(live), NEW), live)
    assert shown(live) == NEW


def test_a_libc_without_the_call(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *args, **kwargs: object())
    make_live(grow(new_staging(live), NEW), live)
    assert shown(live) == NEW


def test_a_mount_point_is_said_and_left_alone(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Libc:
        def renameat2(self, *args: object) -> int:
            return -1

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *args, **kwargs: Libc())
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EBUSY)
    staging = grow(new_staging(live), NEW)
    with pytest.raises(OSError, match=os.strerror(errno.EBUSY)):
        make_live(staging, live)
    assert shown(live) == OLD


def test_the_mark_is_known(live: Path, tmp_path: Path) -> None:
    assert is_ours(live)
    assert not is_ours(tmp_path)
    shutil.rmtree(live)
    assert not is_ours(live)
