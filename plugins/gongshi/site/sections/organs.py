"""Organs and their officers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from gongshi.public.figures import Figures
from gongshi.public.remedies import remedies_of
from gongshi.public.scorecard import Score
from gongshi.public.shape import fields, plain
from gongshi.records.catalogue import Catalogue
from gongshi.records.entity import Entity, Entrustment, Officer
from gongshi.registry.certificates import VALID, certificate_status
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.sections import certificates, decisions
from gongshi.site.sections.decisions import LATEST, Listed, statement_of
from gongshi.site.sections.figures import monthly, timely_by_year, withdrawals
from gongshi.site.sections.lists import COLUMNS, in_roster_order, organ
from gongshi.site.sections.shelves import Scope


def build(press: Press, visible: list[Listed], years: list[Figures], scores: list[Score]) -> None:
    """The list of organs, a page each, the officers' lists and certificates."""
    by_organ = decisions.of_organs(visible)
    rows = []
    for entry in press.register.site.roster:
        entity = press.register.entities.get(entry.id)
        if entity is None:
            continue
        mine = by_organ[entry.id]
        _entity(press, entity, entry.short, mine, years, scores)
        rows.append({
            "id": entry.id, "name": entry.name, "short": entry.short, "kind": entity.kind, "phone": entity.phone,
            "address": entity.address, "url": addresses.entity(entry.id), "decisions": len(mine),
        })  # fmt: skip
    page = Page(
        url="entities/index.html", title="执法主体", section="entity", crumbs=addresses.crumbs(("执法主体", "")),
        description="有权执法的机关和受委托组织",
    )  # fmt: skip
    press.page("entities.html", page, rows=rows)
    press.list_page("事前公开", "执法主体", "entities/index.html")
    _officers(press)
    certificates.build(press)


def _entity(
    press: Press, entity: Entity, short: str, mine: list[Listed], years: list[Figures], scores: list[Score]
) -> None:
    register = press.register
    entrustment = entity.entrustment
    shown = fields(
        entity, without=("name", "kind", "entrustment", "units", "supervision", "remedies")
    )  # fmt: skip
    kinds = Counter((e.row["kind"], e.row["kind_zh"]) for e in mine)
    as_of = register.setting.as_of
    officers = [officer_row(row, as_of) for row, lists in register.officers.values() if lists.entity == entity.id]
    items = [
        {"code": i.code, "name": i.name, "kind": i.kind, "url": addresses.item(i.code)}
        for i, lists in register.items.values()
        if lists.entity == entity.id
    ]
    page = Page(
        url=addresses.entity(entity.id), title=entity.name, section="entity", description=f"{entity.name}执法公示",
        crumbs=addresses.crumbs(("执法主体", "entities/index.html"), (entity.name, "")), feed=f"feeds/{entity.id}.atom.xml",
    )  # fmt: skip
    data: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "short": short,
        "kind": entity.kind,
        "fields": shown,
        "supervision": fields(entity.supervision),
        "remedies": remedies_of(entity.remedies),
        "entrustment": _entrustment(press, entrustment) if entrustment else None,
        "units": plain(entity.units),
    }
    press.page(
        "entity.html",
        page,
        e=data,
        sections=_lists_of(press, entity.id),
        numbers=[("公示中的决定", len(mine), "件"), ("执法事项", len(items), "项"), ("执法人员", len(officers), "人")],
        officers=officers,
        items=items,
        flows=[
            {"title": f.title, "url": addresses.of("flow", f.id)}
            for f in register.flows.values()
            if entity.id in f.entities
        ],
        boards=_links(press, "board", entity.id),
        guides=_links(press, "guide", entity.id),
        children=[
            organ(press, e.id)
            for e in register.entities.values()
            if e.entrustment is not None and e.entrustment.principal == entity.id
        ],
        kinds=[
            {"zh": zh, "count": count, "url": Scope(code, entity.id).url()}
            for (code, zh), count in sorted(kinds.items())
        ],
        latest=decisions.rows(press, mine[:LATEST], "../"),
        decisions_url=Scope(None, entity.id).url(),
        statement=None if mine else statement_of(press, "本机关无公示中的执法决定"),
        plots=_plots(press, entity, years, scores),
    )


def _plots(press: Press, entity: Entity, years: list[Figures], scores: list[Score]) -> list[dict[str, Any]]:
    """The newest year in which the organ made a decision, how promptly it published, and its withdrawals."""
    newest = next((figure for figure in years if figure.total(entity.id)), None)
    found = (
        monthly(press, newest, entity.id) if newest else None,
        timely_by_year(press, scores, press.register.name_of(entity.id)),
        withdrawals(press, years, entity.id),
    )
    return [plot for plot in found if plot]


def _entrustment(press: Press, entrustment: Entrustment) -> list[dict[str, Any]]:
    rows = fields(entrustment, without=("principal",))
    name = press.register.name_of(entrustment.principal)
    return [{"label": "委托机关", "type": "line", "value": name}, *rows]


def _lists_of(press: Press, entity: str) -> list[dict[str, Any]]:
    return [
        {"title": column.title, "url": addresses.of(column.kind, c.id), "count": len(c.rows)}
        for column in COLUMNS
        for c in press.register.catalogues[column.kind].values()
        if c.entity == entity
    ]


def _links(press: Press, kind: str, entity: str) -> list[dict[str, Any]]:
    shelf: dict[str, Any] = press.register.boards if kind == "board" else press.register.guides
    return [{"title": r.title, "url": addresses.of(kind, r.id)} for r in shelf.values() if r.entity == entity]


def officer_row(officer: Officer, as_of: date) -> dict[str, Any]:
    """What lists and sheets say of an officer on a day."""
    return {
        "name": officer.name,
        "certificate": officer.certificate,
        "unit": officer.unit,
        "post": officer.post,
        "field": officer.field,
        "valid_from": plain(officer.valid_from),
        "valid_to": plain(officer.valid_to),
        "status": certificate_status(officer, as_of),
        "reviewer": None if officer.reviewer == "否" else officer.reviewer,
        "url": addresses.officer(officer.certificate),
    }


def _officers(press: Press) -> None:
    lists = in_roster_order(press, list(press.register.catalogues["officer"].values()))
    groups: list[dict[str, Any]] = []
    as_of = press.register.setting.as_of
    for officers in lists:
        rows = [officer_row(row, as_of) for row in officers.rows]
        groups.append({"entity": organ(press, officers.entity), "rows": rows})
        for officer in officers.rows:
            _officer(press, officer, officers)
    page = Page(
        url="officers/index.html", title="执法人员", section="officer", crumbs=addresses.crumbs(("执法人员", "")),
        description="持有行政执法证件的人员",
    )  # fmt: skip
    press.page("officers.html", page, groups=groups, qr=press.qr.path(addresses.CHECK_FOLDER))
    press.list_page("事前公开", "执法人员", "officers/index.html")


def _officer(press: Press, officer: Officer, officers: Catalogue) -> None:
    status = certificate_status(officer, press.register.setting.as_of)
    page = Page(
        url=addresses.officer(officer.certificate), title=f"执法证件 {officer.certificate}", section="officer", noindex=True,
        crumbs=addresses.crumbs(("执法人员", "officers/index.html"), (officer.certificate, "")),
    )  # fmt: skip
    press.page(
        "officer.html",
        page,
        o={
            "name": officer.name,
            "certificate": officer.certificate,
            "status": status,
            "valid": status == VALID,
            "entity": organ(press, officers.entity),
            "fields": fields(officer, without=("name", "certificate", "status", "reviewer")),
        },
    )
