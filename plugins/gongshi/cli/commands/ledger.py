"""``gongshi ledger``: was anything rewritten, and when was a record public?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongshi.cli.chinese import Command, Group
from gongshi.cli.options import formats, release_folder
from gongshi.cli.output import write

_SITE = click.option("--site", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="发布文件夹")


@click.group(cls=Group)
def command() -> None:
    """公示账：什么时候公示、更正、撤回、期满，只追加，改不了而不被发现。"""


@command.command("verify", cls=Command)
@_SITE
@click.option(
    "--against", type=click.Path(path_type=Path), metavar="文件", help="从前另存的公示账；核对那以前的有没有改动"
)
@click.option(
    "--signers", type=click.Path(path_type=Path), metavar="文件", help="公钥名单，核对签名；写法见 docs/ledger.md"
)
def verify(site: Path, against: Path | None, signers: Path | None) -> None:
    """核对公示账：逐行哈希相连、和在线的网站相符、没有改写过。

    退出码：0 都对；1 有不符；2 用法不对。
    """
    from gongshi.release.ledger import LedgerError, read_ledger
    from gongshi.release.proof import faults

    for place in (against, signers):
        if place is not None and not place.is_file():
            raise click.UsageError(f"没有文件“{place}”")
    folder = release_folder(site)
    found = list(faults(folder, against, signers))
    for fault in found:
        write(fault)
    if found:
        sys.exit(1)
    try:
        ledger = read_ledger(folder.ledger)
    except LedgerError as error:  # changed between two looks
        write(str(error))
        sys.exit(1)
    write(f"公示账完好：{len(ledger.entries)} 条，末行 SHA-256 {ledger.head}")


@command.command("show", cls=Command)
@click.argument("record", metavar="记录标识")
@_SITE
@formats("text", "html")
def show(record: str, site: Path, form: str) -> None:
    """一条记录的公示经过，给检查的人看；html 用浏览器打印。

    退出码：0 有登记；1 没有登记，或者公示账和在线的网站不符；3 公示账被改动过。
    """
    from gongshi.release.before import before_of
    from gongshi.release.ledger import LedgerError, read_ledger
    from gongshi.release.proof import as_html, as_text, faults

    folder = release_folder(site)
    try:
        ledger = read_ledger(folder.ledger)
    except LedgerError as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    entries = ledger.of(record)
    if not entries:
        click.echo(f"公示账里没有“{record}”", err=True)
        sys.exit(1)
    fact = before_of(folder, ledger).facts.get(record)
    wrong = list(faults(folder, None, None))
    written = as_html if form == "html" else as_text
    write(written(record, fact.number if fact else "", entries, ledger, wrong))
    sys.exit(int(bool(wrong)))
