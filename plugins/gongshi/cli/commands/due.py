"""``gongshi due``: what must be done, and by when."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import people, write


@click.command(cls=Command)
@common
@formats("text", "json")
def command(as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """该公示、该撤回、该上报的，各到哪一天。

    退出码：有逾期的为 1；内容读不出来为 3。
    """
    from gongshi.assembly import assemble
    from gongshi.due import due as everything_due
    from gongshi.report import say

    need_content(content)
    assembled = assemble(content, as_of, profile)
    if assembled.register is None or assembled.stopped:
        say(assembled, people)
        sys.exit(3)
    entries = everything_due(assembled.register)
    day = assembled.register.setting.as_of
    if form == "json":
        data = {"as_of": day.isoformat(), "due": [entry.as_data() for entry in entries]}
        write(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            mark = "逾期" if entry.overdue else "    "
            write(
                f"{mark} {entry.day}  {entry.task}  {entry.organ}  {entry.title}  {entry.record}\n       {entry.note}"
            )
        people.print(f"基准日 {day}：{len(entries)} 项，其中逾期 {sum(e.overdue for e in entries)} 项", soft_wrap=True)
    sys.exit(int(any(entry.overdue for entry in entries)))
