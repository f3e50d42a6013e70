"""简易程序: how much may be fined on the spot, and that reconsideration comes first (行政处罚法 art 51)."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.lifecycle import Status
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.weighed import PENALTY_LAW_2021, RECONSIDERATION_LAW_2023, penalties_in_force

PERSON_LIMIT, ORGANISATION_LIMIT = 200, 3000
# 法律另有规定的，从其规定: these allow more on the spot.
_OTHER_LIMITS = ("治安管理处罚法", "出境入境管理法", "道路交通安全法")


def _on_the_spot(register: Register) -> Iterator[Penalty]:
    return (p for p in penalties_in_force(register) if p.procedure == "简易")


def _limit(penalty: Penalty) -> int:
    """Yuan, for all parties together. A sole trader is counted as an organisation, the reading that accuses nobody."""
    return sum(PERSON_LIMIT if party.kind == "自然人" else ORGANISATION_LIMIT for party in penalty.parties)


@rule("GS215", "当场处罚超出简易程序的范围", Severity.DEFECT, "行政处罚法第五十一条")
def beyond_the_spot(register: Register) -> Iterator[Hit]:
    """简易程序只能警告，或者对公民处200元以下、对法人或者其他组织处3000元以下罚款；其他处罚适用普通程序。

    处理：程序写错的改成“普通”；确实超出的，在“缺陷说明”里如实说明。

    合格：程序: 简易，处罚类别: [罚款]，罚款金额: 200.00（自然人）

    不合格：程序: 简易，处罚类别: [罚款]，罚款金额: 500.00（自然人）
    """
    for penalty in _on_the_spot(register):
        if penalty.decided < PENALTY_LAW_2021 or any(w in c.law for c in penalty.basis for w in _OTHER_LIMITS):
            continue
        other = next((kind for kind in penalty.penalties if kind not in ("警告", "罚款")), None)
        if other:
            message = f"【处罚类别】有“{other}”，简易程序只能警告或者罚款"
            yield Hit(penalty.file, ("处罚类别",), message, "程序: 普通", penalty.id)
        limit = _limit(penalty)
        if penalty.fine is not None and penalty.fine > limit:
            message = f"【罚款金额】{penalty.fine:f} 元，简易程序最高 {limit} 元"
            yield Hit(penalty.file, ("罚款金额",), message, "程序: 普通", penalty.id)


@rule("GS216", "当场处罚没有写明复议前置", Severity.DEFECT, "行政复议法第二十三条第一款第一项")
def reconsideration_not_first(register: Register) -> Iterator[Hit]:
    """对当场作出的行政处罚决定不服的，应当先申请行政复议；救济写成“复议或者诉讼”是错的。

    处理：在记录的“救济”里写 复议前置: 是。

    合格：救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院, 复议前置: 是}

    不合格：救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院}
    """
    for penalty in _on_the_spot(register):
        # What is never shown tells nobody the organ's default; only what the record itself says can be wrong.
        silent = register.standings[penalty.id].state.status is Status.NOT_DISCLOSED and penalty.remedies is None
        told = register.remedies_told(penalty)
        if penalty.decided < RECONSIDERATION_LAW_2023 or silent or told is None or told.reconsideration_first:
            continue
        message = "【救济】没有写明复议前置；当场作出的处罚，不服的应当先申请行政复议"
        yield Hit(penalty.file, ("救济", "复议前置"), message, "复议前置: 是", penalty.id)
