"""What is searched: the shown fields of every public projection that is visible on the day, and nothing else.

A notice of withdrawal is found by its document number alone; what has lapsed, was taken down in error or is not
disclosed never becomes a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gongshi.public.decision import project_decision
from gongshi.public.shape import fields as shown_fields
from gongshi.public.shape import plain
from gongshi.public.tombstone import project_tombstone
from gongshi.records.base import Model
from gongshi.registry.charts import steps_of
from gongshi.registry.register import Register
from gongshi.search.document import Document, Field

# Markdown → the text that a reader sees.
Prose = Callable[[str], str]
_TEXTUAL = frozenset({"line", "prose", "list", "citations"})
# Kinds besides the eleven of decisions, by what a filter calls them.
KINDS = {
    "tombstone": "撤回公告",
    "entity": "执法主体",
    "item": "执法事项",
    "flow": "执法流程图",
    "guide": "服务指南",
    "policy": "制度文件",
    "random-result": "双随机抽查结果",
}


def documents(
    register: Register, prose: Prose, internal: bool = False, decisions: Iterable[Document] | None = None
) -> list[Document]:
    """Every document of the day: the newest first, then by kind and record, whatever the order of reading.

    ``internal`` is for the bureau's own desk: decisions and results in every state, whole, in place of notices. What
    such documents hold must reach no file of the site. ``decisions``: those of decisions, where they are made already.
    """
    found = [
        *(_decisions(register, internal) if decisions is None else decisions),
        *(() if internal else _tombstones(register)),
        *_entities(register),
        *_items(register),
        *_flows(register),
        *_guides(register, prose),
        *_policies(register, prose),
        *_random_results(register, internal),
    ]
    found.sort(key=lambda d: (d.kind, d.record))
    found.sort(key=lambda d: d.day, reverse=True)
    return found


def _filled(pairs: Iterable[tuple[str, Any]]) -> tuple[Field, ...]:
    return tuple((label, str(value)) for label, value in pairs if value)


def _cited(citation: dict[str, Any]) -> str:
    version = f"（{citation['version']}）" if citation["version"] else ""
    return f"《{citation['law']}》{version}{citation['article'] or ''}"


def _citations(label: str, cited: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for citation in cited:
        yield label, _cited(citation)
        yield f"{label}条文", citation["text"]


def _rows(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Field rows as pages have them; dates, amounts and counts are no fragments that anybody types."""
    for row in rows:
        if row["type"] not in _TEXTUAL:
            continue
        if row["type"] == "citations":
            yield from _citations(row["label"], row["value"])
        else:
            yield row["label"], "、".join(map(str, row["value"])) if row["type"] == "list" else row["value"]


def _decisions(register: Register, internal: bool) -> Iterator[Document]:
    for record in register.decisions.values():
        if internal or register.standings[record.id].state.shown:
            yield of_decision(project_decision(record, register))


_PARTY = (
    ("行政相对人", "name"),
    ("统一社会信用代码", "credit_code"),
    ("工商注册号", "registration"),
    ("组织机构代码", "organisation_code"),
    ("法定代表人", "representative"),
    ("经营场所", "premises"),
    ("住所", "domicile"),
)


def of_decision(data: dict[str, Any]) -> Document:
    """The document of a decision's public projection."""
    item = data["item"] or {"code": "", "name": ""}
    pairs: list[tuple[str, Any]] = [
        ("名称", data["title"]),
        ("文书号", data["number"]),
        ("执法类别", data["kind_zh"]),
        ("文书名称", data["document_title"]),
        ("执法主体", data["entity"]["name"]),
        ("承办机构", data["unit"]),
        ("执法事项", item["name"]),
        ("事项编码", item["code"]),
    ]
    for party in data["parties"]:
        pairs += [(label, party[name]) for label, name in _PARTY]
    pairs.append(("摘要", data["summary"]))
    for each in data["translations"]:
        pairs += [("译文名称", each["title"]), ("译文", each["text"])]
    pairs += _rows(data["fields"])
    pairs += _citations("依据", data["basis"])
    pairs += _citations("违反", data["breached"])
    pairs.append(("证据", data["evidence"]))
    for each in data["objects"]:
        pairs += [("检查对象", each["name"]), ("统一社会信用代码", each["credit_code"]), ("处理", each["handling"])]
    for event in data["followups"]:
        pairs += [("后续", event["event"]), ("后续", event["note"])]
    pairs.append(("备注", data["remark"]))
    return Document(
        kind=data["kind"], kind_zh=data["kind_zh"], record=data["id"], organ=data["entity"]["short"], day=data["decided"],
        fields=_filled(pairs), keys=(data["number"], *(party["name"] for party in data["parties"])),
        last_day=data["last_day"] or "", status=data["status"], status_zh=data["status_zh"],
        item=item["name"] or item["code"] or "",
    )  # fmt: skip


