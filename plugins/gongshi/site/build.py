"""All parts of the site in their order; the last file written is the mark of a whole tree."""

from __future__ import annotations

import json

from gongshi import __version__
from gongshi.public.figures import figures
from gongshi.public.scorecard import scorecard
from gongshi.release.switch import MARK
from gongshi.site.press import Press
from gongshi.site.sections import (
    data,
    decision_lists,
    decisions,
    disclosure,
    documents,
    feeds,
    front,
    home,
    lists,
    menu,
    openness,
    organs,
    results,
    search,
    withdrawn,
)


def build(press: Press) -> None:
    """Writes every file of the site into the staging tree."""
    press.nav = menu.navigation()
    years, scores = figures(press.register), scorecard(press.register)
    visible = decisions.build(press)
    decision_lists.build(press, visible)
    notices = withdrawn.build(press)
    lists.build(press)
    disclosure.build(press)
    documents.build(press)
    organs.build(press, visible, years, scores)
    results.build(press)
    entries = menu.build(press, len(visible), len(notices))
    openness.build(press, visible, years, scores)
    home.build(press, visible, notices, entries, years, scores)
    front.build(press)
    search.build(press)
    feeds.build(press, visible, notices)
    data.build(press, scores)
    press.unchanged.close()
    stamp = {"generator": f"gongshi {__version__}", "as_of": press.register.setting.as_of.isoformat()}
    press.staging.write(MARK, json.dumps(stamp, sort_keys=True) + "\n")
