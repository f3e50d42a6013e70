"""How promptly each organ published, withdrew and corrected, by quarter: the supervisor's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from statistics import median
from typing import Any

from gongshi.lifecycle import Punctuality, Status, withdrawal_deadline
from gongshi.public.listing import defused
from gongshi.records.decision import Decision
from gongshi.registry.register import Register

FORMAT = 1
# What the counts mean, for whoever reads the data without this file.
DEFINITIONS = {
    "due": "本季度作出、应当公示的决定和抽查结果（依规不公示、不予公开和公示前已撤回的不算）；后来撤回、期满的仍然算",
    "on_time": "在公示期限内首次公示",
    "late": "超过公示期限才首次公示",
    "late_median": "逾期公示的，逾期工作日的中位数",
    "late_max": "逾期公示的，逾期工作日的最大值",
    "waiting": "还没有公示，也没有到期",
    "overdue": "还没有公示，已经超过期限",
    "withdrawn": "本季度生效的撤回（变更、撤销、确认违法、确认无效、责令重作）",
    "withdrawn_on_time": "其中三个工作日内撤下的",
    "corrected": "本季度更正的次数",
}
COLUMNS = ("entity", "name", "quarter", *DEFINITIONS)
TITLES = {
    "entity": "机构标识", "name": "执法主体", "quarter": "季度", "due": "应公示", "on_time": "按期公示", "late": "逾期公示",
    "late_median": "逾期工作日中位数", "late_max": "逾期工作日最多", "waiting": "未到期", "overdue": "逾期未公示", "withdrawn": "撤回",
    "withdrawn_on_time": "按期撤回", "corrected": "更正",
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """One organ's quarter (``2026Q1``); working days are national. Counts as in ``DEFINITIONS``."""

    entity: str
    name: str
    quarter: str
    due: int = 0
    on_time: int = 0
    late: int = 0
    late_median: float | None = None
    late_max: int | None = None
    waiting: int = 0
    overdue: int = 0
    withdrawn: int = 0
    withdrawn_on_time: int = 0
    corrected: int = 0
    _days: list[int] = field(default_factory=list, repr=False)

    def as_data(self) -> dict[str, Any]:
        """JSON data, in the order of ``COLUMNS``."""
        data = asdict(self)
        return {name: data[name] for name in COLUMNS}


def scorecard(register: Register) -> list[Score]:
    """By organ in the order of the roster, then by quarter.

    A decision counts in the quarter in which it was made, once and for good; how it was published never changes after
    that, so that a finished quarter stays as it is when a decision is withdrawn later. A withdrawal and a correction
    count in their own quarters (国办发〔2018〕118号; 行政处罚法 arts 48, 85).
    """
    as_of = register.setting.as_of
    found: dict[tuple[str, str], Score] = {}

    def at(entity: str, day: date) -> Score:
        key = entity, f"{day.year}Q{(day.month + 2) // 3}"
        if key not in found:
            found[key] = Score(entity, register.name_of(entity), key[1])
        return found[key]

    for record, standing in register.ever():
        if standing.subject.decided <= as_of and standing.state.status is not Status.NOT_DISCLOSED:
            _count(
                at(record.entity, standing.subject.decided), standing.timeliness.punctuality, standing.timeliness.late
            )
        for correction in record.corrections:
            if correction.day <= as_of:
                at(record.entity, correction.day).corrected += 1
        if isinstance(record, Decision):
            for effective, prompt in _withdrawals(record, register):
                score = at(record.entity, effective)
                score.withdrawn += 1
                score.withdrawn_on_time += prompt
    for score in found.values():
        if score._days:
            score.late_median, score.late_max = float(median(score._days)), max(score._days)
    order = {entry.id: place for place, entry in enumerate(register.site.roster)}
    return sorted(found.values(), key=lambda score: (order[score.entity], score.quarter))


def _count(score: Score, punctuality: Punctuality, late: int) -> None:
    match punctuality:
        case Punctuality.ON_TIME:
            score.on_time += 1
        case Punctuality.LATE:
            score.late += 1
            score._days.append(late)
        case Punctuality.OVERDUE:
            score.overdue += 1
        case Punctuality.PENDING | Punctuality.DUE_SOON:
            score.waiting += 1
        case Punctuality.NOT_DUE:
            return
    score.due += 1


def _withdrawals(record: Decision, register: Register) -> Iterator[tuple[date, bool]]:
    as_of, calendar = register.setting.as_of, register.setting.calendar
    profile = register.setting.profile_of(record.entity)
    for withdrawal in record.withdrawals:
        if withdrawal.effective <= as_of:
            last = withdrawal_deadline(withdrawal.effective, profile, calendar).binding
            yield withdrawal.effective, (withdrawal.taken_down or withdrawal.effective) <= last


def as_data(scores: list[Score], as_of: date) -> dict[str, Any]:
    """Format 1: {format, as_of, definitions, rows}."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "definitions": DEFINITIONS,
        "rows": [s.as_data() for s in scores],
    }


def cells(scores: list[Score]) -> list[list[str]]:
    """A header in Chinese and a row for each score; what a spreadsheet would take for a formula is defused."""
    rows = [[TITLES[name] for name in COLUMNS]]
    for score in scores:
        values = score.as_data().values()
        rows.append(
            [
                "" if value is None else defused(f"{value:g}" if isinstance(value, float) else str(value))
                for value in values
            ]
        )
    return rows
