"""Discretion benchmarks: tiers that leave no gap and no overlap, with amounts where the fine is an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongshi.findings import Severity
from gongshi.records.lists import Tier
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule

# A fine in yuan, as against one in multiples of a value or a percentage.
_IN_YUAN = re.compile(r"[0-9０-９一二三四五六七八九十百千两]\s*万?元[^，。；、]{0,12}罚款")
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


def _bounded(tier: Tier) -> bool:
    return tier.least is not None and tier.most is not None
