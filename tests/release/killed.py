"""A piece of work in a process of its own that is killed at some moment of it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator


def moments(work: Callable[[], object], undo: Callable[[], object], count: int) -> Iterator[int]:
    """Does ``work`` in a child that is killed at a random moment, ``count`` times; yields after each kill.

    ``undo`` is called before each. Moments are spread over the time that the whole work takes, measured anew as it goes.
    """
    chance = random.Random(7)
    undo()
    took = _time(work, None)
    for number in range(count):
        undo()
        done = _time(work, chance.uniform(0, took * 1.05))
        took = (took * 4 + max(done, took)) / 5
        yield number


def _time(work: Callable[[], object], limit: float | None) -> float:
    """Seconds until the child ended, or was killed after ``limit``."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if limit is not None:
        time.sleep(limit)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - start
