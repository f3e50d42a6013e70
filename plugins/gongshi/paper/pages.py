"""Every print page that was asked for, as HTML that stands alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from gongshi.paper.notices import Month, notice_of
from gongshi.paper.walls import cards_of, chart_of, officers_of, window_of
from gongshi.registry.register import Register
from gongshi.site.qr import codes_below
from gongshi.site.theme import default_theme, environment

# Enlargement of everything on the sheet: A3 is A4 with its sides √2 longer.
PAPERS = {"A4": 1.0, "A3": 1.4142}


@dataclass(frozen=True, slots=True)
class PrintPage:
    """``name`` of the file without its ending. ``sheets``: how many it should fill; None for lists, which run on."""

    name: str
    title: str
    html: str
    sheets: int | None
    # Decisions that it leaves out, since the website does not show them yet.
    waiting: int = 0


def print_pages(
    register: Register, organs: Collection[str], kinds: Collection[str], month: Month, paper: str
) -> Iterator[PrintPage]:
    """The pages of each kind for each organ, in the order of the roster. A chart of several organs comes once.

    Kinds: ``notice`` (the decisions of ``month``), ``officers`` (their list), ``cards`` (one an officer), ``windows``
    (duty boards), ``flows``. ``paper``: A4 or A3.
    """
    writer = _Writer(register, environment(default_theme()), paper)
    for entry in register.site.roster:
        if entry.id not in organs:
            continue
        if "notice" in kinds:
            yield writer.notice(entry.id, entry.name, month)
        if "officers" in kinds and (rows := officers_of(register, entry.id)):
            title = f"{entry.name}执法人员名单"
            yield writer.page(f"officers-{entry.id}", title, "officers", None, organ=entry.name, rows=rows)
        if "cards" in kinds and (rows := cards_of(register, entry.id)):
            title = f"{entry.name}执法人员公示牌"
            yield writer.page(f"cards-{entry.id}", title, "cards", len(rows), organ=entry.name, rows=rows)
        for board in register.boards.values() if "windows" in kinds else ():
            if board.entity == entry.id:
                data = window_of(register, board)
                yield writer.page(f"window-{board.id}", board.title, "window", 1, organ=entry.name, b=data)
    for flow in register.flows.values() if "flows" in kinds else ():
        if any(entity in organs for entity in flow.entities):
            chart = chart_of(register, flow)
            chart["drawing"] = Markup(chart["drawing"])  # noqa: S704 - our own drawing, escaped there
            yield writer.page(f"chart-{flow.id}", flow.title, "flow", 1, wide=chart["wide"], f=chart)


@dataclass(frozen=True, slots=True)
class _Writer:
    register: Register
    templates: Environment
    paper: str

    def notice(self, entity: str, organ: str, month: Month) -> PrintPage:
        data = notice_of(self.register, entity, month)
        title = f"{organ}{month[0]}年{month[1]}月行政执法决定公示"
        name = f"notice-{entity}-{month[0]}-{month[1]:02d}"
        return self.page(name, title, "notice", None, data["waiting"], organ=organ, n=data, month=month)

    def page(self, name: str, title: str, kind: str, sheets: int | None, waiting: int = 0, **context: Any) -> PrintPage:
        site = self.register.site
        html = self.templates.get_template(f"paper_{kind}.html").render(
            site=site,
            as_of=self.register.setting.as_of.isoformat(),
            title=title,
            kind=kind,
            paper=self.paper,
            scale=PAPERS[self.paper],
            qr=codes_below(site.url.rstrip("/")).path,
            **{"wide": True, **context},
        )
        return PrintPage(name, title, html, sheets, waiting)
