"""Work on many records, some of it done by a second process where there is one to be had; the answer is the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Below so many a second process costs more than it spares.
LEAST = 500


def halves(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> list[R]:
    """``work`` on the first half and on the second, side by side (``beside``); on everything at once where there are few.
    Nothing to work on: no answer.
    """
    if len(items) < LEAST or not _may_fork():
        return [work(items)] if items else []
    middle = (len(items) + 1) // 2
    with _second(work, items[middle:]) as answer:
        return [work(items[:middle]), answer()]


@contextmanager
def beside(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[Callable[[], R]]:
    """``work`` on ``items`` by a second process while this one does something else and then asks for the answer; done here
    when it asks where there are few items, one core, or no ``fork`` (which a program with several threads must not call).

    ``work`` hangs on nothing that changes meanwhile, and what it answers can be pickled. When the second process ends
    without an answer, it is done here.
    """
    if len(items) < LEAST or not _may_fork():
        yield partial(work, items)
        return
    with _second(work, items) as answer:
        yield answer


@contextmanager
def _second(work: Callable[[Sequence[T]], R], items: Sequence[T]) -> Iterator[Callable[[], R]]:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    helper = context.Process(target=_answer, args=(there, work, items), daemon=True)
    helper.start()
    there.close()

    def answer() -> R:
        try:
            found: R = here.recv()
        except (EOFError, OSError):  # it was killed: out of memory, say
            return work(items)
        return found

    try:
        yield answer
    finally:
        here.close()
        if helper.is_alive():
            helper.terminate()
        helper.join()


def _answer(there: Connection, work: Callable[[Sequence[T]], R], items: Sequence[T]) -> None:
    # Whoever stops the program stops both; the words about it are the first process's.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    try:
        found = work(items)
    except Exception:  # the first process meets the same, and says so
        os._exit(1)
    there.send(found)


def _end_with_the_first() -> None:
    """A first process that was killed leaves none behind, which would hold its locks."""
    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
    os._exit(1)


def _may_fork() -> bool:
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1
