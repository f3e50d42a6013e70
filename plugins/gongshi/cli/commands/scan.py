"""``gongshi scan``: the detectors over any text or file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import formats
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@click.option("--jsonl", is_flag=True, help="从标准输入逐行读 {id, text}，逐行写出 {id, spans}")
@click.option("--field", metavar="字段", help="把文字当作这个字段的内容，如 统一社会信用代码、许可证号、联系电话")
@click.option("--names", is_flag=True, help="--jsonl 也按分词统计猜人名（慢一些，只作提示）；查文件时总是猜")
@formats("text", "json")
def command(paths: tuple[Path, ...], jsonl: bool, field: str | None, names: bool, form: str) -> None:
    """查找不该公开的内容：身份证号、手机号、银行账号、住址、密级标志等，附件一并检查。

    只说在哪里、是什么，从不打印查到的内容。人名只凭猜，猜到的都是提示，不拦截。退出码：有拦截的、有查不了的为 1。
    """
    from gongshi.cli import scanning

    if jsonl == bool(paths):
        raise click.UsageError("写上要检查的文件或文件夹，或者用 --jsonl 从标准输入读，二者选一")
    if jsonl:
        for line in sys.stdin.buffer:
            if line.strip():
                write(scanning.answer(line, field, names=names))
        return
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有这个文件或文件夹：{path}")
    results = list(scanning.scanned(paths, field))
    write(scanning.as_json(results) if form == "json" else scanning.as_text(results))
    sys.exit(int(any(result.stops for result in results)))
