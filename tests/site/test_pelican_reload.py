"""``pelican -r``: rebuilds on save; after a failed run it waits for a change instead of running in circles."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from county import write, write_bureau
from processes import LONG, PELICAN, start, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="ends a process group by signal"),
]


@pytest.fixture(params=[("-r",), ("-lr", "-p", "0")], ids=["r", "lr"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Path, int]]:
    """A bureau whose content is broken, under ``pelican -r``: its folder, the log, the process id."""
    bureau = write_bureau(tmp_path / "bureau")
    sound = (bureau / "content/site.yaml").read_bytes()
    write(bureau / "sound.yaml", sound)
    write(bureau / "content/site.yaml", "a: [\n")
    log = tmp_path / "log.txt"
    process = start(PELICAN, "-s", "pelicanconf.py", *request.param, cwd=bureau, log=log)
    yield bureau, log, process.pid
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(LONG)


def seconds_of_work(pid: int) -> float:
    """Processor time of a process and its children so far."""
    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return float(sum(p.cpu_times().user + p.cpu_times().system for p in processes))


def test_waits_after_a_failed_run_and_builds_on_save(watched: tuple[Path, Path, int]) -> None:
    bureau, log, pid = watched
    wait_for(lambda: log.read_text("utf-8").count("什么也没有发布") == 1)
    time.sleep(1)
    before = seconds_of_work(pid)
    time.sleep(2)
    assert seconds_of_work(pid) - before < 0.5
    assert log.read_text("utf-8").count("什么也没有发布") == 1
    assert not (bureau / "output").exists()

    write(bureau / "content/site.yaml", (bureau / "sound.yaml").read_bytes())
    wait_for((bureau / "output/index.html").exists)

    # Let the watcher of the next round settle, then save again.
    time.sleep(1)
    write(bureau / "content/site.yaml", (bureau / "sound.yaml").read_text("utf-8").replace("公示网", "公示新网"))
    wait_for(lambda: "公示新网" in (bureau / "output/index.html").read_text("utf-8"))
    assert "Traceback" not in log.read_text("utf-8")
    wait_for(lambda: not [p.name for p in bureau.iterdir() if p.name.startswith(".output")])


def test_an_interrupt_while_waiting_is_never_0(tmp_path: Path) -> None:
    bureau = write_bureau(tmp_path / "bureau")
    process = start(PELICAN, "-s", "pelicanconf.py", "-r", cwd=bureau, log=tmp_path / "log.txt")
    wait_for((bureau / "output/index.html").exists)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(LONG) == 130
