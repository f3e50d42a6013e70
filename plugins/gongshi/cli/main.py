"""Commands and their options; machine formats go to stdout, people's words to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from gongshi import __version__

_people = Console(stderr=True, highlight=False)


class Day(click.ParamType[date]):
    """A date as a clerk would type it."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """YYYY-MM-DD, else a usage error in Chinese."""
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2026-11-21", param, ctx)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that mean the same everywhere."""
    for option in (
        click.option("--as-of", type=Day(), help="基准日，默认取 site.yaml 的基准日，没有就是今天（北京时间）"),
        click.option("--profile", help="规则配置的名称或文件，代替 site.yaml 里的"),
        click.option(
            "--content", "content", type=click.Path(path_type=Path), default=Path("content"), help="内容文件夹"
        ),
    ):
        command = option(command)
    return command


_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongshi")
def cli() -> None:
    """公示：把 YAML 和 Markdown 变成行政执法公示网站。"""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
@_format
def check(paths: tuple[Path, ...], as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """检查内容：读取、字段、引用、编号、期限和状态变化。"""
    from gongshi.assembly import assemble
    from gongshi.report import as_json, say

    _need(content)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有这个文件或文件夹：{path}")
    assembled = assemble(content, as_of, profile)
    if paths:
        root = content.resolve()
        wanted = [p.resolve() for p in paths]
        assembled.findings = [
            f
            for f in assembled.findings
            if any((root / f.file).is_relative_to(w) for w in wanted) or f.stops_everything
        ]
    if form == "json":
        day = assembled.register.setting.as_of if assembled.register else as_of
        click.echo(as_json(assembled.findings, day))
    else:
        say(assembled, Console(highlight=False), notes=True)
    sys.exit(assembled.exit_code)


@cli.command()
@common
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), help="输出文件夹")
@click.option("--settings", type=click.Path(path_type=Path), default=Path("publishconf.py"), help="Pelican 设置文件")
def build(as_of: date | None, profile: str | None, content: Path, output: Path, settings: Path) -> None:
    """生成网站：全部生成好以后，一步换上。"""
    from gongshi.cli.site import run_build

    _need(content)
    sys.exit(run_build(content, output, settings, as_of, profile))


@cli.command()
@common
@click.option("--output", type=click.Path(path_type=Path), default=Path("output"), help="输出文件夹")
@click.option("--settings", type=click.Path(path_type=Path), default=Path("pelicanconf.py"), help="Pelican 设置文件")
@click.option("--port", type=int, default=8000, help="端口")
@click.option("--bind", default="127.0.0.1", help="地址")
def serve(
    as_of: date | None, profile: str | None, content: Path, output: Path, settings: Path, port: int, bind: str
) -> None:
    """生成并在本机查看；文件一保存就重新生成。"""
    from gongshi.cli.site import run_serve

    _need(content)
    sys.exit(run_serve(content, output, settings, as_of, profile, bind, port))


@cli.command()
@common
@_format
def due(as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """该公示、该撤回、该上报的，各到哪一天；有逾期的退出码为 1。"""
    from gongshi.assembly import assemble
    from gongshi.due import due as everything_due
    from gongshi.report import say

    _need(content)
    assembled = assemble(content, as_of, profile)
    if assembled.register is None or assembled.stopped:
        say(assembled, _people)
        sys.exit(3)
    entries = everything_due(assembled.register)
    day = assembled.register.setting.as_of
    if form == "json":
        data = {"as_of": day.isoformat(), "due": [entry.as_data() for entry in entries]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            mark = "逾期" if entry.overdue else "    "
            click.echo(
                f"{mark} {entry.day}  {entry.task}  {entry.organ}  {entry.title}  {entry.record}\n       {entry.note}"
            )
        _people.print(f"基准日 {day}：{len(entries)} 项，其中逾期 {sum(e.overdue for e in entries)} 项", soft_wrap=True)
    sys.exit(int(any(entry.overdue for entry in entries)))


@cli.command()
@click.argument("kind", required=False)
@click.option("--output", type=click.Path(path_type=Path), help="把全部 JSON Schema 写到这个文件夹")
def schema(kind: str | None, output: Path | None) -> None:
    """打印记录的 JSON Schema，供编辑器使用。"""
    from gongshi.records.schema import schemas

    known = schemas()
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, data in known.items():
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            (output / f"{name}.schema.json").write_text(text, encoding="utf-8", newline="\n")
        return
    if kind is not None and kind not in known:
        raise click.UsageError(f"没有“{kind}”这一类，可选：{'、'.join(known)}")
    click.echo(json.dumps(known[kind] if kind else known, ensure_ascii=False, indent=1))


def _need(content: Path) -> None:
    if not content.is_dir():
        raise click.UsageError(f"没有内容文件夹“{content}”，请在网站目录里运行，或用 --content 指定")


def main() -> None:
    """Entry point. An interrupt is never 0."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console or a C locale would otherwise stumble over our own messages.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except click.UsageError as error:
        click.echo(f"用法不对：{error.format_message()}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
