"""Atom feeds and the site map for machines: both deterministic, both of visible records only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from io import StringIO
from typing import Any
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed

from gongshi.records.decisions import DECISIONS
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed, newest, of_organs

_SHANGHAI = timezone(timedelta(hours=8))
_ENTRIES = 30


def build(press: Press, visible: list[Listed], notices: Sequence[dict[str, Any]]) -> None:
    """feeds/decisions, feeds/withdrawn, one an organ and one a kind; sitemap.xml; robots.txt."""
    latest = newest(visible)
    _decisions(press, "decisions", press.register.site.name, latest[:_ENTRIES])
    by_organ = of_organs(latest)
    for entry in press.register.site.roster:
        _decisions(press, entry.id, f"{entry.name}执法决定", by_organ[entry.id][:_ENTRIES])
    for title, model in DECISIONS.items():
        mine = [entry for entry in latest if entry.row["kind"] == model.code]
        _decisions(press, f"kind-{model.code}", f"{press.register.site.name}{title}决定", mine[:_ENTRIES])
    feed = _feed(press, "withdrawn", f"{press.register.site.name}撤回公告")
    for notice in list(notices)[:_ENTRIES]:
        _add(press, feed, notice["url"], f"撤回公告：{notice['number']}", notice["explanation"], notice["taken_down"])
    _write(press, "withdrawn", feed)
    _sitemap(press)


def _decisions(press: Press, name: str, title: str, listed: Sequence[Listed]) -> None:
    feed = _feed(press, name, title)
    for entry in listed:
        row = entry.row
        text = f"{row['entity']['name']}　{row['kind_zh']}　{row['number']}"
        _add(press, feed, row["url"], row["title"], text, row["published"])
    _write(press, name, feed)


def _feed(press: Press, name: str, title: str) -> Any:
    address = f"{press.url}/feeds/{name}.atom.xml"
    return Atom1Feed(title=title, link=f"{press.url}/", feed_url=address, description=title, language="zh-CN")


def _add(press: Press, feed: Any, url: str, title: str, text: str, day: str) -> None:
    moment = datetime.combine(date.fromisoformat(day), time(), _SHANGHAI)
    address = f"{press.url}/{url}"
    feed.add_item(title=title, link=address, description=text, pubdate=moment, updateddate=moment, unique_id=address)


def _write(press: Press, name: str, feed: Any) -> None:
    # A feed without entries would otherwise stamp itself with the clock.
    day = press.register.setting.as_of
    feed.latest_post_date = lambda: max(
        (item["updateddate"] for item in feed.items), default=datetime.combine(day, time(), _SHANGHAI)
    )
    out = StringIO()
    feed.write(out, "utf-8")
    press.staging.write(f"feeds/{name}.atom.xml", out.getvalue())


def _sitemap(press: Press) -> None:
    rows = []
    for url, day in sorted(press.indexed):
        modified = f"<lastmod>{day}</lastmod>" if day else ""
        rows.append(f"<url><loc>{escape(press.url)}/{escape(url)}</loc>{modified}</url>\n")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    press.staging.write("sitemap.xml", f"{head}{''.join(rows)}</urlset>\n")
    press.staging.write(
        "robots.txt",
        f"User-agent: *\nDisallow: /*.csv$\nDisallow: /*.json$\nAllow: /\nSitemap: {press.url}/sitemap.xml\n",
    )
