"""Two processes read and weigh what one does, whatever becomes of the second."""

from __future__ import annotations

import multiprocessing
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongshi.assembly import assemble
from gongshi.source import halves as module
from gongshi.source.halves import beside, halves
from gongshi.source.own_folder import VARIABLE

SAMPLE = Path(__file__).parents[2] / "content"


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST", 2)
    monkeypatch.setattr(module, "_may_fork", lambda: True)


def _doubled(items: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [2 * item for item in items]


def test_few_items_stay_here() -> None:
    assert halves(_doubled, [1, 2, 3]) == [(os.getpid(), [2, 4, 6])]
    assert halves(_doubled, []) == []


@pytest.mark.usefixtures("always")
def test_the_second_half_is_done_elsewhere() -> None:
    (here, first), (there, second) = halves(_doubled, [1, 2, 3])
    assert (first, second) == ([2, 4], [6])
    assert here == os.getpid() != there


def test_few_items_are_done_here_when_asked_for() -> None:
    asked: list[int] = []
    with beside(asked.extend, [1, 2]) as answer:
        assert asked == []
        answer()
        assert asked == [1, 2]


def test_no_fork_beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST", 2)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with beside(_doubled, [1, 2]) as answer:
            assert answer() == (os.getpid(), [2, 4])
    finally:
        stop.set()
        thread.join()


@pytest.mark.usefixtures("always")
def test_many_are_done_elsewhere() -> None:
    with beside(_doubled, [1, 2]) as answer:
        there, doubled = answer()
    assert doubled == [2, 4]
    assert there != os.getpid()


@pytest.mark.usefixtures("always")
def test_a_second_process_that_dies_loses_nothing() -> None:
    own = os.getpid()

    def dies(items: Sequence[int]) -> list[int]:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(items)

    with beside(dies, [1, 2]) as answer:
        assert answer() == [1, 2]


@pytest.mark.usefixtures("always")
def test_an_error_is_met_where_it_can_be_told(capfd: pytest.CaptureFixture[str]) -> None:
    def fails(items: Sequence[int]) -> int:
        return 1 // (2 - max(items))

    with beside(fails, [1, 2]) as answer, pytest.raises(ZeroDivisionError):
        answer()
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("always")
def test_an_error_meanwhile_leaves_no_process_behind() -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(ZeroDivisionError), beside(_doubled, [1, 2]):
        assert set(multiprocessing.active_children()) > before
        raise ZeroDivisionError
    assert set(multiprocessing.active_children()) <= before


SLEEPER = """
import os, sys, time
from gongshi.source import halves as module
module.LEAST, module._may_fork = 2, lambda: True
own = os.getpid()
def work(items):
    if os.getpid() != own:
        print(os.getpid(), flush=True)
    time.sleep(600)
module.halves(work, [1, 2])
"""


def test_the_second_ends_with_the_first() -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEPER], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        second = int(first.stdout.readline())
        first.kill()
        # The other end of the pipe is closed when nobody is left.
        ended, _, _ = select.select([first.stdout], [], [], 60)
        if not ended:
            os.kill(second, signal.SIGKILL)
        assert ended


def test_a_county_is_the_same_read_by_two(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Records that cannot be read, or that a rule holds back, in both halves; once more from what two remembered."""
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    decisions = sorted(content.glob("post/decisions/*/*.yaml"))
    for file in (decisions[0], decisions[-1]):
        file.write_text(file.read_text("utf-8").replace("执法主体:", "执法主題:"), encoding="utf-8")
    for file in (decisions[1], decisions[-2]):
        file.write_text(f"{file.read_text('utf-8')}备注: 电话13912345678\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, "")
    alone = assemble(content)
    assert {file.relative_to(content).as_posix() for file in (*decisions[:2], *decisions[-2:])} <= alone.held
    request.getfixturevalue("always")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    for _ in range(2):
        assert assemble(content).findings == alone.findings
