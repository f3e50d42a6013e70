"""A fine lies inside the range that its organ's own benchmark gives for the item (行政处罚法 art 34)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.records.lists import Benchmark, Tier
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.legal_ranges import legal_range
from gongshi.rules.weighed import live_penalties

# A fine reckoned by value or by piece has no range in yuan; the tiers then cover some of the cases only.
_RECKONED = re.compile(r"倍|百分之|[%％]|每[一-龥]|/|／|货值|[元角](?:的标准|计算)")
# A tier by name: “从轻”阶次, 从轻档次.
_TIER = re.compile('(减轻|从轻|一般|从重|轻微|较轻|较重|严重)[”」』》"]?(?:的)?(?:裁量)?(?:阶次|档次|幅度)')
_SEVERAL = re.compile(r"合并|分别(?:处|裁量|罚)|数罚|两项违法|数个违法")


class Range(NamedTuple):
    """Yuan, both ends included; None: open. ``since``: the day of the youngest benchmark."""

    least: Decimal | None
    most: Decimal | None
    since: date


_Place = tuple[str, str]


class Listed(NamedTuple):
    """The benchmarks of one item of one organ, and the day of the youngest."""

    rows: list[Benchmark]
    since: date


def _listed(register: Register) -> dict[_Place, Listed]:
    """(organ, item) → its benchmarks, for items whose fines are amounts in yuan. Two rules ask."""
    if "benchmarks" not in register.memo:
        rows: dict[_Place, list[Benchmark]] = defaultdict(list)
        since: dict[_Place, date] = {}
        for catalogue in register.catalogues["discretion"].values():
            for row in catalogue.rows:
                if isinstance(row, Benchmark) and row.item:
                    place = (catalogue.entity, row.item)
                    rows[place].append(row)
                    since[place] = max(since.get(place, catalogue.adjusted), catalogue.adjusted)
        register.memo["benchmarks"] = {
            place: Listed(found, since[place])
            for place, found in rows.items()
            if not any(_reckoned(row) for row in found)
        }
    listed: dict[_Place, Listed] = register.memo["benchmarks"]
    return listed


def _ranges(register: Register) -> dict[_Place, Range]:
    """(organ, item) → the lowest and the highest that any tier of any of its benchmarks allows."""
    found = {}
    for place, (benchmarks, since) in _listed(register).items():
        bounds = _bounds([tier for row in benchmarks for tier in row.tiers])
        if bounds:
            found[place] = Range(*bounds, since)
    return found


def _reckoned(row: Benchmark) -> bool:
    texts = [row.conduct, row.remark or "", *(tier.outcome for tier in row.tiers), *(c.text or "" for c in row.basis)]
    return any(_RECKONED.search(text) for text in texts)


def _bounds(all_tiers: Sequence[Tier]) -> tuple[Decimal | None, Decimal | None] | None:
    """None when no tier has a bound. A tier that says nothing of money (不予处罚) does not count."""
    tiers = [t for t in all_tiers if t.least is not None or t.most is not None]
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
        if allowed.least is not None and penalty.fine < allowed.least and not _mitigated(penalty):
            message = f"【罚款金额】{penalty.fine:f} 元低于本事项的裁量基准（{span}），【裁量理由】没有写明减轻"
            fix = "裁量理由: 依照行政处罚法第三十二条第×项减轻处罚……"
            yield Hit(penalty.file, ("罚款金额",), message, fix, penalty.id)
        elif allowed.most is not None and penalty.fine > allowed.most:
            message = f"【罚款金额】{penalty.fine:f} 元高于本事项的裁量基准（{span}）"
            yield Hit(penalty.file, ("罚款金额",), message, "与决定书核对罚款金额和执法事项", penalty.id)


@rule("GS221", "罚款与裁量阶次不符", Severity.DEFECT, "行政处罚法第三十四条；国办发〔2022〕27号")
def outside_the_named_tier(register: Register) -> Iterator[Hit]:
    """写明了适用哪个裁量阶次（`内部.裁量`，或者裁量理由里的“从轻”阶次等），罚款却不在那个阶次的上下限之内。
    基准在决定之后调整过的，几个当事人、几项违法行为合并处罚的，按倍数、比例计算的，不核对。

    处理：核对阶次和金额，改正写错的一处；确实不符的，在“缺陷说明”里如实说明。

    合格：裁量理由: 适用“从轻”阶次，罚款金额: 2000.00（从轻阶次 2000 元至 5000 元）

    不合格：裁量理由: 适用“从轻”阶次，罚款金额: 8000.00（从轻阶次 2000 元至 5000 元）
    """
    listed = _listed(register)
    for penalty in live_penalties(register):
        found = listed.get((penalty.entity, penalty.item or ""))
        name = _tier_named(penalty)
        if found is None or name is None or penalty.fine is None or penalty.decided < found.since:
            continue
        weighed = penalty.internal.weighed
        rows = [row for row in found.rows if weighed is None or row.code == weighed.benchmark]
        bounds = _bounds([tier for row in rows for tier in row.tiers if tier.name == name])
        if bounds is None or _not_alone(penalty):
            continue
        least, most = bounds
        if (least is not None and penalty.fine < least) or (most is not None and penalty.fine > most):
            span = f"{_yuan(least)}至{_yuan(most)}"
            message = f"【罚款金额】{penalty.fine:f} 元不在写明的“{name}”阶次之内（{span}）"
            yield Hit(penalty.file, ("罚款金额",), message, "核对阶次和金额，改正写错的一处", penalty.id)


def _tier_named(penalty: Penalty) -> str | None:
    """The tier that the record says was applied; None when it says none, or several."""
    if penalty.internal.weighed is not None:
        return penalty.internal.weighed.tier
    named = set(_TIER.findall(penalty.mitigation or ""))
    return named.pop() if len(named) == 1 else None


@rule("GS223", "罚款超出法定幅度", Severity.DEFECT, "行政处罚法第四条、第三十四条（依照法定的幅度处罚）")
def outside_the_law(register: Register) -> Iterator[Hit]:
    """处罚依据里写了条文内容，罚款却低于条文的最低数额而没有写明减轻，或者高于最高数额。条文按倍数、比例、货值计算的不核对。

    处理：核对金额和引用的条文；减轻处罚的在“裁量理由”里写明；确实超出的，在“缺陷说明”里如实说明。

    合格：内容: ……处二千元以上二万元以下罚款，罚款金额: 2000.00

    不合格：内容: ……处二千元以上二万元以下罚款，罚款金额: 20500.00
    """
    for penalty in live_penalties(register):
        if penalty.fine is None or _not_alone(penalty):
            continue
        allowed = legal_range([citation.text for citation in penalty.basis])
        if allowed is None:
            continue
        least, most = allowed
        span = f"条文是{_yuan(least)}至{_yuan(most)}"
        if least is not None and penalty.fine < least and not _mitigated(penalty):
            message = f"【罚款金额】{penalty.fine:f} 元低于处罚依据的最低数额（{span}），【裁量理由】没有写明减轻"
        elif most is not None and penalty.fine > most:
            message = f"【罚款金额】{penalty.fine:f} 元高于处罚依据的最高数额（{span}）"
        else:
            continue
        yield Hit(penalty.file, ("罚款金额",), message, "与决定书核对罚款金额和处罚依据", penalty.id)


def _mitigated(penalty: Penalty) -> bool:
    return "减轻" in (penalty.mitigation or "") or "减轻" in penalty.content


def _not_alone(penalty: Penalty) -> bool:
    """Several parties or several breaches under one amount."""
    return len(penalty.parties) > 1 or bool(
        _SEVERAL.search(penalty.content) or _SEVERAL.search(penalty.mitigation or "")
    )


def _yuan(amount: Decimal | None) -> str:
    return "不限" if amount is None else f" {amount:f} 元"
