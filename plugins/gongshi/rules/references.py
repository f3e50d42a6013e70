"""A name of another record must be the name of one that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.entity import Entity
from gongshi.records.kinds import BY_NAME
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.shelves import unreadable

Reference = tuple[Record, Path, str, str]


def _references(register: Register) -> Iterator[Reference]:
    """Every (record, keys, kind of what is named, name)."""
    for decision in register.decisions.values():
        yield decision, ("执法主体",), "roster", decision.entity
        if decision.entrusted:
            yield decision, ("受委托组织",), "roster", decision.entrusted
        if decision.item:
            yield decision, ("执法事项",), "item", decision.item
        for i, related in enumerate(decision.related):
            yield decision, ("关联", i, "记录"), "decision", related.record
        if decision.replaces:
            yield decision, ("替代",), "decision", decision.replaces
        for i, certificate in enumerate(decision.internal.officers):
            yield decision, ("内部", "执法人员", i), "officer", certificate
        if decision.internal.weighed:
            yield decision, ("内部", "裁量", "基准编码"), "discretion", decision.internal.weighed.benchmark
    for rows in register.catalogues.values():
        for catalogue in rows.values():
            yield catalogue, ("执法主体",), "roster", catalogue.entity
    for item, items in register.items.values():
        place = ("事项", items.rows.index(item)) if item.flow or item.guide else ()
        if item.flow:
            yield items, (*place, "流程图"), "flow", item.flow
        if item.guide:
            yield items, (*place, "服务指南"), "guide", item.guide
    for entity in register.entities.values():
        if entity.entrustment:
            yield entity, ("委托", "委托机关"), "roster", entity.entrustment.principal
    yield from _of_pages(register)


def _of_pages(register: Register) -> Iterator[Reference]:
    for flow in register.flows.values():
        for i, entity in enumerate(flow.entities):
            yield flow, ("执法主体", i), "roster", entity
    for policy in register.policies.values():
        for i, entity in enumerate(policy.entities):
            yield policy, ("执法主体", i), "roster", entity
    for guide in register.guides.values():
        yield guide, ("执法主体",), "roster", guide.entity
        if guide.flow:
            yield guide, ("流程图",), "flow", guide.flow
        if guide.code:
            yield guide, ("事项编码",), "item", guide.code
    for board in register.boards.values():
        yield board, ("执法主体",), "roster", board.entity
        for i, name in enumerate(board.guides):
            yield board, ("服务指南", i), "guide", name
    for result in register.random_results.values():
        yield result, ("执法主体",), "roster", result.entity
        for i, partner in enumerate(result.partners):
            yield result, ("配合部门", i), "roster", partner
        if result.item:
            yield result, ("抽查事项",), "random-item", result.item
        for i, certificate in enumerate(result.internal.officers):
            yield result, ("内部", "执法人员", i), "officer", certificate
    for report in register.annual_reports.values():
        yield report, ("执法主体",), "roster", report.entity
    for undisclosed in register.undisclosed.values():
        yield undisclosed, ("执法主体",), "roster", undisclosed.entity


_TITLES = {
    "roster": "机构标识",
    "item": "事项编码",
    "random-item": "随机抽查事项编码",
    "decision": "决定记录",
    "officer": "执法证号",
    "flow": "流程图",
    "guide": "服务指南",
    "discretion": "裁量权基准编码",
}
# Rows of list files: unknown as long as a file that may hold them cannot be read.
_ROWS = frozenset({"item", "random-item", "officer", "discretion"})


def _known(register: Register) -> dict[str, Collection[str]]:
    return {
        "roster": register.roster,
        "item": register.items,
        "random-item": register.random_items,
        "decision": register.decisions,
        "officer": register.officers,
        "flow": register.flows,
        "guide": register.guides,
        "discretion": {row.code for listed in register.catalogues["discretion"].values() for row in listed.rows},
    }


def _held_back(register: Register, kind: str, name: str) -> bool:
    if kind in _ROWS:
        return unreadable(register, kind)
    # The roster is part of the site file, without which nothing is built at all.
    folder = f"{BY_NAME[kind].folder}/" if kind in BY_NAME else None
    return folder is not None and any(
        file.startswith(folder) and file.rsplit("/", 1)[-1].rsplit(".", 1)[0] == name for file in register.unreadable
    )


@rule("GS101", "引用的记录不存在", Severity.GATE, "国办发〔2018〕118号（谁执法谁公示）；政府信息公开条例第六条")
def unknown_reference(register: Register) -> Iterator[Hit]:
    """记录里写的机构、事项、流程图、指南、决定或执法证号，在本站找不到。

    处理：照提示改成已有的标识；确实是新的，先把它那份文件加上。

    合格：执法主体: qinghe-nyncj（机构名录里有）

    不合格：执法主体: qinghe-nynj（机构名录里没有）
    """
    known = _known(register)
    for record, path, kind, name in _references(register):
        if name in known[kind] or _held_back(register, kind, name):
            continue
        near = get_close_matches(name, known[kind], 1, 0.85)
        message = f"{_TITLES[kind]}“{name[:60]}”在本站找不到" + (f"，是不是“{near[0]}”？" if near else "")
        label = next(str(p) for p in reversed(path) if isinstance(p, str))
        fix = f"{label}: {near[0]}" if near else f"先在 content/ 里加上这个{_TITLES[kind]}，或者删去这一行"
        yield Hit(record.file, path, message, fix, record.id)


@rule("GS102", "引用的记录暂被拦下", Severity.NOTE, "一份文件有误，只拦它自己")
def held_reference(register: Register) -> Iterator[Hit]:
    """记录引用的另一份文件有误、暂未公示；本记录照常公示，只是少一个链接。

    处理：改好被引用的那份文件即可。

    合格：执法事项: NY-CF-001（事项清单文件可以读取）

    不合格：执法事项: NY-CF-001（事项清单文件有误，暂未读取）
    """
    known = _known(register)
    for record, path, kind, name in _references(register):
        if name not in known[kind] and _held_back(register, kind, name):
            yield Hit(record.file, path, f"引用的{_TITLES[kind]}“{name[:60]}”所在文件有误，暂不显示链接", "", record.id)


@rule("GS103", "机构文件与机构名录不一致", Severity.GATE, "国办发〔2018〕118号（执法主体公示）")
def roster_disagrees(register: Register) -> Iterator[Hit]:
    """执法主体文件要在 site.yaml 的机构名录里，名称要一致。

    处理：把机构加进名录，或者改正名称。

    合格：名称: 青禾县农业农村局（机构名录里也是青禾县农业农村局）

    不合格：名称: 青禾县农业局（机构名录里是青禾县农业农村局）
    """
    for entity in register.entities.values():
        entry = register.roster.get(entity.id)
        if entry is None:
            yield Hit(entity.file, (), f"机构“{entity.id}”不在 site.yaml 的机构名录里", _roster_line(entity), entity.id)
        elif entry.name != entity.name:
            message = f"【名称】写的是“{entity.name}”，机构名录里是“{entry.name}”"
            yield Hit(entity.file, ("名称",), message, f"名称: {entry.name}", entity.id)


def _roster_line(entity: Entity) -> str:
    return f"- {{标识: {entity.id}, 名称: {entity.name}, 简称: {entity.name}}}"
