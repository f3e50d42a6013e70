"""Click in Chinese: the headings of its help and its own complaints about how it was called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}

# What click says → what we say. Its own translation needs compiled catalogues and the right locale.
_COMPLAINTS = tuple(
    (re.compile(pattern, re.DOTALL), answer)
    for pattern, answer in (
        (r"No such option:? '?(?P<name>--?[^' ]*?)'?\.?(?: .*)?", "没有“{name}”这个选项"),
        (r"No such command '(?P<name>.*?)'\.(?: .*)?", "没有“{name}”这个命令"),
        (r"Option '(?P<name>.*)' requires an argument\.?", "选项“{name}”后面要写值"),
        (r"Option '(?P<name>.*)' does not take a value\.?", "选项“{name}”后面不写值"),
        (r"Got unexpected extra arguments? \((?P<name>.*)\)", "多写了“{name}”"),
        (r"Missing command\.?", "没有写命令"),
        (r"Missing (?:argument|option|parameter) '(?P<name>.*?)'.*", "缺少“{name}”"),
        (
            r"Invalid value for (?P<name>.*?): '(?P<value>.*)' is not one of (?P<rest>.*)\.",
            "{name} 不能写“{value}”，可选：{rest}",
        ),
        (
            r"Invalid value for (?P<name>.*?): '(?P<value>.*)' is not a valid integer.*",
            "{name} 要写整数，不能写“{value}”",
        ),
        (
            r"Invalid value for (?P<name>.*?): (?P<value>\S+) is not in the range (?P<rest>.*)\.",
            "{name} 不能写 {value}，范围是 {rest}",
        ),
        (r"Invalid value for (?P<name>.*?): (?P<rest>.*)", "{name}：{rest}"),
    )
)


def complaint(error: click.ClickException) -> str:
    """What is wrong with the call, in Chinese; click's own words where it has new ones."""
    said = error.format_message()
    for pattern, answer in _COMPLAINTS:
        match = pattern.fullmatch(said)
        if match:
            return answer.format(**match.groupdict())
    return said


_RANGE = re.compile(r"  \[(\d+)<=x<=(\d+)\]")


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _remarks(said)) for term, said in rows], col_max, col_spacing)


def _remarks(said: str) -> str:
    """What click adds to the help of an option."""
    said = _RANGE.sub(r"（\1 至 \2）", said)
    return said.replace("  [required]", "（必填）")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is all Chinese."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own, with our words."""
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """The same for the command of commands."""

    context_class = _Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 …")
        # Else click takes its whole help for the complaint.
        kwargs.setdefault("no_args_is_help", False)
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own, with our words."""
        return _in_chinese(super().get_help_option(ctx))


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明"
    return option
