"""``gongshi search``: any fragment, over all content, whatever may be seen of it."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from gongshi.cli.chinese import Command
from gongshi.cli.options import common, formats, need_content
from gongshi.cli.output import write


@click.command(cls=Command)
@click.argument("query", metavar="检索词")
@common
@formats("text", "json")
@click.option("--public", is_flag=True, help="只查网站上看得到的；不写就连未公示、已撤回、已期满的也查")
@click.option("--kind", metavar="类别", help="只要这一类，如 行政处罚、执法事项")
@click.option("--organ", metavar="简称", help="只要这个机关，如 农业农村局")
@click.option("--year", metavar="年份", help="只要这一年")
@click.option("--status", metavar="状态", help="只要这种状态，如 公示中、已撤回、公示期满、待公示、不公示")
@click.option("--item", metavar="事项", help="只要这个执法事项")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    metavar="relevance|date",
    help="按相关程度或者按日期排列，默认 relevance",
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, metavar="数量", help="最多列出几条，默认 20")
def command(
    query: str, as_of: date | None, profile: str | None, content: Path, form: str, public: bool, kind: str | None,
    organ: str | None, year: str | None, status: str | None, item: str | None, sort: str, limit: int,
) -> None:  # fmt: skip
    """查找内容：任何片段都行，用空格隔开的几个词都要有，加引号的连在一起查。

    索引放在 .gongshi 里，第一次用时建立，以后只更新变了的；里面有内部才看得到的内容，不要拷到网站上。
    退出码：查到为 0，没有查到为 1；内容读不出来为 3。
    """
    from gongshi.cli.desk import file_of, opened
    from gongshi.search.normalise import words

    if not words(query):
        raise click.UsageError("检索词里要有文字或者数字")
    need_content(content)
    register, index = opened(content, as_of, profile, public)
    filters = {"kind": kind, "organ": organ, "year": year, "status": status, "item": item}
    found = index.search(query, {name: value for name, value in filters.items() if value}, sort, limit)
    if form == "json":
        data = {"as_of": register.setting.as_of.isoformat(), "total": found.total, "exact": True,
                "words": found.words, "hits": found.hits, "ids": found.ids, "facets": found.facets}  # fmt: skip
        write(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for hit in found.hits:
            write(f"{hit['fields'][0][1]}")
            facts = (hit["kind"], hit["organ"], hit["day"], hit["statusWords"], file_of(hit["url"], register))
            write("    " + "  ".join(fact for fact in facts if fact))
            for label, text in _snippets(hit["fields"], found.words):
                write(f"    {label}：{text}")
        more = f"，列出 {len(found.hits)} 条" if len(found.hits) < found.total else ""
        write(f"共 {found.total} 条{more}")
    sys.exit(0 if found.total else 1)


def _snippets(fields: list[list[str]], words: tuple[str, ...]) -> list[tuple[str, str]]:
    """The first two fields besides the title with a hit, about the hit."""
    from gongshi.search.normalise import normalise_mapped

    found: list[tuple[str, str]] = []
    for label, text in fields[1:]:
        mapped = normalise_mapped(text)
        at = min((mapped.text.find(word) for word in words if word in mapped.text), default=-1)
        if at >= 0:
            start = max(0, mapped.offsets[at] - 20)
            cut = " ".join(text[start : start + 60].split())
            found.append((label, f"{'…' if start else ''}{cut}{'…' if start + 60 < len(text) else ''}"))
    return found[:2]
