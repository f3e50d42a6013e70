"""``gongshi verify``: is what is live exactly what may be live today?"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats
from gongshi.cli.output import people, write


@click.command(cls=Command)
@click.argument("target", metavar="网址或文件夹")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="发布清单 manifest.json，或者发布文件夹；默认用文件夹自己的",
)
@common
@formats("text", "json")
def command(
    target: str, manifest: Path | None, as_of: date | None, profile: str | None, content: Path, form: str
) -> None:
    """核对网站上的内容：是不是恰好是今天可以公示的那些。

    找出缺少的、多出的、内容不符的、没有更新的，以及撤回、期满以后还在显示或者还被提到的。
    内容读不出来时，按最近一次发布写下的期限核对，并说明没法全核对。

    退出码：0 完全相符；1 有不符，或者没法全核对；2 用法不对；3 发布清单读不出来，没法核对。
    """
    from gongshi.cli.verifying import NothingToCompareError, verified

    try:
        report = verified(target, manifest, as_of, profile, content)
    except NothingToCompareError as error:
        click.echo(str(error), err=True)
        sys.exit(3)
    if form == "json":
        write(json.dumps(report.as_data(target), ensure_ascii=False, indent=1))
    else:
        for problem in report.problems:
            write(f"{problem.kind.label}　{problem.path or target}　{problem.note}")
    people.print(report.summary, soft_wrap=True)
    sys.exit(int(bool(report.problems)))
