"""Flowcharts, guides, duty boards and policies: records that fill a page of their own."""

from __future__ import annotations

from typing import Any

from gongshi import flowchart
from gongshi.public.remedies import remedies_of
from gongshi.public.shape import fields, plain
from gongshi.records.base import Record
from gongshi.records.pages import Board, Flow, Guide, Policy
from gongshi.registry.charts import steps_of
from gongshi.site import addresses, attachments
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.prose import render
from gongshi.site.sections.decisions import statement_of
from gongshi.site.sections.lists import in_roster_order, organ


def build(press: Press) -> None:
    """Indexes and pages."""
    _flows(press)
    _guides(press)
    _boards(press)
    _policies(press)


def _page(kind: str, index: str, record: Record, title: str, **more: Any) -> Page:
    return Page(
        url=addresses.of(kind, record.id), title=title, section=kind,
        crumbs=addresses.crumbs((index, addresses.of(kind, "index")), (title, "")), **more,
    )  # fmt: skip


def _index_page(kind: str, title: str, description: str) -> Page:
    return Page(
        url=addresses.of(kind, "index"), title=title, section=kind, crumbs=addresses.crumbs((title, "")), description=description
    )  # fmt: skip


def _flows(press: Press) -> None:
    rows = []
    for flow in press.register.flows.values():
        _flow(press, flow)
        rows.append({
            "title": flow.title, "url": addresses.of("flow", flow.id), "kind": flow.kind, "adjusted": plain(flow.adjusted),
            "entities": [press.register.roster[e].short for e in flow.entities],
        })  # fmt: skip
    press.page("flows.html", _index_page("flow", "执法流程图", "每一类执法行为怎样一步一步进行"), rows=rows)
    press.list_page("事前公开", "执法流程图", addresses.of("flow", "index"))


def _flow(press: Press, flow: Flow) -> None:
    steps = steps_of(flow)
    layout = flowchart.layout(steps)
    drawing = flowchart.svg(layout, flow.title, flow.summary or flow.title, flow.id)
    svg_url = f"flows/{flow.id}.svg"
    press.staging.write(svg_url, flowchart.standalone(drawing))
    press.page(
        "flow.html",
        _page("flow", "执法流程图", flow, flow.title, description=flow.summary or flow.title),
        f={
            "title": flow.title,
            "kind": flow.kind,
            "entities": [organ(press, e) for e in flow.entities],
            "summary": flow.summary,
            "basis": plain(flow.basis),
            "adjusted": plain(flow.adjusted),
        },
        svg=press.markup(drawing),
        svg_url=svg_url,
        wide=layout.width > layout.height,
        qr=press.qr.path(addresses.of("flow", flow.id)),
        steps=[_in_words(item) for item in flowchart.ordered_list(steps)],
    )


def _in_words(item: flowchart.Item) -> dict[str, Any]:
    """One step of the process for readers who do not see the drawing."""
    step = item.step
    facts = (("承办", step.unit), ("时限", step.limit), ("备注", step.note), ("依据", step.basis))
    return {
        "number": item.number,
        "text": step.text,
        "facts": [f"{label}：{text}" for label, text in facts if text],
        "branches": [
            {
                "label": way.label,
                "target": way.target,
                "steps": [] if way.short else [_in_words(inner) for inner in way.items],
            }
            for way in item.exits
        ],
    }


def _guides(press: Press) -> None:
    rows = []
    for guide in in_roster_order(press, list(press.register.guides.values())):
        _guide(press, guide)
        rows.append({
            "title": guide.title, "url": addresses.of("guide", guide.id), "entity": organ(press, guide.entity),
            "kind": guide.kind, "promised": guide.promised_days, "fee": guide.fee,
        })  # fmt: skip
    page = _index_page("guide", "服务指南", "申请什么、带什么材料、到哪里办、多久办好")
    statement = None if rows else statement_of(press, "各机关尚无公布的服务指南")
    press.page("guides.html", page, rows=rows, statement=statement)
    press.list_page("事前公开", "服务指南", addresses.of("guide", "index"))


