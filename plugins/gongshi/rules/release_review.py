"""公开审查: four people look before anything becomes public, and no one looks twice under two names."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.catalogue import Catalogue
from gongshi.records.decision import Decision
from gongshi.records.life import ReleaseReview
from gongshi.records.pages import Board, Flow, Guide, Policy
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.reviewers import reviewers_of

_BASIS = "保守国家秘密法（信息公开前保密审查）；政府信息公开条例第十七条"
# Who may not be one and the same. A small organ may let its reviewer do the secrecy review as well.
_APART = (
    ("采集人", "保密审查人"),
    ("采集人", "审核人"),
    ("采集人", "批准人"),
    ("保密审查人", "批准人"),
    ("审核人", "批准人"),
)
_BEFORE = "公布前要经保密审查并批准"
_EXAMPLE = "公开审查: {采集人: C003, 保密审查人: C001, 审核人: F001, 批准人: L001, 日期: 2026-03-04, 结论: 同意公开}"


def _published(register: Register) -> Iterator[Decision | RandomResult]:
    """What is shown today and was not brought over from an older system."""
    records: tuple[Decision | RandomResult, ...] = (
        *register.unsettled(),
        *register.sound.each(register.random_results.values()),
    )
    for record in records:
        migrated = isinstance(record, Decision) and record.migration is not None
        if not migrated and register.standings[record.id].state.shown:
            yield record


_Listed = Catalogue | Flow | Guide | Board | Policy


def _all_lists(register: Register) -> Iterator[_Listed]:
    for rows in register.catalogues.values():
        yield from rows.values()
    yield from register.flows.values()
    yield from register.guides.values()
    yield from register.boards.values()
    yield from register.policies.values()


def _lists(register: Register) -> Iterator[tuple[_Listed, ReleaseReview]]:
    """Lists and pages before enforcement that carry a 公开审查."""
    for page in _all_lists(register):
        if page.release:
            yield page, page.release


def _reviews(register: Register) -> Iterator[tuple[Record, ReleaseReview, Path]]:
    """Every 公开审查 of what is shown today, with the keys that lead to it."""
    for record in _published(register):
        if record.internal.release:
            yield record, record.internal.release, ("内部", "公开审查")
    for report in register.annual_reports.values():
        if report.internal.release:
            yield report, report.internal.release, ("内部", "公开审查")
    for page, review in _lists(register):
        yield page, review, ("公开审查",)


def _lacking(review: ReleaseReview) -> tuple[str, str]:
    """The key that keeps the review from having passed, and what to say; empty when it has passed."""
    if review.conclusion != "同意公开":
        return "结论", f"结论是“{review.conclusion}”，应为“同意公开”"
    for key, value in (("保密审查人", review.secrecy), ("批准人", review.approver), ("日期", review.day)):
        if value is None:
            return key, f"没有写{key}"
    return "", ""


@rule("GS201", "公示的记录没有通过公开审查", Severity.GATE, _BASIS)
def not_reviewed(register: Register) -> Iterator[Hit]:
    """已经公示的决定、抽查结果没有公开审查，或者缺保密审查人、批准人、日期，或者结论不是“同意公开”；
    清单、指南、流程图的公开审查写明“不同意公开”。

    处理：补办公开审查；不应公开的，按误公开下线。

    合格：公开审查: {采集人: C003, 保密审查人: C001, 批准人: L001, 日期: 2026-03-04, 结论: 同意公开}

    不合格：公开审查: {采集人: C003, 批准人: L001, 日期: 2026-03-04, 结论: 同意公开}
    """
    for record in _published(register):
        review = record.internal.release
        if review is None:
            message = "【公开审查】没有填写，记录却已经公示；公示前要经保密审查并批准"
            yield Hit(record.file, ("内部", "公开审查"), message, _EXAMPLE, record.id)
            continue
        key, lacking = _lacking(review)
        if key:
            message = f"【公开审查】{lacking}，记录却已经公示"
            yield Hit(record.file, ("内部", "公开审查", key), message, _EXAMPLE, record.id)
    for page, review in _lists(register):
        if review.conclusion == "不同意公开":
            message = "【公开审查】结论是“不同意公开”，不能放在公示目录里"
            yield Hit(page.file, ("公开审查", "结论"), message, "移出 content/，或者重新审查同意后改正结论", page.id)


@rule("GS202", "公开审查有缺项或者晚于公示", Severity.DEFECT, _BASIS)
def reviewed_late(register: Register) -> Iterator[Hit]:
    """公开审查的日期晚于首次公示日期（先公开、后审查）；清单、指南等写了公开审查，却没有审查完。

    处理：日期写错的改正；确实后补的，在“缺陷说明”里如实说明。

    合格：日期: 2026-03-04（首次公示 2026-03-05）

    不合格：日期: 2026-03-09（首次公示 2026-03-05）
    """
    for record in _published(register):
        review = record.internal.release
        first = register.setting.first_published.get(record.id)
        passed = review.passed_on if review else None
        if passed and first and passed > first:
            message = f"【公开审查】日期 {passed} 晚于首次公示日期 {first}，应当先审查、后公示"
            fix = f"日期: 不晚于 {first} 的实际审查日期"
            yield Hit(record.file, ("内部", "公开审查", "日期"), message, fix, record.id)
    for page, review in _lists(register):
        key, lacking = _lacking(review)
        if key and review.conclusion != "不同意公开":
            yield Hit(page.file, ("公开审查", key), f"【公开审查】{lacking}，这份文件却已经公布", _EXAMPLE, page.id)


@rule("GS213", "清单、年报没有公开审查", Severity.DEFECT, _BASIS)
def list_not_reviewed(register: Register) -> Iterator[Hit]:
    """清单、流程图、服务指南、公示牌、制度文件和统计年报没有写公开审查；年报的公开审查没有审查完，或者公开审查的日期还没有到。

    处理：补办公开审查；确实没有审查就公布的，补办以后在“缺陷说明”里如实说明。

    合格：公开审查: {采集人: C003, 保密审查人: C001, 审核人: F001, 批准人: L001, 日期: 2026-03-04, 结论: 同意公开}

    不合格：清单里没有“公开审查”
    """
    for page in _all_lists(register):
        if page.release is None:
            yield Hit(page.file, ("公开审查",), f"【公开审查】没有填写；{_BEFORE}", _EXAMPLE, page.id)
        elif _not_yet(page.release, register):
            message = f"【公开审查】日期 {page.release.day} 晚于基准日，这份文件却已经公布"
            yield Hit(page.file, ("公开审查", "日期"), message, "日期: 实际批准公开的日期", page.id)
    for report in register.annual_reports.values():
        review, path = report.internal.release, ("内部", "公开审查")
        key, lacking = _lacking(review) if review else ("", "没有填写")
        if lacking:
            where = (*path, key) if key else path
            yield Hit(report.file, where, f"【公开审查】{lacking}；{_BEFORE}", _EXAMPLE, report.id)
        elif review and _not_yet(review, register):
            message = f"【公开审查】日期 {review.day} 晚于基准日，年报却已经公布"
            yield Hit(report.file, (*path, "日期"), message, "日期: 实际批准公开的日期", report.id)


def _not_yet(review: ReleaseReview, register: Register) -> bool:
    """Built for an earlier day, today's list stands in for the one of then, whose review is not on file."""
    setting = register.setting
    return review.passed_on is not None and review.passed_on > setting.as_of and not setting.looks_back


