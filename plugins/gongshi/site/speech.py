"""What a run of Pelican says: our own endings are messages for people, and an interrupt is no success."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from gongshi.site.failure import NotWholeError

INTERRUPTED = 130
# So many pages take seconds. How many are made between two looks at the bar.
_LONG, _PAUSE = 500, 50

people = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


@contextmanager
def counted(words: str, total: int) -> Iterator[Callable[[], None]]:
    """On a terminal a bar that says how far long work has come; what it gives is called after each piece.

    Drawn by whoever works, not by a thread, beside which no second process may be started.
    """
    if total < _LONG or not people.is_terminal:
        yield lambda: None
        return
    from rich.progress import Progress

    with Progress(console=people, transient=True, auto_refresh=False) as bar:
        task, done = bar.add_task(words, total=total), 0

        def step() -> None:
            nonlocal done
            done += 1
            if done % _PAUSE == 0:
                bar.update(task, completed=done, refresh=True)

        yield step


def speak_for_ourselves() -> None:
    """Our own endings are messages for people, and an interrupt is no success.

    Pelican's main() catches all exceptions, logs ours with a traceback, and ends well after an interrupt. The one
    thing that it leaves to others is its logger.
    """
    logger = logging.getLogger("pelican")
    if _said not in logger.filters:
        logger.addFilter(_said)


def _said(record: logging.LogRecord) -> bool:
    args = record.args if isinstance(record.args, tuple) else ()
    if isinstance(sys.exc_info()[1], KeyboardInterrupt):
        raise SystemExit(INTERRUPTED)
    ours = [arg for arg in args if isinstance(arg, NotWholeError)]
    if ours:
        people.print(str(ours[0]))
    return not ours
