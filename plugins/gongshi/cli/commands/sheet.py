"""``gongshi sheet``: the summary sheet of a decision, made from its record."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, need_content
from gongshi.cli.output import people, write


@click.command(cls=Command)
@click.argument("record", metavar="记录标识")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="写到 .html 或 .pdf 文件；默认把网页写到标准输出。出 PDF 要用本机的 Chromium",
)
@common
def command(record: str, output: Path | None, as_of: date | None, profile: str | None, content: Path) -> None:
    """由记录生成一份决定的摘要单，不必另外制作附件。

    退出码：基准日不公示、被拦下或者出不了 PDF 的为 3。
    """
    from gongshi.assembly import assemble
    from gongshi.paper.sheet import NoSheetError, sheet_html, sheet_pdf
    from gongshi.report import say

    need_content(content)
    if output is not None and output.suffix.lower() not in (".html", ".pdf"):
        raise click.UsageError("--output 的文件名要以 .html 或 .pdf 结尾")
    assembled = assemble(content, as_of, profile)
    if assembled.stopped:
        say(assembled, people)
        sys.exit(3)
    try:
        html = sheet_html(record, assembled.sound)
        if output is None:
            write(html)
            return
        output.write_bytes(sheet_pdf(record, html) if output.suffix.lower() == ".pdf" else html.encode("utf-8"))
    except (NoSheetError, OSError) as error:
        people.print(str(error), markup=False, soft_wrap=True)
        sys.exit(3)
    people.print(f"已写到 {output}", markup=False, soft_wrap=True)
