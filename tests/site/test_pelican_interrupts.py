"""Builds that are cut short, and builds at the same time: the site of before stays, whole, until a whole one is there."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from county import PENALTY, tree, write, write_bureau
from processes import GONGSHI, LONG, PELICAN, run, start, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals"),
]

# Holds a build for a minute: before anything is written, and when the whole tree waits to be switched in.
HALT = """
import pathlib, time
from pelican import signals

def halt(sender):
    pathlib.Path("halted").touch()
    time.sleep(60)

def register():
    signals.{signal}.connect(halt)
"""
POINTS = ["all_generators_finalized", "finalized"]
HALTED = ("-s", "publishconf.py", "-e", 'PLUGINS=["gongshi", "halt"]')


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_bureau(tmp_path_factory.mktemp("built"))
    assert run(PELICAN, "-s", "publishconf.py", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def bureau(_built: Path, tmp_path: Path) -> Path:
    """A built site, and content that has changed since."""
    folder = shutil.copytree(_built, tmp_path / "bureau")
    write(folder / "content/site.yaml", (folder / "content/site.yaml").read_text("utf-8").replace("公示网", "公示新网"))
    return folder


def halted(bureau: Path, point: str, command: tuple[str, ...] = (*PELICAN, *HALTED)) -> subprocess.Popen[bytes]:
    """A build that stands still at ``point``."""
    write(bureau / "halt.py", HALT.format(signal=point))
    process = start(command, cwd=bureau, log=bureau.parent / "log.txt")
    wait_for((bureau / "halted").exists)
    return process


def leftovers(bureau: Path) -> list[str]:
    return sorted(p.name for p in bureau.iterdir() if p.name.startswith(".output"))


@pytest.mark.parametrize("point", POINTS)
def test_an_interrupt_ends_non_zero_and_leaves_the_site(bureau: Path, point: str) -> None:
    before = tree(bureau / "output")
    process = halted(bureau, point)
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG) == 130
    assert tree(bureau / "output") == before
    assert leftovers(bureau) == []
    assert "Traceback" not in (bureau.parent / "log.txt").read_text("utf-8")


def test_an_interrupt_of_our_own_command_is_the_same(bureau: Path) -> None:
    before = tree(bureau / "output")
    settings = bureau / "publishconf.py"
    write(
        settings, settings.read_text("utf-8") + '\nimport sys\nsys.path.insert(0, ".")\nPLUGINS = ["gongshi", "halt"]\n'
    )
    process = halted(bureau, "finalized", (*GONGSHI, "build"))
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG) == 130
    assert tree(bureau / "output") == before
    assert leftovers(bureau) == []
    assert "Traceback" not in (bureau.parent / "log.txt").read_text("utf-8")


def test_an_interrupt_while_plugins_load_is_no_success(bureau: Path) -> None:
    before = tree(bureau / "output")
    process = halted(bureau, "initialized")
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG) == 130
    assert tree(bureau / "output") == before


@pytest.mark.parametrize("point", POINTS)
def test_the_next_build_sweeps_what_a_killed_one_left(bureau: Path, point: str) -> None:
    before = tree(bureau / "output")
    process = halted(bureau, point)
    process.kill()
    process.wait(LONG)
    assert tree(bureau / "output") == before
    assert len(leftovers(bureau)) == 2  # its staging and its lock
    assert run(PELICAN, "-s", "publishconf.py", cwd=bureau).returncode == 0
    assert leftovers(bureau) == []
    assert "公示新网" in (bureau / "output/index.html").read_text("utf-8")


def test_a_second_build_waits_for_the_first(bureau: Path) -> None:
    process = halted(bureau, "finalized")
    log = bureau.parent / "second.txt"
    second = start(PELICAN, "-s", "publishconf.py", cwd=bureau, log=log)
    wait_for(lambda: "另一次生成正在进行" in log.read_text("utf-8"))
    assert second.poll() is None
    process.kill()
    process.wait(LONG)
    assert second.wait(LONG) == 0
    assert leftovers(bureau) == []
    assert "公示新网" in (bureau / "output/index.html").read_text("utf-8")


def test_several_builds_at_once_leave_one_whole_site(bureau: Path) -> None:
    builds = [start(PELICAN, "-s", "publishconf.py", cwd=bureau, log=bureau.parent / f"log{i}.txt") for i in range(3)]
    assert [build.wait(LONG) for build in builds] == [0, 0, 0]
    whole = tree(bureau / "output")
    assert run(PELICAN, "-s", "publishconf.py", "-o", "alone", cwd=bureau).returncode == 0
    assert whole == tree(bureau / "alone")
    assert leftovers(bureau) == []


def test_the_live_site_is_whole_at_every_moment_of_a_rebuild(bureau: Path) -> None:
    page = bureau / "output" / f"decisions/{PENALTY}.html"
    process = start(PELICAN, "-s", "publishconf.py", cwd=bureau, log=bureau.parent / "log.txt")
    looked = 0
    while process.poll() is None:
        assert page.read_bytes().endswith(b"</html>")
        looked += 1
    assert process.returncode == 0
    assert looked > 100
