"""``gongshi codeowners``: whose review a changed file needs, as forges read it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import people, write


@click.command(cls=Command)
@common
@formats("github", "gitlab", "gitea")
def command(as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """按机构名录里的“审核账号”生成 CODEOWNERS，放在仓库的 .github、.gitlab 或 .gitea 文件夹里。

    文件名以机构标识或其缩写开头的（如 nyncj-cf-2026-001.yaml），以后新增的也归这个机构审核。Forgejo 用 gitea 格式。
    """
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
    if not assembled.everything.site.accounts:
        people.print("site.yaml 没有写全站的“审核账号”：不属于哪一个机构的文件没有人审核", soft_wrap=True)
    write(codeowners(assembled.everything, "" if below == "." else f"{below}/", form).rstrip("\n"))
