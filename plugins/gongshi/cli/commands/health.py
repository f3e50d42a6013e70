"""``gongshi health``: is there anything that somebody must be called for?"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("target", metavar="网址或文件夹")
@click.option("--verify", "also", is_flag=True, help="同时核对网站上的内容（要有内容文件夹和发布清单）")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="发布清单 manifest.json，或者发布文件夹；默认用文件夹自己的",
)
@common
@formats("text", "json", "nagios")
def command(
    target: str,
    also: bool,
    manifest: Path | None,
    as_of: date | None,
    profile: str | None,
    content: Path,
    form: str,
) -> None:
    """给监控用的告警：网站几天没有更新，该撤的撤了没有，磁盘够不够，公示账在不在。

    只看网址时不要内容文件夹，放在哪台机器上都行；基准日默认今天（北京时间）。

    退出码：0 正常；1 要有人来看；2 用法不对。nagios 格式按它的规矩：0 正常，1 注意，2 严重，3 看不出来。
    """
    from gongshi.assembly import today_in_shanghai
    from gongshi.cli.verifying import NothingToCompareError, is_address, live_at, verified
    from gongshi.release.health import FORMAT, Health, Level, Sign, health
    from gongshi.release.manifest import ManifestError

    day = as_of or today_in_shanghai()
    report, unable = None, []
    try:
        if not is_address(target) and not Path(target).is_dir():
            raise click.UsageError(f"没有文件夹“{target}”；网址要写全，如 https://www.qinghe.example/xzzf")
        live = live_at(target)
        try:
            report = verified(target, manifest, day, profile, content) if also else None
        except NothingToCompareError as error:
            unable = [Sign(Level.UNKNOWN, str(error))]
        found = health(live, None if is_address(target) else Path(target), day, report)
        found.signs += unable
    except ManifestError as error:
        found = Health([Sign(Level.CRITICAL, str(error))])
    except click.UsageError as error:
        if form != "nagios":
            raise
        # A monitoring system takes 2 for critical, and shows nothing but a line on standard output.
        found = Health([Sign(Level.UNKNOWN, error.format_message())])
    if form == "nagios":
        write(found.line)
        sys.exit(int(found.level))
    if form == "json":
        signs = [{"level": sign.level.name.lower(), "text": sign.text} for sign in found.signs]
        head = {"format": FORMAT, "target": target, "as_of": day.isoformat(), "level": found.level.name.lower()}
        write(json.dumps({**head, "signs": signs, "figures": found.figures}, ensure_ascii=False, indent=1))
    else:
        for sign in found.signs:
            write(f"{_LABELS[sign.level.name]}　{sign.text}")
    sys.exit(int(found.level is not Level.OK))


_LABELS = {"OK": "正常", "WARNING": "注意", "CRITICAL": "严重", "UNKNOWN": "不明"}
