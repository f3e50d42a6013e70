"""Home page, publicity rules, site map page, 404."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from gongshi.calendars import WorkingCalendar
from gongshi.lifecycle import Punctuality
from gongshi.profiles import Row
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed, rows
from gongshi.site.sections.lists import COLUMNS
from gongshi.site.staging import Staging
from gongshi.site.theme import yuan

_LATEST = 8
_NOTICES = 3

# (key, title, address, one line) in the three groups in which the law thinks.
_Entry = tuple[str, str, str, str]
BEFORE: tuple[_Entry, ...] = (
    ("entity", "执法主体", "entities/index.html", "有权执法的机关"),
    ("officer", "执法人员", "officers/index.html", "持证人员名单"),
    *((c.kind, c.title, addresses.of(c.kind, "index"), c.intro) for c in COLUMNS[:2]),
    ("flow", "执法流程图", "flows/index.html", "一步一步怎样办"),
    ("guide", "服务指南", "guides/index.html", "带什么、到哪办"),
    *((c.kind, c.title, addresses.of(c.kind, "index"), c.intro) for c in COLUMNS[2:]),
    ("policy", "制度文件", "policies/index.html", "三项制度等"),
)
PROCESS: tuple[_Entry, ...] = (
    ("lookup", "执法证件查询", "officers/lookup.html", "核对执法人员身份"),
    ("board", "岗位信息公示牌", "boards/index.html", "窗口谁在岗、办什么"),
)
AFTER: tuple[_Entry, ...] = (
    ("decisions", "执法决定", "decisions/index.html", "许可、处罚等十一类决定"),
    ("random-result", "双随机抽查结果", "random-results/index.html", "抽查了谁、结果怎样"),
    ("withdrawn", "撤回公告", "withdrawn/index.html", "撤回了哪些、为什么"),
    ("annual-report", "行政执法统计年报", "annual-reports/index.html", "每年1月31日前公布"),
    ("rules", "公示时限与规则", "rules.html", "多久公示、公示多久"),
)


def navigation() -> list[dict[str, Any]]:
    """The menu of every page."""
    groups = (("before", "事前公开", BEFORE), ("process", "事中公示", PROCESS), ("after", "事后公开", AFTER))
    return [
        {
            "key": key,
            "title": title,
            "url": entries[0][2],
            "children": [{"key": k, "title": t, "url": u} for k, t, u, _ in entries],
        }
        for key, title, entries in groups
    ]


def build(press: Press, visible: list[Listed], notices: list[dict[str, Any]]) -> None:
    """The home page and the pages about the site; last, since the site map lists the others."""
    _home(press, visible, notices)
    _rules(press)
    for title, entries in (("事后公开", AFTER), ("事中公示", PROCESS), ("事前公开", BEFORE)):
        listed = {row["url"] for row in press.listed.get(title, ())}
        for _, name, url, _ in entries:
            if url not in listed:
                press.list_page(title, name, url)
    page = Page(url="sitemap.html", title="网站地图", section="sitemap", crumbs=addresses.crumbs(("网站地图", "")))
    order = ("事前公开", "事中公示", "事后公开", "执法决定")
    press.page("sitemap.html", page, groups=[{"title": t, "rows": press.listed.get(t, [])} for t in order])
    page = Page(
        url="404.html", title="没有找到这个页面", section="404", crumbs=addresses.crumbs(("404", "")), noindex=True
    )
    press.page("404.html", page, root=_root(press))


def updating(press: Press, beside: Staging) -> None:
    """The page 更新中 into a folder of its own, made and scanned long before it is needed (DESIGN §3, promise 4)."""
    page = Page(url="updating.html", title="更新中", section="updating", noindex=True)
    staging, press.staging = press.staging, beside
    try:
        press.page(page.url, page, root=_root(press))
    finally:
        press.staging = staging


def _root(press: Press) -> str:
    """A server shows such a page at any depth, so its links start from the site's own root."""
    return urlsplit(press.url).path.rstrip("/") + "/"


