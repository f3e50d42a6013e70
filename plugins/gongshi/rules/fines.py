"""A fine lies inside the range that its organ's own benchmark gives for the item (行政处罚法 art 34)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.records.decisions import Penalty
from gongshi.records.lists import Benchmark
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import live_penalties

# A fine reckoned by value or by piece has no range in yuan; the tiers then cover some of the cases only.
_RECKONED = re.compile(r"倍|百分之|[%％]|每[一-龥]|/|／|货值|[元角](?:的标准|计算)")
_SEVERAL = re.compile(r"合并|分别(?:处|裁量|罚)|数罚|两项违法|数个违法")


class Range(NamedTuple):
    """Yuan, both ends included; None: open. ``since``: the day of the youngest benchmark."""

    least: Decimal | None
    most: Decimal | None
    since: date


def _ranges(register: Register) -> dict[tuple[str, str], Range]:
    """(organ, item) → the lowest and the highest that any tier of any of its benchmarks allows."""
    rows: dict[tuple[str, str], list[Benchmark]] = defaultdict(list)
    since: dict[tuple[str, str], date] = {}
    for catalogue in register.catalogues["discretion"].values():
        for row in catalogue.rows:
            if isinstance(row, Benchmark) and row.item:
                place = (catalogue.entity, row.item)
                rows[place].append(row)
                since[place] = max(since.get(place, catalogue.adjusted), catalogue.adjusted)
    found = {}
    for place, benchmarks in rows.items():
        bounds = None if any(_reckoned(b) for b in benchmarks) else _bounds(benchmarks)
        if bounds:
            found[place] = Range(*bounds, since[place])
    return found


def _reckoned(row: Benchmark) -> bool:
    texts = [row.conduct, row.remark or "", *(tier.outcome for tier in row.tiers), *(c.text or "" for c in row.basis)]
    return any(_RECKONED.search(text) for text in texts)


def _bounds(benchmarks: Sequence[Benchmark]) -> tuple[Decimal | None, Decimal | None] | None:
    """None when no tier has a bound. A tier that says nothing of money (不予处罚) does not count."""
    tiers = [t for b in benchmarks for t in b.tiers if t.least is not None or t.most is not None]
    least = [t.least for t in tiers if t.least is not None]
    most = [t.most for t in tiers if t.most is not None]
    if not tiers:
        return None
    return min(least) if len(least) == len(tiers) else None, max(most) if len(most) == len(tiers) else None


@rule("GS220", "罚款超出裁量基准", Severity.DEFECT, "行政处罚法第三十四条；国办发〔2022〕27号")
def outside_the_tiers(register: Register) -> Iterator[Hit]:
    """罚款低于本事项裁量基准各阶次的最低数额而没有写明减轻，或者高于最高数额。
    只核对以元为单位的基准；按倍数、比例、货值计算的，几个当事人、几项违法行为合并处罚的，基准在决定之后调整过的，不核对。

    处理：金额写错的改正；减轻处罚的在“裁量理由”里写明减轻的情形和条款；确实超出的，在“缺陷说明”里如实说明。

    合格：罚款金额: 2000.00（基准 2000 元至 20000 元）

    不合格：罚款金额: 1000.00（基准 2000 元至 20000 元，裁量理由没有“减轻”）
    """
    ranges = _ranges(register)
    for penalty in live_penalties(register):
        allowed = ranges.get((penalty.entity, penalty.item or ""))
        if allowed is None or penalty.fine is None or penalty.decided < allowed.since or _not_alone(penalty):
            continue
        span = f"基准是{_yuan(allowed.least)}至{_yuan(allowed.most)}"
        mitigated = "减轻" in (penalty.mitigation or "") or "减轻" in penalty.content
        if allowed.least is not None and penalty.fine < allowed.least and not mitigated:
            message = f"【罚款金额】{penalty.fine:f} 元低于本事项的裁量基准（{span}），【裁量理由】没有写明减轻"
            fix = "裁量理由: 依照行政处罚法第三十二条第×项减轻处罚……"
            yield Hit(penalty.file, ("罚款金额",), message, fix, penalty.id)
        elif allowed.most is not None and penalty.fine > allowed.most:
            message = f"【罚款金额】{penalty.fine:f} 元高于本事项的裁量基准（{span}）"
            yield Hit(penalty.file, ("罚款金额",), message, "与决定书核对罚款金额和执法事项", penalty.id)


def _not_alone(penalty: Penalty) -> bool:
    """Several parties or several breaches under one amount."""
    return len(penalty.parties) > 1 or bool(
        _SEVERAL.search(penalty.content) or _SEVERAL.search(penalty.mitigation or "")
    )


def _yuan(amount: Decimal | None) -> str:
    return "不限" if amount is None else f" {amount:f} 元"
