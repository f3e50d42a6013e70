"""``gongshi scorecard``: timeliness by organ and quarter."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import click
from rich.table import Table

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import Output, write


@click.command(cls=Command)
@common
@formats("text", "json", "csv")
def command(as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """各机关每季度公示、撤回、更正及时不及时：按期、逾期几件，逾期几个工作日。"""
    from gongshi.cli.desk import register_of
    from gongshi.public.scorecard import as_data, cells, scorecard

    need_content(content)
    register = register_of(content, as_of, profile)
    scores = scorecard(register)
    rows = cells(scores)
    if form == "json":
        write(json.dumps(as_data(scores, register.setting.as_of), ensure_ascii=False, indent=1))
    elif form == "csv":
        table = io.StringIO()
        csv.writer(table, lineterminator="\n").writerows(rows)
        write(table.getvalue().rstrip("\n"))
    else:
        shown = Table(*rows[0][1:], title=f"基准日 {register.setting.as_of}")
        for row in rows[1:]:
            shown.add_row(*row[1:])
        Output(highlight=False, width=160).print(shown)
