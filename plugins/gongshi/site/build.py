"""All parts of the site in their order; the last file written is the mark of a whole tree."""

from __future__ import annotations

import json

from gongshi import __version__
from gongshi.release.switch import MARK
from gongshi.site.press import Press
from gongshi.site.sections import data, decisions, documents, feeds, front, lists, organs, results, search


def build(press: Press) -> None:
    """Writes every file of the site into the staging tree."""
    press.nav = front.navigation()
    visible = decisions.build(press)
    notices = decisions.tombstones(press)
    lists.build(press)
    documents.build(press)
    organs.build(press, visible)
    results.build(press)
    front.build(press, visible, notices)
    search.build(press)
    feeds.build(press, visible, notices)
    data.build(press)
    stamp = {"generator": f"gongshi {__version__}", "as_of": press.register.setting.as_of.isoformat()}
    press.staging.write(MARK, json.dumps(stamp, sort_keys=True) + "\n")
