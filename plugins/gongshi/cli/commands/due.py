"""``gongshi due``: what must be done, and by when."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import people, write
from gongshi.due import FORMAT, Due

_WEEK = "一二三四五六日"


@click.command(cls=Command)
@common
@formats("text", "json", "ics")
@click.option("--ics", is_flag=True, help="同 --format ics：日历文件，可以导入手机和办公软件的日历")
@click.option("--organ", metavar="机构标识", help="只列这个机构的，写机构名录里的标识")
def command(as_of: date | None, profile: str | None, content: Path, form: str, ics: bool, organ: str | None) -> None:
    """该公示、该撤回、该上报、该换发的，各到哪一天，还有几个工作日。

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
    register = assembled.register
    if organ is not None and organ not in register.roster:
        raise click.UsageError(f"机构名录里没有“{organ}”，有：{'、'.join(register.roster)}")
    entries = everything_due(register, organ)
    day = register.setting.as_of
    if ics or form == "ics":
        from gongshi.reports.calendar import as_ics

        write(as_ics(entries, day, register.site.domain).replace("\r\n", "\n").rstrip("\n").replace("\n", "\r\n"))
    elif form == "json":
        data = {"format": FORMAT, "as_of": day.isoformat(), "due": [entry.as_data() for entry in entries]}
        write(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for on, of_day in groupby(entries, key=lambda entry: entry.day):
            listed = list(of_day)
            write(f"{on}　周{_WEEK[on.weekday()]}　{_distance(listed[0], day)}")
            for entry in listed:
                who = "　".join(part for part in (entry.organ, entry.title, entry.record) if part)
                write(f"  {'逾期 ' if entry.overdue else ''}{entry.task}　{who}\n      {entry.note}")
        people.print(f"基准日 {day}：{len(entries)} 项，其中逾期 {sum(e.overdue for e in entries)} 项", soft_wrap=True)
    sys.exit(int(any(entry.overdue for entry in entries)))


def _distance(entry: Due, today: date) -> str:
    """How far away a day is, by both calendars where they differ."""
    if entry.day == today:
        return "今天"
    said = f"{'过了' if entry.left < 0 or entry.day < today else '还有'} {abs(entry.left)} 个工作日"
    if entry.regional is not None and entry.regional != entry.left:
        said += f"（按当地历法 {abs(entry.regional)} 个）"
    return said