def _guide(press: Press, guide: Guide) -> None:
    register = press.register
    body, _ = render(guide.body)
    flow = register.flows.get(guide.flow) if guide.flow else None
    entity = register.entities.get(guide.entity)
    materials = [
        {
            **plain(material),
            "sample": {**attachments.address(press, guide, material.sample), "title": "样表"}
            if material.sample
            else None,
        }
        for material in guide.materials
    ]
    left_out = (
        "title",
        "entity",
        "kind",
        "conditions",
        "materials",
        "flow",
        "remedies",
        "adjusted",
        "legal_days",
        "promised_days",
    )
    press.page(
        "guide.html",
        _page("guide", "服务指南", guide, guide.title, description=f"{guide.title}办事指南"),
        g={
            "title": guide.title,
            "entity": organ(press, guide.entity),
            "kind": guide.kind,
            "fields": fields(guide, without=left_out),
            "conditions": list(guide.conditions),
            "materials": materials,
            "legal_days": guide.legal_days,
            "promised_days": guide.promised_days,
            "flow": {"title": flow.title, "url": addresses.of("flow", flow.id)} if flow else None,
            "remedies": remedies_of(guide.remedies or (entity.remedies if entity else None)),
            "adjusted": plain(guide.adjusted),
        },
        body=body,
        qr=press.qr.path(addresses.of("guide", guide.id)),
    )


def _boards(press: Press) -> None:
    rows = []
    for board in press.register.boards.values():
        _board(press, board)
        rows.append(
            {"title": board.title, "url": addresses.of("board", board.id), "entity": organ(press, board.entity)}
        )
    page = _index_page("board", "岗位信息公示牌", "服务窗口的岗位职责、办理事项、咨询和投诉方式")
    press.page("boards.html", page, rows=rows)
    press.list_page("事中公示", "岗位信息公示牌", addresses.of("board", "index"))


def _board(press: Press, board: Board) -> None:
    guides = [press.register.guides[g] for g in board.guides if g in press.register.guides]
    press.page(
        "board.html",
        _page("board", "岗位信息公示牌", board, board.title),
        b={
            "title": board.title,
            "entity": organ(press, board.entity),
            "post": board.post,
            "duties": list(board.duties),
            "staff": [{**plain(post), "check": _check(press, post.number)} for post in board.staff],
            "matters": list(board.matters),
            "guides": [{"title": g.title, "url": addresses.of("guide", g.id)} for g in guides],
            "progress": board.progress,
            "phone": board.phone,
            "complaint": board.complaint,
            "hours": board.hours,
            "adjusted": plain(board.adjusted),
        },
        qr=press.qr.path(addresses.of("board", board.id)),
    )


def _check(press: Press, number: str) -> tuple[int, str] | None:
    """The code that asks for a certificate; none for a number that is no certificate."""
    return press.qr.path(addresses.check(number)) if number in press.register.officers else None


def _policies(press: Press) -> None:
    groups: dict[str, list[dict[str, Any]]] = {}
    for policy in sorted(press.register.policies.values(), key=lambda p: (p.issued, p.id), reverse=True):
        _policy(press, policy)
        groups.setdefault(policy.category, []).append({
            "title": policy.title, "url": addresses.of("policy", policy.id), "number": policy.number,
            "issued": plain(policy.issued), "entity": press.register.name_of(policy.entities[0]),
        })  # fmt: skip
    page = _index_page("policy", "制度文件", "行政执法公示、全过程记录、重大执法决定法制审核等制度")
    press.page("policies.html", page, groups=[{"category": c, "rows": rows} for c, rows in sorted(groups.items())])
    press.list_page("事前公开", "制度文件", addresses.of("policy", "index"))


def _policy(press: Press, policy: Policy) -> None:
    body, contents = render(policy.body)
    names = [press.register.name_of(e) for e in policy.entities]
    page = _page("policy", "制度文件", policy, policy.title, description=policy.summary or policy.title,
        article=True, published=policy.issued.isoformat(), source=names[0] if names else None,
    )  # fmt: skip
    press.page(
        "policy.html",
        page,
        p={
            "title": policy.title,
            "number": policy.number,
            "entities": [organ(press, e) for e in policy.entities],
            "category": policy.category,
            "issued": plain(policy.issued),
            "effective": plain(policy.effective),
            "repealed": plain(policy.repealed),
            "filed": policy.filed,
            "attachments": [
                {**attachments.address(press, policy, file), "title": file.rsplit("/", 1)[-1]}
                for file in policy.attachments
            ],
        },
        body=body,
        toc=contents,
    )
