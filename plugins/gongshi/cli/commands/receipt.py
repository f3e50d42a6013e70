"""``gongshi receipt``: on which day a package went live, into the release store."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import dated, need_content, release_folder
from gongshi.cli.output import people, write


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="回执")
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="回执是哪个包的；默认在回执所在的文件夹里按校验值找",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="打包用的发布文件夹：回执同时记进它的公示账",
)
@dated
def command(file: Path, package: Path | None, site: Path | None, as_of: date | None, content: Path) -> None:
    """登记一个包的回执：包里新公示的决定，首次公示日期就是回执上的上线日期。

    登记好的日期写进发布台账，不会再变。列出这次首次公示的记录。写了 --site 的，公示账里也记一条。

    退出码：0 登记好了；2 用法不对；3 没有登记。
    """
    from gongshi.assembly import today_in_shanghai
    from gongshi.release.ledger import LedgerError
    from gongshi.release.receipt import ReceiptError, enter, read_receipt, told_beside, told_of
    from gongshi.release.store import StoreError
    from gongshi.release.turn import BusyError, hold
    from gongshi.site.failure import described

    need_content(content)
    try:
        receipt = read_receipt(file)
        told = told_beside(package) if package else told_of(receipt, file.resolve().parent)
        folder = release_folder(site) if site else None
        locked = hold(folder.lock, _waiting, stays=True) if folder else nullcontext()
        with locked:
            new = enter(receipt, told, content, as_of or today_in_shanghai(), folder)
    except BusyError:
        click.echo("没有登记：另一次发布一直没有结束", err=True)
        sys.exit(3)
    except (ReceiptError, StoreError, LedgerError) as error:
        click.echo(f"没有登记：{error}", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"没有登记：{described(error)}", err=True)
        sys.exit(3)
    for record in new:
        write(record)
    people.print(
        f"已登记：{receipt.day} 上线，首次公示 {len(new)} 件；请把 {content.name}/release 提交到仓库", soft_wrap=True
    )


def _waiting() -> None:
    click.echo("正在发布，等它结束……", err=True)
