"""The search index of a content folder, as the commands that search it share it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from rich.progress import Progress

from gongshi.assembly import assemble
from gongshi.causes import cause
from gongshi.cli.output import people
from gongshi.registry.register import Register
from gongshi.report import say
from gongshi.search.documents import documents
from gongshi.search.whoosh_index import IndexBusyError, WhooshIndex
from gongshi.site.sections.search import address, plain

# Below this many documents the index is there before anybody could read that it is being made.
_WORTH_SAYING = 300


def register_of(content: Path, as_of: date | None, profile: str | None) -> Register:
    """What the content folder holds on the day. Ends the command with 3 when a gate stops everything."""
    assembled = assemble(content, as_of, profile)
    if assembled.register is None or assembled.stopped:
        say(assembled, people)
        sys.exit(3)
    return assembled.register


def index_of(register: Register, content: Path, public: bool) -> WhooshIndex:
    """The index beside the content folder, brought up to date. A public one holds only what the site shows."""
    folder = content.resolve().parent / ".gongshi" / "search" / ("public" if public else "internal")
    wanted = documents(register, plain, internal=not public)
    try:
        index = WhooshIndex(folder)
        with Progress(console=people, transient=True, disable=len(wanted) < _WORTH_SAYING) as progress:
            task = progress.add_task("更新检索索引", total=None)
            index.update(wanted, address, lambda done: progress.update(task, completed=done, total=len(wanted)))
    except IndexBusyError:
        raise click.ClickException("另一个程序正在更新检索索引，请稍后再试") from None
    except OSError as error:
        raise click.ClickException(f"检索索引写不进 {folder.parent.parent.name}：{cause(error)}") from None
    return index


def opened(content: Path, as_of: date | None, profile: str | None, public: bool) -> tuple[Register, WhooshIndex]:
    """Both at once."""
    register = register_of(content, as_of, profile)
    return register, index_of(register, content, public)


def file_of(url: str, register: Register) -> str:
    """The file that a hit was written in, for decisions and random results; its page otherwise."""
    identity = url.rsplit("/", 1)[-1].removesuffix(".html")
    if url.startswith("decisions/") and identity in register.decisions:
        return register.decisions[identity].file
    if url.startswith("random-results/") and identity in register.random_results:
        return register.random_results[identity].file
    return url
