"""Commands and their options; machine formats go to stdout, people's words to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from gongshi import __version__
from gongshi.cli.chinese import Group, complaint
from gongshi.findings import SEVERITY_ZH

_people = Console(stderr=True, highlight=False)
# What a reader of ours who went away (`| head`) leaves behind, as for any program that a signal ended.
BROKEN_PIPE, INTERRUPTED = 141, 130


class Day(click.ParamType[date]):
    """A date as a clerk would type it."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """YYYY-MM-DD of this century, else a usage error in Chinese."""
        try:
            day = value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2026-11-21", param, ctx)
        if not 2000 <= day.year < 2100:
            self.fail(f"“{value}”不在 2000 年至 2099 年之间", param, ctx)
        return day


class _ReaderGoneError(Exception):
    """Nobody reads standard output any more. No OSError, which click would turn into exit status 1."""


class _Output(Console):
    """Standard output for people's text."""

    def on_broken_pipe(self) -> None:
        raise _ReaderGoneError


def _write(text: str) -> None:
    """To standard output, at once: what nobody reads is noticed here and not at exit."""
    try:
        click.echo(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise _ReaderGoneError from None


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that mean the same everywhere."""
    for option in (
        click.option(
            "--as-of",
            type=Day(),
            envvar="AS_OF",
            metavar="日期",
            help="基准日，如 2026-11-21；默认取 site.yaml 的基准日，没有就是今天（北京时间）",
        ),
        click.option("--profile", metavar="名称或文件", help="规则配置，代替 site.yaml 里的"),
        click.option(
            "--content",
            type=click.Path(path_type=Path),
            default=Path("content"),
            metavar="文件夹",
            help="内容文件夹，默认 content",
        ),
    ):
        command = option(command)
    return command


def built(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that build."""
    for option in (
        click.option(
            "--output",
            type=click.Path(path_type=Path),
            default=Path("output"),
            metavar="文件夹",
            help="输出文件夹，默认 output",
        ),
        click.option(
            "--settings",
            type=click.Path(path_type=Path),
            metavar="文件",
            help="Pelican 设置文件，默认 build 用 publishconf.py、serve 用 pelicanconf.py",
        ),
    ):
        command = option(command)
    return command


_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="text|json",
    help="输出格式，默认 text；json 只写到标准输出",
)


@click.group(cls=Group, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="gongshi %(version)s", help="显示版本")
def cli() -> None:
    """公示：把 YAML 和 Markdown 变成行政执法公示网站。"""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@common
