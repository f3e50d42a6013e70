"""``gongshi check``: every rule over the content."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import Output, people, write

if TYPE_CHECKING:
    from gongshi.findings import Finding


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@common
@formats("text", "json", "github", "gitlab", "sarif", "junit")
def command(paths: tuple[Path, ...], as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """检查内容：读取、字段、引用、编号、期限和状态变化。

    写了文件或文件夹，就只列出它们的问题；退出码也只看它们。
    """
    from gongshi.assembly import assemble
    from gongshi.report import as_json, say

    need_content(content)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有这个文件或文件夹：{path}")
        if not path.resolve().is_relative_to(content.resolve()):
            raise click.UsageError(f"“{path}”不在内容文件夹“{content}”里")
    assembled = assemble(content, as_of, profile)
    if paths:
        root = content.resolve()
        wanted = [p.resolve() for p in paths]
        assembled.findings = [
            f
            for f in assembled.findings
            if any((root / f.file).is_relative_to(w) for w in wanted) or f.stops_everything
        ]
    if form == "json":
        day = assembled.register.setting.as_of if assembled.register else as_of
        write(as_json(assembled.findings, day))
    elif form == "text":
        say(assembled, Output(highlight=False), notes=True)
    else:
        _for_forges(assembled.findings, content, form)
    sys.exit(assembled.exit_code)


def _for_forges(findings: Sequence[Finding], content: Path, form: str) -> None:
    from gongshi.reports import github, gitlab, junit, sarif
    from gongshi.reports.place import prefix_of

    prefix = prefix_of(content)
    if form != "github":
        forms = {"gitlab": gitlab.code_quality, "sarif": sarif.sarif, "junit": junit.junit}
        write(forms[form](findings, prefix))
        return
    commands, rest = github.annotated(findings, prefix)
    if commands:
        write(commands)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if rest and summary:
        try:
            with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
                file.write(github.summary(rest, prefix))
        except OSError:
            raise click.UsageError(f"写不进 GITHUB_STEP_SUMMARY 指的文件“{summary}”") from None
    if rest:
        where = "见作业摘要" if summary else "运行 gongshi check 看全部"
        people.print(f"注解里放不下，还有 {len(rest)} 条，{where}", soft_wrap=True)
