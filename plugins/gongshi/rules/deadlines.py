"""Clocks of publication. Lateness never blocks: it is said before it happens and kept on the record afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.lifecycle import Punctuality
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.registry.standing import Standing
from gongshi.rules.base import Hit, rule

_BASIS = "国办发〔2018〕118号（许可、处罚7个工作日，其他20个工作日）"
_Dated = tuple[Decision | RandomResult, str, Standing]


def _dated(register: Register) -> Iterator[_Dated]:
    for decision in register.unsettled():
        yield decision, "决定日期", register.standings[decision.id]
    for result in register.sound.each(register.random_results.values()):
        yield result, "检查完成", register.standings[result.id]


def _with(register: Register, wanted: Punctuality) -> Iterator[_Dated]:
    return (entry for entry in _dated(register) if entry[2].timeliness.punctuality is wanted)


@rule("GS141", "公示即将到期", Severity.NOTE, _BASIS)
def due_soon(register: Register) -> Iterator[Hit]:
    """离公示期限只剩两个工作日或更少，记录还没有首次公示。

    处理：尽快办完公开审查并发布。

    合格：基准日 2026-03-06，公示期限 2026-03-11，还没有公示（还有三个工作日）

    不合格：基准日 2026-03-10，公示期限 2026-03-11，还没有公示
    """
    for record, key, standing in _with(register, Punctuality.DUE_SOON):
        message = f"尚未公示，{standing.timeliness.text}，公示期限是 {standing.deadline.binding}"
        yield Hit(record.file, (key,), message, "尽快办完公开审查并发布", record.id)


@rule("GS142", "逾期未公示", Severity.NOTE, _BASIS)
def overdue(register: Register) -> Iterator[Hit]:
    """公示期限已过，记录还没有首次公示。补发仍然要发，逾期会留痕。

    处理：马上办完公开审查并发布，向监督机关说明原因。

    合格：公示期限 2026-03-11，2026-03-11 首次公示

    不合格：公示期限 2026-03-11，到基准日 2026-03-16 还没有公示
    """
    for record, key, standing in _with(register, Punctuality.OVERDUE):
        message = f"{standing.timeliness.text}，公示期限是 {standing.deadline.binding}"
        yield Hit(record.file, (key,), message, "马上办完公开审查并发布", record.id)


@rule("GS143", "迟于期限公示", Severity.NOTE, _BASIS)
def published_late(register: Register) -> Iterator[Hit]:
    """首次公示晚于公示期限。记录照常公示，迟延如实显示。

    处理：如实保留，不改日期；迟公示的记录照样公示，逾期天数计入报告，查明原因并改进下一次。

    合格：公示期限 2026-03-11，2026-03-11 首次公示

    不合格：公示期限 2026-03-11，2026-03-12 首次公示
    """
    for record, key, standing in _with(register, Punctuality.LATE):
        message = (
            f"{standing.timeliness.text}（期限 {standing.deadline.binding}，首次公示 {standing.state.first_published}）"
        )
        yield Hit(record.file, (key,), message, "", record.id)


@rule("GS144", "期限为估算", Severity.NOTE, "国务院办公厅当年放假通知尚未收录")
def estimated(register: Register) -> Iterator[Hit]:
    """期限所在年份的放假通知还没有收录，按周一至周五估算，页面上注明“估算”。

    处理：通知发布后，升级日历或者在 content/calendars/ 里补上当年的放假安排。

    合格：决定日期: 2026-03-02（2026年的放假通知已经收录）

    不合格：决定日期: 2031-03-03（2031年的放假通知还没有收录）
    """
    for record, key, standing in _dated(register):
        if standing.deadline.estimated and standing.state.first_published is None:
            yield Hit(record.file, (key,), f"公示期限 {standing.deadline.binding} 是估算的", "", record.id)
