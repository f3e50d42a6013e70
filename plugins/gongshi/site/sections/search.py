"""The search page, and the index that it searches in the reader's browser."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from gongshi.records.decisions import DECISIONS
from gongshi.search.documents import Document, documents
from gongshi.search.writer import write
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.prose import render
from gongshi.site.unchanged import Index, digest

_TAG = re.compile(r"<[^>]*>")


def build(press: Press) -> None:
    """After every other page: what is found must be there."""
    index = _index(press)
    page = Page(
        url="search/index.html", title="检索", section="search", crumbs=addresses.crumbs(("检索", "")),
        connect=_origin(press.register.site.search),
        description="按文书号、相对人名称、统一社会信用代码或者公示内容中的任何文字查找",
    )  # fmt: skip
    press.page(
        "search.html",
        page,
        count=index.count,
        service=press.register.site.search,
        organs=[
            {"title": f"{e.name}执法决定", "url": addresses.group(f"organ-{e.id}")} for e in press.register.site.roster
        ],
        kinds=[{"title": title, "url": addresses.group(f"kind-{k.code}")} for title, k in DECISIONS.items()],
        years=[{"title": f"{year}年", "url": addresses.year(int(year))} for year in index.years],
    )


def _index(press: Press) -> Index:
    """The index, taken over when nothing that it says is new: on most days without a look at any record."""
    records = press.unchanged.records(press.register)
    index = press.unchanged.index("records", records, press.staging)
    if index is not None:
        return index
    found = documents(press.register, plain)
    same = digest(*(repr((address(document), document)) for document in found))
    index = press.unchanged.index("documents", same, press.staging)
    files = index.files if index is not None else _written(press, found)
    years = sorted({d.day[:4] for d in found if d.kind in {k.code for k in DECISIONS.values()}}, reverse=True)
    index = Index(records, same, files, len(found), years)
    press.unchanged.keep_index(index)
    return index


def _written(press: Press, found: list[Document]) -> dict[str, str]:
    files = write(found, {(d.kind, d.record): address(d) for d in found})
    for path, data in files.items():
        press.staging.write(path, data)
    return {path: press.staging.seals[path][0] for path in files}


def plain(markdown: str) -> str:
    """What a reader sees of Markdown."""
    return unescape(_TAG.sub("", render(markdown)[0])).strip()


def _origin(url: str | None) -> str:
    """What a Content-Security-Policy must allow for ``url``: that host at that port, by that scheme."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(url)) if url else ""


def address(document: Document) -> str:
    """The page of a document."""
    match document.kind:
        case "entity":
            return addresses.entity(document.record)
        case "item":
            return addresses.item(document.record)
        case kind if kind in addresses.FOLDERS:
            return addresses.of(kind, document.record)
        case _:
            return addresses.decision(document.record)
