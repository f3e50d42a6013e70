"""META tags of government sites (国办发〔2017〕47号 annex): site, column and article scope; the card of a shared page."""

from __future__ import annotations

from typing import Any

from gongshi.site.page import Page

Meta = dict[str, str]


def of(page: Page, site: dict[str, Any], base: str) -> list[Meta]:
    """The tags of one page, each once, empty ones left out."""
    pairs: list[tuple[str, str | None]] = [
        ("SiteName", site["name"]),
        ("SiteDomain", site["domain"]),
        ("SiteIDCode", site["code"]),
    ]
    if page.article:
        pairs += [
            ("ArticleTitle", page.title),
            ("PubDate", f"{page.published} 00:00" if page.published else None),
            ("ContentSource", page.source),
            ("Keywords", page.keywords),
            ("Author", page.source),
            ("Description", page.description),
            ("Url", f"{base}/{page.url}"),
        ]
    else:
        pairs += [
            ("ColumnName", page.title),
            ("ColumnDescription", page.description or page.title),
            ("ColumnKeywords", page.keywords or page.title),
            ("ColumnType", "信息公开"),
        ]
    return [{"name": name, "content": content} for name, content in pairs if content]


def card(page: Page, site: dict[str, Any], base: str, image: str) -> list[Meta]:
    """Open Graph: what WeChat and others show of a page that somebody passes on. ``image`` is an address in the site."""
    pairs = [
        ("og:site_name", site["name"]),
        ("og:type", "article" if page.article else "website"),
        ("og:title", page.title if page.url != "index.html" else site["name"]),
        ("og:description", page.description or f"{site['county']}行政执法信息公示"),
        ("og:url", f"{base}/{page.url}"),
        ("og:image", f"{base}/{image}"),
    ]
    return [{"name": name, "content": content} for name, content in pairs]
