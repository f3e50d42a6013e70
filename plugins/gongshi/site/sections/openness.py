"""公示情况统计: how promptly each organ published, what was withdrawn, corrected and not disclosed, year by year."""

from __future__ import annotations

from typing import Any

from gongshi.public.figures import Figures
from gongshi.public.scorecard import Score
from gongshi.records.decisions import DECISIONS
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed
from gongshi.site.sections.figures import fines, judged, monthly, timely, withdrawals

URL = "openness.html"


def build(press: Press, visible: list[Listed], years: list[Figures], scores: list[Score]) -> None:
    """One page; the same numbers by quarter are in ``data/timeliness``."""
    as_of = press.register.setting.as_of
    this_year = next((figure for figure in years if figure.year == as_of.year), Figures(as_of.year))
    now = judged(scores, as_of.year)
    plots = (monthly(press, this_year), timely(press, now, as_of.year), fines(press, visible, as_of.year), withdrawals(press, years))  # fmt: skip
    page = Page(
        url=URL, title="公示情况统计", section="openness", crumbs=addresses.crumbs(("公示情况统计", "")),
        description="各机关是否按期公示、撤回和更正了多少、有多少依法不公开",
    )  # fmt: skip
    press.page(
        "openness.html",
        page,
        year=as_of.year,
        plots=[plot for plot in plots if plot],
        boards=[{"year": figure.year, "rows": judged(scores, figure.year)} for figure in years],
        kinds=_kinds(years),
        years=[
            {
                "year": figure.year,
                "finished": figure.year < as_of.year,
                "counts": _counts(figure, years),
                "total": figure.total(),
                "withdrawn": sum(figure.withdrawn.values()),
                "corrected": sum(figure.corrected.values()),
            }
            for figure in years
        ],
        undisclosed=_undisclosed(years),
        overdue=sum(score.overdue for score in scores),
    )


def _kinds(years: list[Figures]) -> list[str]:
    """Kinds of which there is any, in the order of the law."""
    there = {code for figure in years for _, code in figure.months}
    return [title for title, model in DECISIONS.items() if model.code in there]


def _counts(figure: Figures, years: list[Figures]) -> list[int]:
    mine = figure.by_kind()
    return [sum(mine.get(DECISIONS[title].code, ())) for title in _kinds(years)]


def _undisclosed(years: list[Figures]) -> dict[str, Any]:
    """Years by grounds: counts and nothing else."""
    grounds = sorted({ground for figure in years for ground in figure.undisclosed})
    rows = [
        {"year": figure.year, "counts": [figure.undisclosed[g] for g in grounds], "total": sum(figure.undisclosed.values())}
        for figure in years
        if figure.undisclosed
    ]  # fmt: skip
    return {"grounds": grounds, "rows": rows}
