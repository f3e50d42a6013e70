"""The same records as Markdown articles for Pelican as it comes, so that both builds do the same work.

Equal: the number of records and their text; the blocks and nearly the bytes of a page (header with the same menu,
breadcrumb, summary, dates, full text, party, remedies, footer); each record's row in three lists (of its month, of
its kind, of its organ) with the year's pages above them; one Atom feed for all and one an organ, thirty entries each;
a site map; the day and the organ as metadata.

Not equal, in favour of stock Pelican: it checks nothing (no schema, no references, no deadlines, no lifecycle), so
that its articles carry dates worked out here; it writes straight into the output folder, not into staging; its menu
is literal markup; its lists by kind and organ are pages of 200 rows, not one page a month each; it has no pages of
organs, officers, items and charts (ours come to some 700 more files, whatever N is). In our favour: two records of a hundred are not
visible on the day, so that we write a short notice or nothing for them, where stock Pelican writes a page; and
labelled fields are definition lists, which Markdown parses slowly (about half of its time is Markdown, most of that
for any text, some of it for these lists), where ours come typed from YAML.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from invented.cases import zh
from invented.organs import ORGANS

_THEME = Path(__file__).parents[1] / "stock_theme"
_NAMES = {organ.id: organ.name for organ in ORGANS}
# What is not part of the full text: shown elsewhere on the page, or never shown.
_ELSEWHERE = frozenset(
    [
        "执法类别",
        "文书名称",
        "案件名称",
        "执法主体",
        "行政相对人",
        "决定日期",
        "送达日期",
        "摘要",
        "内部",
        "失信程度",
        "程序",
    ]
)
_SETTINGS = """\
# Stock Pelican with caches off and nothing that our site does not have either.
SITENAME = "青禾县行政执法公示网（测试语料）"
SITEURL = "https://www.qinghe.example/xzzf"
RELATIVE_URLS = False
PATH = "content"
THEME = "theme"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
LOCALE = "C"
ARTICLE_URL = ARTICLE_SAVE_AS = "decisions/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "kinds/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "organs/{slug}.html"
TAG_SAVE_AS = ""
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "decisions/{date:%Y}/{date:%m}.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "decisions/{date:%Y}/index.html"
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"category": 200, "author": 200}
FEED_ALL_ATOM = "feeds/decisions.atom.xml"
AUTHOR_FEED_ATOM = "feeds/{slug}.atom.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 30
STATIC_PATHS = []
"""


def write_stock(records: Mapping[str, tuple[dict[str, Any], str | None]], target: Path) -> None:
    """``records`` (id → record, day of first publication) as ``content/*.md``, with pelicanconf.py and theme/."""
    for identity, (data, published) in records.items():
        folder = target / "content" / data["决定日期"][:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{identity}.md").write_text(_article(identity, data, published), encoding="utf-8", newline="\n")
    (target / "pelicanconf.py").write_text(_SETTINGS, encoding="utf-8", newline="\n")
    shutil.copytree(_THEME, target / "theme")


def _article(identity: str, data: dict[str, Any], published: str | None) -> str:
    parties = data["行政相对人"] if isinstance(data["行政相对人"], list) else [data["行政相对人"]]
    decided = date.fromisoformat(data["决定日期"])
    head = {
        "Title": data["案件名称"],
        "Date": data["决定日期"],
        "Slug": identity,
        "Category": data["执法类别"],
        "Author": _NAMES[data["执法主体"]],
        "Tags": data["承办机构"],
        "Summary": data["摘要"].replace("\n", ""),
        "Number": data["文书号"],
        "Document": data["文书名称"],
        "Party": "、".join(party["名称"] for party in parties),
        "Served": data["送达日期"],
        "Published": published or "2026-11-21",
        "Last_Day": date(decided.year + 3, decided.month, min(decided.day, 28)).isoformat(),
        "Decided_zh": zh(decided),
    }
    body = [f"## {data['文书名称']}\n", *_rows({k: v for k, v in data.items() if k not in _ELSEWHERE})]
    for party in parties:
        body += ["## 行政相对人\n", *_rows(party)]
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + "\n" + "\n".join(body)


def _rows(fields: Mapping[str, Any]) -> list[str]:
    """A definition list, as the theme of our site shows fields."""
    return [f"{key}\n:   {_text(value)}\n" for key, value in fields.items()]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("\n", "  \n    ")
    if isinstance(value, Mapping):
        return "，".join(_text(part) for part in value.values())
    if value and isinstance(value[0], Mapping) and "法律" in value[0]:
        return "；".join(f"《{row['法律']}》{row['条款']}" for row in value)
    return "；".join(_text(part) for part in value)
