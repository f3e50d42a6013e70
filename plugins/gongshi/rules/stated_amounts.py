"""What the text of a decision says of money agrees with the number beside it (DOMAIN V-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Coercion, Levy, Payment, Requisition, Reward
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.amounts import Amount, amounts, plain
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import live

_CURRENCY = r"(?:[:：]|人民币|¥|[（(]?大写[）)]?[:：]?|[，,]?计(?:人民币)?)*"
# Directly before an amount: it is said to be the fine.
_FINE_BEFORE = re.compile(rf"罚款(?:数额|金额|总额)?(?:为|是|计|共计|合计|总计|共)?{_CURRENCY}$")
_FINE_AFTER = re.compile(r"(?:整|正)?(?:人民币)?的?罚款")
# A fine of another kind, another day or another decision.
_OTHER_FINE = re.compile(
    r"(?:加处|缴纳|已缴|缴清|欠缴|免除|减免|追缴|原|原处|原决定|上述|前述|每日|每次|按)(?:的|之)?$"
)
_CONFISCATED = re.compile(rf"没收违法所得(?:款|金额)?(?:为|是|计|共计|合计|总计|共)?{_CURRENCY}$")
_BOTH = re.compile(rf"罚没[^，。；\n]{{0,8}}?(?:合计|共计|总计|共)(?:为|是)?{_CURRENCY}$")
_TOTAL = re.compile(
    r"(?:合计|共计|总计|总额|金额|加处罚款|代履行费用(?:预算)?|征收[^，。；\n\d]{0,15}|补偿[款费金]?|奖励[金]?|补贴(?:资金)?)"
    rf"(?:为|是|共|共计|合计)?{_CURRENCY}$"
)
# A bound, a rate or a part, no amount of its own.
_BOUND_BEFORE = re.compile(
    r"(?:不超过|不少于|不足|不满|不低于|不高于|最高|最低|至少|以上|以下|超过|低于|高于|[-—~～至到])$"
)
_BOUND_AFTER = re.compile(r"(?:整|正)?(?:以[上下内]|左右|不等|起|至|到|[-—~～/／]|的[^罚，。；\n]|每)")
_RATE = re.compile(r"每[^，。；：\n]{0,12}$")

# Kinds with one amount: text and number, by attribute and by key.
_AMOUNT_OF: dict[type[Decision], tuple[str, str]] = {
    Coercion: ("决定内容", "涉及金额"),
    Levy: ("征收内容", "征收金额"),
    Requisition: ("征用内容", "补偿金额"),
    Payment: ("给付内容", "给付金额"),
    Reward: ("奖励内容", "奖励金额"),
}
_ZERO = Decimal(0)


@rule(
    "GS222",
    "文字里的金额与金额栏不一致",
    Severity.DEFECT,
    "行政处罚法第五十九条；政府信息公开条例第六条（及时、准确）",
)
def text_and_number_differ(register: Register) -> Iterator[Hit]:
    """处罚内容、摘要里写的罚款、没收违法所得、罚没合计，征收、给付、奖励等内容里写的合计，与金额栏的数字不同。
    认得 2,000元、3.6万元、一万二千元、人民币叁仟伍佰元整；“以上”“以下”“每日”“加处”的金额不核对。

    处理：与决定书核对，改正写错的一处；已经公示的，同时写“更正”。

    合格：处罚内容: 罚款人民币叁仟伍佰元整，罚款金额: 3500.00

    不合格：处罚内容: 罚款3500元，罚款金额: 35000.00
    """
    for decision in live(register):
        if isinstance(decision, Penalty):
            yield from _penalty(decision)
        elif type(decision) in _AMOUNT_OF:
            yield from _other(decision)


def _penalty(penalty: Penalty) -> Iterator[Hit]:
    for key, prose in (("处罚内容", penalty.content), ("摘要", penalty.summary or "")):
        if "元" not in prose or not ("罚" in prose or "没收" in prose):
            continue
        text = plain(prose)
        found = list(amounts(text))
        fines = [a.value for a in found if _is_fine(text, a)]
        if penalty.fine is not None and fines and not _agrees(penalty.fine, fines):
            yield _hit(penalty, key, "罚款", fines, "罚款金额", penalty.fine)
        if key == "摘要":
            continue
        taken = [a.value for a in found if _CONFISCATED.search(_before(text, a)) and not _bound(text, a)]
        if taken and "没收违法所得" in penalty.penalties and not _confiscation_agrees(penalty, taken):
            yield _hit(penalty, key, "没收违法所得", taken, "没收金额", penalty.confiscated)
        both = [a.value for a in found if _BOTH.search(_before(text, a))]
        total = (penalty.fine or _ZERO) + (penalty.confiscated or _ZERO)
        # The value of confiscated goods may be part of the total without being in a column.
        if both and "没收非法财物" not in penalty.penalties and total not in both:
            yield _hit(penalty, key, "罚没合计", both, "罚款金额", total, "罚款金额与没收金额相加")


def _is_fine(text: str, amount: Amount) -> bool:
    if _bound(text, amount):
        return False
    before = _before(text, amount)
    said = _FINE_BEFORE.search(before)
    if said:
        return not _OTHER_FINE.search(before[: said.start()])
    return bool(_FINE_AFTER.match(text, amount.end)) and not _RATE.search(before)


def _confiscation_agrees(penalty: Penalty, taken: Sequence[Decimal]) -> bool:
    if penalty.confiscated is None:
        return False
    if _agrees(penalty.confiscated, taken):
        return True
    # The column may hold the value of goods besides.
    return "没收非法财物" in penalty.penalties and penalty.confiscated > sum(taken, _ZERO)


def _other(decision: Decision) -> Iterator[Hit]:
    content, amount = _AMOUNT_OF[type(decision)]
    number: Decimal | None = getattr(decision, "amount")  # noqa: B009 - each of these kinds has one of its own
    text = plain(getattr(decision, "content"))  # noqa: B009 - likewise
    if number is None:
        return
    found = list(amounts(text))
    said = [a.value for a in found if _is_total(text, a)]
    # Parts and totals stand side by side, so a number that occurs anywhere in the text is no contradiction.
    if said and not _agrees(number, said) and all(number != a.value for a in found):
        yield _hit(decision, content, "合计", said, amount, number)


def _is_total(text: str, amount: Amount) -> bool:
    before = _before(text, amount)
    return bool(_TOTAL.search(before)) and not _bound(text, amount) and not _RATE.search(before)


def _before(text: str, amount: Amount) -> str:
    return text[max(0, amount.start - 40) : amount.start]


def _bound(text: str, amount: Amount) -> bool:
    return bool(_BOUND_BEFORE.search(_before(text, amount)) or _BOUND_AFTER.match(text, amount.end))


def _agrees(number: Decimal, said: Sequence[Decimal]) -> bool:
    """One of what is said, or all of it together: several breaches, or an instalment and the whole."""
    return number in said or number in (sum(said, _ZERO), sum(set(said), _ZERO))


def _hit(
    decision: Decision, at: str, what: str, said: Sequence[Decimal], key: str, number: Decimal | None, sums: str = ""
) -> Hit:
    words = "、".join(f"{value.normalize():f}" for value in dict.fromkeys(said))
    column = f"{sums}是 {number:f} 元" if sums else f"【{key}】{'没有填写' if number is None else f'是 {number:f} 元'}"
    message = f"【{at}】写的{what}是 {words} 元，{column}，应当一致"
    fix = f"{key}: {said[0]:.2f}" if len(set(said)) == 1 and not sums else "与决定书核对，改正写错的一处"
    return Hit(decision.file, (at,), message, fix, decision.id)