@rule(
    "GS203",
    "公开审查一人兼几个角色",
    Severity.DEFECT,
    "国办发〔2018〕118号（采集、审核、发布分离）；政府信息公开条例第十七条",
)
def one_person_twice(register: Register) -> Iterator[Hit]:
    """采集、保密审查、审核、批准应当由不同的人办；采集人不能审自己采集的，批准人不能是审查的人。

    处理：换一个人审查或者批准；编号写错的改正。

    合格：公开审查: {采集人: C003, 保密审查人: C001, 审核人: F001, 批准人: L001}

    不合格：公开审查: {采集人: C003, 保密审查人: C003, 审核人: F001, 批准人: L001}
    """
    for record, review, path in _reviews(register):
        names = {
            "采集人": review.collector,
            "保密审查人": review.secrecy,
            "审核人": review.reviewer,
            "批准人": review.approver,
        }
        for one, other in _APART:
            if names[one] is not None and names[one] == names[other]:
                message = f"【公开审查】{one}和{other}都是“{str(names[one])[:60]}”，应当由两个人办"
                yield Hit(record.file, (*path, other), message, f"{other}: 与{one}不同的人", record.id)


@rule(
    "GS204",
    "清单公布前没有经法制机构审核",
    Severity.DEFECT,
    "三项制度实施方案（事项清单、权责清单公布前审核）",
)
def list_without_legal_review(register: Register) -> Iterator[Hit]:
    """执法事项清单、权责清单没有法制审核，审核意见不是“同意”，审核日期还没有到或者晚于批准公开的日期，审核人不是法制审核人员。

    处理：送法制机构审核后补写；还没有审核的清单先不放进来。

    合格：法制审核: {审核人: F001, 日期: 2026-02-26, 意见: 同意}

    不合格：法制审核: {审核人: F001, 日期: 2026-02-26, 意见: 建议修改后提交}
    """
    for kind in ("item", "power"):
        for catalogue in register.catalogues[kind].values():
            for path, message in _legal_flaws(catalogue, register):
                fix = "法制审核: {审核人: F001, 日期: 实际审核的日期, 意见: 同意}"
                yield Hit(catalogue.file, ("法制审核", *path), f"【法制审核】{message}", fix, catalogue.id)


def _legal_flaws(catalogue: Catalogue, register: Register) -> Iterator[tuple[Path, str]]:
    review, as_of = catalogue.legal_review, register.setting.as_of
    if review is None:
        yield (), "没有填写；这份清单公布前要经本机关法制机构审核"
        return
    if review.opinion != "同意":
        yield ("意见",), f"意见是“{review.opinion}”，审核同意后才能公布"
    approved = catalogue.release.passed_on if catalogue.release else None
    # Built for an earlier day, today's list stands in for the one of then, whose review is not on file.
    if review.day > as_of and not register.setting.looks_back:
        yield ("日期",), f"日期 {review.day} 晚于基准日 {as_of}，应当先审核、后公布"
    elif approved is not None and review.day > approved:
        yield ("日期",), f"日期 {review.day} 晚于批准公开的日期 {approved}，应当先审核、后公布"
    doubt = reviewers_of(register).doubt(catalogue.entity, review.reviewer)
    if doubt:
        yield ("审核人",), f"审核人{doubt}"
