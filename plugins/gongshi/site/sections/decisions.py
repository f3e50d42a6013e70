"""Decisions: a page each, lists by year and month, by organ and by kind, notices of withdrawal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gongshi.lifecycle import in_words
from gongshi.public.decision import project_decision, summary_of
from gongshi.public.tombstone import project_tombstone
from gongshi.records.decisions import DECISIONS
from gongshi.registry.register import Register
from gongshi.search.similar import similar
from gongshi.site import addresses
from gongshi.site.attachments import publish
from gongshi.site.page import Page
from gongshi.site.press import Press

LATEST = 10
# Lists lie two folders deep, so that one rendering of a row serves them all.
_LIST_ROOT = "../../"
_SECTION = "decisions"


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists need of a visible decision, kept small: there may be tens of thousands."""

    row: dict[str, Any]
    html: Markup

    @property
    def order(self) -> tuple[str, str]:
        return self.row["decided"], self.row["id"]

    @property
    def month(self) -> tuple[int, int]:
        return int(self.row["decided"][:4]), int(self.row["decided"][5:7])


ROW = (
    "id", "title", "number", "kind", "kind_zh", "entity", "party", "decided", "published", "expected", "last_day",
    "status", "status_zh", "soon", "amount",
)  # fmt: skip


def build(press: Press) -> list[Listed]:
    """Every page of a visible decision and every list. Returns the visible ones, newest first."""
    visible = []
    row_template = press.template("_decision_row.html")
    register = press.register
    shown = [record for record in register.decisions.values() if register.standings[record.id].state.shown]
    # Projected twice rather than held: the text of tens of thousands would fill the memory.
    like = similar(project_decision(record, register) for record in shown)
    for record in shown:
        data = project_decision(record, register)
        row = {name: data[name] for name in ROW}
        row["url"] = addresses.decision(record.id)
        visible.append(Listed(row, Markup(row_template.render(row=row, root=_LIST_ROOT))))  # noqa: S704
        data["attachments"] = publish(press, record, data["attachments"])
        data["similar"] = [_like(press.register, other) for other in like.get(record.id, ())]
        _page(press, data)
    visible.sort(key=lambda entry: entry.order, reverse=True)
    _lists(press, visible)
    return visible


def _like(register: Register, record: str) -> dict[str, Any]:
    """A line of 类案. No party: the page of another may be open to search engines where this one's is not."""
    summary = summary_of(register.decisions[record], register)
    line = {name: summary[name] for name in ("title", "number", "decided", "amount", "last_day")}
    return {**line, "url": addresses.decision(record)}


def _page(press: Press, data: dict[str, Any]) -> None:
    register = press.register
    organ = data["entity"]
    organ["url"] = press.organ_url(organ["id"])
    if data["entrusted"]:
        data["entrusted"]["url"] = press.organ_url(data["entrusted"]["id"])
    if data["item"]:
        data["item"]["url"] = addresses.item(data["item"]["code"]) if data["item"]["name"] else None
    if data["flow"]:
        data["flow"] = {
            "title": register.flows[data["flow"]].title,
            "url": addresses.of("flow", data["flow"]),
        }
    for link in (*data["related"], *([data["replaces"]] if data["replaces"] else ())):
        link["url"] = addresses.decision(link["id"])
    press.page(
        "decision.html",
        Page(
            url=addresses.decision(data["id"]),
            title=data["title"],
            section=_SECTION,
            crumbs=addresses.crumbs(
                ("执法决定", "decisions/index.html"),
                (data["kind_zh"], addresses.group(f"kind-{data['kind']}")),
                (data["number"], ""),
            ),
            description=f"{organ['name']}{data['kind_zh']}：{data['title']}，{data['number']}",
            keywords=f"{data['kind_zh']},{data['number']}",
            noindex=any(party["kind"] == "自然人" for party in data["parties"]),
            last_day=data["last_day"],
            published=data["published"],
            source=organ["name"],
            article=True,
        ),
        d=data,
    )


def rows(press: Press, listed: Iterable[Listed], root: str) -> list[Markup]:
    """The rows once more for pages at another depth."""
    template = press.template("_decision_row.html")
    return [Markup(template.render(row=entry.row, root=root)) for entry in listed]  # noqa: S704


