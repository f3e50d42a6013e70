"""What a page says of itself, whatever is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Crumb = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself. ``url`` is its path below the site's root; ``article`` pages carry PubDate."""

    url: str
    title: str
    section: str
    crumbs: Sequence[Crumb] = ()
    description: str = ""
    noindex: bool = False
    last_day: str | None = None
    feed: str | None = None
    published: str | None = None
    source: str | None = None
    keywords: str = ""
    article: bool = False
    # An origin besides the site's own that scripts of this page may ask.
    connect: str = ""
