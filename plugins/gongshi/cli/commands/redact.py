"""``gongshi redact``: masks for a draft, as a diff that a clerk accepts or not."""

from __future__ import annotations

import difflib
import sys
from functools import partial
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import need_content
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--write", "accepted", is_flag=True, help="接受建议，改写文件；不写就只显示")
@click.option("--profile", metavar="名称或文件", help="规则配置，代替 site.yaml 里的")
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    metavar="文件夹",
    help="内容文件夹，默认 content",
)
def command(file: Path, accepted: bool, profile: str | None, content: Path) -> None:
    """给一份决定的草稿提出脱敏建议：姓名、住所、身份证号、手机号、银行账号和“脱敏”登记，逐行列出改法。

    姓名只按字段认，不猜正文；号码在正文里也遮盖。正文里的其他人名要自己看。
    退出码：0 没有要改的，或者已经改写；1 有建议。
    """
    from gongshi.assembly import assemble
    from gongshi.records.decision import Decision
    from gongshi.records.kinds import BY_NAME
    from gongshi.redaction.propose import propose
    from gongshi.registry.declared import declared
    from gongshi.source.load import read_record
    from gongshi.source.text import decode
    from gongshi.source.walk import SourceFile

    need_content(content)
    if not file.is_file():
        raise click.UsageError(f"没有这个文件：{file}")
    record, findings = read_record(SourceFile(str(file), file.name), BY_NAME["decision"])
    if not isinstance(record, Decision):
        for finding in findings:
            click.echo(f"{file}:{finding.line}:{finding.column} {finding.message}", err=True)
        raise click.UsageError("这份草稿还读不出来，先照上面改好")
    text = decode(file.read_bytes(), file.name)[0]
    assembled = assemble(content, profile=profile)
    if assembled.register is None or text is None:
        raise click.UsageError("内容文件夹里的 site.yaml 有误，先运行 gongshi check")
    styles = assembled.register.setting.profile_of(record.entity).names
    proposal = propose(text, record, styles, partial(declared(assembled.register).passes_in, record))
    for field_name in proposal.by_hand:
        click.echo(f"【{field_name}】里有号码，在文件里换了写法或者断了行，请自己遮盖", err=True)
    if proposal.text == text:
        if proposal.by_hand:
            sys.exit(1)
        click.echo("没有要改的", err=True)
        return
    if accepted:
        file.write_text(proposal.text, encoding="utf-8", newline="\n")
        click.echo(f"已改写 {file}；请再看一遍，正文里的其他姓名不在内", err=True)
        return
    lines = difflib.unified_diff(text.splitlines(), proposal.text.splitlines(), "现在", "建议", lineterm="", n=1)
    write("\n".join(lines))
    click.echo("以上是建议；接受就加 --write", err=True)
    sys.exit(1)
