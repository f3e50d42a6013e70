"""What a penalty decision must state (行政处罚法 art 59)."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import PENALTY_LAW_2021, live_penalties

_ART_59 = "行政处罚法第五十九条第一款"
# Nothing is left for the party to do.
_NOTHING_TO_PERFORM = frozenset({"警告", "通报批评"})


@rule("GS225", "处罚决定缺少应当载明的内容", Severity.DEFECT, _ART_59)
def missing_contents(register: Register) -> Iterator[Hit]:
    """普通程序的处罚决定要写明证据，处罚的履行方式和期限（只有警告、通报批评的除外），复议和诉讼的途径、期限。
    违法事实、依据、种类、日期读取时已经查过；2021年7月15日以前的、当场处罚的不查。

    处理：照决定书补写；决定书本身没有的，在“缺陷说明”里如实说明。

    合格：证据: 1.现场检查笔录；2.询问笔录……

    不合格：证据:（空着）
    """
    for penalty in live_penalties(register):
        if penalty.decided < PENALTY_LAW_2021 or penalty.procedure == "简易":
            continue
        if penalty.evidence is None:
            fix = "证据: 1.现场检查笔录；2.询问笔录；3.……"
            yield Hit(penalty.file, ("证据",), "【证据】没有填写；处罚决定要写明主要证据", fix, penalty.id)
        if penalty.performance is None and not _NOTHING_TO_PERFORM.issuperset(penalty.penalties):
            message = "【履行方式和期限】没有填写；处罚决定要写明怎样履行、何时履行"
            fix = "履行方式和期限: 自收到决定书之日起15日内到……缴纳罚款"
            yield Hit(penalty.file, ("履行方式和期限",), message, fix, penalty.id)
        told = register.remedies_told(penalty)
        if told is not None and not (told.reconsideration and told.court):
            lacking = "诉讼法院" if told.reconsideration else "复议机关"
            message = f"【救济】没有{lacking}（本记录、执法事项和机构都没有写）；处罚决定要写明复议、诉讼的途径和期限"
            fix = f"{lacking}: {register.site.county}{'人民法院' if told.reconsideration else '人民政府'}"
            yield Hit(penalty.file, ("救济", lacking), message, fix, penalty.id)
