"""``gongshi similar``: 类案 of one decision."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("record", metavar="标识")
@common
@formats("text", "json")
def command(record: str, as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """列出同一事项中事实和金额相近的决定（类案），只从公示中的里面找。"""
    from gongshi.cli.desk import register_of
    from gongshi.public.decision import project_decision
    from gongshi.search.similar import similar

    need_content(content)
    register = register_of(content, as_of, profile)
    if record not in register.decisions:
        raise click.UsageError(f"没有标识为“{record}”的决定")
    shown = {
        each.id: project_decision(each, register)
        for each in register.decisions.values()
        if register.standings[each.id].state.shown or each.id == record
    }
    found = [shown[each] for each in similar(shown.values()).get(record, ())]
    if form == "json":
        rows = [{name: data[name] for name in ("id", "number", "title", "decided", "amount")} for data in found]
        write(json.dumps({"record": record, "similar": rows}, ensure_ascii=False, indent=1))
        return
    for data in found:
        amount = f"  {data['amount']} 元" if data["amount"] else ""
        write(f"{data['number']}  {data['title']}  {data['decided']}{amount}  {data['id']}")
    if not found:
        write("没有相近的决定")
