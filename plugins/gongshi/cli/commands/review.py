"""``gongshi review``: what a change makes public."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import people, write


@click.command(cls=Command)
@click.argument("revisions", required=False, metavar="[起点..终点]")
@common
@formats("text", "markdown", "html", "json")
@click.option("--form", "record", metavar="标识", help="打印这一条记录的公开审查表，供签字；不比较版本")
def command(
    revisions: str | None, as_of: date | None, profile: str | None, content: Path, form: str, record: str | None
) -> None:
    """审查一次改动：公众会多看到什么、少看到什么、看到的有什么变化，逐字列出。

    起点..终点 按合并请求的意思比较：从两边最后一个共同的版本算起。html 可以打印成公开审查表签字。
    退出码：没有拦截和缺陷为 0，有为 1；用法不对、没有这个版本为 2；内容读不出来为 3。
    """
    from gongshi.history.git import GitError
    from gongshi.report import say
    from gongshi.review import texts
    from gongshi.review.change import form_of, review_of
    from gongshi.review.revisions import sides
    from gongshi.review.sheet import as_html

    need_content(content)
    if (revisions is None) == (record is None):
        raise click.UsageError("写上版本范围，如 main..HEAD；或者用 --form 标识 打印一条记录的审查表")
    forms = {"text": texts.as_text, "markdown": texts.as_markdown, "html": as_html, "json": texts.as_json}
    if record is not None:
        from gongshi.assembly import assemble

        assembled = assemble(content, as_of, profile)
        if assembled.everything is None:
            say(assembled, people)
            sys.exit(3)
        found = form_of(record, assembled)
        if found is None:
            raise click.UsageError(f"没有标识为“{record}”的、可以公开的记录")
        write(forms[form](found))
        return
    try:
        with sides(content, str(revisions), as_of, profile) as both:
            if both.new.everything is None:
                say(both.new, people)
                sys.exit(3)
            review = review_of(both)
            write(forms[form](review))
            stops = any(f.severity.value != "note" for f in review.findings) or bool(review.roles)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(int(stops))
