"""The search page, and the index that it searches in the reader's browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

from gongshi.records.decisions import DECISIONS
from gongshi.search.document import Document, digests_of
from gongshi.search.documents import documents
from gongshi.search.reader import IndexFileError
from gongshi.search.rewriter import Rewritten, rewritten
from gongshi.search.writer import write
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.prose import render
from gongshi.site.staging import Staging
from gongshi.site.unchanged import Index

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
        count=len(index.documents),
        service=press.register.site.search,
        organs=[
            {"title": f"{e.name}执法决定", "url": addresses.group(f"organ-{e.id}")} for e in press.register.site.roster
        ],
        kinds=[{"title": title, "url": addresses.group(f"kind-{k.code}")} for title, k in DECISIONS.items()],
        years=[{"title": f"{year}年", "url": addresses.year(int(year))} for year in index.years],
    )


def _index(press: Press) -> Index:
    """The index, taken over when nothing that it says is new: on most days without a look at any record."""
    records, before = press.unchanged.records(press.register), press.unchanged.index()
    if records and before.records == records and press.staging.take(before.files):
        return before
    found = documents(press.register, plain, decisions=press.documents)
    digests = digests_of(found, address)
    same = bool(before.files) and before.documents == digests and press.staging.take(before.files)
    files = before.files if same else _made(press.staging, before, found, digests)
    years = sorted({d.day[:4] for d in found if d.kind in {k.code for k in DECISIONS.values()}}, reverse=True)
    index = Index(records, digests, files, years)
    press.unchanged.keep_index(index)
    return index


def _made(staging: Staging, before: Index, found: Sequence[Document], digests: Sequence[str]) -> dict[str, str]:
    """The index, made of the one before where little changed, else anew: the same bytes. Path → SHA-256."""

    def read(path: str) -> bytes:
        raw = staging.published(path) if path in before.files else None
        if raw is None or sha256(raw).hexdigest() != before.files[path]:
            raise IndexFileError(path)
        return raw

    addresses = {(d.kind, d.record): address(d) for d in found}
    again = rewritten(read, before.documents, found, digests, addresses) if before.files else None
    if again is None or not staging.take({path: before.files[path] for path in again.staying}):
        again = Rewritten(write(found, addresses), [])
    for path, data in again.files.items():
        staging.write(path, data)
    return {path: staging.seals[path][0] for path in sorted([*again.files, *again.staying])}


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
