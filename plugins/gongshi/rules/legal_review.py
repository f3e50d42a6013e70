"""法制审核 and 集体讨论 before a major decision (行政处罚法 arts 57, 58)."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.major import Major, standards_of, why_major
from gongshi.rules.reviewers import reviewers_of
from gongshi.rules.weighed import PENALTY_LAW_2021, live, working_days

_ART_58 = "行政处罚法第五十八条；国办发〔2018〕118号（未经法制审核或者审核未通过的，不得作出决定）"
_PATH = ("内部", "法制审核")
_FIX = "在“内部”里写上法制审核的意见、审核人和日期；确实没有审核的，写“缺陷说明”"


def _major(register: Register) -> Iterator[tuple[Decision, Major]]:
    """Every live decision since 2021-07-15 that is major, or may be; worked out once for the four rules that ask."""
    if "major" not in register.memo:
        standards = standards_of(register)
        weighed = (
            (decision, why_major(decision, register, standards))
            for decision in live(register)
            if decision.decided >= PENALTY_LAW_2021
        )
        register.memo["major"] = tuple((decision, major) for decision, major in weighed if major is not None)
    found: tuple[tuple[Decision, Major], ...] = register.memo["major"]
    return iter(found)


@rule("GS205", "重大执法决定没有通过法制审核", Severity.DEFECT, _ART_58)
def without_legal_review(register: Register) -> Iterator[Hit]:
    """决定达到本机关重大执法决定法制审核目录的标准（罚款、没收金额，吊销、停产停业、关闭、限制从业等），或者经过听证，
    却没有法制审核，审核意见不是“同意”，审核日期晚于决定日期，审核人就是承办人，或者在执法人员名单里不是法制审核人员
    （名单给全部法制审核人员写了“内部编号”的，名单以外的编号也报）。

    处理：补写审核情况；确实没有审核或者审核在后的，在“缺陷说明”里如实说明。

    合格：法制审核: {意见: 同意, 审核人: F001, 日期: 2026-02-26}（决定日期 2026-03-02）

    不合格：法制审核: {意见: 同意, 审核人: F001, 日期: 2026-03-05}（决定日期 2026-03-02）
    """
    people = reviewers_of(register)
    for decision, major in _major(register):
        review = decision.internal.legal_review
        if not major.certain or (review is None and major.heard):
            continue
        if review is None:
            message = f"【法制审核】没有填写；{major.reason}，属于重大执法决定，决定前要经法制审核"
            yield Hit(decision.file, _PATH, message, _FIX, decision.id)
            continue
        if review.opinion != "同意":
            message = f"【法制审核】意见是“{review.opinion}”；{major.reason}，审核同意后才能作出决定"
            yield Hit(decision.file, (*_PATH, "意见"), message, _FIX, decision.id)
        if review.day > decision.decided:
            message = (
                f"【法制审核】日期 {review.day} 晚于决定日期 {decision.decided}；{major.reason}，应当先审核、后决定"
            )
            fix = f"日期: 不晚于 {decision.decided} 的实际审核日期"
            yield Hit(decision.file, (*_PATH, "日期"), message, fix, decision.id)
        fix = "审核人: 没有承办本案的法制审核人员"
        if people.handled(decision.entity, review.reviewer, decision.internal.officers):
            message = f"【法制审核】审核人“{review.reviewer[:60]}”就是本案承办人，应当由没有承办本案的人审核"
            yield Hit(decision.file, (*_PATH, "审核人"), message, fix, decision.id)
        elif doubt := people.doubt(decision.entity, review.reviewer):
            message = f"【法制审核】审核人{doubt}；{major.reason}，由法制审核人员审核"
            yield Hit(decision.file, (*_PATH, "审核人"), message, fix, decision.id)


@rule(
    "GS206",
    "经过听证没有法制审核",
    Severity.DEFECT,
    "行政处罚法第五十八条第一款；国办发〔2018〕118号（经过听证程序的，应当法制审核）",
)
def heard_without_legal_review(register: Register) -> Iterator[Hit]:
    """举行过听证的决定，不论金额，都要先经法制审核。

    处理：补写审核情况；确实没有审核的，在“缺陷说明”里如实说明。

    合格：听证日期: 2026-02-20，法制审核: {意见: 同意, 审核人: F001, 日期: 2026-02-26}

    不合格：听证日期: 2026-02-20（没有法制审核）
    """
    for decision, major in _major(register):
        if major.heard and decision.internal.legal_review is None:
            message = f"【法制审核】没有填写；本案 {decision.internal.hearing} 举行过听证，决定前要经法制审核"
            yield Hit(decision.file, ("内部", "听证日期"), message, _FIX, decision.id)


@rule(
    "GS207",
    "重大处罚没有集体讨论",
    Severity.NOTE,
    "行政处罚法第五十七条第二款（情节复杂或者重大违法行为，负责人集体讨论决定）",
)
def without_discussion(register: Register) -> Iterator[Hit]:
    """达到重大标准或者经过听证的处罚，没有写集体讨论日期，或者集体讨论晚于决定日期。

    处理：补写集体讨论日期；不属于情节复杂、重大违法行为的不用改。

    合格：集体讨论日期: 2026-02-28（吊销许可证件，决定日期 2026-03-02）

    不合格：集体讨论日期: 2026-03-03（吊销许可证件，决定日期 2026-03-02）
    """
    for decision, major in _major(register):
        if not isinstance(decision, Penalty) or not major.certain:
            continue
        discussed = decision.internal.collective_discussion
        path = ("内部", "集体讨论日期")
        if discussed is None:
            message = f"【集体讨论日期】没有填写；{major.reason}，重大违法行为的处罚由负责人集体讨论决定"
            yield Hit(decision.file, path, message, "集体讨论日期: 实际讨论的日期", decision.id)
        elif discussed > decision.decided:
            message = f"【集体讨论日期】{discussed} 晚于决定日期 {decision.decided}，应当先讨论、后决定"
            yield Hit(decision.file, path, message, f"集体讨论日期: 不晚于 {decision.decided} 的日期", decision.id)


@rule("GS208", "可能重大而没有法制审核", Severity.NOTE, _ART_58)
def perhaps_major(register: Register) -> Iterator[Hit]:
    """执法事项标明列入法制审核目录，而目录的标准要由人判断；目录的文字写到了这一种许可结果、强制方式（不予许可、撤销、查封、代履行
    等）；或者按现行目录达到标准，而目录在决定之后调整过。

    处理：对照当时的目录；达到标准的补写法制审核，没有达到的不用改。

    合格：法制审核: {意见: 同意, 审核人: F201, 日期: 2026-05-29}

    不合格：事项标明“法制审核: 是”的决定没有写法制审核
    """
    for decision, major in _major(register):
        if not major.certain and decision.internal.legal_review is None:
            message = f"【法制审核】没有填写；{major.reason}，请对照当时的目录核对"
            yield Hit(decision.file, _PATH, message, "达到目录标准的，补写法制审核；没有达到的不用改", decision.id)


@rule(
    "GS209", "法制审核超过期限", Severity.NOTE, "国办发〔2018〕118号（明确法制审核期限）；各地重大执法决定法制审核办法"
)
def reviewed_slowly(register: Register) -> Iterator[Hit]:
    """从送审到出具意见超过规则配置的法制审核期限，或者送审日期晚于审核日期。没有写“送审日期”的不查。

    处理：核对送审日期；退回补正过的，写补正后重新送审的日期。

    合格：法制审核: {意见: 同意, 审核人: F001, 送审日期: 2026-02-24, 日期: 2026-02-26}

    不合格：法制审核: {意见: 同意, 审核人: F001, 送审日期: 2026-02-10, 日期: 2026-02-27}
    """
    for decision in live(register):
        review = decision.internal.legal_review
        if review is None or review.handed_in is None:
            continue
        path = (*_PATH, "送审日期")
        limit = register.setting.profile_of(decision.entity).review_days.value
        if review.handed_in > review.day:
            message = f"【送审日期】{review.handed_in} 晚于审核日期 {review.day}"
            yield Hit(decision.file, path, message, f"送审日期: 不晚于 {review.day} 的日期", decision.id)
        elif (review.day - review.handed_in).days > limit:
            taken = working_days(register, review.handed_in, review.day)
            if taken > limit:
                message = (
                    f"【送审日期】{review.handed_in} 到审核日期 {review.day} 有{taken}个工作日，期限是{limit}个工作日"
                )
                yield Hit(decision.file, path, message, "核对送审日期；退回补正的写重新送审的日期", decision.id)
