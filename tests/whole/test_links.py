"""The whole sample site as a reader walks it: every link lands, every page is whole, nothing lies about unreachable."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import deque
from datetime import date
from functools import cache
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from county import REPOSITORY
from gongshi.assembly import Assembled, assemble
from gongshi.records.decisions import DECISIONS
from gongshi.registry.register import Register
from inprocess import Tree, tree_of
from pages import Seen, read

CONTENT = REPOSITORY / "content"
DAYS = (date(2026, 11, 21), date(2025, 7, 15), date(2024, 2, 29), date(2031, 1, 1))
# What pages name in ways that are no links: feeds, theme files, the index that the search script loads.
_FETCHED = ("feeds/", "assets/", "search/", "officers/check/")
# Reached by machines, by a wrong address or one that a page had before, or from a notice that has left the list.
_UNLINKED = ("officers/lookup.html", "404.html", "robots.txt", "sitemap.xml", "build.json")
# A QR code holds the whole address, and nobody can read it but a camera.
_QR = re.compile(rb'<p class="qr">.*?</p>')
_ATOM = "{http://www.w3.org/2005/Atom}"

# Day by day: two workers then build few days twice.
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("day", DAYS, ids=str, scope="module")]


@cache
def assembled(day: date) -> Assembled:
    return assemble(CONTENT, day)


@cache
def site(day: date) -> tuple[Register, Tree]:
    return assembled(day).sound, tree_of(assembled(day), CONTENT)


@cache
def pages(day: date) -> dict[str, Seen]:
    return {path: read(data) for path, data in site(day)[1].items() if path.endswith(".html")}


def internal(seen: Seen, page: str) -> list[tuple[str, str]]:
    """(file, fragment) of every link of a page that stays on the site."""
    found = []
    for _, _, link in seen.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        assert not parts.query or (parts.path.endswith("check/index.html") and parts.query.startswith("no=")), link
        # A page may have been put anywhere: the address is worked out as a browser does.
        target = urljoin(f"https://x/m/n/{page}", link) if parts.path else f"https://x/m/n/{page}"
        path = unquote(urlsplit(target).path)
        assert path.startswith("/m/n/") or page == "404.html", f"{page}: {link} leaves the site's folder"
        path = path.removeprefix("/m/n/")
        found.append((path + "index.html" if path.endswith("/") or not path else path, parts.fragment))
    return found


def test_every_link_lands(day: date) -> None:
    _, tree = site(day)
    wrong = []
    for page, seen in pages(day).items():
        if page == "404.html":
            continue
        for path, fragment in internal(seen, page):
            if path not in tree:
                wrong.append(f"{page} → {path}")
            elif fragment and path.endswith(".html") and fragment not in pages(day)[path].ids:
                wrong.append(f"{page} → {path}#{fragment}")
    assert not wrong


def test_links_do_not_depend_on_where_the_site_is_mounted(day: date) -> None:
    """Relative everywhere but on the page that a server shows at any depth; that one starts from the site's own root."""
    register, tree = site(day)
    root = urlsplit(register.site.url).path.rstrip("/") + "/"
    for page, seen in pages(day).items():
        for _, _, link in seen.links:
            if page != "404.html":
                assert not link.startswith("/"), f"{page}: {link}"
            elif not urlsplit(link).scheme and not link.startswith("#"):
                assert link.startswith(root), link
                assert normpath(link.removeprefix(root).partition("#")[0]) in tree, link


def test_same_tree_below_another_root(day: date) -> None:
    """Mounted elsewhere, only what names the whole address changes."""
    _, tree = site(day)
    other = tree_of(assembled(day), CONTENT, "https://other.example/a/b")
    for path, data in tree.items():
        if path == "404.html":
            continue
        moved = _QR.sub(b"", data).replace(b"https://www.qinghe.example/xzzf/", b"https://other.example/a/b/")
        assert moved.replace(b"https://www.qinghe.example/xzzf", b"https://other.example/a/b") == _QR.sub(
            b"", other[path]
        ), path
    assert b'href="/a/b/index.html"' in other["404.html"]


def test_nothing_is_unreachable(day: date) -> None:
    _, tree = site(day)
    reached, waiting = {"index.html"}, deque(["index.html"])
    while waiting:
        page = waiting.popleft()
        if not page.endswith(".html"):
            continue
        for path, _ in internal(pages(day)[page], page):
            if path in tree and path not in reached:
                reached.add(path)
                waiting.append(path)
    alone = {p for p in tree if p not in reached and p not in _UNLINKED and not p.startswith(_FETCHED)}
    assert not alone