def _home(press: Press, visible: list[Listed], notices: list[dict[str, Any]]) -> None:
    register = press.register
    counts: dict[str, int | None] = {
        "entity": len(register.entities),
        "officer": len(register.officers),
        "flow": len(register.flows),
        "guide": len(register.guides),
        "policy": len(register.policies),
        "board": len(register.boards),
        "decisions": len(visible),
        "withdrawn": len(notices),
        "random-result": len([r for r in register.random_results if register.standings[r].state.shown]),
        "annual-report": len([r for r in register.annual_reports.values() if r.published <= register.setting.as_of]),
        **{c.kind: sum(len(r.rows) for r in register.catalogues[c.kind].values()) for c in COLUMNS},
    }

    def column(entries: tuple[_Entry, ...]) -> list[dict[str, Any]]:
        return [{"title": t, "url": u, "count": counts.get(k), "note": note} for k, t, u, note in entries]

    mine = Counter(entry.row["entity"]["id"] for entry in visible)
    site = register.site
    page = Page(
        url="index.html", title="首页", section="home", description=site.introduction or site.name,
        feed="feeds/decisions.atom.xml",
    )  # fmt: skip
    press.page(
        "home.html",
        page,
        before=column(BEFORE),
        process=column(PROCESS),
        after=column(AFTER),
        latest=rows(press, newest(visible)[:_LATEST], ""),
        figures=_figures(press, visible, notices),
        entities=[
            {"name": e.name, "short": e.short, "url": addresses.entity(e.id), "decisions": mine[e.id]}
            for e in site.roster
            if e.id in register.entities
        ],
        notices=notices[:_NOTICES],
    )


def newest(visible: list[Listed]) -> list[Listed]:
    """By day of publication, since that is what a returning reader has not seen."""
    return sorted(visible, key=lambda e: (e.row["published"] or "", e.row["id"]), reverse=True)


def _figures(press: Press, visible: list[Listed], notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
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


def _rules(press: Press) -> None:
    setting = press.register.setting
    groups: dict[str, dict[str, Any]] = {}
    for entry in press.register.site.roster:
        profile = setting.profile_of(entry.id)
        group = groups.get(profile.name)
        if group is None:
            shown = [_rule(row) for row in profile.rows()]
            group = groups[profile.name] = {"name": profile.name, "entities": [], "rows": shown}
        group["entities"].append(entry.name)
    page = Page(
        url="rules.html", title="公示时限与规则", section="rules", crumbs=addresses.crumbs(("公示时限与规则", "")),
        description="决定多少日内公示、公示多久、依据什么",
    )  # fmt: skip
    press.page("rules.html", page, groups=list(groups.values()), calendars=_local_days(setting.calendar))


_UNITS = {"工作日": "个工作日", "月": "个月"}


def _rule(row: Row) -> dict[str, Any]:
    """A number of the profile as a reader says it."""
    value, unit = row.value, _UNITS.get(row.unit, row.unit)
    if row.unit == "月-日":
        month, day = row.value.split("-")
        value, unit = f"{int(month)}月{int(day)}日前", ""
    elif row.unit == "比例":
        value, unit = f"{Decimal(row.value) * 100:f}".rstrip("0").rstrip("."), "%"
    elif row.unit == "元":
        value, unit = yuan(row.value), ""
    return {
        "label": row.label if row.group == row.label else f"{row.group}：{row.label}",
        "value": value,
        "unit": unit,
        "conditions": row.conditions or None,
        "basis": row.basis,
        "source": row.source or None,
    }


def _local_days(calendar: WorkingCalendar) -> list[dict[str, Any]]:
    """The days on which the region's calendar differs from the nation's."""
    days: list[dict[str, Any]] = []
    for notice in calendar.notices:
        if notice.region not in calendar.regions:
            continue
        first = date(notice.year, 1, 1)
        for offset in range((date(notice.year + 1, 1, 1) - first).days):
            day = first + timedelta(days=offset)
            here = calendar.is_working(day)
            if here.working != calendar.national.is_working(day).working:
                row = {"day": day.isoformat(), "name": here.name, "working": here.working, "source": notice.title}
                days.append(row)
    return [{"name": f"{'、'.join(calendar.regions)}地方放假安排", "days": days}] if days else []
