"""``gongshi serve``: build, show, build again on save."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import built, common, need_content, settings_file


@click.command(cls=Command)
@common
@built
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口，默认 8000；0 为任选")
@click.option("--bind", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1，只有本机能看")
def command(
    as_of: date | None,
    profile: str | None,
    content: Path,
    output: Path,
    settings: Path | None,
    port: int,
    bind: str,
) -> None:
    """生成并在本机查看；文件一保存就重新生成，按 Ctrl+C 结束。"""
    from gongshi.cli.serve import run_serve
    from gongshi.cli.site import Job

    need_content(content)
    gc.enable()  # it runs for days
    sys.exit(run_serve(Job(content, output, settings_file(settings, "pelicanconf.py"), as_of, profile), bind, port))
