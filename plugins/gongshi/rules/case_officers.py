"""Who handled the case: at least two, each with a certificate valid on the day (行政处罚法 art 42)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Coercion, Inspection
from gongshi.records.penalty import Penalty
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import live_results
from gongshi.rules.weighed import PENALTY_LAW_2021, in_force, live

_PATH = ("内部", "执法人员")
# Ways of service for which no officer of the case goes out.
_NOT_BY_HAND = ("邮寄", "邮政", "公告", "电子", "委托", "转交", "代为")
_Case = Decision | RandomResult


def _needed(decision: Decision) -> tuple[int, str]:
    """How many officers at the least, and by which article; 0 where no law says.

    On the spot one may be enough (行政处罚法 art 42: 法律另有规定的除外, as for traffic). Inspections have a rule of their
    own; what is no measure, such as a surcharge or an application to the court, is not carried out on the spot.
    """
    if isinstance(decision, Penalty) and decision.decided >= PENALTY_LAW_2021:
        return (1 if decision.procedure == "简易" else 2), "行政处罚法第四十二条"
    if isinstance(decision, Coercion) and decision.coercion_kind == "行政强制措施":
        return 2, "行政强制法第十八条第二项"
    return 0, ""


def _days(record: _Case) -> Iterator[tuple[str, date]]:
    """The procedural dates on which every officer of the case must have been certified, in the order of a case."""
    if isinstance(record, RandomResult):
        yield "检查开始", record.starts
        yield "检查完成", record.finished
        return
    internal = record.internal
    if internal.filed:
        yield "立案日期", internal.filed
    if isinstance(record, Inspection):
        yield "检查日期", record.inspected
    if internal.hearing:
        yield "听证日期", internal.hearing
    if internal.legal_review:
        yield "法制审核日期", internal.legal_review.day
    if internal.collective_discussion:
        yield "集体讨论日期", internal.collective_discussion
    yield "决定日期", record.decided


@rule("GS210", "执法人员少于两人", Severity.DEFECT, "行政处罚法第四十二条；行政强制法第十八条")
def too_few_officers(register: Register) -> Iterator[Hit]:
    """行政处罚、行政强制措施的执法人员不得少于两人（当场处罚不得没有）；同一个证号写两次只算一人。

    处理：补写其他承办人员的执法证号；确实只有一人的，在“缺陷说明”里如实说明。

    合格：执法人员: [65990004, 65990009]

    不合格：执法人员: [65990004]
    """
    for decision in live(register):
        needed, law = _needed(decision)
        count = len(set(decision.internal.officers))
        if count < needed:
            message = f"【执法人员】写了{count}人，应当不少于{needed}人（{law}）"
            fix = "执法人员: [65990001, 65990002]" if needed == 2 else "执法人员: [65990001]"
            yield Hit(decision.file, _PATH, message, fix, decision.id)


@rule("GS211", "执法证件在办案时无效", Severity.DEFECT, "行政处罚法第四十二条（具有行政执法资格）")
def lapsed_certificate(register: Register) -> Iterator[Hit]:
    """承办人员的执法证在立案、检查、听证、法制审核、集体讨论或者决定的那一天已经过期；还没有公示的新决定、新抽查结果，证件那时
    还没有生效。上门送达的那一天，证件有效的承办人员不足法定人数（过程记录、后续写明邮寄、公告、电子、委托送达的不查）。

    处理：证件换发过的，先更新执法人员名单；确实无效的，在“缺陷说明”里如实说明。

    合格：有效期至: 2028-05-31（决定日期 2026-03-02）

    不合格：有效期至: 2026-02-28（决定日期 2026-03-02）
    """
    for record, at, key, day, starts, ends in _invalid(register):
        if ends < day or _is_new(register, record):
            certificate = record.internal.officers[at]
            when = f"到 {ends} 为止" if ends < day else f"自 {starts} 起"
            message = f"【执法人员】执法证 {certificate} 的有效期{when}，{key} {day} 无效"
            fix = "核对执法人员名单里的有效期，或者写实际承办的人员"
            yield Hit(record.file, (*_PATH, at), message, fix, record.id)
    for decision in live(register):
        needed, law = _needed(decision)
        if decision.served is None or not needed or not _by_hand(decision):
            continue
        known = [register.officers[number][0] for number in set(decision.internal.officers) & register.officers.keys()]
        decided = sum(officer.valid_to >= decision.decided for officer in known)
        valid = sum(officer.valid_to >= decision.served for officer in known)
        # Too few of them at all, one in no list, or one who could not decide either is said elsewhere.
        if valid < needed <= decided:
            message = f"【送达日期】{decision.served} 那一天，承办人员里执法证有效的只有{valid}人，应当不少于{needed}人（{law}）"
            fix = "核对执法人员名单里的有效期；邮寄、公告送达的，在“过程记录”里写明"
            yield Hit(decision.file, ("送达日期",), message, fix, decision.id)


@rule("GS212", "执法证件需要核对", Severity.NOTE, "行政处罚法第四十二条")
def doubtful_certificate(register: Register) -> Iterator[Hit]:
    """承办人员的执法证有效期晚于办案日期（可能换发过），或者名单最近一次更新时证件已经暂扣、注销，而决定在更新之后。

    处理：换发过的不用改；暂扣、注销之后又承办的，核实情况。

    合格：证件状态: 有效

    不合格：证件状态: 暂扣（名单更新 2026-02-01，决定日期 2026-03-02）
    """
    for record, at, key, day, starts, ends in _invalid(register):
        if ends >= day and not _is_new(register, record):
            certificate = record.internal.officers[at]
            message = f"【执法人员】执法证 {certificate} 的有效期自 {starts} 起，晚于{key} {day}；换发过的不用改"
            yield Hit(record.file, (*_PATH, at), message, "", record.id)
    for decision in in_force(register):
        for at, certificate in enumerate(decision.internal.officers):
            officer, officers = register.officers.get(certificate, (None, None))
            if officer and officers and officer.status != "有效" and decision.decided >= officers.adjusted:
                message = (
                    f"【执法人员】执法证 {certificate} 在 {officers.adjusted} 更新的名单里是“{officer.status}”，"
                    f"决定日期 {decision.decided} 在这之后"
                )
                yield Hit(decision.file, (*_PATH, at), message, "写实际承办的人员，或者更新证件状态", decision.id)


def _is_new(register: Register, record: _Case) -> bool:
    return register.standings[record.id].state.first_published is None


def _by_hand(decision: Decision) -> bool:
    """Whether officers of the case may have served it themselves: nothing says that it went another way."""
    said = [text for pair in decision.internal.process.items() for text in pair if "送达" in pair[0]]
    said += [text for follow in decision.followups for text in (follow.event, follow.note or "")]
    return not any(way in text for text in said for way in _NOT_BY_HAND)


_Invalid = tuple[_Case, int, str, date, date, date]


def _invalid(register: Register) -> Iterator[_Invalid]:
    """(record, place of the officer, key and day, validity) for the first day on which a certificate was not valid.

    A certificate that is in no list is another rule's finding. Two rules ask, so the answer is kept.
    """
    if "invalid" not in register.memo:
        register.memo["invalid"] = tuple(_first_invalid(register))
    found: tuple[_Invalid, ...] = register.memo["invalid"]
    return iter(found)


def _first_invalid(register: Register) -> Iterator[_Invalid]:
    known = register.officers
    cases: Iterable[_Case] = chain(in_force(register), live_results(register))
    for record in cases:
        if not record.internal.officers:
            continue
        days = list(_days(record))
        first, last = min(day for _, day in days), max(day for _, day in days)
        for at, certificate in enumerate(record.internal.officers):
            if certificate not in known:
                continue
            officer = known[certificate][0]
            if officer.valid_from <= first and last <= officer.valid_to:
                continue
            key, day = next((k, d) for k, d in days if not officer.valid_from <= d <= officer.valid_to)
            yield record, at, key, day, officer.valid_from, officer.valid_to
