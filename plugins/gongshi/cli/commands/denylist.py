"""``gongshi denylist make``: tags of what must not appear, made where the originals are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from gongshi.cli.chinese import Command, Group
from gongshi.cli.output import write


@click.group(cls=Group)
def command() -> None:
    """禁止出现名单：在内网把姓名、号码、地址做成带密钥的标签，发布时逐字核对。"""


@click.command("make", cls=Command)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="密钥文件（至少 32 字节）；不写就用环境变量 GONGSHI_DENYLIST_KEY",
)
@click.option("--short", is_flag=True, help="两个字的姓名也做；会误撞普通文字，撞上就不能发布")
def make(key_file: Path | None, short: bool) -> None:
    """从标准输入读，一行一个；名单写到标准输出。原文不写到任何别的地方。

    每行前面可以写类型和制表符：姓名、号码、地址；不写就自动判断。
    """
    from gongshi.redaction import denylist

    environment = {**os.environ, **({denylist.KEY_FILE: str(key_file)} if key_file else {})}
    try:
        lines = sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
        made = denylist.make(lines, denylist.key_of(environment), short=short)
    except (denylist.DenylistError, UnicodeDecodeError) as error:
        raise click.UsageError("标准输入不是 UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)) from None
    if not made.count:
        raise click.UsageError("没有读到可以做成标签的值")
    write(made.text.removesuffix("\n"))
    click.echo(f"做成 {made.count} 个标签", err=True)
    if made.short:
        click.echo(f"有 {made.short} 个太短（不足三个字），没有做；确实要做的加 --short", err=True)
    if made.long:
        click.echo(f"有 {made.long} 个太长（超过四十个字），没有做；请截取其中一段", err=True)


command.add_command(make)
