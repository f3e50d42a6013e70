"""``gongshi publish``: the site into a folder that a web server shows, in one step."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, configured, need_content, settings_file


@click.command(cls=Command)
@common
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件夹",
    help="发布文件夹；网站服务器看其中的 current",
)
@configured
@click.option("--removals-only", is_flag=True, help="只撤下到期、撤回和误公开的，不发布新内容")
@click.option("--dry-run", is_flag=True, help="只说明会换掉什么，不换上")
@click.option("--copy", is_flag=True, help="current 用真的文件夹，不用符号链接（服务器不认链接时）")
@click.option("--keep", type=click.IntRange(1, 1000), default=5, metavar="次数", help="保留最近几次发布，默认 5")
@click.option("--sign", type=click.Path(path_type=Path), metavar="私钥", help="用 SSH 私钥给发布清单和公示账签名")
def command(
    as_of: date | None,
    profile: str | None,
    content: Path,
    site: Path,
    settings: Path | None,
    removals_only: bool,
    dry_run: bool,
    copy: bool,
    keep: int,
    sign: Path | None,
) -> None:
    """发布网站：检查、生成、逐字节扫描，全部好了再一步换上。

    有问题的记录单独拦下，它上一次发布的内容照旧；全站不能发布时，到期和撤回的仍然撤下。

    退出码：0 全部发布；1 有记录被拦下，或者只做了撤下；2 用法不对；3 什么也没有发布。
    """
    from gongshi.cli.publishing import locked, run_publish
    from gongshi.cli.site import Job
    from gongshi.release.folder import Folder
    from gongshi.release.signature import SignatureError, signer
    from gongshi.release.work import Options

    folder = Folder(site.absolute())
    if folder.live() is None:
        # Else what must come down today comes down, though the content is gone.
        need_content(content)
    if copy and folder.current.is_symlink():
        raise click.UsageError(f"“{site}”里的 current 已经是链接，中途不能改用 --copy；请换一个文件夹")
    job = Job(content, folder.current, settings_file(settings, "publishconf.py"), as_of, profile)
    try:
        options = Options(copy=copy, keep=keep, dry_run=dry_run, sign=signer(sign) if sign else None)
    except SignatureError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(locked(folder, lambda: run_publish(folder, job, options, removals_only)))
