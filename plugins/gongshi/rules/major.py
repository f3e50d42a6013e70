"""Whether a decision is a major one: by the law's own list, or by the catalogue that its organ has published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongshi.records.decision import Decision
from gongshi.records.decisions import Coercion, Licence
from gongshi.records.lists import ReviewCatalogue
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register

# 行政处罚法 art 63: so grave that the party may ask for a hearing. 国办发〔2018〕118号 wants review of whatever touches
# 重大权益, whether or not a hearing was held.
_GRAVE = frozenset({"降低资质等级", "吊销许可证件", "责令停产停业", "责令关闭", "限制从业"})
# Others are major where the catalogue names them without a number to reach.
_NAMED = {"暂扣许可证件": "暂扣", "限制开展生产经营活动": "限制开展生产经营", "行政拘留": "拘留"}
# Results of licences and manners of coercion by the words of a catalogue: whether the row means this one, people tell.
_WORDS = {
    "不予许可": "不予许可",
    "撤销许可": "撤销",
    "查封场所、设施或者财物": "查封",
    "扣押财物": "扣押",
    "冻结存款、汇款": "冻结",
    "划拨存款、汇款": "划拨",
    "拍卖或者依法处理": "拍卖",
    "排除妨碍、恢复原状": "拆除",
    "代履行": "代履行",
}
_CATALOGUES = "pre/review-catalogues/"
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]+(?:日|天|个月|年|元|万)")


@dataclass(frozen=True, slots=True)
class Major:
    """Why, in Chinese; ``certain`` is False where only a person can tell. ``heard``: a hearing was held."""

    reason: str
    certain: bool = True
    heard: bool = False


@dataclass(slots=True)
class Standards:
    """What an organ's catalogues say in numbers and in words that can be matched; amounts in yuan."""

    adjusted: date
    person: Decimal | None = None
    organisation: Decimal | None = None
    named: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    # Kind without 行政 → what its rows say of the decisions to be reviewed.
    texts: dict[str, str] = field(default_factory=dict)


def standards_of(register: Register) -> dict[str, Standards]:
    """By organ. Of several rows with amounts the lowest counts."""
    found: dict[str, Standards] = {}
    for catalogue in register.catalogues["review-catalogue"].values():
        if isinstance(catalogue, ReviewCatalogue):
            standards = found.setdefault(catalogue.entity, Standards(catalogue.adjusted))
            standards.adjusted = max(standards.adjusted, catalogue.adjusted)
            _learn(standards, catalogue)
    return found


def _learn(standards: Standards, catalogue: ReviewCatalogue) -> None:
    for row in catalogue.rows:
        kind = row.kind.removeprefix("行政")
        standards.kinds.add(kind)
        standards.texts[kind] = f"{standards.texts.get(kind, '')}\n{row.decision}"
        if "处罚" not in row.kind:
            continue
        standards.person = _lower(standards.person, row.fine_person)
        standards.organisation = _lower(standards.organisation, row.fine_organisation)
        if not _NUMBERED.search(row.standard):
            standards.named |= {kind for kind, word in _NAMED.items() if word in row.decision}


def _lower(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else min(one, other)


def why_major(decision: Decision, register: Register, standards: Mapping[str, Standards]) -> Major | None:
    """None for what is not major. A catalogue binds from its date on; before that it only gives cause to look."""
    if decision.internal.hearing is not None:
        return Major("本案举行过听证", heard=True)
    own = standards.get(decision.entity)
    if isinstance(decision, Penalty):
        if decision.procedure == "简易":
            return None
        grave = next((kind for kind in decision.penalties if kind in _GRAVE), None)
        if grave:
            return Major(f"处罚类别有“{grave}”")
        if own:
            reached = _reached(decision, own)
            if reached and decision.decided < own.adjusted:
                return Major(f"{reached}（目录在决定之后的 {own.adjusted} 调整过）", certain=False)
            if reached:
                return Major(reached)
    return _by_item(decision, register, own) or _by_words(decision, own)


def _by_words(decision: Decision, own: Standards | None) -> Major | None:
    if own is None or not isinstance(decision, Licence | Coercion):
        return None
    named = decision.result if isinstance(decision, Licence) else decision.manner
    word = _WORDS.get(named)
    if word is None or word not in own.texts.get(decision.kind.removeprefix("行政"), ""):
        return None
    return Major(f"本机关的法制审核目录写到“{word}”", certain=False)


def _reached(decision: Penalty, own: Standards) -> str:
    """Which standard of the catalogue the penalty reaches; empty for none."""
    named = next((kind for kind in decision.penalties if kind in own.named), None)
    if named:
        return f"处罚类别“{named}”在本机关的法制审核目录里"
    # A sole trader is weighed as an organisation, as in 较低数额: the higher threshold, so that nobody is accused wrongly.
    people = all(party.kind == "自然人" for party in decision.parties)
    limit = own.person if people else own.organisation
    if limit is None:
        return ""
    for label, amount in (("罚款", decision.fine), ("没收金额", decision.confiscated)):
        if amount is not None and amount >= limit:
            who = "公民" if people else "单位"
            return f"{label} {amount:f} 元达到目录对{who}的标准 {limit:f} 元"
    return ""


def _by_item(decision: Decision, register: Register, own: Standards | None) -> Major | None:
    found = register.items.get(decision.item) if decision.item else None
    if found is None or not found[0].major:
        return None
    item, items = found
    reason = f"执法事项 {item.code} 标明列入法制审核目录"
    listed = own is not None and decision.kind.removeprefix("行政") in own.kinds
    if not listed:
        # The flag is all that the organ has published, so it is the standard; unless its catalogue cannot be read today.
        unread = any(file.startswith(_CATALOGUES) for file in register.unreadable)
        return Major(reason, certain=decision.decided >= items.adjusted and not unread)
    has_amounts = own is not None and (own.person is not None or own.organisation is not None)
    if isinstance(decision, Penalty) and has_amounts:
        return None
    return Major(reason, certain=False)
