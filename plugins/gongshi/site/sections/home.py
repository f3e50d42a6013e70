"""The home page: search first, the three groups, what is new, and the figures of the year."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gongshi.lifecycle import Punctuality
from gongshi.public.figures import Figures
from gongshi.public.scorecard import Score
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed, newest, rows, statement_of
from gongshi.site.sections.figures import fines, judged, monthly, timely, withdrawals
from gongshi.site.sections.menu import GROUPS

_LATEST = 8
_NOTICES = 3


def build(
    press: Press,
    visible: list[Listed],
    notices: list[dict[str, Any]],
    entries: dict[str, list[dict[str, Any]]],
    years: list[Figures],
    scores: list[Score],
) -> None:
    """``entries`` are those of ``menu.build``."""
    site = press.register.site
    year = press.register.setting.as_of.year
    mine = Counter(entry.row["entity"]["id"] for entry in visible)
    this_year = next((figure for figure in years if figure.year == year), Figures(year))
    plots = (
        monthly(press, this_year), timely(press, judged(scores, year), year), fines(press, visible, year),
        withdrawals(press, years),
    )  # fmt: skip
    page = Page(
        url="index.html", title="首页", section="home", description=site.introduction or site.name,
        feed="feeds/decisions.atom.xml",
    )  # fmt: skip
    press.page(
        "home.html",
        page,
        groups=[{"title": g.title, "intro": g.intro, "url": g.url, "links": entries[g.key]} for g in GROUPS],
        statement=statement_of(press, "没有公示中的决定"),
        latest=rows(press, newest(visible)[:_LATEST], ""),
        figures=_numbers(press, visible, notices),
        plots=[plot for plot in plots if plot],
        year=year,
        entities=[
            {"name": e.name, "short": e.short, "url": addresses.entity(e.id), "decisions": mine[e.id]}
            for e in site.roster
            if e.id in press.register.entities
        ],
        notices=notices[:_NOTICES],
    )


def _numbers(press: Press, visible: list[Listed], notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    year = press.register.setting.as_of.year
    judged = [s for s in press.register.standings.values() if s.state.shown and s.state.first_published is not None]
    timely = len([s for s in judged if s.timeliness.punctuality is Punctuality.ON_TIME])
    this_year = sum(e.row["decided"].startswith(str(year)) for e in visible)
    return [
        {"label": "公示中的决定", "value": str(len(visible)), "unit": "件", "note": None},
        {"label": f"{year}年作出", "value": str(this_year), "unit": "件", "note": "公示中的"},
        {
            "label": "按期公示",
            "value": f"{timely * 100 / len(judged):.1f}" if judged else "—",
            "unit": "%" if judged else "",
            "note": f"{len(judged)}件中{timely}件" if judged else None,
        },
        {"label": "撤回公告", "value": str(len(notices)), "unit": "件", "note": None},
    ]
