"""The lists that must be public before enforcement: one page for each organ's list, one index for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongshi.public.columns import project_list
from gongshi.public.remedies import remedies_of
from gongshi.public.shape import fields, plain
from gongshi.records.catalogue import Catalogue
from gongshi.records.lists import Forms, Item
from gongshi.site import addresses, attachments
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections.decisions import statement_of


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of list as the site shows it."""

    kind: str
    title: str
    intro: str


COLUMNS = (
    Column("item", "行政执法事项清单", "各机关依法实施的执法事项：谁来执法、依据什么、怎样办理、如何救济。"),
    Column("power", "权责清单", "各机关的行政权力和与之对应的责任。"),
    Column("discretion", "行政裁量权基准", "同样的违法行为，在什么情形下怎样处罚。"),
    Column("random-item", "随机抽查事项清单", "随机抽取检查对象、随机选派检查人员的事项。"),
    Column("random-plan", "随机抽查年度计划", "当年安排的抽查任务。"),
    Column("inspection-item", "涉企行政检查事项清单", "对企业的检查事项和每年的频次上限；清单以外的检查不得实施。"),
    Column("recording", "执法音像记录事项清单", "哪些执法环节要录音录像。"),
    Column("review-catalogue", "重大执法决定法制审核目录清单", "作出前必须经过法制审核的决定。"),
    Column("form", "执法文书格式", "执法中使用的文书样式。"),
)


def build(press: Press) -> None:
    """All indexes and lists, and a page for each item."""
    for column in COLUMNS:
        _index(press, column)
        for catalogue in press.register.catalogues[column.kind].values():
            _list(press, column, catalogue)
    for item, items in press.register.items.values():
        _item(press, item, items)


def _title(press: Press, column: Column, catalogue: Catalogue) -> str:
    return catalogue.title or f"{press.register.name_of(catalogue.entity)}{column.title}"


def _index(press: Press, column: Column) -> None:
    catalogues = in_roster_order(press, list(press.register.catalogues[column.kind].values()))
    url = addresses.of(column.kind, "index")
    rows = [
        {
            "title": _title(press, column, c),
            "entity": organ(press, c.entity),
            "url": addresses.of(column.kind, c.id),
            "count": len(c.rows),
            "adjusted": c.adjusted.isoformat(),
        }
        for c in catalogues
    ]
    page = Page(
        url=url, title=column.title, section=column.kind, crumbs=addresses.crumbs((column.title, "")), description=column.intro
    )  # fmt: skip
    statement = None if rows else statement_of(press, f"各机关尚无公布的{column.title}")
    press.page("catalogue_index.html", page, title=column.title, intro=column.intro, rows=rows, statement=statement)
    press.list_page("事前公开", column.title, url)


def in_roster_order(press: Press, records: list[Any]) -> list[Any]:
    """Records that have an ``entity``, in the order of the site's roster."""
    order = {name: i for i, name in enumerate(press.register.roster)}
    return sorted(records, key=lambda record: (order[record.entity], record.id))


def organ(press: Press, entity: str) -> dict[str, Any]:
    """Name and address of an organ; no address while its own file is held back."""
    entry = press.register.roster[entity]
    return {"id": entity, "name": entry.name, "short": entry.short, "url": press.organ_url(entity)}


def _list(press: Press, column: Column, catalogue: Catalogue) -> None:
    data = project_list(catalogue)
    title = _title(press, column, catalogue)
    rows = []
    for i, (row, original) in enumerate(zip(data["rows"], catalogue.rows, strict=True)):
        cells = [{"title": c["title"], "type": c["type"], "value": row[c["name"]]} for c in data["columns"]]
        if isinstance(catalogue, Forms):
            _download(press, catalogue, original, cells)
        if column.kind == "discretion":
            _tiers(original, cells)
        url = addresses.item(original.code) if isinstance(original, Item) else None
        rows.append({"anchor": f"r{i + 1}", "url": url, "cells": cells})
    page = Page(
        url=addresses.of(column.kind, catalogue.id), title=title, section=column.kind, description=column.intro,
        crumbs=addresses.crumbs((column.title, addresses.of(column.kind, "index")), (title, "")),
    )  # fmt: skip
    press.page(
        "catalogue.html", page, c={**data, "title": title, "entity": organ(press, catalogue.entity), "rows": rows}
    )


def _download(press: Press, catalogue: Forms, row: Any, cells: list[dict[str, Any]]) -> None:
    for cell in cells:
        if cell["title"] == "文件" and cell["value"]:
            place = attachments.address(press, catalogue, row.file)
            cell.update(type="file", value={**place, "title": row.name})


def _tiers(row: Any, cells: list[dict[str, Any]]) -> None:
    for cell in cells:
        if cell["title"] == "阶次":
            cell.update(type="tiers", value=plain(row.tiers))


def _item(press: Press, item: Item, items: Catalogue) -> None:
    register = press.register
    entity = register.entities.get(items.entity)
    flow = register.flows.get(item.flow) if item.flow else None
    guide = register.guides.get(item.guide) if item.guide else None
    remedies = item.remedies or (entity.remedies if entity else None)
    title = item.name
    page = Page(
        url=addresses.item(item.code), title=title, section="item", description=f"{register.name_of(items.entity)}：{title}",
        crumbs=addresses.crumbs(("行政执法事项清单", addresses.of("item", "index")), (title, "")),
    )  # fmt: skip
    press.page(
        "item.html",
        page,
        i={
            "code": item.code,
            "name": item.name,
            "kind": item.kind,
            "entity": organ(press, items.entity),
            "fields": fields(item, without=("code", "name", "kind", "flow", "guide", "remedies")),
            "flow": {"title": flow.title, "url": addresses.of("flow", flow.id)} if flow else None,
            "guide": {"title": guide.title, "url": addresses.of("guide", guide.id)} if guide else None,
            "remedies": remedies_of(remedies),
        },
    )
