"""Options that mean the same in every command, and what several commands ask of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gongshi.release.folder import Folder


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


def dated(command: Callable[..., Any]) -> Callable[..., Any]:
    """The day and the content folder."""
    for option in (
        click.option(
            "--as-of",
            type=Day(),
            envvar="AS_OF",
            metavar="日期",
            help="基准日，如 2026-11-21；默认取 site.yaml 的基准日，没有就是今天（北京时间）",
        ),
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


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that mean the same everywhere."""
    return dated(click.option("--profile", metavar="名称或文件", help="规则配置，代替 site.yaml 里的")(command))


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--settings`` of the commands that render pages."""
    return click.option(
        "--settings",
        type=click.Path(path_type=Path),
        metavar="文件",
        help="Pelican 设置文件，默认 publishconf.py（serve 用 pelicanconf.py）",
    )(command)


def built(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of the commands that build."""
    return click.option(
        "--output",
        type=click.Path(path_type=Path),
        default=Path("output"),
        metavar="文件夹",
        help="输出文件夹，默认 output",
    )(configured(command))


def formats(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``; the first is the default, machine formats go to standard output alone."""
    names = "|".join(forms)
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(forms)),
        default=forms[0],
        metavar=names,
        help=f"输出格式，默认 {forms[0]}；给机器读的格式只写到标准输出",
    )


def need_content(content: Path) -> None:
    """A usage error unless there is a content folder."""
    if not content.is_dir():
        raise click.UsageError(f"没有内容文件夹“{content}”，请在网站目录里运行，或用 --content 指定")


def release_folder(site: Path) -> Folder:
    """The folder of releases at ``site``; a usage error where nothing was ever published."""
    from gongshi.release.folder import Folder

    folder = Folder(site.absolute())
    if not folder.releases.is_dir():
        raise click.UsageError(f"“{site}”不是发布文件夹")
    return folder


def settings_file(settings: Path | None, default: str) -> Path:
    """A settings file that was asked for must be there; without any, our own defaults serve."""
    if settings is not None and not settings.is_file():
        raise click.UsageError(f"没有设置文件“{settings}”")
    return settings or Path(default)
