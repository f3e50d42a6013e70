"""``gongshi schema``: JSON Schemas of the record classes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongshi.causes import cause
from gongshi.cli.chinese import Command
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("kind", required=False, metavar="[种类]")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件夹", help="把全部 JSON Schema 写到这个文件夹")
def command(kind: str | None, output: Path | None) -> None:
    """打印记录的 JSON Schema，供编辑器使用；不写种类就打印全部。"""
    from gongshi.records.schema import models, schema

    known = models()
    if kind is not None and kind not in known:
        raise click.UsageError(f"没有“{kind}”这一类，可选：{'、'.join(known)}")
    chosen = {name: schema(known[name]) for name in (known if kind is None else [kind])}
    if output is None:
        write(json.dumps(chosen[kind] if kind else chosen, ensure_ascii=False, indent=1))
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, data in chosen.items():
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            (output / f"{name}.schema.json").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"写不进文件夹“{output}”：{cause(error)}") from None
