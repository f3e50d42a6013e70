"""Pages about the site itself: publicity rules, glossary, accessibility statement, site map, 404."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from gongshi.calendars import WorkingCalendar
from gongshi.profiles import Row
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.staging import Staging
from gongshi.site.theme import yuan

_ABOUT = (
    ("glossary.html", "名词解释", "glossary", "本站用到的行政执法名词，用平常话说"),
    ("accessibility.html", "无障碍声明", "accessibility", "本站怎样方便老年人、残疾人和使用旧手机的人"),
)


def build(press: Press) -> None:
    """Last of all, since the site map lists the others."""
    _rules(press)
    for url, title, name, description in _ABOUT:
        page = Page(
            url=url, title=title, section=name, crumbs=addresses.crumbs((title, "")), description=description
        )  # fmt: skip
        press.page(f"{name}.html", page, url=press.url)
        press.list_page("关于本站", title, url)
    page = Page(url="sitemap.html", title="网站地图", section="sitemap", crumbs=addresses.crumbs(("网站地图", "")))
    order = ("事前公开", "事中公示", "事后公开", "执法决定", "关于本站")
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


def _rules(press: Press) -> None:
    setting = press.register.setting
    groups: dict[str, dict[str, Any]] = {}
    for entry in press.register.site.roster:
        profile = setting.profile_of(entry.id)
        group = groups.get(profile.name)
        if group is None:
            group = groups[profile.name] = {"name": profile.name, "entities": [], "rows": _shown(profile.rows())}
        group["entities"].append(entry.name)
    page = Page(
        url="rules.html", title="公示时限与规则", section="rules", crumbs=addresses.crumbs(("公示时限与规则", "")),
        description="决定多少日内公示、公示多久、依据什么",
    )  # fmt: skip
    press.page("rules.html", page, groups=list(groups.values()), calendars=_local_days(setting.calendar))


_UNITS = {"工作日": "个工作日", "月": "个月"}


def _shown(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Numbers of the profile as a reader says them: neighbours that say the same of other things are one."""
    shown: list[dict[str, Any]] = []
    for _, alike in groupby(rows, key=lambda row: row._replace(label="")):
        first, *others = alike
        label = "、".join([first.label, *[row.label for row in others]])
        named = label if first.group == label else f"{first.group}：{label}"
        shown.append({"label": named} | _rule(first))
    return shown


def _rule(row: Row) -> dict[str, Any]:
    value, unit = row.value, _UNITS.get(row.unit, row.unit)
    if row.unit == "月-日":
        month, day = row.value.split("-")
        value, unit = f"{int(month)}月{int(day)}日前", ""
    elif row.unit == "比例":
        value, unit = f"{Decimal(row.value) * 100:f}".rstrip("0").rstrip("."), "%"
    elif row.unit == "元":
        value, unit = yuan(row.value), ""
    return {
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
