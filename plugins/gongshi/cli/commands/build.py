"""``gongshi build``: the site into the output folder."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import built, common, formats, need_content, settings_file
from gongshi.cli.output import write


@click.command(cls=Command)
@common
@built
@formats("text", "json")
def command(
    as_of: date | None, profile: str | None, content: Path, output: Path, settings: Path | None, form: str
) -> None:
    """生成网站：全部生成好以后，一步换上。

    退出码：0 全部生成；1 有记录被拦下或有缺陷，其余已生成；2 用法不对；3 什么也没有发布。
    """
    from gongshi.cli.site import Job, run_build
    from gongshi.report import as_json

    need_content(content)
    status, assembled = run_build(Job(content, output, settings_file(settings, "publishconf.py"), as_of, profile))
    if form == "json" and assembled is not None:
        day = assembled.register.setting.as_of if assembled.register else as_of
        write(as_json(assembled.findings, day))
    sys.exit(status)
