"""Article numbers that a revision has moved: the old number beside the words of the old article (DOMAIN V-21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import PENALTY_LAW_2021, RECONSIDERATION_LAW_2023, live

_GAP = r"[^。；\n]{0,40}?"


class _Moved(NamedTuple):
    """A law's old article with the words that only the old one had there, and what applies since ``since``."""

    words: re.Pattern[str]
    now: str
    since: date


def _moved(law: str, article: str, words: str, now: str, since: date) -> _Moved:
    return _Moved(re.compile(f"{law}》?(?:（[^）]{{0,20}}）)?({article}){_GAP}(?:{words})"), now, since)


_MOVED = (
    _moved("行政处罚法", "第二十[五六七]条", "从轻|减轻|不予(?:行政)?处罚", "第三十条至第三十三条", PENALTY_LAW_2021),
    _moved("行政处罚法", "第三十三条", "当场处罚|当场作出|简易程序", "第五十一条", PENALTY_LAW_2021),
    _moved("行政处罚法", "第四十二条", "听证", "第六十三条、第六十四条", PENALTY_LAW_2021),
    _moved("行政处罚法", "第五十一条", "加处罚款|百分之三|[3３][%％]", "第七十二条", PENALTY_LAW_2021),
    _moved("行政复议法", "第九条", "六十日|60日", "第二十条", RECONSIDERATION_LAW_2023),
)


@rule("GS244", "引用的是旧条款号", Severity.NOTE, "行政处罚法（2021年修订）；行政复议法（2023年修订）")
def stale_article(register: Register) -> Iterator[Hit]:
    """行政处罚法2021年7月15日修订施行、行政复议法2024年1月1日修订施行以后的决定，文字里还按旧的条款号引用：从轻减轻写第二十七条
    （现为第三十二条），当场处罚写第三十三条（现为第五十一条），听证写第四十二条（现为第六十三条），加处罚款写第五十一条（现为
    第七十二条），复议期限写第九条（现为第二十条）。行为发生在修订施行以前的不查。

    处理：与决定书核对，录入错误的改正；决定书原文如此的不用改。

    合格：裁量理由: 依照行政处罚法第三十二条第一项从轻处罚

    不合格：裁量理由: 依照行政处罚法第二十七条第一款从轻处罚
    """
    for decision in live(register):
        day = getattr(decision, "conduct_day", None) or decision.decided
        for key, text in _texts(decision):
            if "第" not in text:
                continue
            for words, now, since in _MOVED:
                found = words.search(text) if decision.decided >= since and day >= since else None
                if found:
                    message = f"【{key}】“{found[0][:50]}”是修订以前的条款号，现在是{now}"
                    yield Hit(decision.file, (key,), message, f"与决定书核对；现在的条款是{now}", decision.id)


def _texts(decision: Decision) -> Iterator[tuple[str, str]]:
    found = [("备注", decision.remark), ("摘要", decision.summary)]
    if isinstance(decision, Penalty):
        found += [
            ("处罚内容", decision.content),
            ("履行方式和期限", decision.performance),
            ("裁量理由", decision.mitigation),
        ]
    return ((key, text) for key, text in found if text)
