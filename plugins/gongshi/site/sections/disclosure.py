"""基层政务公开标准目录, made of the enforcement items themselves: for each what is public, by when, by whom (DOMAIN 2.10.6)."""

from __future__ import annotations

from typing import Any

from gongshi.records.catalogue import Catalogue
from gongshi.records.decisions import DECISIONS
from gongshi.records.lists import Item
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import statement_of
from gongshi.site.sections.lists import in_roster_order, organ

_TITLE = "政务公开标准目录"
_INDEX = "disclosure/index.html"
# What is public of each item before anything happens, and by when (政府信息公开条例第二十条、第二十六条).
_BEFORE = "事项名称、执法依据、承办机构、办理流程、法定时限、咨询投诉和救济渠道"
_BEFORE_BASIS = "《政府信息公开条例》第二十条、第二十六条"
_BEFORE_TERM = "自信息形成或者变更之日起20个工作日内"
_RESULTS = {
    "行政处罚": "文书号、案件名称、相对人、违法事实、处罚依据、处罚内容、决定机关和日期",
    "行政许可": "文书号、许可事项、相对人、许可内容、有效期、决定机关和日期",
    "行政检查": "检查事项、对象、时间、结果和处理",
}
_RESULT = "文书号、事由、依据、相对人、结果、决定机关和日期"


def build(press: Press) -> None:
    """The index, and a catalogue for each list of items."""
    rows = []
    for items in in_roster_order(press, list(press.register.catalogues["item"].values())):
        url = f"disclosure/{items.id}.html"
        place = organ(press, items.entity)
        title = f"{place['name']}{_TITLE}"
        _catalogue(press, items, title, url, place)
        rows.append({
            "title": title, "entity": place, "url": url, "count": len(items.rows), "adjusted": items.adjusted.isoformat(),
        })  # fmt: skip
    intro = "每一项执法事项公开哪些内容、依据什么、多少日内公开、由谁公开。由本站的执法事项清单自动生成。"
    page = Page(
        url=_INDEX, title=_TITLE, section="disclosure", crumbs=addresses.crumbs((_TITLE, "")), description=intro
    )
    statement = None if rows else statement_of(press, "各机关尚无公布的行政执法事项清单")
    press.page("catalogue_index.html", page, title=_TITLE, intro=intro, rows=rows, statement=statement)


def _catalogue(press: Press, items: Catalogue, title: str, url: str, place: dict[str, Any]) -> None:
    page = Page(
        url=url, title=title, section="disclosure", description="执法事项的公开内容、依据、时限和主体",
        crumbs=addresses.crumbs((_TITLE, _INDEX), (title, "")),
    )  # fmt: skip
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in items.rows:
        groups.setdefault(item.kind, []).append(_item(item))
    press.page(
        "disclosure.html",
        page,
        title=title,
        entity=place,
        adjusted=items.adjusted.isoformat(),
        level=next((item.level for item in items.rows), "县级"),
        before={"content": _BEFORE, "basis": _BEFORE_BASIS, "term": _BEFORE_TERM},
        groups=[{"kind": kind, "after": _result(press, kind, items.entity), "rows": rows} for kind, rows in groups.items()],
    )  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "url": addresses.item(item.code),
        "basis": [str(c) for c in item.basis],
        "unit": item.unit,
    }


def _result(press: Press, kind: str, entity: str) -> dict[str, str]:
    code = DECISIONS[kind].code
    rule = press.register.setting.profile_of(entity).deadline(code)
    return {
        "content": _RESULTS.get(kind, _RESULT),
        "term": f"自作出之日起{rule.value}个工作日内",
        "basis": rule.basis,
        "url": addresses.group(f"kind-{code}"),
    }
