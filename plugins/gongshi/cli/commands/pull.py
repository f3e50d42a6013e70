"""``gongshi pull``: one record off the site at once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, configured, release_folder, settings_file


@click.command(cls=Command)
@click.argument("record", metavar="记录标识")
@common
@click.option("--site", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="发布文件夹")
@configured
@click.option("--reason", default="", metavar="文字", help="为什么撤下，只记在网站以外的报告里")
@click.option("--no-rebuild", is_flag=True, help="只撤下，名单暂时显示“更新中”，不接着重新生成")
@click.option("--again", is_flag=True, help="不是决定的记录改好以后：取消撤下的标记，下一次发布恢复")
def command(
    record: str,
    as_of: date | None,
    profile: str | None,
    content: Path,
    site: Path,
    settings: Path | None,
    reason: str,
    no_rebuild: bool,
    again: bool,
) -> None:
    """误公开：马上从网站撤下一条记录和它的全部痕迹，不管别的是否有问题。

    列出它还报送到哪些平台、要请搜索引擎删除哪些地址；报告放在发布文件夹的 pulled 里，不在网站上。

    退出码：0 已撤下；1 已撤下，但名单还没有恢复或台账没有写全；2 用法不对；3 没有撤下。
    """
    from gongshi.cli.publishing import Pull, locked, run_pull
    from gongshi.cli.site import Job
    from gongshi.release.pulled import IDENTITY

    if not IDENTITY.fullmatch(record):
        raise click.UsageError(f"“{record}”不是记录标识，应当是记录的文件名（不含扩展名），如 qnz-zz-2026-003")
    folder = release_folder(site)
    job = Job(content, folder.current, settings_file(settings, "publishconf.py"), as_of, profile)
    wanted = Pull(record, reason, not no_rebuild, again)
    sys.exit(locked(folder, lambda: run_pull(folder, job, wanted), first=lambda: wanted.mark(folder)))
