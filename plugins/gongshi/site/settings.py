"""What a site's settings file may say to Pelican, and what it must leave empty."""

from __future__ import annotations

from typing import Any

from gongshi.site.failure import NOTHING, NotWholeError
from gongshi.site.theme import default_theme

# By any of these Pelican itself would copy or render files of the content folder, past every check.
CLOSED = (
    "ARTICLE_PATHS",
    "PAGE_PATHS",
    "STATIC_PATHS",
    "THEME_STATIC_PATHS",
    "TEMPLATE_PAGES",
    "DIRECT_TEMPLATES",
    "OUTPUT_SOURCES",
)


class _Untouchable:
    """Stands in OUTPUT_RETENTION, to which Pelican compares each file before ``-d`` wipes it.

    Our own class gives Pelican an empty staging tree to wipe, so that this is asked only when somebody replaced it.
    """

    def __eq__(self, other: object) -> bool:
        raise NotWholeError(f"不清空输出文件夹；{NOTHING}", 3)

    __hash__ = None  # type: ignore[assignment]


def closed_settings(pelican: type) -> dict[str, Any]:
    """What both settings files start from: our class and theme, and Pelican's own content switched off."""
    return {
        "PELICAN_CLASS": pelican,
        "PLUGINS": ["gongshi"],
        "THEME": str(default_theme()),
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh-cn",
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "TEMPLATE_PAGES": {},
        "DIRECT_TEMPLATES": [],
        "OUTPUT_SOURCES": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "OUTPUT_RETENTION": [_Untouchable()],
        "LOAD_CONTENT_CACHE": False,
        "CACHE_CONTENT": False,
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "ARTICLE_SAVE_AS": "",
        "AUTHOR_SAVE_AS": "",
        "CATEGORY_SAVE_AS": "",
        "TAG_SAVE_AS": "",
    }
