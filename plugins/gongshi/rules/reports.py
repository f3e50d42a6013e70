"""Annual statistics: there by the end of January, and in agreement with what the site itself shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gongshi.findings import Severity
from gongshi.records.decisions import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
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
    """年报的处罚宗数或者罚没金额，与本站记录的当年处罚决定（含撤回、期满、依规不公示和不予公开的）不一致，又没有“差异说明”。
    当年及以前在本站没有任何决定的旧年报不比较；有不予公开的处罚时不比较金额。

    处理：核对后改正，或者写差异说明（同案多人、重作、移送等）。

    合格：本站当年处罚9宗，`行政处罚: {合计: 9, …}`

    不合格：本站当年处罚10宗，`行政处罚: {合计: 9, …}`，没有差异说明
    """
    counts, amounts, hidden, first = _of_the_site(register)
    for report in register.annual_reports.values():
        if report.explanation or first.get(report.entity, report.year + 1) > report.year:
            continue
        key = (report.entity, report.year)
        table = report.penalties
        if counts[key] != table.total:
            message = f"【合计】年报行政处罚{table.total}宗，本站记录{counts[key]}宗，不一致，要写差异说明"
            yield Hit(report.file, ("行政处罚", "合计"), message, "差异说明: 为什么不一致", report.id)
        elif key not in hidden and amounts[key] != table.amount:
            message = f"【罚没金额】年报{table.amount}元，本站记录{amounts[key]}元，不一致，要写差异说明"
            yield Hit(report.file, ("行政处罚", "罚没金额"), message, "差异说明: 为什么不一致", report.id)


_Key = tuple[str, int]


def _of_the_site(
    register: Register,
) -> tuple[dict[_Key, int], dict[_Key, Decimal], set[_Key], dict[str, int]]:
    """Penalties and yuan by organ and year of decision, years with undisclosed ones, each organ's first year here."""
    counts: dict[_Key, int] = defaultdict(int)
    amounts: dict[_Key, Decimal] = defaultdict(Decimal)
    hidden: set[_Key] = set()
    first: dict[str, int] = {}
    for decision in register.decisions.values():
        key = (decision.entity, decision.decided.year)
        first[decision.entity] = min(key[1], first.get(decision.entity, key[1]))
        if isinstance(decision, Penalty):
            counts[key] += 1
            amounts[key] += (decision.fine or 0) + (decision.confiscated or 0)
    for undisclosed in register.undisclosed.values():
        if undisclosed.kind == "行政处罚":
            key = (undisclosed.entity, undisclosed.decided.year)
            counts[key] += 1
            hidden.add(key)
    return counts, amounts, hidden, first
