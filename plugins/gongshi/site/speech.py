"""What a run of Pelican says: our own endings are messages for people, and an interrupt is no success."""

from __future__ import annotations

import logging
import sys

from rich.console import Console

from gongshi.site.failure import NotWholeError

INTERRUPTED = 130

people = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


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
