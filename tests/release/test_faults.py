"""Disks that are full or cannot be written, folders that may not be, two publishers at once: the site stays whole."""

from __future__ import annotations

import codecs
import contextlib
import encodings
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from releases import Bureau, bureau, events

from county import PENALTY, text_of, write_bureau
from gongshi.release import draft, folder
from gongshi.release.proof import faults
from gongshi.release.turn import hold
from gongshi.release.work import Options
from processes import GONGSHI, LONG, start, wait_for

__all__ = ["bureau"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="mounts and locks of Unix")]
LAPSED = date(2027, 3, 3)
NUMBER = "罚〔2026〕3号"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own; needs root."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", place], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def small(bureau: Bureau, disk: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """A bureau whose releases lie on the small disk, with one release live."""
    bureau.www = disk / "www"
    monkeypatch.setattr(draft, "SPARE", 0)
    assert bureau.publish() == 0
    return bureau


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves ``leave`` bytes of the disk."""
    ballast = disk / "ballast"
    status = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(b"\0" * (status.f_bavail * status.f_frsize - leave))
    return ballast


@pytest.mark.parametrize("leave", [0, 40_000, 200_000])
def test_a_full_disk_keeps_the_site_and_lets_go_what_must(small: Bureau, disk: Path, leave: int) -> None:
    before = small.live()
    ballast = fill(disk, leave)
    assert small.later(1).publish() == 3
    assert small.live() == before
    small.day = LAPSED
    assert small.publish() == 1
    assert NUMBER not in text_of(small.folder.current)
    ballast.unlink()
    assert small.publish() == 0
    small.assert_whole()
    assert events(small.folder)[-1] == ("lapsed", PENALTY)


def test_a_full_disk_stops_no_pull(small: Bureau, disk: Path) -> None:
    ballast = fill(disk, 0)
    assert small.pull(PENALTY) == 1
    assert NUMBER not in text_of(small.folder.current)
    ballast.unlink()
    assert small.later(1).publish() == 1  # it does not own up yet, and stays down
    assert NUMBER not in text_of(small.folder.current)
    assert events(small.folder)[-1] == ("pulled", PENALTY)


def test_a_read_only_disk_keeps_the_site(small: Bureau, disk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = small.live()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert small.later(1).publish() == 3
    assert small.pull(PENALTY) == 3
    assert "只读" in capfd.readouterr().err
    assert small.live() == before
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert small.publish() == 0
    small.assert_whole()


@pytest.mark.parametrize("locked", ["www/releases", "www", "content/release"])
def test_a_folder_that_may_not_be_written_keeps_the_site(monkeypatch: pytest.MonkeyPatch, locked: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root, to be somebody else for a moment")
    with tempfile.TemporaryDirectory(prefix="gongshi-test-") as name:
        Path(name).chmod(0o755)
        monkeypatch.setenv("GONGSHI_CACHE", "")
        monkeypatch.setenv("XDG_STATE_HOME", f"{name}/state")
        bureau = Bureau.at(Path(name), ledger={})
        for path in [bureau.root, *bureau.root.rglob("*")]:
            os.chown(path, 65534, 65534)
        assert as_nobody(bureau.publish) == 0
        before = bureau.live()
        place = bureau.root / locked
        os.chown(place, 0, 0)
        bureau.edit(
            f"post/decisions/2026/{PENALTY}.yaml",
            lambda text: text + "备注: 补充一句\n后续:\n- {日期: '2026-03-17', 情形: 罚款缴清}\n",
        )
        assert as_nobody(bureau.later(1).publish) == 3
        assert bureau.live() == before
        os.chown(place, 65534, 65534)
        assert as_nobody(bureau.publish) in (0, 1)
        bureau.assert_whole()


def as_nobody(run):  # type: ignore[no-untyped-def]
    """Calls ``run`` without root's rights."""
    # Python's own files may be root's: an encoding that cannot be read at its first use stays unknown for ever.
    for module in pkgutil.iter_modules(encodings.__path__):
        with contextlib.suppress(LookupError, ImportError):
            codecs.lookup(module.name)
    os.setegid(65534)
    os.seteuid(65534)
    try:
        return run()
    finally:
        os.seteuid(0)
        os.setegid(0)


def test_what_is_live_is_never_called_unchanged(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk fills between the switch of plain files and the note of which release they are."""
    assert bureau.publish(Options(copy=True)) == 0
    before, real = bureau.live(), folder.put

    def full(place: Path, raw: bytes) -> None:
        if place.name == "live":
            raise OSError(28, "No space left on device")
        real(place, raw)

    with monkeypatch.context() as broken:
        broken.setattr(folder, "put", full)
        assert bureau.later(1).publish() == 1
    assert "网站已换成 2026-03-17-001，但台账没有写全：磁盘已满" in capsys.readouterr().err
    assert bureau.live() != before
    assert bureau.publish() == 0
    assert "已补记台账" in capsys.readouterr().err
    bureau.assert_whole()
    assert list(faults(bureau.folder, None, None)) == []


def test_two_publishers_at_once_take_turns(tmp_path: Path) -> None:
    bureau = Bureau(write_bureau(tmp_path))
    command = (*GONGSHI, "publish", "--site", "www")
    files = [tmp_path / f"log{n}.txt" for n in range(2)]
    # Both come while a third has the turn: however fast one is, the other is there.
    with hold(bureau.folder.lock, lambda: None, stays=True):
        both = [start(command, cwd=bureau.root, log=file) for file in files]
        for file in files:
            wait_for(lambda file=file: "另一次发布正在进行" in file.read_text("utf-8"))
    assert [process.wait(LONG) for process in both] == [0, 0]
    logs = "".join(file.read_text("utf-8") for file in files)
    assert "没有要换的" in logs
    bureau.assert_whole()
    assert bureau.folder.names() == ["2026-03-16-001"]


def test_the_lock_of_one_that_died_is_free(tmp_path: Path) -> None:
    bureau = Bureau(write_bureau(tmp_path))
    command = (*GONGSHI, "publish", "--site", "www")
    first = start(command, cwd=bureau.root, log=tmp_path / "log.txt")
    wait_for((bureau.root / "www/releases").exists)
    first.kill()
    first.wait(LONG)
    second = start(command, cwd=bureau.root, log=tmp_path / "log.txt")
    assert second.wait(LONG) == 0
    bureau.assert_whole()
    assert [path.name for path in bureau.folder.releases.iterdir()] == ["2026-03-16-001"]
