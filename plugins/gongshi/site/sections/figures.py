"""The figures of a year as charts, each with its table: on the home page, on an organ's page, on 公示情况."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongshi.charts import Series, bars, columns
from gongshi.public.figures import Figures
from gongshi.public.scorecard import Score
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed
from gongshi.site.theme import yuan

# Kinds with a colour of their own; the others are few everywhere.
_KINDS = {"penalty": "行政处罚", "licence": "行政许可", "inspection": "行政检查", "coercion": "行政强制"}
_REST = "其他"
_STATES = {"on_time": "按期", "late": "逾期公示", "overdue": "逾期未公示", "waiting": "未到期"}
_TIMELY_NOTE = "按期率＝按期公示的件数÷已到期应公示的件数；抽查结果计算在内。"


@dataclass(frozen=True, slots=True)
class Judged:
    """How an organ's decisions of one year were published; the counts of its quarters added up."""

    name: str
    on_time: int
    late: int
    overdue: int
    waiting: int

    @property
    def due(self) -> int:
        """What was due by the day: all but what is still waiting in time."""
        return self.on_time + self.late + self.overdue

    @property
    def share(self) -> str:
        """``98.0%``, or a dash where nothing was due."""
        return f"{self.on_time * 100 / self.due:.1f}%" if self.due else "—"


def judged(scores: Iterable[Score], year: int) -> list[Judged]:
    """By organ, in the order of the scores; organs without a decision in that year are left out."""
    found: dict[str, list[int]] = {}
    for score in scores:
        if score.quarter.startswith(str(year)) and score.due:
            counts = found.setdefault(score.name, [0, 0, 0, 0])
            for n, state in enumerate(_STATES):
                counts[n] += getattr(score, state)
    return [Judged(name, *counts) for name, counts in found.items()]


def monthly(press: Press, figure: Figures, entity: str | None = None) -> dict[str, Any] | None:
    """Decisions of a year by month and kind; None when there are none."""
    counts = figure.by_kind(entity)
    named = {title: counts[code] for code, title in _KINDS.items() if code in counts}
    rest = [sum(month) for month in zip(*(c for code, c in counts.items() if code not in _KINDS), strict=True)]
    if rest:
        named[_REST] = rest
    if not named:
        return None
    months = [sum(month) for month in zip(*named.values(), strict=True)]
    title = f"{figure.year}年每月作出并公示的决定"
    total, most = sum(months), max(months)
    told = f"全年共{total}件；最多的是{months.index(most) + 1}月，{most}件。同样的数字见下面的数据表。"
    drawing = columns(
        "monthly", title, told, [str(m + 1) for m in range(12)], [Series(name, c) for name, c in named.items()]
    )
    rows = [[f"{m + 1}月", *(str(c[m]) for c in named.values()), str(months[m])] for m in range(12)]
    note = "按决定日期计，横轴为月份；公示以后撤回、期满的仍然算。"
    return _figure(press, title, drawing, ["月份", *named, "合计"], rows, note)


def timely(press: Press, found: Sequence[Judged], year: int) -> dict[str, Any] | None:
    """How many of each organ's decisions were made public in time; None when there are none."""
    if not found:
        return None
    states = {name: [getattr(one, state) for one in found] for state, name in _STATES.items()}
    shown = {name: counts for name, counts in states.items() if any(counts)}
    due, on_time = sum(one.due for one in found), sum(one.on_time for one in found)
    title = f"{year}年作出的决定是否按期公示"
    told = f"各机关应当公示的{due}件中，{on_time}件按期公示。"
    drawing = bars(
        "timely", title, told, [one.name for one in found], [Series(name, c) for name, c in shown.items()],
        [f"{one.on_time}/{one.due} 件按期" for one in found],
    )  # fmt: skip
    rows = [[one.name, str(one.due), *(str(getattr(one, s)) for s in _STATES), one.share] for one in found]
    head = ["执法主体", "应公示", *_STATES.values(), "按期率"]
    return _figure(press, title, drawing, head, rows, _TIMELY_NOTE)


