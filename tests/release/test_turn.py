"""One build at a time for one output folder."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from gongshi.release import turn as room
from gongshi.release.turn import BusyError, turn


def never() -> None:
    raise AssertionError("nobody else holds it")


def test_the_lock_is_gone_afterwards(tmp_path: Path) -> None:
    with turn(tmp_path / "new/output", never):
        assert [p.name for p in (tmp_path / "new").iterdir()] == [".output.lock"]
    assert list((tmp_path / "new").iterdir()) == []


def test_a_lock_file_that_a_dead_process_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".output.lock").touch()
    with turn(tmp_path / "output", never):
        pass
    assert list(tmp_path.iterdir()) == []


def test_other_outputs_do_not_wait(tmp_path: Path) -> None:
    with turn(tmp_path / "one", never), turn(tmp_path / "two", never):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_what_is_written_meanwhile_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with turn(tmp_path / "new/output", never):
            (tmp_path / "new/output").mkdir()
            (tmp_path / "new/output/page").touch()
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in sorted(tmp_path.rglob("*"))]
    assert modes == [0o755, 0o755, 0o644]


def test_patience_ends(tmp_path: Path) -> None:
    told: list[bool] = []
    again = turn(tmp_path / "output", lambda: told.append(True), patience=0.3)
    with turn(tmp_path / "output", never), pytest.raises(BusyError), again:
        pass
    assert told == [True]


def test_never_two_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAUSE", 0.001)
    inside: list[int] = []
    most: list[int] = []

    def work(number: int) -> None:
        for _ in range(10):
            with turn(tmp_path / "output", lambda: None):
                inside.append(number)
                most.append(len(inside))
                time.sleep(0.0005)
                inside.remove(number)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 40
    assert max(most) == 1


def test_a_disk_without_locks_fails_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="no locks"), turn(tmp_path / "output", never):
        pass


def test_the_lock_is_freed_by_an_exception(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), turn(tmp_path / "output", never):
        raise ZeroDivisionError
    with turn(tmp_path / "output", never):
        pass


def test_on_windows_a_taken_lock_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([True, False])

    def locking(descriptor: int, how: int, length: int) -> None:
        if next(answers):
            raise PermissionError(errno.EACCES, "taken")

    told: list[bool] = []
    monkeypatch.setattr(room, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    with turn(tmp_path / "output", lambda: told.append(True)):
        assert told == [True]
    assert list(tmp_path.iterdir()) == []
