"""Inspections of enterprises: only what is on a published list, no oftener than the cap, never alone, by the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.decisions import InspectedObject, Inspection
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.lists import ITEMS_PUBLIC_FROM
from gongshi.rules.shelves import by_organ, live_results, unreadable
from gongshi.rules.weighed import is_live, live

# What 国办发〔2024〕54号 leaves out of the cap: leads, requests of the enterprise itself, checks of what was to be mended.
_UNCAPPED = re.compile("投诉|举报|转办|交办|线索|监测|预警|申请|应急|事故|复查|回头看")
_FROM_THE_DESK = re.compile("书面|网络|线上|远程|非现场|遥感")
_COMMON = re.compile(r"行政检查|监督检查|监督|检查|抽查|情况|的|对|[\s、，。（）()“”·]")


class _Listed(NamedTuple):
    """One row of a published list. ``cap`` is visits to one enterprise in a calendar year, None for no cap."""

    code: str
    name: str
    cap: int | None


class _Lists:
    """The published inspection items of all organs, and which of them an inspection was about."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._rows: dict[str, list[_Listed]] = {}
        self._lacking: dict[tuple[str, str | None, str], bool] = {}
        # Items of the enterprise list come first: their cap is the one that is announced.
        for kind in ("inspection-item", "random-item"):
            for organ, catalogues in by_organ(register, kind).items():
                rows = (_Listed(row.code, row.name, row.cap) for c in catalogues for row in c.rows)
                self._rows.setdefault(organ, []).extend(rows)

    def of(self, inspection: Inspection) -> _Listed | None:
        """The row of that code or that very name: nothing less will do to count visits against its cap."""
        rows = self._rows.get(inspection.entity, [])
        by_code = next((row for row in rows if row.code == inspection.item), None)
        return by_code or next((row for row in rows if row.name in self._names(inspection)), None)

    def lack(self, inspection: Inspection) -> bool:
        """Whether the organ's lists lack it even under a similar name: one within the other, less the shared words.

        An organ without any list here may have published it elsewhere.
        """
        key = (inspection.entity, inspection.item, inspection.subject)
        if key not in self._lacking:
            rows = self._rows.get(inspection.entity, [])
            names = self._names(inspection)
            near = any(_alike(name, row.name) for row in rows for name in names)
            self._lacking[key] = bool(rows) and not near and self.of(inspection) is None
        return self._lacking[key]

    def _names(self, inspection: Inspection) -> list[str]:
        item = self._register.items.get(inspection.item or "")
        return [inspection.subject] if item is None else [inspection.subject, item[0].name]


def _alike(one: str, other: str) -> bool:
    short, long = sorted((_COMMON.sub("", one), _COMMON.sub("", other)), key=len)
    return len(short) >= 2 and short in long


def _is_enterprise(code: str | None) -> bool:
    """Codes of the market registers begin with 9; a hospital or a school is inspected under other rules."""
    return code is not None and code.startswith("9")


def _of_enterprises(inspection: Inspection) -> bool:
    codes = [party.credit_code for party in inspection.parties] + [row.credit_code for row in inspection.objects]
    return any(_is_enterprise(code) for code in codes)


@rule("GS270", "检查事项没有公布", Severity.DEFECT, "国办发〔2024〕54号（未经公布的涉企行政检查事项不得实施）")
def item_not_published(register: Register) -> Iterator[Hit]:
    """2025年7月1日以后对企业的检查，“执法事项”和“检查事项”都不在本机关公布的涉企行政检查事项清单或者随机抽查事项清单里。
    按编码对，编码对不上的按名称对。本站没有本机关这两种清单的，由 GS261 提示；清单文件有误暂未读取的不报。

    处理：与清单核对编码和名称；确实没有公布的，先公布再检查，已经检查的写缺陷说明。

    合格：`执法事项: NY-JC-001`（清单里有 NY-JC-001）

    不合格：`检查事项: 肥料仓库消防检查`（清单里没有）
    """
    if unreadable(register, "inspection-item") or unreadable(register, "random-item"):
        return
    lists = _Lists(register)
    for decision in live(register):
        if not isinstance(decision, Inspection) or decision.inspected < ITEMS_PUBLIC_FROM:
            continue
        if _of_enterprises(decision) and lists.lack(decision):
            message = f"【检查事项】“{decision.subject[:60]}”不在本机关公布的涉企检查、随机抽查事项清单里"
            yield Hit(decision.file, ("检查事项",), message, "检查事项: 清单里的事项名称", decision.id)


class _Visit(NamedTuple):
    """One inspection of one enterprise. Sorted, the visits of a year stand in the order in which they happened."""

    day: date
    file: str
    path: Path
    record: str
    organ: str
    listed: _Listed
    code: str


