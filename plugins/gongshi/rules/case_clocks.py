"""Clocks of the procedure itself: acceptance, filing, decision, service, validity. All of them notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Licence
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import PENALTY_LAW_2021, live, live_penalties, working_days

# 行政许可法 art 42; with approval ten more.
LICENCE_DAYS, EXTENSION = 20, 10
# 行政处罚法 arts 60 (calendar days) and 61 with 85 (working days).
CASE_DAYS, SERVICE_DAYS = 90, 7
# 行政许可法 art 44 with 82, working days.
CERTIFICATE_DAYS = 10
_GRANTED = ("准予", "变更", "延续")
_SETTLED = re.compile("注销|撤销|吊销|延续|换发|届满|期满|交回|失效")
_DAYS = re.compile(r"(\d{1,3})\s*个?(?:工作)?日")
_BY_NOTICE = "公告送达"


@rule("GS226", "许可有效期与决定日期不符", Severity.NOTE, "行政许可法第七十条")
def valid_before_decided(register: Register) -> Iterator[Hit]:
    """新准予的许可，有效期自早于决定日期。延续、变更的不查。

    处理：与证书核对；证书确实这样写的不用改。

    合格：决定日期: 2026-03-02，有效期自: 2026-03-02

    不合格：决定日期: 2026-03-02，有效期自: 2026-03-01
    """
    for licence in _licences(register):
        if licence.result == "准予" and licence.valid_from is not None and licence.valid_from < licence.decided:
            message = f"【有效期自】{licence.valid_from} 早于决定日期 {licence.decided}，许可自准予之日起才有效"
            yield Hit(licence.file, ("有效期自",), message, f"有效期自: {licence.decided}", licence.id)


@rule(
    "GS227",
    "许可决定超过法定期限",
    Severity.NOTE,
    "行政许可法第四十二条、第八十二条（20个工作日，经批准可延长10个工作日）",
)
def licence_late(register: Register) -> Iterator[Hit]:
    """从受理到决定超过20个工作日（服务指南、事项清单写明更长的，按写明的）。听证、检验、检测、鉴定、专家评审的时间不计算在内。

    处理：核对受理日期；依法延长或者扣除时间的不用改。

    合格：受理日期: 2026-02-24，决定日期: 2026-03-02

    不合格：受理日期: 2026-01-05，决定日期: 2026-03-02
    """
    legal = {guide.code: guide.legal_days for guide in register.guides.values() if guide.code}
    for licence in _licences(register):
        if licence.accepted is None or licence.decided < licence.accepted:
            continue
        limit = _licence_limit(licence, register, legal)
        # 20 working days are never less than 28 days on end.
        if (licence.decided - licence.accepted).days <= limit:
            continue
        taken = working_days(register, licence.accepted, licence.decided)
        if taken > limit:
            more = f"，加上可以延长的{EXTENSION}个工作日也超过了" if taken > limit + EXTENSION else ""
            message = f"【决定日期】{licence.decided} 离受理日期 {licence.accepted} {taken}个工作日，法定{limit}个工作日{more}"
            fix = "核对受理日期；依法延长、扣除时间的不用改"
            yield Hit(licence.file, ("决定日期",), message, fix, licence.id)


@rule("GS228", "许可已经期满", Severity.NOTE, "行政许可法第七十条第一项（有效期届满未延续的，办理注销手续）")
def licence_expired(register: Register) -> Iterator[Hit]:
    """还在公示的许可有效期已经届满，后续没有写注销、延续、届满。页面会注明“现为无效”。

    处理：办理注销手续后，在“后续”里写明；已经延续的，写“关联”并另建延续的记录。

    合格：有效期至: 2026-03-02，后续: [{日期: 2026-03-03, 情形: 许可证注销}]

    不合格：有效期至: 2026-03-02（基准日 2026-03-16，没有后续）
    """
    as_of = register.setting.as_of
    for licence in _licences(register):
        if licence.result in _GRANTED and licence.valid_to is not None and licence.valid_to < as_of:
            if any(f.day <= as_of and _SETTLED.search(f.event) for f in licence.followups):
                continue
            message = f"【有效期至】{licence.valid_to} 已过，许可现为无效，没有写注销或者延续"
            fix = "后续: [{日期: 注销的日期, 情形: 许可证注销}]"
            yield Hit(licence.file, ("有效期至",), message, fix, licence.id)


@rule(
    "GS229",
    "处罚决定超过90日",
    Severity.NOTE,
    "行政处罚法第六十条（自立案之日起90日，法律、法规、规章另有规定的从其规定）",
)
def case_late(register: Register) -> Iterator[Hit]:
    """从立案到决定超过90日（自然日），也没有写依法延长到的日期（`内部.办案期限延长`），或者延长到的日期也过了。

    处理：核对立案日期；依法延长、扣除听证、检测、鉴定时间的，在“内部”里写 办案期限延长: {至: 日期, 依据: 条款}。

    合格：立案日期: 2026-02-09，决定日期: 2026-03-02

    不合格：立案日期: 2025-11-20，决定日期: 2026-03-02
    """
    for penalty in live_penalties(register):
        filed = penalty.internal.filed
        if filed is None or filed < PENALTY_LAW_2021:
            continue
        taken = (penalty.decided - filed).days
        prolonged = penalty.internal.prolonged
        if prolonged is not None and penalty.decided <= prolonged.until:
            continue
        if taken > CASE_DAYS:
            message = f"【立案日期】{filed} 到决定日期 {penalty.decided} 有{taken}日，法定{CASE_DAYS}日；依法延长的写明延长到哪一天"
            fix = "办案期限延长: {至: 延长到的日期, 依据: 批准延长的条款}"
            yield Hit(penalty.file, ("内部", "立案日期"), message, fix, penalty.id)


@rule("GS230", "公示早于送达", Severity.NOTE, "行政处罚法第六十一条；行政许可法第四十四条（决定经送达才生效）")
def published_before_service(register: Register) -> Iterator[Hit]:
    """首次公示早于送达日期：当事人还没有收到，公众已经看到。公示期限从决定之日起算，所以只提示，不拦截。

    处理：不用改记录；以后先送达、后公示。

    合格：送达日期: 2026-03-03，首次公示 2026-03-05

    不合格：送达日期: 2026-03-06，首次公示 2026-03-05
    """
    for decision in live(register):
        state = register.standings[decision.id].state
        first = state.first_published or (register.setting.as_of if state.expected and state.shown else None)
        if decision.served is not None and first is not None and first < decision.served:
            message = f"【送达日期】{decision.served} 晚于首次公示日期 {first}，当事人收到之前就公示了"
            yield Hit(decision.file, ("送达日期",), message, "", decision.id)


@rule("GS231", "处罚决定书送达超过七个工作日", Severity.NOTE, "行政处罚法第六十一条、第八十五条（七日，指工作日）")
def served_late(register: Register) -> Iterator[Hit]:
    """送达日期离决定日期超过七个工作日。公告送达的（后续或者过程记录里写明“公告送达”）不查。

    处理：核对送达日期；公告送达的在“后续”里写明。

    合格：决定日期: 2026-03-02，送达日期: 2026-03-11

    不合格：决定日期: 2026-03-02，送达日期: 2026-03-20
    """
    for penalty in live_penalties(register):
        if penalty.served is None or penalty.decided < PENALTY_LAW_2021:
            continue
        # Seven working days are never less than nine days on end.
        if (penalty.served - penalty.decided).days <= SERVICE_DAYS or _by_notice(penalty):
            continue
        taken = working_days(register, penalty.decided, penalty.served)
        if taken > SERVICE_DAYS:
            message = f"【送达日期】{penalty.served} 是决定日期 {penalty.decided} 之后第{taken}个工作日，应当在{SERVICE_DAYS}个工作日内"
            fix = "后续: [{日期: 公告期满的日期, 情形: 公告送达期满}]"
            yield Hit(penalty.file, ("送达日期",), message, fix, penalty.id)


@rule("GS232", "许可证件送达超过十个工作日", Severity.NOTE, "行政许可法第四十四条、第八十二条（十日，指工作日）")
def certificate_late(register: Register) -> Iterator[Hit]:
    """准予、变更、延续的许可，送达日期离决定日期超过十个工作日。公告送达的不查。

    处理：核对送达日期；以后十个工作日内颁发、送达。

    合格：决定日期: 2026-03-02，送达日期: 2026-03-16

    不合格：决定日期: 2026-03-02，送达日期: 2026-03-25
    """
    for licence in _licences(register):
        if licence.result not in _GRANTED or licence.served is None or _by_notice(licence):
            continue
        if (licence.served - licence.decided).days <= CERTIFICATE_DAYS:
            continue
        taken = working_days(register, licence.decided, licence.served)
        if taken > CERTIFICATE_DAYS:
            message = (
                f"【送达日期】{licence.served} 是决定日期 {licence.decided} 之后第{taken}个工作日，"
                f"许可证件应当在{CERTIFICATE_DAYS}个工作日内送达"
            )
            yield Hit(licence.file, ("送达日期",), message, "核对送达日期", licence.id)


def _licences(register: Register) -> Iterator[Licence]:
    return (decision for decision in live(register) if isinstance(decision, Licence))


def _licence_limit(licence: Licence, register: Register, legal: Mapping[str, int]) -> int:
    """The longest term that is written anywhere: sector laws set longer ones, and a note should not be wrong."""
    terms = [LICENCE_DAYS, legal.get(licence.item or "", 0)]
    found = register.items.get(licence.item) if licence.item else None
    if found:
        terms += [int(days) for days in _DAYS.findall(found[0].term)]
    return max(terms)


def _by_notice(decision: Decision) -> bool:
    internal = decision.internal
    return any(_BY_NOTICE in f.event or _BY_NOTICE in (f.note or "") for f in decision.followups) or any(
        _BY_NOTICE in word for pair in internal.process.items() for word in pair
    )
