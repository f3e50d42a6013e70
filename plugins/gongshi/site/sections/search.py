"""The search page, and the index that it searches in the reader's browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import urlsplit

from gongshi.records.decisions import DECISIONS
from gongshi.search.documents import Document, digests_of, documents
from gongshi.search.reader import IndexFileError
from gongshi.search.rewriter import Rewritten, rewritten
from gongshi.search.writer import write
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.prose import render
from gongshi.site.unchanged import sealed

_TAG = re.compile(r"<[^>]*>")


def build(press: Press) -> None:
    """After every other page: what is found must be there."""
    found = documents(press.register, plain)
    _index(press, found)
    page = Page(
        url="search/index.html", title="检索", section="search", crumbs=addresses.crumbs(("检索", "")),
        connect=_origin(press.register.site.search),
        description="按文书号、相对人名称、统一社会信用代码或者公示内容中的任何文字查找",
    )  # fmt: skip
    years = sorted({d.day[:4] for d in found if d.kind in {k.code for k in DECISIONS.values()}}, reverse=True)
    press.page(
        "search.html",
        page,
        count=len(found),
        service=press.register.site.search,
        organs=[
            {"title": f"{e.name}执法决定", "url": addresses.group(f"organ-{e.id}")} for e in press.register.site.roster
        ],
        kinds=[{"title": title, "url": addresses.group(f"kind-{k.code}")} for title, k in DECISIONS.items()],
        years=[{"title": f"{year}年", "url": addresses.year(int(year))} for year in years],
    )


def _index(press: Press, found: Sequence[Document]) -> None:
    """The index as it was, made of the one before, or made anew: the same bytes."""
    staging, digests = press.staging, digests_of(found, address)
    known, before = press.unchanged.index()
    if known == digests and staging.take(before):
        return

    def read(path: str) -> bytes:
        raw = staging.published(path) if path in before else None
        if raw is None or sealed(raw) != before[path]:
            raise IndexFileError(path)
        return raw

    addresses = {(d.kind, d.record): address(d) for d in found}
    again = rewritten(read, known, found, digests, addresses) if known else None
    held = {path: before[path] for path in again.staying} if again else {}
    if again is None or not staging.take(held):
        again, held = Rewritten(write(found, addresses), []), {}
    for path, data in again.files.items():
        staging.write(path, data)
        held[path] = sealed(data)
    press.unchanged.keep_index(digests, dict(sorted(held.items())))


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