def timely_by_year(press: Press, scores: Iterable[Score], name: str) -> dict[str, Any] | None:
    """The same of one organ, year by year, the last five years; None when it made no decision."""
    mine = [score for score in scores if score.name == name]
    years = sorted({int(score.quarter[:4]) for score in mine if score.due}, reverse=True)[:5]
    found = {year: judged(mine, year)[0] for year in years}
    if not found:
        return None
    states = {title: [getattr(one, state) for one in found.values()] for state, title in _STATES.items()}
    shown = {title: counts for title, counts in states.items() if any(counts)}
    told = "；".join(f"{year}年应公示{one.due}件，按期{one.on_time}件" for year, one in found.items())
    title = "作出的决定是否按期公示"
    drawing = bars(
        "timely", title, f"{told}。", [f"{year}年" for year in found], [Series(name, c) for name, c in shown.items()],
        [f"{one.on_time}/{one.due} 件按期" for one in found.values()],
    )  # fmt: skip
    rows = [[f"{y}年", str(one.due), *(str(getattr(one, s)) for s in _STATES), one.share] for y, one in found.items()]
    return _figure(press, title, drawing, ["年度", "应公示", *_STATES.values(), "按期率"], rows, _TIMELY_NOTE)


def fines(press: Press, visible: Iterable[Listed], year: int) -> dict[str, Any] | None:
    """Fines and takings of the penalties of a year that are public now, by organ; None when there are none.

    What was withdrawn or has lapsed is in no amount: with few cases a sum would give away what may not be shown.
    """
    sums: dict[str, tuple[Decimal, int]] = {}
    for entry in visible:
        row = entry.row
        if row["kind"] == "penalty" and row["amount"] and row["decided"].startswith(f"{year}-"):
            amount, count = sums.get(row["entity"]["name"], (Decimal(0), 0))
            sums[row["entity"]["name"]] = amount + Decimal(row["amount"]), count + 1
    if not sums:
        return None
    order = sorted(sums, key=lambda name: (-sums[name][0], name))
    title = f"{year}年公示中的处罚决定罚款金额"
    told = "；".join(f"{name}{yuan(str(sums[name][0]))}" for name in order)
    drawing = bars(
        "fines", title, f"{told}。", order, [Series("罚款", [sums[name][0] for name in order])],
        [yuan(str(sums[name][0])) for name in order],
    )  # fmt: skip
    rows = [[name, str(sums[name][1]), yuan(str(sums[name][0]))] for name in order]
    note = "按各机关的执法领域统计；不含已撤回、已期满的决定。"
    return _figure(press, title, drawing, ["执法主体", "件数", "罚款金额"], rows, note)


def withdrawals(press: Press, listed: Sequence[Figures], entity: str | None = None) -> dict[str, Any] | None:
    """Withdrawals of the last five years by reason; None when there were none."""
    years = [figure for figure in listed[:5] if figure.reasons(entity)]
    if not years:
        return None
    reasons = sorted({reason for figure in years for reason in figure.reasons(entity)})
    counts = {reason: [figure.reasons(entity)[reason] for figure in years] for reason in reasons}
    sums = [sum(each) for each in zip(*counts.values(), strict=True)]
    title = "撤回公示的决定"
    told = "；".join(f"{figure.year}年{count}件" for figure, count in zip(years, sums, strict=True))
    drawing = bars(
        "withdrawals", title, f"{told}。", [f"{figure.year}年" for figure in years],
        [Series(reason, each) for reason, each in counts.items()], [f"{count} 件" for count in sums],
    )  # fmt: skip
    rows = [
        [f"{figure.year}年", *(str(counts[reason][n]) for reason in reasons), str(sums[n])]
        for n, figure in enumerate(years)
    ]
    return _figure(press, title, drawing, ["年度", *reasons, "合计"], rows, "按撤回生效的年度和情形统计。")


def _figure(
    press: Press, title: str, drawing: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str
) -> dict[str, Any]:
    return {"title": title, "svg": press.markup(drawing), "head": head, "rows": rows, "note": note}
