"""The command of commands, and how every one of them ends."""

from __future__ import annotations

import atexit
import gc
import os
import pkgutil
import sys
from importlib import import_module
from typing import NoReturn

import click

from gongshi import __version__
from gongshi.cli import commands
from gongshi.cli.chinese import Group, complaint
from gongshi.cli.output import BROKEN_PIPE, INTERRUPTED, ReaderGoneError

_NAMES = tuple(sorted(module.name for module in pkgutil.iter_modules(commands.__path__)))


class _Commands(Group):
    """A command's module is imported when it is called, or when somebody asks what there is."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks with it
        """All names, as people type them."""
        return [name.replace("_", "-") for name in _NAMES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; None when there is none."""
        name = cmd_name.replace("-", "_")
        if name not in _NAMES or "_" in cmd_name:
            return None
        found = import_module(f"{commands.__name__}.{name}").command
        found.name = cmd_name
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="gongshi %(version)s", help="显示版本")
def cli() -> None:
    """公示：把 YAML 和 Markdown 变成行政执法公示网站。"""


def main() -> NoReturn:
    """Entry point. Exits 0, 1, 2 or 3 (DESIGN §8); an interrupt is never 0; never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console or a C locale would otherwise stumble over our own messages.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _run()
    except ReaderGoneError:
        # Else Python would try to flush at exit what nobody reads, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    sys.exit(status)


def program() -> NoReturn:
    """``main`` for a process that does nothing else. It is not searched for cycles, of which there are hardly any
    (``gongshi.cycles``; what runs on turns that on again), and it ends without taking to pieces what was read: of a
    publication of 10 000 records that are as they were both took a sixth of the time.
    """
    gc.disable()
    try:
        main()
    except SystemExit as end:
        status = int(end.code or 0)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Nobody has all of what was said, or the disk that was to hold it is full.
        status = status or BROKEN_PIPE
    os._exit(status)


def _run() -> int:
    try:
        return int(cli.main(standalone_mode=False, prog_name="gongshi") or 0)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"；看说明：{context.command_path} --help" if context else ""
        click.echo(f"用法不对：{complaint(error)}{hint}", err=True)
        return 2
    except ReaderGoneError:
        raise
    except Exception as error:
        from gongshi.site.failure import described

        click.echo(f"程序出错：{described(error)}；请把这一行发给维护人员", err=True)
        return 3
