"""Document numbers run on without gaps: what is missing was either not entered or not made public (DOMAIN V-18)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.identifiers import document_key
from gongshi.records.results import Undisclosed
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import live

# A year in any brackets but the right ones.
_BRACKETED = re.compile(r"[\[(（【［﹝]((?:19|20)\d\d)[\])）】］﹞]")
_FOLDERS = ("post/decisions/", "post/undisclosed/")


@rule("GS233", "文书号不连续", Severity.NOTE, "国办发〔2018〕118号（应公示的全部公示）；GB/T 9704-2012（发文字号）")
def number_gaps(register: Register) -> Iterator[Hit]:
    """同一机关、同一机关代字、同一年的文书号中间缺号。依规不公示的、不予公开的也算在内，所以缺的是没有录入的。
    最小号以前、最大号以后不查；有决定文件读不出来时不查。

    处理：补录缺的决定（不公示的写“依规不公示”，不予公开的放 post/undisclosed/）；作废的号不用改。

    合格：1号、2号（不予公开）、3号

    不合格：1号、3号
    """
    if any(file.startswith(_FOLDERS) for file in register.unreadable):
        return
    series: dict[tuple[str, str, int], dict[int, Decision | Undisclosed]] = defaultdict(dict)
    for shelf in (register.decisions, register.undisclosed):
        for record in shelf.values():
            key = document_key(record.number)
            if key is not None:
                series[record.entity, key.organ, key.year].setdefault(key.serial, record)
    for (_, organ, year), numbers in series.items():
        serials = sorted(numbers)
        for before, after in pairwise(serials):
            if after - before > 1:
                record = numbers[after]
                message = f"【文书号】{organ}〔{year}〕{before}号之后是{after}号，缺{_missing(before, after)}"
                yield Hit(record.file, ("文书号",), message, "补录缺号的决定；作废的号不用改", record.id)


def _missing(before: int, after: int) -> str:
    first, last = before + 1, after - 1
    return f"{first}号" if first == last else f"{first}号至{last}号（{last - first + 1}件）"


@rule("GS234", "文书号的括号不规范", Severity.NOTE, "GB/T 9704-2012 7.2.5（年份用六角括号“〔〕”括入）")
def wrong_brackets(register: Register) -> Iterator[Hit]:
    """文书号的年份用了圆括号、方括号等，没有用六角括号。检索、查重、编号连续性不受影响；从旧系统迁来的不查。

    处理：与原文书核对，原文书用六角括号的改正；原文书如此的不用改。

    合格：文书号: 青农（种子）罚〔2026〕3号

    不合格：文书号: 青农（种子）罚[2026]3号
    """
    for decision in live(register):
        found = _BRACKETED.search(decision.number)
        if found:
            message = f"【文书号】年份写成“{found[0]}”，公文的年份用六角括号"
            right = decision.number.replace(found[0], f"〔{found[1]}〕")
            yield Hit(decision.file, ("文书号",), message, f"文书号: {right[:60]}", decision.id)
