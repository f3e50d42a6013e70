"""How the command answers: help and complaints in Chinese, exit codes, and what goes to which stream."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import click
import pytest

from answers import call
from county import write_county
from gongshi import __version__
from gongshi.cli.main import cli

_CONTEXT = click.Context(cli)
COMMANDS = cli.list_commands(_CONTEXT)


@pytest.fixture(autouse=True)
def _county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A valid county as the current folder."""
    write_county(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AS_OF", raising=False)


# Words of the command itself; everything else that a person reads is Chinese.
ALLOWED = re.compile(
    "|".join(
        [
            "pulled",
            r"\.well-known",
            r"\.htaccess",
            r"web\.config",
            *sorted(COMMANDS, key=len, reverse=True),
            *[
                "gongshi",
                "text",
                "json",
                "JSON",
                "Schema",
                "YAML",
                "Markdown",
                "Pelican",
                "Python",
                "Chromium",
                "content",
                "output",
                "default",
                "html",
                "pdf",
                "PDF",
                "make",
            ],
            *(
                "id",
                "spans",
                "relevance",
                "date",
                "GONGSHI_DENYLIST_KEY",
                "CODEOWNERS",
                "csv",
                "ics",
                "HEAD",
                "main",
                "markdown",
            ),
            *("github", "gitlab", "gitea", "sarif", "junit"),
            *("GONGSHI_CHROMIUM", "notice", "officers", "cards", "windows", "flows"),
            *("manifest", "told", "rsync", "ssh", "nagios", "Nagios", "zip"),
            *(
                "show",
                "published",
                "corrected",
                "withdrawn",
                "restored",
                "lapsed",
                "current",
                "nyncj",
                "yaml",
                "Forgejo",
                "SSH",
            ),
            *("--?[a-z-]+", r"[a-z]+\.(?:py|yaml)", r"Ctrl\+C"),
        ]
    )
)


def english(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", ALLOWED.sub("", text))


def test_the_commands_of_the_first_issue_are_there() -> None:
    assert {"build", "check", "due", "schema", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)], ids=lambda c: c[0] if c else "gongshi")
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_chinese(command: list[str], option: str) -> None:
    answer = call(*command, option)
    assert answer.status == 0
    assert answer.out.startswith("用法：gongshi")
    assert english(answer.out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_is_for(command: str) -> None:
    for option in cli.get_command(_CONTEXT, command).params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert re.search(r"[一-鿿]", option.help)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_in_the_overview(command: str) -> None:
    line = next(row for row in call("--help").out.splitlines() if row.split()[:1] == [command])
    assert re.search(r"[一-鿿]{4}", line)


def test_version() -> None:
    assert call("--version").out == f"gongshi {__version__}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "没有写命令；看说明：gongshi --help"),
        (["ledger"], "没有写命令；看说明：gongshi ledger --help"),
        (["chekc"], "没有“chekc”这个命令"),
        (["check", "--as-fo", "2026-01-01"], "没有“--as-fo”这个选项"),
        (["check", "-x"], "没有“-x”这个选项"),
        (["check", "--as-of"], "选项“--as-of”后面要写值"),
        (["check", "--as-of", "2026-13-01"], "“2026-13-01”不是日期，应写成 2026-11-21"),
        (["check", "--as-of", "昨天"], "“昨天”不是日期"),
        (["check", "--as-of", "0001-01-01"], "不在 2000 年至 2099 年之间"),
        (["check", "--as-of", "9999-12-31"], "不在 2000 年至 2099 年之间"),
        (["check", "--format", "xml"], "不能写“xml”，可选"),
        (["check", "--help=x"], "选项“--help”后面不写值"),
        (["check", "nowhere.yaml"], "没有这个文件或文件夹：nowhere.yaml"),
        (["check", ".."], "不在内容文件夹“content”里"),
        (["check", "--content", "nowhere"], "没有内容文件夹“nowhere”"),
        (["build", "--content", "content/site.yaml"], "没有内容文件夹"),
        (["build", "x"], "多写了“x”"),
        (["build", "--settings", "nowhere.py"], "没有设置文件“nowhere.py”"),
        (["serve", "--port", "x"], "要写整数"),
        (["serve", "--port", "70000"], "范围是"),
        (["serve", "--content", "nowhere"], "没有内容文件夹"),
        (["due", "--content", "nowhere"], "没有内容文件夹"),
        (["board"], "缺少“--output”"),
        (["board", "--output", "x", "--month", "2026-13"], "“2026-13”不是月份，应写成 2026-10"),
        (["board", "--output", "x", "--kind", "all"], "不能写“all”，可选"),
        (
            ["board", "--output", "x", "--organ", "nobody", "--format", "html"],
            "机构名录里没有“nobody”，有的是：qinghe-nyncj",
        ),
        (["schema", "nothing"], "没有“nothing”这一类"),
        (["schema", "a", "b"], "多写了“b”"),
        (["schema", "--output", "content/site.yaml"], "写不进文件夹"),
    ],
)
def test_wrong_use_ends_with_2_in_chinese(args: list[str], said: str) -> None:
    answer = call(*args)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("用法不对：")
    assert said in answer.err
    assert not {"such", "option", "Invalid", "value", "argument", "Error", "Usage", "not", "requires"} & set(
        english(answer.err)
    )


def test_an_interrupt_is_never_0(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongshi.assembly.assemble", interrupted)
    assert call("check").status == 130


def test_a_fault_of_our_own_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise KeyError("what")

    monkeypatch.setattr("gongshi.assembly.assemble", broken)
    answer = call("check")
    assert answer.status == 3
    assert answer.err.startswith("程序出错：test_cli_usage.py 第 ")
    assert answer.err.count("\n") == 1


def test_the_day_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_OF", "2026-05-06")
    assert "基准日 2026-05-06" in call("check").out
    assert "基准日 2026-05-07" in call("check", "--as-of", "2026-05-07").out
    monkeypatch.setenv("AS_OF", "")
    assert "基准日 2026-03-16" in call("check").out


def test_no_option_means_two_things() -> None:
    """The same name, the same help, wherever it stands."""
    helps: dict[str, set[str | None]] = {}
    for command in map(partial(cli.get_command, _CONTEXT), COMMANDS):
        for option in command.params:
            if isinstance(option, click.Option) and option.name in {"as_of", "content", "profile", "form", "settings"}:
                # The default of --format is its first form.
                helps.setdefault(option.name, set()).add(re.sub("默认 [a-z]+；", "", option.help or ""))
    assert {name: len(found) for name, found in helps.items()} == dict.fromkeys(helps, 1)
