"""SIGKILL at random moments: the live tree is the old one or the new one, and the next run completes it.

GONGSHI_KILLS=200 for the long run; by default few enough for every day. Half of the kills come at any moment of the run,
half within the milliseconds around the switch.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from releases import Bureau, bureau, clock

from county import penalty, text_of, write
from gongshi.release import commit, publish
from gongshi.release.proof import faults
from gongshi.release.pulled import marked
from gongshi.release.work import Options

__all__ = ["bureau"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")]
KILLS = int(os.environ.get("GONGSHI_KILLS", "5"))
# Where the second half of the kills starts to wait: from here to the end takes milliseconds.
NEAR = [(publish, "settle"), (publish, "go_live"), (commit, "point"), (commit, "_record"), (commit, "enter")]


def forked(run: Callable[[], int]) -> tuple[int, int]:
    """A process of its own that does ``run``; its id, and a pipe on which it says that it is near the switch."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 99
    try:
        for module, name in NEAR:
            _announce(module, name, writing)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        status = run()
    finally:
        os._exit(status)


def _announce(module: object, name: str, pipe: int) -> None:
    real = getattr(module, name)

    def announced(*args: object, **kwargs: object) -> object:
        os.write(pipe, b"!")
        return real(*args, **kwargs)

    setattr(module, name, announced)


def killed(run: Callable[[], int], chance: random.Random, duration: float, near: bool) -> bool:
    """Starts ``run`` and kills it: False when it had ended before."""
    child, pipe = forked(run)
    if near:
        # One of the announcements, then a moment.
        for _ in range(chance.randint(1, len(NEAR))):
            if not os.read(pipe, 1):
                break
        time.sleep(chance.random() * 0.02)
    else:
        time.sleep(chance.random() * duration)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(pipe)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("mode", ["publish", "copy", "removals", "manifest", "pull"])
def test_killed_at_any_moment(bureau: Bureau, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    chance = random.Random(f"{mode} {KILLS}")
    options = Options(copy=mode == "copy", keep=2)
    clock(monkeypatch, bureau.day)
    start = time.monotonic()
    assert bureau.publish(options) == 0
    duration = time.monotonic() - start
    count = cut = 0
    while count < max(2, -(-KILLS // 5)):
        near = count % 2 == 1
        record = prepared(bureau, options, monkeypatch, count, mode)
        before = bureau.live()
        run = running(bureau, options, mode, record)
        cut += killed(run, chance, duration, near)
        seen = bureau.live()
        if seen != before and mode == "pull":
            assert record not in text_of(bureau.folder.current)
        status = run() if mode != "pull" else bureau.publish(options)
        # Nothing was left to remove, and nothing else may go out.
        assert status in (0, 1) or (mode == "manifest" and status == 3 and seen != before)
        after = bureau.live()
        assert seen in (before, after) or (mode == "pull" and seen != before)
        # Killed before it had said what it was to do, a pull was never asked for.
        if mode in ("removals", "manifest") or (mode == "pull" and record in marked(bureau.folder.root)):
            assert f"罚〔2026〕{100 + count}号" not in text_of(bureau.folder.current) or mode == "removals"
        bureau.assert_whole()
        assert list(faults(bureau.folder, None, None)) == []
        assert not bureau.folder.journal.exists()
        count += 1
    assert cut
    print(f"{mode}: {cut} of {count} were cut")


def prepared(bureau: Bureau, options: Options, monkeypatch: pytest.MonkeyPatch, number: int, mode: str) -> str:
    """Something to do on the next day: a decision that comes, or one that is live and must go."""
    record = f"qnz-zz-2026-{100 + number}"
    file = bureau.content / f"post/decisions/2026/{record}.yaml"
    changes = {"案件名称": f"第{number}件"}
    if mode in ("removals", "manifest"):
        gone = (bureau.day + timedelta(1)).isoformat()
        changes["撤回"] = [{"情形": "撤销", "生效日期": gone, "依据": "青政复决〔2026〕4号", "说明": "事实不清"}]
    write(file, penalty(100 + number, **changes))
    if mode in ("removals", "manifest", "pull"):
        site = bureau.content / "site.yaml"
        site.write_text(site.read_text("utf-8").replace("坏： 1\n", ""), "utf-8")
        assert bureau.publish(options) in (0, 1)
        if mode == "manifest":
            site.write_text(site.read_text("utf-8") + "坏： 1\n", "utf-8")
    bureau.later(1)
    clock(monkeypatch, bureau.day)
    return record


def running(bureau: Bureau, options: Options, mode: str, record: str) -> Callable[[], int]:
    if mode == "pull":
        return lambda: bureau.pull(record)
    return lambda: bureau.publish(options, removals_only=mode == "removals")