@rule(
    "GS271", "检查超过年度频次上限", Severity.DEFECT, "国办发〔2024〕54号（年度频次上限）；优化营商环境条例第五十四条"
)
def too_often(register: Register) -> Iterator[Hit]:
    """同一机关、同一事项、同一企业（按统一社会信用代码）在一个自然年度里的检查次数超过清单公布的上限；报在超过的那一次上。
    投诉举报、转办交办、监测预警、应企业申请的检查和整改复查不计入；同一批里同一企业只算一次。2025年7月1日起计算。

    处理：核对是不是不计入上限的检查（在案件名称里写明）；确实超过的，写缺陷说明。

    合格：上限 2 次，当年第 2 次农药经营检查

    不合格：上限 2 次，当年第 3 次农药经营检查
    """
    results = {result.id for result in live_results(register)}
    counted: Counter[tuple[str, str, str, int]] = Counter()
    for visit in sorted(_visits(register), key=lambda v: (v.day, v.file, v.code)):
        cap = visit.listed.cap
        key = (visit.organ, visit.listed.code, visit.code, visit.day.year)
        counted[key] += 1
        if cap is not None and counted[key] > cap and (visit.record in results or _current(register, visit.record)):
            message = (
                f"【检查日期】{visit.day} 是{visit.day.year}年对同一企业（{visit.code[:4]}…{visit.code[-4:]}）的第{counted[key]}次"
                f"“{visit.listed.name[:40]}”，公布的上限是{cap}次"
            )
            yield Hit(visit.file, visit.path, message, "不计入上限的在案件名称里写明，如“投诉举报核查”", visit.record)


def _current(register: Register, record: str) -> bool:
    decision = register.decisions.get(record)
    return decision is not None and is_live(register, decision)


def _visits(register: Register) -> Iterator[_Visit]:
    lists = _Lists(register)
    for decision in register.decisions.values():
        if not isinstance(decision, Inspection) or decision.inspection_kind == "投诉举报检查":
            continue
        listed = lists.of(decision)
        if listed is None or _UNCAPPED.search(f"{decision.title} {decision.subject}"):
            continue
        parties = [(p.credit_code, decision.inspected, ("检查日期",)) for p in decision.parties]
        objects = _rows(decision.objects, decision.inspected, "逐户结果")
        yield from _of(decision, decision.entity, listed, [*parties, *objects])
    for result in register.random_results.values():
        found = register.random_items.get(result.item or "")
        if found is not None and not _UNCAPPED.search(result.title):
            item = found[0]
            objects = _rows(result.objects, result.starts, "检查对象")
            yield from _of(result, result.entity, _Listed(item.code, item.name, item.cap), objects)


_Met = tuple[str | None, date, Path]


def _rows(objects: tuple[InspectedObject, ...], day: date, key: str) -> list[_Met]:
    return [(row.credit_code, row.day or day, (key, i)) for i, row in enumerate(objects)]


def _of(record: Record, organ: str, listed: _Listed, met: list[_Met]) -> Iterator[_Visit]:
    seen: set[str] = set()
    for code, day, path in met:
        if code is not None and _is_enterprise(code) and day >= ITEMS_PUBLIC_FROM and code not in seen:
            seen.add(code)
            yield _Visit(day, record.file, path, record.id, organ, listed, code)


@rule("GS272", "检查人员少于两人", Severity.DEFECT, "国办发〔2024〕54号；优化营商环境条例第五十四条")
def inspected_alone(register: Register) -> Iterator[Hit]:
    """2025年7月1日以后的行政检查和双随机抽查，`内部.执法人员` 少于两人；同一个证号写两次只算一人。
    只用书面、网络方式检查、没有到现场的不报。名单只供内部核对，不随结果公开。

    处理：补上检查人员的执法证号；确实只有一人的，写缺陷说明。

    合格：`执法人员: [65990001, 65990002]`

    不合格：`执法人员: [65990001]`
    """
    for decision in live(register):
        if isinstance(decision, Inspection) and decision.inspected >= ITEMS_PUBLIC_FROM:
            yield from _alone(decision, decision.internal.officers, decision.manner or "")
    for result in live_results(register):
        if result.finished >= ITEMS_PUBLIC_FROM:
            item = register.random_items.get(result.item or "")
            yield from _alone(result, result.internal.officers, item[0].manner if item else "")


def _alone(record: Record, officers: tuple[str, ...], manner: str) -> Iterator[Hit]:
    count = len(set(officers))
    if count < 2 and ("现场" in manner or not _FROM_THE_DESK.search(manner)):
        message = f"【执法人员】写了{count}人，实施检查不得少于两人"
        yield Hit(record.file, ("内部", "执法人员"), message, "执法人员: [65990001, 65990002]", record.id)
