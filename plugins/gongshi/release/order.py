"""In which order the files of a tree reach a host that readers are looking at."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import PurePosixPath

from gongshi.release.manifest import STATUS
from gongshi.release.switch import MARK

# Parts of pages, pages of one record each, and what leads to those pages.
PARTS, PAGES, ENTRIES = 1, 2, 3
_LEADING = ("feeds/", "data/")
_INDEX = "search/index.json"


def stage(path: str) -> int:
    """When a file goes up: what a page needs before the page, a page before whatever links to it.

    Styles, scripts, attachments, data files of records and lists, and shards of the search index are parts; lists,
    feeds, the entry of the index and the mark of a whole tree come last.
    """
    if path in (MARK, STATUS) or path.startswith(_LEADING):
        return ENTRIES
    place = PurePosixPath(path)
    if place.suffix == ".html":
        return PAGES if len(place.parts) == 2 and place.name != "index.html" else ENTRIES
    return PARTS if len(place.parts) > 1 and path != _INDEX else ENTRIES


def upwards(paths: Iterable[str], there: Container[str] = ()) -> list[str]:
    """``paths`` in the order in which they go up; the mark of a whole tree is the last.

    What is not ``there`` yet comes first in each stage: nobody is led to it before pages change that are there.
    """
    return sorted(paths, key=lambda path: (stage(path), path == MARK, path in there, path))
