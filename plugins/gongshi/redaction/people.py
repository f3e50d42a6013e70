"""Which form of a name the profile asks for, by the field's role and the kind of decision; what a field shows against it."""

from __future__ import annotations

from gongshi.profiles.profile import NameStyles
from gongshi.records.decision import Decision
from gongshi.records.party import Party
from gongshi.redaction.names import Style, fits, is_foreign, is_person, read_mask

_ZH = {"姓加某": "姓加某，如张某", "姓加星号": "姓加星号，如张*", "不显示": "不显示，写某某", "全名": "全名"}


def party_style(decision: Decision, party: Party, styles: NameStyles) -> Style | None:
    """How the party is to be named; None for an organisation or a shop that has a name of its own.

    Who is rewarded for a report is an informant whatever else he is (市场监管领域重大违法行为举报奖励暂行办法).
    """
    if party.kind == "自然人":
        if is_reward_for_report(decision):
            return styles.informant.value
        allowed = styles.natural.value == "全名" or decision.code in styles.full.kinds
        if allowed and party.real_name:
            return "全名"
        return "姓加某" if styles.natural.value == "全名" else styles.natural.value
    if party.kind == "个体工商户" and (is_person(party.name) or read_mask(party.name)):
        return "姓加某" if styles.unnamed.value == "全名" and not party.real_name else styles.unnamed.value
    return None


def representative_style(party: Party, styles: NameStyles) -> Style:
    """How the representative of an organisation, or the operator of a shop, is to be named."""
    return (styles.operator if party.kind == "个体工商户" else styles.representative).value


def is_reward_for_report(decision: Decision) -> bool:
    """Whether the decision rewards somebody for a report."""
    said = (decision.title, getattr(decision, "rewarded", ""), getattr(decision, "facts", None) or "")
    return decision.code == "reward" and any("举报" in text for text in said)


def lacking(name: str, style: Style) -> str:
    """What is wrong with ``name`` where a natural person must be shown in ``style``; empty when nothing is.

    Never repeats the name.
    """
    if style == "全名":
        return ""
    found = read_mask(name)
    if found is None:
        whole = is_person(name) or is_foreign(name)
        return "写的是全名" if whole else "不是脱敏后的写法（姓加“某”，括号里只写身份，同名的加 1、2）"
    return "" if fits(found, style) else "留下了姓氏"


def wanted(style: Style) -> str:
    """The style in words."""
    return _ZH[style]
