"""Annual statistics: there by the end of January, and in agreement with what the site itself shows."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.results import AnnualReport
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.counts import counted_in
from gongshi.rules.shelves import called, place_of_organ, unreadable


@rule(
    "GS285",
    "统计年报缺少或迟公布",
    Severity.NOTE,
    "国办发〔2018〕118号（每年1月31日前公开上年度执法总体情况）",
)
def report_missing_or_late(register: Register) -> Iterator[Hit]:
    """上一年度有决定的机关没有公布统计年报（过了规则配置的最后一日才报），或者公布日期晚于那一日。

    处理：补上年报；迟公布的不用改，向监督机关说明原因。

    合格：2025年度，`公布日期: 2026-01-23`

    不合格：2025年度，`公布日期: 2026-02-10`
    """
    year = register.setting.as_of.year - 1
    if year < 1:
        return
    reported = set()
    for report in register.annual_reports.values():
        if report.year != year:
            continue
        reported.add(report.entity)
        due = register.setting.profile_of(report.entity).annual_report_due(year)
        if report.published > due:
            message = f"【公布日期】{report.published} 晚于{year}年度年报的最后一日 {due}"
            yield Hit(report.file, ("公布日期",), message, "", report.id)
    if unreadable(register, "annual-report"):
        return
    active = {decision.entity for decision in register.decisions.values() if decision.decided.year == year}
    for organ in sorted(active - reported):
        due = register.setting.profile_of(organ).annual_report_due(year)
        if register.setting.as_of > due:
            file, path = place_of_organ(register, organ)
            message = f"{called(register, organ)}{year}年有执法决定，没有公布当年的统计年报，最后一日是 {due}"
            yield Hit(file, path, message, "在 content/post/annual-reports/ 里补上年报", organ)


@rule("GS286", "年报与公示数不一致", Severity.NOTE, "国办发〔2018〕118号")
def totals_differ(register: Register) -> Iterator[Hit]:
    """年报的处罚宗数、罚没金额，许可、不予许可、撤销许可数，强制合计，征收、征用、裁决、给付、确认、奖励和其他行为的数量，与本站
    记录的当年决定（含撤回、期满、依规不公示和不予公开的）不一致，又没有“差异说明”。检查按户次统计，不比较；当年及以前在本站没有
    任何决定的旧年报不比较；有不予公开的处罚时不比较金额。

    处理：核对后改正，或者写差异说明（同案多人、重作、移送等）。

    合格：本站当年处罚9宗，`行政处罚: {合计: 9, …}`

    不合格：本站当年处罚10宗，`行政处罚: {合计: 9, …}`，没有差异说明
    """
    counted = counted_in(register)
    for report in register.annual_reports.values():
        if report.explanation or counted.first.get(report.entity, report.year + 1) > report.year:
            continue
        key = (report.entity, report.year)
        for path, name, declared in _declared(report):
            found = counted.numbers[(*key, name)]
            if found != declared:
                message = f"【{path[-1]}】年报{name}{declared}宗，本站记录{found}宗，不一致，要写差异说明"
                yield Hit(report.file, path, message, "差异说明: 为什么不一致", report.id)
        table = report.penalties
        same = counted.numbers[(*key, "行政处罚")] == table.total
        if same and key not in counted.hidden and counted.amounts[key] != table.amount:
            message = f"【罚没金额】年报{table.amount}元，本站记录{counted.amounts[key]}元，不一致，要写差异说明"
            yield Hit(report.file, ("行政处罚", "罚没金额"), message, "差异说明: 为什么不一致", report.id)


def _declared(report: AnnualReport) -> Iterator[tuple[Path, str, int]]:
    """Every number that the site can count as well: where it stands, what it counts, what the report says."""
    licences, others = report.licences, report.others
    yield ("行政处罚", "合计"), "行政处罚", report.penalties.total
    yield ("行政许可", "许可数量"), "许可", licences.granted
    yield ("行政许可", "不予许可数量"), "不予许可", licences.refused
    yield ("行政许可", "撤销许可数量"), "撤销许可", licences.revoked
    yield ("行政强制", "合计"), "行政强制", report.coercions.total
    yield ("其他行为", "行政征收次数"), "行政征收", others.levies
    yield ("其他行为", "行政征用次数"), "行政征用", others.requisitions
    yield ("其他行为", "行政裁决次数"), "行政裁决", others.adjudications
    yield ("其他行为", "行政给付次数"), "行政给付", others.payments
    yield ("其他行为", "行政确认次数"), "行政确认", others.confirmations
    yield ("其他行为", "行政奖励次数"), "行政奖励", others.rewards
    yield ("其他行为", "其他行政执法行为"), "其他行政执法行为", others.other
