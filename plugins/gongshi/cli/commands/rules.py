"""``gongshi rules``: the manual of the rulebook."""

from __future__ import annotations

import click

from gongshi.cli.chinese import Command
from gongshi.cli.output import write
from gongshi.findings import SEVERITY_ZH


@click.command(cls=Command)
@click.argument("code", required=False, metavar="[代码]")
@click.option("--markdown", is_flag=True, help="按 Markdown 打印整本手册")
def command(code: str | None, markdown: bool) -> None:
    """打印规则手册；写上代码就只打印那一条。"""
    from gongshi.rules import RULES, manual

    if markdown:
        write(manual.markdown())
    elif code is None:
        for rule in sorted(RULES.values(), key=lambda r: r.code):
            write(f"{rule.code}  {SEVERITY_ZH[rule.severity]}  {rule.title}")
    elif code.upper() in RULES:
        write(manual.page(RULES[code.upper()]))
    elif code.upper() in manual.READING:
        write(f"{code.upper()} {manual.READING[code.upper()]}（拦截）")
    else:
        raise click.UsageError(f"没有代码是“{code}”的规则；gongshi rules 列出全部")