def _tombstones(register: Register) -> Iterator[Document]:
    for record in register.decisions.values():
        if register.standings[record.id].state.tombstone:
            notice = project_tombstone(record, register)
            yield Document(
                kind="tombstone", kind_zh=KINDS["tombstone"], record=record.id, organ=notice["entity"]["short"],
                day=notice["taken_down"], fields=(("文书号", notice["number"]),), keys=(notice["number"],),
                status="withdrawn", status_zh="已撤回",
            )  # fmt: skip


def _page(register: Register, kind: str, record: str, entity: str, day: str, pairs: list[tuple[str, Any]]) -> Document:
    organ = register.roster[entity].short
    return Document(kind=kind, kind_zh=KINDS[kind], record=record, organ=organ, day=day, fields=_filled(pairs))


def _shown(record: Model, *without: str) -> Iterator[tuple[str, Any]]:
    return _rows(shown_fields(record, without=without))


def _entities(register: Register) -> Iterator[Document]:
    for entity in register.entities.values():
        if entity.id not in register.roster:
            continue
        pairs: list[tuple[str, Any]] = [
            ("名称", entity.name),
            *_shown(entity, "name", "entrustment", "units", "remedies"),
        ]
        for unit in entity.units:
            pairs += [("执法机构", unit.name), ("职责", unit.duty)]
        yield _page(register, "entity", entity.id, entity.id, "", pairs)


def _items(register: Register) -> Iterator[Document]:
    for item, items in register.items.values():
        pairs = [
            ("事项名称", item.name),
            ("事项编码", item.code),
            *_shown(item, "name", "code", "flow", "guide", "remedies"),
        ]
        pairs.append(("执法主体", register.name_of(items.entity)))
        yield _page(register, "item", item.code, items.entity, plain(items.adjusted), pairs)


def _flows(register: Register) -> Iterator[Document]:
    for flow in register.flows.values():
        pairs: list[tuple[str, Any]] = [("名称", flow.title), ("执法类别", flow.kind), ("摘要", flow.summary)]
        pairs += _citations("依据", plain(flow.basis))
        pairs += [("执法主体", register.name_of(entity)) for entity in flow.entities]
        for step in steps_of(flow):
            pairs += [
                ("步骤", step.text),
                ("承办", step.unit),
                ("时限", step.limit),
                ("备注", step.note),
                ("依据", step.basis),
            ]
        yield _page(register, "flow", flow.id, flow.entities[0], plain(flow.adjusted), pairs)


def _guides(register: Register, prose: Prose) -> Iterator[Document]:
    for guide in register.guides.values():
        shown = _shown(guide, "title", "entity", "materials", "flow", "remedies")
        pairs: list[tuple[str, Any]] = [("事项名称", guide.title), ("执法主体", register.name_of(guide.entity)), *shown]
        for material in guide.materials:
            pairs += [("申请材料", material.name), ("说明", material.note)]
        pairs.append(("正文", prose(guide.body)))
        yield _page(register, "guide", guide.id, guide.entity, plain(guide.adjusted), pairs)


def _policies(register: Register, prose: Prose) -> Iterator[Document]:
    for policy in register.policies.values():
        pairs: list[tuple[str, Any]] = [("标题", policy.title), ("文号", policy.number), ("类别", policy.category)]
        pairs += [("发布机关", register.name_of(entity)) for entity in policy.entities]
        pairs.append(("正文", prose(policy.body)))
        yield _page(register, "policy", policy.id, policy.entities[0], plain(policy.issued), pairs)


def _random_results(register: Register, internal: bool) -> Iterator[Document]:
    for result in register.random_results.values():
        state = register.standings[result.id].state
        if not internal and not state.shown:
            continue
        pairs: list[tuple[str, Any]] = [
            ("任务名称", result.title),
            ("执法主体", register.name_of(result.entity)),
            ("计划编号", result.plan),
            ("抽查情况", result.summary),
        ]
        for each in result.objects:
            row = plain(each)
            pairs += [("检查对象", row["name"]), ("统一社会信用代码", row["credit_code"]), ("处理", row["handling"])]
        yield Document(
            kind="random-result", kind_zh=KINDS["random-result"], record=result.id,
            organ=register.roster[result.entity].short, day=plain(result.finished), fields=_filled(pairs),
            last_day=plain(state.term_end) or "", status=state.status.value, status_zh=state.status.label,
        )  # fmt: skip