@_format
def check(paths: tuple[Path, ...], as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """检查内容：读取、字段、引用、编号、期限和状态变化。

    写了文件或文件夹，就只列出它们的问题；退出码也只看它们。
    """
    from gongshi.assembly import assemble
    from gongshi.report import as_json, say

    _need(content)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有这个文件或文件夹：{path}")
        if not path.resolve().is_relative_to(content.resolve()):
            raise click.UsageError(f"“{path}”不在内容文件夹“{content}”里")
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
        _write(as_json(assembled.findings, day))
    else:
        say(assembled, _Output(highlight=False), notes=True)
    sys.exit(assembled.exit_code)


@cli.command()
@common
@built
@_format
def build(
    as_of: date | None, profile: str | None, content: Path, output: Path, settings: Path | None, form: str
) -> None:
    """生成网站：全部生成好以后，一步换上。

    退出码：0 全部生成；1 有记录被拦下或有缺陷，其余已生成；2 用法不对；3 什么也没有发布。
    """
    from gongshi.cli.site import Job, run_build
    from gongshi.report import as_json

    _need(content)
    status, assembled = run_build(Job(content, output, _chosen(settings, "publishconf.py"), as_of, profile))
    if form == "json" and assembled is not None:
        day = assembled.register.setting.as_of if assembled.register else as_of
        _write(as_json(assembled.findings, day))
    sys.exit(status)


@cli.command()
@common
@built
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口，默认 8000；0 为任选")
@click.option("--bind", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1，只有本机能看")
def serve(
    as_of: date | None,
    profile: str | None,
    content: Path,
    output: Path,
    settings: Path | None,
    port: int,
    bind: str,
) -> None:
    """生成并在本机查看；文件一保存就重新生成，按 Ctrl+C 结束。"""
    from gongshi.cli.serve import run_serve
    from gongshi.cli.site import Job

    _need(content)
    sys.exit(run_serve(Job(content, output, _chosen(settings, "pelicanconf.py"), as_of, profile), bind, port))


@cli.command()
@common
@_format
def due(as_of: date | None, profile: str | None, content: Path, form: str) -> None:
    """该公示、该撤回、该上报的，各到哪一天。

    退出码：有逾期的为 1；内容读不出来为 3。
    """
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
        _write(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            mark = "逾期" if entry.overdue else "    "
            _write(
                f"{mark} {entry.day}  {entry.task}  {entry.organ}  {entry.title}  {entry.record}\n       {entry.note}"
            )
        _people.print(f"基准日 {day}：{len(entries)} 项，其中逾期 {sum(e.overdue for e in entries)} 项", soft_wrap=True)
    sys.exit(int(any(entry.overdue for entry in entries)))


@cli.command()
@click.argument("kind", required=False, metavar="[种类]")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件夹", help="把全部 JSON Schema 写到这个文件夹")
def schema(kind: str | None, output: Path | None) -> None:
    """打印记录的 JSON Schema，供编辑器使用；不写种类就打印全部。"""
    from gongshi.records.schema import schemas

    known = schemas()
    if kind is not None and kind not in known:
        raise click.UsageError(f"没有“{kind}”这一类，可选：{'、'.join(known)}")
    chosen = known if kind is None else {kind: known[kind]}
    if output is None:
        _write(json.dumps(known[kind] if kind else known, ensure_ascii=False, indent=1))
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, data in chosen.items():
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            (output / f"{name}.schema.json").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"写不进文件夹“{output}”：{error.strerror}") from None


@cli.command("rules")
@click.argument("code", required=False, metavar="[代码]")
@click.option("--markdown", is_flag=True, help="按 Markdown 打印整本手册")
def rulebook(code: str | None, markdown: bool) -> None:
    """打印规则手册；写上代码就只打印那一条。"""
    from gongshi.rules import RULES, manual

    if markdown:
        _write(manual.markdown())
    elif code is None:
        for rule in sorted(RULES.values(), key=lambda r: r.code):
            _write(f"{rule.code}  {SEVERITY_ZH[rule.severity]}  {rule.title}")
    elif code.upper() in RULES:
        _write(manual.page(RULES[code.upper()]))
    elif code.upper() in manual.READING:
        _write(f"{code.upper()} {manual.READING[code.upper()]}（拦截）")
    else:
        raise click.UsageError(f"没有代码是“{code}”的规则；gongshi rules 列出全部")


def _need(content: Path) -> None:
    if not content.is_dir():
        raise click.UsageError(f"没有内容文件夹“{content}”，请在网站目录里运行，或用 --content 指定")


def _chosen(settings: Path | None, default: str) -> Path:
    """A settings file that was asked for must be there; without any, our own defaults serve."""
    if settings is not None and not settings.is_file():
        raise click.UsageError(f"没有设置文件“{settings}”")
    return settings or Path(default)


def main() -> NoReturn:
    """Entry point. Exits 0, 1, 2 or 3 (DESIGN §8); an interrupt is never 0; never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console or a C locale would otherwise stumble over our own messages.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _run()
    except _ReaderGoneError:
        # Else Python would try to flush at exit what nobody reads, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    sys.exit(status)


def _run() -> int:
    try:
        return int(cli.main(standalone_mode=False, prog_name="gongshi") or 0)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"；看说明：{context.command_path} --help" if context else ""
        click.echo(f"用法不对：{complaint(error)}{hint}", err=True)
        return 2
    except _ReaderGoneError:
        raise
    except Exception as error:
        from gongshi.site.failure import described

        click.echo(f"程序出错：{described(error)}；请把这一行发给维护人员", err=True)
        return 3
