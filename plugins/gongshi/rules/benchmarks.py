"""Discretion benchmarks: tiers that leave no gap and no overlap, with amounts where the fine is an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongshi.findings import Severity
from gongshi.records.lists import Tier
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.legal_ranges import legal_range

# A fine in yuan, as against one in multiples of a value or a percentage.
_IN_YUAN = re.compile(r"[0-9０-９一二三四五六七八九十百千两]\s*万?元[^，。；、]{0,12}罚款")
# Tiers that may go below what the law names as the least.
_BELOW = frozenset({"减轻", "不予处罚"})
_BY_VALUE = re.compile("倍|%|％|百分之|等值")


@rule("GS283", "裁量阶次不衔接", Severity.NOTE, "行政处罚法第三十四条；国办发〔2022〕27号")
def tiers_apart(register: Register) -> Iterator[Hit]:
    """裁量权基准相邻两个阶次的罚款不衔接：上一阶次的罚款上限不等于下一阶次的罚款下限（由轻到重）。
    两个阶次幅度相同（差别在并处的其他处罚）的不报；没有金额的阶次（不予处罚、按倍数计算）跳过。

    处理：与裁量基准文件核对后改正上下限。

    合格：从轻 `罚款上限: 5000.00`，一般 `罚款下限: 5000.00`

    不合格：从轻 `罚款上限: 5000.00`，一般 `罚款下限: 6000.00`
    """
    for discretion in register.catalogues["discretion"].values():
        for i, benchmark in enumerate(discretion.rows):
            bounded = [(j, tier) for j, tier in enumerate(benchmark.tiers) if _bounded(tier)]
            for (_, lighter), (j, heavier) in pairwise(bounded):
                if lighter.most == heavier.least or (lighter.least, lighter.most) == (heavier.least, heavier.most):
                    continue
                message = (
                    f"【罚款下限】{benchmark.code}“{heavier.name}”从{heavier.least}元起，"
                    f"上一阶次“{lighter.name}”到{lighter.most}元为止，应当衔接"
                )
                place = ("基准", i, "阶次", j, "罚款下限")
                yield Hit(discretion.file, place, message, f"罚款下限: {lighter.most}", discretion.id)


@rule("GS284", "裁量阶次没有上下限", Severity.NOTE, "行政处罚法第三十四条；国办发〔2022〕27号")
def tier_without_amounts(register: Register) -> Iterator[Hit]:
    """裁量幅度写的是以元为单位的罚款，却没有同时填罚款下限和罚款上限，处罚金额就无从核对。按倍数、比例计算的不用填。

    处理：填上罚款下限和罚款上限；从零起的下限写 0.00。

    合格：`裁量幅度: 处2000元以上5000元以下罚款`，`罚款下限: 2000.00`，`罚款上限: 5000.00`

    不合格：`裁量幅度: 处2000元以上5000元以下罚款`，没有上下限
    """
    for discretion in register.catalogues["discretion"].values():
        for i, benchmark in enumerate(discretion.rows):
            for j, tier in enumerate(benchmark.tiers):
                if _bounded(tier) or not _IN_YUAN.search(tier.outcome) or _BY_VALUE.search(tier.outcome):
                    continue
                message = f"【裁量幅度】{benchmark.code}“{tier.name}”写的是固定金额的罚款，没有填罚款下限、罚款上限"
                place = ("基准", i, "阶次", j, "裁量幅度")
                yield Hit(discretion.file, place, message, "罚款下限: 2000.00", discretion.id)


@rule("GS282", "裁量阶次超出法定幅度", Severity.NOTE, "行政处罚法第三十四条；国办发〔2022〕27号")
def tier_outside_the_law(register: Register) -> Iterator[Hit]:
    """裁量阶次的罚款下限低于处罚依据条文的最低数额，或者罚款上限高于最高数额。“减轻”“不予处罚”的下限、没有写条文内容的、按倍数
    比例计算的，不核对。

    处理：与条文核对后改正上下限。

    合格：条文“处二千元以上二万元以下罚款”，从轻 `罚款下限: 2000.00`

    不合格：条文“处二千元以上二万元以下罚款”，从重 `罚款上限: 30000.00`
    """
    for discretion in register.catalogues["discretion"].values():
        for i, benchmark in enumerate(discretion.rows):
            allowed = legal_range([citation.text for citation in benchmark.basis])
            if allowed is None:
                continue
            least, most = allowed
            for j, tier in enumerate(benchmark.tiers):
                place = ("基准", i, "阶次", j)
                below = tier.name not in _BELOW and least is not None and tier.least is not None and tier.least < least
                if below:
                    message = f"【罚款下限】{benchmark.code}“{tier.name}”从{tier.least}元起，条文最低{least:f}元"
                    yield Hit(discretion.file, (*place, "罚款下限"), message, f"罚款下限: {least:.2f}", discretion.id)
                if most is not None and tier.most is not None and tier.most > most:
                    message = f"【罚款上限】{benchmark.code}“{tier.name}”到{tier.most}元为止，条文最高{most:f}元"
                    yield Hit(discretion.file, (*place, "罚款上限"), message, f"罚款上限: {most:.2f}", discretion.id)


def _bounded(tier: Tier) -> bool:
    return tier.least is not None and tier.most is not None