def test_every_page_is_whole(day: date) -> None:
    register, _ = site(day)
    as_of = register.setting.as_of
    words = f"{as_of.year}年{as_of.month}月{as_of.day}日"
    wrong = []
    for page, seen in pages(day).items():
        names = [tag for tag, _ in seen.tags]
        html = next(attributes for tag, attributes in seen.tags if tag == "html")
        csp = [
            a.get("content", "")
            for tag, a in seen.tags
            if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        ]
        checks = {
            "one h1": names.count("h1") == 1,
            "lang": html.get("lang") == "zh-CN",
            "title": bool(seen.title.strip()) and register.site.name in seen.title,
            "charset": any(a.get("charset") == "utf-8" for tag, a in seen.tags if tag == "meta"),
            "CSP": len(csp) == 1 and "default-src 'none'" in csp[0] and "unsafe" not in csp[0],
            "one main": names.count("main") == 1,
            "ids once": len(seen.ids) == len(set(seen.ids)),
            "breadcrumbs": page == "index.html" or any(a.get("aria-label") == "当前位置" for tag, a in seen.tags if tag == "nav"),
            "day": words in seen.text,
            "sample": "示例" in seen.text,
            "footer": all(x in seen.text for x in ("主办单位", "网站标识码", "网站地图", "ICP", "公网安备")),
            "pictures speak": all("alt" in a for tag, a in seen.tags if tag == "img"),
            "tables have heads": names.count("table") == 0 or "th" in names,
            "text": all(word not in seen.text for word in ("None", "Undefined", "{{", "{%", "datetime.date")),
        }  # fmt: skip
        wrong += [f"{page}: {name}" for name, sound in checks.items() if not sound]
        wrong += [f"{page}: {fault}" for fault in seen.faults]
    assert not wrong


def test_government_meta_tags(day: date) -> None:
    """国办发〔2017〕47号: three tags of the site on every page, column tags on lists, article tags on articles."""
    wrong = []
    for page, seen in pages(day).items():
        wanted = {"SiteName", "SiteDomain", "SiteIDCode"}
        article = "ArticleTitle" in seen.metas
        wanted |= (
            {"ArticleTitle", "ContentSource", "Url"}
            if article
            else {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
        )
        wrong += [f"{page}: {name}" for name in sorted(wanted) if not seen.metas.get(name)]
        if article and page.startswith("decisions/") and not seen.metas.get("PubDate"):
            wrong.append(f"{page}: PubDate")
    assert not wrong


def test_visible_decisions_carry_their_last_day(day: date) -> None:
    register, tree = site(day)
    shown = [r for r in register.decisions.values() if register.standings[r.id].state.shown]
    for record in shown:
        last = register.standings[record.id].state.term_end
        html = next(a for tag, a in pages(day)[f"decisions/{record.id}.html"].tags if tag == "html")
        assert last is not None
        assert html["data-last-day"] == last.isoformat()
        assert last >= register.setting.as_of
        month = pages(day)[f"decisions/{record.decided:%Y/%m}.html"]
        assert last.isoformat() in [a.get("data-last-day") for _, a in month.tags], record.id
    assert len([p for p in tree if p.startswith("decisions/") and p.count("/") == 1]) >= len(shown)


def test_notices_of_withdrawal_are_not_indexed(day: date) -> None:
    register, _tree = site(day)
    for record in register.decisions.values():
        if register.standings[record.id].state.tombstone:
            assert pages(day)[f"decisions/{record.id}.html"].metas["robots"] == "noindex"


def test_pages_of_natural_persons_are_not_indexed(day: date) -> None:
    """Decisions on them, certificates, and where those are asked for: no search engine is invited, by mark or by map."""
    register, tree = site(day)
    persons = {
        f"decisions/{record.id}.html"
        for record in register.decisions.values()
        if register.standings[record.id].state.shown and any(party.kind == "自然人" for party in record.parties)
    }
    certificates = {f"officers/{number.lower()}.html" for number in register.officers} | {"officers/check/index.html"}
    assert certificates <= tree.keys()
    mapped = tree["sitemap.xml"].decode("utf-8")
    for page in persons | certificates:
        assert pages(day)[page].metas["robots"] == "noindex", page
        assert f"/{page}<" not in mapped, page


def test_empty_columns_say_so_with_the_day(day: date) -> None:
    """国办秘函〔2019〕19号: no column is left empty."""
    register, _ = site(day)
    shown = {r.code for r in register.decisions.values() if register.standings[r.id].state.shown}
    words = f"截至{day.year}年{day.month}月{day.day}日"
    groups = {
        page: seen
        for page, seen in pages(day).items()
        if page.startswith("decisions/kind-") and page.endswith("/index.html") and page.split("/")[1].count("-") == 1
    }
    assert len(groups) == 11
    for page, seen in groups.items():
        code = page.split("/")[1].removeprefix("kind-")
        assert (f"{words}，" in seen.text) is (code not in shown), page


def test_feeds_can_be_read(day: date) -> None:
    register, tree = site(day)
    base = register.site.url.rstrip("/") + "/"
    feeds = [path for path in tree if path.startswith("feeds/")]
    assert len(feeds) == len(register.site.roster) + len(DECISIONS) + 2
    for path in feeds:
        feed = ET.fromstring(tree[path].decode())
        assert feed.tag == f"{_ATOM}feed"
        ids = [entry.findtext(f"{_ATOM}id") or "" for entry in feed.iter(f"{_ATOM}entry")]
        assert len(ids) == len(set(ids))
        assert all(entry.removeprefix(base) in tree for entry in ids), path
        assert feed.findtext(f"{_ATOM}updated")


def test_sitemap_lists_what_may_be_indexed(day: date) -> None:
    register, tree = site(day)
    base = register.site.url.rstrip("/") + "/"
    listed = {
        e.text.removeprefix(base)
        for e in ET.fromstring(tree["sitemap.xml"].decode()).iter()
        if e.tag.endswith("loc") and e.text
    }
    indexable = {page for page, seen in pages(day).items() if "robots" not in seen.metas}
    assert listed == indexable


def test_same_day_same_bytes(day: date) -> None:
    assert tree_of(assemble(CONTENT, day), CONTENT) == site(day)[1]
