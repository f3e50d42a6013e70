"""Lists that an organ must publish before it enforces, and items that its penalties must be able to name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Inspection
from gongshi.records.kinds import BY_NAME
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import by_organ, called, live_results, place_of_organ, unreadable
from gongshi.rules.weighed import is_live, law_name, live

# 国办发〔2024〕54号 gives until the end of June 2025 for publishing items and yearly caps.
ITEMS_PUBLIC_FROM = date(2025, 7, 1)


class _Need(NamedTuple):
    """A list, and the kinds of decision after which an organ must have one; None for any kind."""

    name: str
    kinds: frozenset[str] | None = None
    # A people's government decides what its departments prepare; these lists are theirs.
    of_governments: bool = False


_NEEDS = (
    _Need("officer"),
    _Need("item", of_governments=True),
    _Need("power"),
    _Need("discretion", frozenset({"行政处罚"})),
    _Need("recording", frozenset({"行政处罚", "行政强制", "行政检查"})),
    _Need("review-catalogue", frozenset({"行政许可", "行政处罚", "行政强制", "行政征收", "行政征用"})),
    _Need("random-item", frozenset({"双随机抽查"})),
    _Need("inspection-item", frozenset({"行政检查"})),
)


@rule(
    "GS261",
    "应当公布的清单没有",
    Severity.NOTE,
    "国办发〔2018〕118号（事前公开）；行政处罚法第三十四条；国办发〔2024〕54号",
)
def missing_lists(register: Register) -> Iterator[Hit]:
    """机关有执法决定，却没有公布执法主体信息，或者没有公布与决定对应的清单：执法人员、执法事项、权责清单；处罚要有裁量权基准；处罚、强制、
    检查要有音像记录清单；许可、处罚、强制、征收、征用要有法制审核目录；检查要有涉企检查事项清单，双随机要有抽查事项清单。
    人民政府自己作出的决定只要求事项清单。清单文件有误暂未读取的不报。

    处理：在 content/pre/ 对应的文件夹里补上。

    合格：有处罚决定，`pre/discretion/` 里有本机关的文件

    不合格：有处罚决定，`pre/discretion/` 里没有本机关的文件
    """
    shelves = {need.name: by_organ(register, need.name) for need in _NEEDS}
    for organ, kinds in _kinds_by_organ(register).items():
        government = called(register, organ).endswith("人民政府")
        missing = [
            BY_NAME[need.name].title
            for need in _NEEDS
            if (need.kinds is None or need.kinds & kinds)
            and organ not in shelves[need.name]
            and (need.of_governments or not government)
            and not unreadable(register, need.name)
        ]
        if organ not in register.entities and not unreadable(register, "entity"):
            missing.insert(0, "执法主体信息")
        if missing:
            file, path = place_of_organ(register, organ)
            message = f"{called(register, organ)}已有执法决定，没有公布：{'、'.join(missing)}"
            yield Hit(file, path, message, "在 content/pre/ 对应的文件夹里补上这些清单", organ)


def _kinds_by_organ(register: Register) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for decision in register.decisions.values():
        kind = _kind_of(decision)
        # One of each kind is enough: of the others nobody has to know where they stand.
        if kind is not None and kind not in found.get(decision.entity, ()) and is_live(register, decision):
            found[decision.entity].add(kind)
    for result in live_results(register):
        found[result.entity].add("双随机抽查")
    return found


def _kind_of(decision: Decision) -> str | None:
    """Which list the decision calls for; none for inspections before there had to be lists."""
    if not isinstance(decision, Inspection):
        return decision.kind
    if decision.inspection_kind == "双随机抽查":
        return "双随机抽查"
    return decision.kind if decision.inspected >= ITEMS_PUBLIC_FROM else None


@rule("GS278", "处罚事项不是本机关的", Severity.DEFECT, "行政处罚法第十七条、第三十八条")
def item_of_another_organ(register: Register) -> Iterator[Hit]:
    """处罚决定的“执法事项”在别的机关的事项清单里，或者那一项不是处罚事项。受委托的，看委托机关的清单。

    处理：改成本机关清单里的处罚事项；清单里没有的，先查明有没有职权。

    合格：执法主体 qinghe-nyncj，`执法事项: NY-CF-001`（农业农村局清单，行政处罚）

    不合格：执法主体 qinghe-nyncj，`执法事项: SC-CF-001`（市场监督管理局清单）
    """
    for decision in live(register):
        found = register.items.get(decision.item) if isinstance(decision, Penalty) and decision.item else None
        if found is None:
            continue
        item, items = found
        entity = register.entities.get(decision.entity)
        principal = entity.entrustment.principal if entity is not None and entity.entrustment else None
        fix = "执法事项: 本机关清单里的处罚事项编码"
        if items.entity not in (decision.entity, decision.entrusted, principal):
            message = f"【执法事项】{item.code} 在{called(register, items.entity)}的清单里，不是{called(register, decision.entity)}的事项"
            yield Hit(decision.file, ("执法事项",), message, fix, decision.id)
        elif item.kind != "行政处罚":
            message = f"【执法事项】{item.code} 在清单里是{item.kind}，不是处罚事项"
            yield Hit(decision.file, ("执法事项",), message, fix, decision.id)


@rule("GS279", "处罚没有写明执法事项", Severity.NOTE, "国办发〔2018〕118号（执法事项清单）")
def penalty_without_item(register: Register) -> Iterator[Hit]:
    """本机关公布了处罚事项，处罚决定却没有写“执法事项”，事项、裁量权基准和法制审核就无从核对。

    处理：写上事项编码。

    合格：`执法事项: NY-CF-001`

    不合格：处罚决定里没有“执法事项”
    """
    listed = {items.entity for item, items in register.items.values() if item.kind == "行政处罚"}
    for decision in live(register):
        if isinstance(decision, Penalty) and decision.item is None and decision.entity in listed:
            message = "没有写【执法事项】，应写本机关清单里的处罚事项编码"
            yield Hit(decision.file, ("执法类别",), message, "执法事项: NY-CF-001", decision.id)


@rule(
    "GS287",
    "处罚依据与事项清单不符",
    Severity.NOTE,
    "国办发〔2018〕118号（执法事项清单的执法依据）；行政处罚法第三十九条",
)
def basis_not_listed(register: Register) -> Iterator[Hit]:
    """处罚依据引用的法律，一部也不在所写执法事项的执法依据里：事项写错了，或者清单的依据没有跟着法律更新。

    处理：核对执法事项；清单缺依据的，补到清单里。

    合格：处罚依据引用种子法，`执法事项: NY-CF-001`，清单里的依据有种子法

    不合格：处罚依据引用农药管理条例，`执法事项: NY-CF-001`，清单里的依据只有种子法
    """
    laws: dict[str, set[str]] = {}
    for decision in live(register):
        found = register.items.get(decision.item) if isinstance(decision, Penalty) and decision.item else None
        if found is None:
            continue
        item, items = found
        if item.code not in laws:
            laws[item.code] = {law_name(citation.law) for citation in item.basis}
        cited = {law_name(citation.law) for citation in decision.basis}
        if item.kind == "行政处罚" and not cited & laws[item.code]:
            named = "、".join(f"《{name}》" for name in sorted(cited))
            message = f"【执法事项】{item.code} 的执法依据里没有{named[:120]}"
            yield Hit(
                decision.file, ("执法事项",), message, f"核对执法事项；清单缺依据的补到 {items.file}", decision.id
            )