def of_organs(listed: Iterable[Listed]) -> dict[str, list[Listed]]:
    """Each organ's decisions, in the order in which they come; an empty list for an organ without any."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for entry in listed:
        found[entry.row["entity"]["id"]].append(entry)
    return found


def _lists(press: Press, visible: list[Listed]) -> None:
    by_month = _grouped(visible)
    _months(press, by_month, addresses.month, "执法决定", None)
    for year in {year for year, _ in by_month}:
        months = {key: listed for key, listed in by_month.items() if key[0] == year}
        _group(press, f"{year}年执法决定", addresses.year(year), months, addresses.month, None)
    by_organ = of_organs(visible)
    for entry in press.register.site.roster:
        mine = _grouped(by_organ[entry.id])
        _named(press, f"organ-{entry.id}", f"{entry.name}执法决定", mine, "本机关无公示中的执法决定")
    by_kind: dict[str, list[Listed]] = defaultdict(list)
    for listed in visible:
        by_kind[listed.row["kind"]].append(listed)
    for title, model in DECISIONS.items():
        mine = _grouped(by_kind[model.code])
        _named(press, f"kind-{model.code}", f"{title}决定", mine, f"本站各机关无公示中的{title}决定")
    _index(press, visible, by_month)


Months = dict[tuple[int, int], list[Listed]]
Address = Callable[[int, int], str]


def _grouped(listed: Iterable[Listed]) -> Months:
    months: Months = defaultdict(list)
    for entry in listed:
        months[entry.month].append(entry)
    return months


def _named(press: Press, name: str, title: str, months: Months, empty: str) -> None:
    def address(year: int, month: int) -> str:
        return addresses.group_month(name, year, month)

    _months(press, months, address, title, (title, addresses.group(name)))
    statement = None if months else statement_of(press, empty)
    _group(press, title, addresses.group(name), months, address, statement)


def statement_of(press: Press, empty: str) -> str:
    """An empty column says since when and of what it is empty (国办秘函〔2019〕19号: no empty columns)."""
    return f"截至{in_words(press.register.setting.as_of)}，{empty}。"


def _months(press: Press, months: Months, address: Address, name: str, up: tuple[str, str] | None) -> None:
    """A page for each month; ``up`` is where it belongs, its year when None. A new record moves its own month only."""
    order = sorted(months)
    for i, (year, month) in enumerate(order):
        home = up or (f"{year}年", addresses.year(year))
        title = f"{year}年{month}月{name}"
        crumbs = addresses.crumbs(("执法决定", "decisions/index.html"), home, (title, ""))
        press.page(
            "decision_list.html",
            Page(url=address(year, month), title=title, section=_SECTION, crumbs=crumbs),
            title=title,
            rows=[entry.html for entry in months[year, month]],
            count=len(months[year, month]),
            earlier=_turn(order[i - 1], address) if i else None,
            later=_turn(order[i + 1], address) if i + 1 < len(order) else None,
            up={"title": home[0], "url": home[1]},
        )


def _turn(month: tuple[int, int], address: Address) -> dict[str, str]:
    return {"title": f"{month[0]}年{month[1]}月", "url": address(*month)}


def _years(months: Months, address: Address) -> list[dict[str, Any]]:
    years: dict[int, dict[str, Any]] = {}
    for (year, month), listed in sorted(months.items(), reverse=True):
        entry = years.setdefault(year, {"year": year, "url": addresses.year(year), "count": 0, "months": []})
        entry["count"] += len(listed)
        entry["months"].append({"month": month, "url": address(year, month), "count": len(listed)})
    return list(years.values())


def _group(press: Press, title: str, url: str, months: Months, address: Address, statement: str | None) -> None:
    newest = [entry for _, listed in sorted(months.items(), reverse=True) for entry in listed][:LATEST]
    press.page(
        "decision_group.html",
        Page(
            url=url,
            title=title,
            section=_SECTION,
            crumbs=addresses.crumbs(("执法决定", "decisions/index.html"), (title, "")),
        ),
        title=title,
        years=_years(months, address),
        total=sum(len(listed) for listed in months.values()),
        statement=statement,
        latest=[entry.html for entry in newest],
    )
    press.list_page("执法决定", title, url)


def _index(press: Press, visible: list[Listed], by_month: Months) -> None:
    counts: dict[str, int] = defaultdict(int)
    for entry in visible:
        counts[entry.row["kind"]] += 1
        counts[entry.row["entity"]["id"]] += 1
    press.page(
        "decisions.html",
        Page(
            url="decisions/index.html",
            title="执法决定",
            section=_SECTION,
            crumbs=addresses.crumbs(("执法决定", "")),
            feed="feeds/decisions.atom.xml",
        ),
        years=_years(by_month, addresses.month),
        kinds=[
            {
                "code": model.code,
                "zh": title,
                "url": addresses.group(f"kind-{model.code}"),
                "count": counts[model.code],
                "statement": None if counts[model.code] else statement_of(press, "无此类决定"),
            }
            for title, model in DECISIONS.items()
        ],
        entities=[
            {"name": e.name, "short": e.short, "url": addresses.group(f"organ-{e.id}"), "count": counts[e.id]}
            for e in press.register.site.roster
        ],
        total=len(visible),
    )


def tombstones(press: Press) -> list[dict[str, Any]]:
    """A notice at the address of each withdrawn decision, and the list of them; newest first."""
    notices = []
    for record in press.register.decisions.values():
        if not press.register.standings[record.id].state.tombstone:
            continue
        notice = project_tombstone(record, press.register)
        notice["url"] = addresses.decision(record.id)
        organ = notice["entity"]
        organ["url"] = press.organ_url(organ["id"])
        if notice["replaced_by"]:
            notice["replaced_by"]["url"] = addresses.decision(notice["replaced_by"]["id"])
        notices.append(notice)
        title = f"撤回公告：{notice['number']}"
        crumbs = addresses.crumbs(("撤回公告", "withdrawn/index.html"), (notice["number"], ""))
        page = Page(
            url=notice["url"], title=title, section="withdrawn", crumbs=crumbs, noindex=True, article=True,
            published=notice["taken_down"], source=organ["name"], description=f"{organ['name']}撤回公示的决定",
        )  # fmt: skip
        press.page("tombstone.html", page, t=notice)
    notices.sort(key=lambda notice: (notice["taken_down"], notice["id"]), reverse=True)
    page = Page(
        url="withdrawn/index.html", title="撤回公告", section="withdrawn", crumbs=addresses.crumbs(("撤回公告", "")),
        description="已公示的决定被变更、撤销、确认违法或者无效后撤回的公告",
    )  # fmt: skip
    statement = None if notices else statement_of(press, "没有撤回公示的决定")
    press.page("withdrawn.html", page, rows=notices, statement=statement)
    return notices
