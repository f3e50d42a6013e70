"""Markdown, read by Pelican's reader as a function, then cleaned: content is hostile until it has been through here."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from typing import Any

import nh3
from markdown import Markdown
from markupsafe import Markup
from pelican.readers import MarkdownReader
from pelican.settings import DEFAULT_CONFIG

from gongshi.source.text import REFUSED_CHARACTER

_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote", "code", "pre", "a",
    "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
_HEADING = re.compile(r"<(h[1-6])(?: id=\"[^\"]*\")?>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@cache
def _reader() -> Markdown:
    settings: dict[str, Any] = {
        **DEFAULT_CONFIG,
        "MARKDOWN": {
            "extensions": ["tables", "sane_lists", "def_list"],
            "extension_configs": {},
            "output_format": "html",
        },
    }
    # Pelican's reader decides which extensions and settings its Markdown gets; the site only borrows them.
    options = MarkdownReader(settings).settings["MARKDOWN"]
    return Markdown(**options)


# The page of a record and the search index ask for the same text, as does the next build of the same process.
@lru_cache(maxsize=1_024)
def render(text: str) -> tuple[Markup, list[dict[str, str]]]:
    """HTML of a record's Markdown, and its contents: one {id, title} for each heading of the second level.

    Raw HTML, scripts, styles and foreign schemes are dropped. Headings get ids ``s1``, ``s2``, … in their order, since
    ids made of Chinese text are long, and ids written by hand could shadow the page's own. Nobody changes what comes back.
    """
    reader = _reader()
    reader.reset()
    clean = nh3.clean(
        reader.convert(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    # Markdown's tables have one row of heads and no others.
    clean = clean.replace("<th>", '<th scope="col">')
    # The reader refuses these characters in a file, but Markdown can spell them as &#8238;.
    clean = REFUSED_CHARACTER.sub("", clean)
    contents: list[dict[str, str]] = []

    def number(match: re.Match[str]) -> str:
        level = max(2, min(4, int(match[1][1])))
        if level == 2:
            contents.append({"id": f"s{len(contents) + 1}", "title": unescape(_TAG.sub("", match[2])).strip()})
            return f'<h2 id="{contents[-1]["id"]}">{match[2]}</h2>'
        return f"<h{level}>{match[2]}</h{level}>"

    return Markup(_HEADING.sub(number, clean)), contents  # noqa: S704 - cleaned by nh3 above
