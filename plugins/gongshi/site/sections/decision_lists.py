"""Lists of decisions: every point of kind × organ × time that holds any, joined by plain links that filter.

A decision stands in the lists of four groups (all, its kind, its organ, both), in a month of the first three and in a
year of the last, and among the newest of its year and of the group, and perhaps among the oldest and the largest
amounts: a fixed number of places, however many decisions there are. Organ and kind together are not cut up by months: there would be more pages than decisions.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from gongshi.records.decisions import DECISIONS
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections import list_files
from gongshi.site.sections.decisions import Listed, statement_of
from gongshi.site.sections.orders import ORDERS, links, ordered, orders_of
from gongshi.site.sections.shelves import Months, Scope, Shelves, newest_of

# The most rows on a page: with these it stays below 30 KB compressed.
LONGEST = 100
SHOWN = 40
_SECTION = "decisions"
_ROOT = ("执法决定", "decisions/index.html")
_TITLES = {model.code: title for title, model in DECISIONS.items()}


def build(press: Press, visible: list[Listed]) -> None:
    """Every list. ``visible`` is in order, the newest first."""
    shelves = Shelves()
    for entry in visible:
        shelves.put(entry)
    organs = (Scope(None, entry.id) for entry in press.register.site.roster)
    # A kind or an organ without any has a page, too: it says so.
    always = (Scope(), *organs, *map(Scope, _TITLES))
    for scope in dict.fromkeys([*always, *shelves.scopes]):
        _scope(press, shelves, scope)
    list_files.build(press, shelves, partial(_title, press))
    _index(press, shelves)


def _title(press: Press, scope: Scope) -> str:
    organ = press.register.name_of(scope.entity) if scope.entity else ""
    return f"{organ}{_TITLES[scope.kind]}决定" if scope.kind else f"{organ}执法决定"


def _scope(press: Press, shelves: Shelves, scope: Scope) -> None:
    months = shelves.scopes.get(scope, {})
    title = _title(press, scope)
    if scope.name:
        empty = None if months else statement_of(press, _empty(scope))
        _group(press, shelves, scope, None, title, empty)
        if not scope.both:
            press.list_page("执法决定", title, scope.url())
    for year in sorted({year for year, _ in months}):
        if scope.both:
            _pages(press, shelves, scope, (year, None), list(newest_of(months, year)), None, None)
            continue
        _group(press, shelves, scope, year, f"{year}年{title}", None)
        if not scope.name:
            press.list_page("执法决定", f"{year}年{title}", scope.url(year))
    if scope.both:
        return
    order = sorted(months)
    for i, month in enumerate(order):
        earlier = order[i - 1] if i else None
        later = order[i + 1] if i + 1 < len(order) else None
        _pages(press, shelves, scope, month, months[month], earlier, later)


def _empty(scope: Scope) -> str:
    return f"本站各机关无公示中的{_TITLES[scope.kind]}决定" if scope.kind else "本机关无公示中的执法决定"


def _group(press: Press, shelves: Shelves, scope: Scope, year: int | None, title: str, statement: str | None) -> None:
    """The whole of a scope, or one year of it: its newest decisions, the months, the files; and the first in other orders."""
    months = {at: listed for at, listed in shelves.scopes.get(scope, {}).items() if year in (None, at[0])}
    newest = [entry for _, listed in sorted(months.items(), reverse=True) for entry in listed]
    steps = [_ROOT] if year is None or not scope.name else [_ROOT, (_title(press, scope), scope.url())]
    # Years of a group have none: there would be more pages of orders than of anything else.
    orders = orders_of(newest) if year is None or not scope.name else []
    shared: dict[str, Any] = {
        "total": len(newest),
        "statement": statement,
        "years": _years(months, scope),
        "filters": _filters(press, shelves, scope, year, None),
        "files": _files(scope, months),
    }
    for order in ("", *orders):
        name = f"{title}（{ORDERS[order]}）" if order else title
        # Search engines need each decision once.
        page = Page(
            url=scope.ordered(year, order), title=name, section=_SECTION, crumbs=addresses.crumbs(*steps, (title, "")),
            feed=_feed(scope), noindex=bool(order),
        )  # fmt: skip
        first = ordered(newest, order) if order else newest
        press.page(
            "decision_group.html",
            page,
            title=title,
            order=ORDERS.get(order),
            orders=links(orders, partial(scope.ordered, year), order),
            first=first[:SHOWN],
            instead={"first": [entry.key for entry in first[:SHOWN]]},
            **shared,
        )


def _pages(
    press: Press, shelves: Shelves, scope: Scope, at: tuple[int, int | None], listed: list[Listed],
    earlier: tuple[int, int] | None, later: tuple[int, int] | None,
) -> None:  # fmt: skip
    """A month of a scope, or a year. A new decision changes the pages of its own month only: they bear no other counts."""
    year, month = at
    name = _title(press, scope)
    pages = -(-len(listed) // LONGEST)
    home = (name, scope.url()) if scope.name else (f"{year}年", scope.url(year))
    whole = f"{year}年{name}" if month is None else f"{year}年{month}月{name}"
    for number in range(1, pages + 1):
        title = whole + (f"（第{number}页）" if number > 1 else "")
        shown = listed[(number - 1) * LONGEST : number * LONGEST]
        page = Page(
            url=scope.url(year, month, number), title=title, section=_SECTION,
            crumbs=addresses.crumbs(_ROOT, home, (title, "")), feed=_feed(scope),
        )  # fmt: skip
        press.page(
            "decision_list.html",
            page,
            title=title,
            rows=shown,
            instead={"rows": [entry.key for entry in shown]},
            count=len(listed),
            pages=[{"number": n, "url": scope.url(year, month, n)} for n in range(1, pages + 1)] if pages > 1 else [],
            number=number,
            earlier=_turn(scope, earlier),
            later=_turn(scope, later),
            up={"title": home[0], "url": home[1]},
            filters=_filters(press, shelves, scope, year, month),
        )


def _turn(scope: Scope, month: tuple[int, int] | None) -> dict[str, str] | None:
    return {"title": f"{month[0]}年{month[1]}月", "url": scope.url(*month)} if month else None


def _filters(press: Press, shelves: Shelves, scope: Scope, year: int | None, month: int | None) -> list[dict[str, Any]]:
    """Kind, organ, year and month: what may be chosen instead, each with its page; ``here`` is what is chosen now."""
    kinds = [
        _choice(_TITLES[code], shelves.nearest(Scope(code, scope.entity), year, month), code == scope.kind)
        for code in _TITLES
        if shelves.holds(Scope(code, scope.entity), None, None) or code == scope.kind
    ]
    organs = [
        _choice(entry.short, shelves.nearest(Scope(scope.kind, entry.id), year, month), entry.id == scope.entity)
        for entry in press.register.site.roster
        if shelves.holds(Scope(scope.kind, entry.id), None, None) or entry.id == scope.entity
    ]
    there = shelves.scopes.get(scope, {})
    years = [_choice(f"{y}年", scope.url(y), y == year) for y in sorted({y for y, _ in there}, reverse=True)]
    # A year's page shows its months with their counts instead.
    months = [_choice(f"{m}月", scope.url(y, m), m == month) for y, m in sorted(there) if y == year and month]
    every = [
        ("执法类别", kinds, shelves.nearest(Scope(None, scope.entity), year, month), scope.kind is None),
        ("执法主体", organs, shelves.nearest(Scope(scope.kind), year, month), scope.entity is None),
        ("年份", years, scope.url(), year is None),
        ("月份", months, scope.url(year), month is None),
    ]
    return [
        {"title": title, "choices": [_choice("全部", whole, free), *choices]}
        for title, choices, whole, free in every
        if choices
    ]


def _choice(title: str, url: str, here: bool) -> dict[str, Any]:
    return {"title": title, "url": url, "here": here}


def _years(months: Months, scope: Scope) -> list[dict[str, Any]]:
    years: dict[int, dict[str, Any]] = {}
    for (year, month), listed in sorted(months.items(), reverse=True):
        entry = years.setdefault(year, {"year": year, "url": scope.url(year), "count": 0, "months": []})
        entry["count"] += len(listed)
        if not scope.both:
            entry["months"].append({"month": month, "url": scope.url(year, month), "count": len(listed)})
    return list(years.values())


def _feed(scope: Scope) -> str | None:
    if scope.kind:
        return None if scope.entity else f"feeds/kind-{scope.kind}.atom.xml"
    return f"feeds/{scope.entity or 'decisions'}.atom.xml"


def _files(scope: Scope, months: Months) -> list[dict[str, Any]]:
    years = sorted({year for year, _ in months}, reverse=True)
    return [
        {"year": year, "csv": scope.data(year, "csv"), "json": None if scope.both else scope.data(year, "json")}
        for year in years
    ]


def _index(press: Press, shelves: Shelves) -> None:
    """Every way into the decisions."""
    counts = {scope: sum(map(len, months.values())) for scope, months in shelves.scopes.items()}
    everything = shelves.scopes.get(Scope(), {})
    page = Page(
        url="decisions/index.html", title="执法决定", section=_SECTION, crumbs=addresses.crumbs(("执法决定", "")),
        feed=_feed(Scope()), description="公示中的行政许可、行政处罚等十一类执法决定",
    )  # fmt: skip
    press.page(
        "decisions.html",
        page,
        years=_years(everything, Scope()),
        kinds=[
            {
                "code": code,
                "zh": title,
                "url": Scope(code).url(),
                "count": counts.get(Scope(code), 0),
                "statement": None if Scope(code) in counts else statement_of(press, "无此类决定"),
            }
            for code, title in _TITLES.items()
        ],
        entities=[
            {
                "name": e.name,
                "short": e.short,
                "url": Scope(None, e.id).url(),
                "count": counts.get(Scope(None, e.id), 0),
            }
            for e in press.register.site.roster
        ],
        total=counts.get(Scope(), 0),
        files=_files(Scope(), everything),
    )
