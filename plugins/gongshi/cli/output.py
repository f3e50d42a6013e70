"""Where a command's words go: machine formats and answers to stdout, people's words and progress to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console

people = Console(stderr=True, highlight=False)
# What a reader of ours who went away (`| head`) leaves behind, as for any program that a signal ended.
BROKEN_PIPE, INTERRUPTED = 141, 130


class ReaderGoneError(Exception):
    """Nobody reads standard output any more. No OSError, which click would turn into exit status 1."""


class Output(Console):
    """Standard output for people's text."""

    def on_broken_pipe(self) -> None:
        raise ReaderGoneError


@contextmanager
def counted(words: str, total: int) -> Iterator[Callable[[], None]]:
    """On a terminal a bar that says how far long work has come; what it gives is called after each piece."""
    from rich.progress import Progress

    with Progress(console=people, transient=True, disable=not people.is_terminal) as progress:
        task = progress.add_task(words, total=total)
        yield lambda: progress.advance(task)


def write(text: str) -> None:
    """To standard output, at once: what nobody reads is noticed here and not at exit."""
    try:
        click.echo(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None
