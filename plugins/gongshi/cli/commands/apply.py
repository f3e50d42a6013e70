"""``gongshi apply``: a package into the served folder of a host."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import Day
from gongshi.cli.output import counted, people


@click.command(cls=Command)
@click.argument("package", type=click.Path(path_type=Path), metavar="包")
@click.argument("folder", type=click.Path(path_type=Path), metavar="网站文件夹")
@click.option("--receipt", type=click.Path(path_type=Path), metavar="文件", help="把填好的回执写到这个文件")
@click.option("--by", "who", default="", metavar="姓名", help="回执上的经办人")
@click.option("--day", type=Day(), metavar="日期", help="回执上的上线日期，默认今天（北京时间）")
def command(package: Path, folder: Path, receipt: Path | None, who: str, day: date | None) -> None:
    """在对外的主机上用一个包：一步换上，不会换一半；用过的、次序不对的、被改动过的包不用。

    中途断了电或者被停掉，网站还是原来的或者已经是新的；再运行一遍就完成。

    网站文件夹只放本网站：.well-known、.htaccess、web.config 留下，别的文件不留。

    退出码：0 换上了，或者早已换上；2 用法不对；3 没有换，网站没有动。
    """
    from gongshi.assembly import today_in_shanghai
    from gongshi.release.apply import apply
    from gongshi.release.package import PackageError, opened
    from gongshi.release.steps import slip
    from gongshi.release.switch import ForeignFolderError
    from gongshi.release.turn import BusyError, turn
    from gongshi.site.failure import described

    if receipt is not None and not who.strip():
        raise click.UsageError("回执上要有经办人：加 --by 姓名")
    try:
        wanted = opened(package)
        with (
            counted("换上", len(wanted.sealed.files)) as step,
            turn(folder.resolve(), lambda: people.print("另一个程序正在换这个网站，等它结束……")),
        ):
            outcome = apply(wanted, folder, step)
        if receipt is not None:
            receipt.write_bytes(slip(wanted.sealed.hash, wanted.sealed.as_of, day or today_in_shanghai(), who.strip()))
    except PackageError as error:
        click.echo(f"没有用这个包：{error}", err=True)
        sys.exit(3)
    except ForeignFolderError:
        click.echo(f"没有用这个包：{folder} 里有不是本程序生成的文件，不敢替换", err=True)
        sys.exit(3)
    except BusyError:
        click.echo("没有用这个包：另一个程序一直没有结束", err=True)
        sys.exit(3)
    except OSError as error:
        click.echo(f"没有做完：{described(error)}；解决以后再运行一遍就完成", err=True)
        sys.exit(3)
    people.print(f"{outcome.value}：{wanted.sealed.as_of} 的内容，{len(wanted.sealed.files)} 个文件", soft_wrap=True)
