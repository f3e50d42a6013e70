"""``gongshi codeowners``: whose review a changed file needs, as forges read it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, need_content
from gongshi.cli.output import people, write


@click.command(cls=Command)
@common
def command(as_of: date | None, profile: str | None, content: Path) -> None:
    """按机构名录里的“审核账号”生成 CODEOWNERS，放在仓库的 .github、.gitlab 或 .gitea 文件夹里。"""
    from gongshi.assembly import assemble
    from gongshi.history.git import GitError, Repository
    from gongshi.report import say
    from gongshi.review.owners import codeowners

    need_content(content)
    assembled = assemble(content, as_of, profile)
    if assembled.everything is None:
        say(assembled, people)
        sys.exit(3)
    try:
        repository = Repository.around(content)
    except GitError:
        repository = None
    top = repository.top.resolve() if repository else content.resolve().parent
    below = content.resolve().relative_to(top).as_posix()
    write(codeowners(assembled.everything, "" if below == "." else f"{below}/").rstrip("\n"))
