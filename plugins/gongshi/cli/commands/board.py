"""``gongshi board``: sheets for notice boards, walls and windows."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gongshi.causes import cause
from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import people, write

_KINDS = ("notice", "officers", "cards", "windows", "flows")


class _Month(click.ParamType[tuple[int, int]]):
    name = "月份"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """2026-10 of this century, else a usage error in Chinese."""
        found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", str(value))
        if found is None:
            self.fail(f"“{value}”不是月份，应写成 2026-10", param, ctx)
        return int(found[1]), int(found[2])


@click.command(cls=Command)
@click.option("--organ", "organs", multiple=True, metavar="机构标识", help="只出这个机构的，可以写几次；默认各机构都出")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    metavar="|".join(_KINDS),
    help="出哪一种，可以写几次，默认都出：notice 公示栏的月度清单，officers 执法人员名单，cards 执法人员公示牌，"
    "windows 岗位信息公示牌，flows 流程图",
)
@click.option("--month", type=_Month(), metavar="月份", help="公示栏列哪个月作出的决定，如 2026-10；默认基准日的上个月")
@click.option("--paper", type=click.Choice(["A4", "A3"]), default="A4", metavar="A4|A3", help="纸张，默认 A4")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="文件夹", help="写到哪个文件夹"
)
@formats("pdf", "html")
@common
def command(
    organs: tuple[str, ...],
    kinds: tuple[str, ...],
    month: tuple[int, int] | None,
    paper: str,
    output: Path,
    form: str,
    as_of: date | None,
    profile: str | None,
    content: Path,
) -> None:
    """公示栏清单、执法人员名单和公示牌、岗位信息公示牌、流程图，打印张贴用。

    只用网站上可以公示的内容，写出以前照样检查。出 PDF 要用本机的 Chromium，可以用环境变量 GONGSHI_CHROMIUM
    指明它在哪里；没有的，用 --format html 出网页，再用浏览器打印。退出码：0 全部写好；1 有记录被拦下或有缺陷，
    其余写好；3 什么也没有写出。
    """
    from gongshi.assembly import Assembled, Publishing, assemble
    from gongshi.findings import Finding
    from gongshi.paper.chromium import VARIABLE, NoPrinterError, browser
    from gongshi.paper.making import make
    from gongshi.paper.notices import before
    from gongshi.paper.pages import PrintPage, print_pages
    from gongshi.report import say

    need_content(content)
    if form == "pdf" and browser() is None:
        _end(f"本机没有 Chromium，出不了 PDF：请装上，或者用环境变量 {VARIABLE} 指明它在哪里，或者用 --format html")

    def read(told: Collection[Finding], refused: Collection[str]) -> Assembled:
        assembled = assemble(content, as_of, profile, Publishing(tuple(told), frozenset(refused)))
        if assembled.stopped:
            say(assembled, people)
            sys.exit(3)
        return assembled

    def draw(assembled: Assembled) -> list[PrintPage]:
        register = assembled.sound
        known = [entry.id for entry in register.site.roster]
        for organ in organs:
            if organ not in known:
                raise click.UsageError(f"机构名录里没有“{organ}”，有的是：{'、'.join(known)}")
        wanted = month or before(register.setting.as_of)
        return list(print_pages(register, organs or known, kinds or _KINDS, wanted, paper))

    with TemporaryDirectory(prefix="gongshi-board-") as folder:
        try:
            made = make(read, draw, Path(folder), content, pdf=form == "pdf", said=lambda title: _say(f"打印：{title}"))
        except NoPrinterError as error:
            _end(f"{error}；请用 --format html 出网页，再用浏览器打印")
        if made.verdict.findings:
            for finding in made.verdict.findings:
                _say(f"{finding.code}  {finding.message}")
            _end("要打印的内容里有不得公开的（见上）；什么也没有写出")
        try:
            written = _moved(Path(folder), output)
        except OSError as error:
            _end(f"写不进文件夹“{output}”：{cause(error)}")
    for page in made.pages:
        if page.waiting:
            _say(f"{page.title}：另有 {page.waiting} 件还没有在网站公示，没有列入；先发布网站，再出公示栏")
    for title, count in made.spilt.items():
        _say(f"{title}：内容太多，打成了 {count} 张；请精简文字，或者用 --paper A3")
    for path in written:
        write(str(path))
    _say(f"已写到 {output}：{len(written)} 个文件" if written else "这些机构没有可以打印的内容")
    sys.exit(made.assembled.exit_code)


def _moved(folder: Path, output: Path) -> list[Path]:
    output.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.move(file, output / file.name)) for file in sorted(folder.iterdir())]


def _say(words: str) -> None:
    people.print(words, markup=False, soft_wrap=True)


def _end(words: str) -> None:
    _say(words)
    sys.exit(3)
