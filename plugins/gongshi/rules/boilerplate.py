"""Wording that the law has left behind: the old reconsideration organ, remedies side by side where one comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.law import Remedies
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.weighed import PENALTY_LAW_2021, RECONSIDERATION_LAW_2023, live, live_penalties

# 行政复议法 arts 27, 28: under vertical leadership, or the justice bureau, where the organ above may be asked.
_VERTICAL = re.compile(
    r"海关|税务|金融|外汇|人民银行|国家安全|司法|海事|边检|出入境|邮政|烟草|气象|地震|矿山安全|能源监管|民航|铁路|统计局.{0,4}调查|消防"
)
# The government itself, or whoever receives applications on its behalf.
_RIGHT = re.compile("政府|复议|司法|管委会|管理委员会")
_DEPARTMENT = re.compile(r"上一?级(?:[^政，。；、]{0,6})主管(?:部门|机关)|上一级(?:部门|机关)|(?:局|厅|委员会|部)$")
_APPLIED_TO = re.compile(r"向([^，。；：\n]{2,60}?)(?:依法)?(?:申请|提出|提起)(?:行政)?复议")
_CHOICE = re.compile(r"[或、和及]者?")
_PRICE_LAWS = frozenset({"价格违法行为行政处罚规定", "中华人民共和国价格法", "价格法"})
# 价格违法行为行政处罚规定 as revised in 2010.
_PRICE_RULES_2010 = date(2010, 12, 4)
# 行政诉讼法 as amended in 2014: six months instead of three.
_LITIGATION_LAW_2014 = date(2015, 5, 1)
_THREE_MONTHS = re.compile("^(?:[三3３]个月)|(?:之日起|后)[三3３]个月")
_OLD_KIND = re.compile(r"暂扣(?:或者?吊销)?执照")


def _wrong_organ(named: str) -> str:
    """The part of ``named`` that is a department, where a people's government is wanted; empty when there is none."""
    for part in _CHOICE.split(named):
        part = part.strip()
        if not _RIGHT.search(part) and _DEPARTMENT.search(part):
            return part
    return ""


def _told(remedies: Remedies) -> Iterator[tuple[str, str]]:
    """(key, organ) for each organ that remedies name for reconsideration."""
    if remedies.reconsideration:
        yield "复议机关", remedies.reconsideration
    for named in _APPLIED_TO.findall(remedies.note or ""):
        yield "说明", named


def _named(decision: Decision) -> Iterator[tuple[Path, str]]:
    if decision.remedies:
        for key, named in _told(decision.remedies):
            yield ("救济", key), named
    texts = [("备注", decision.remark)]
    if isinstance(decision, Penalty):
        texts += [("处罚内容", decision.content), ("履行方式和期限", decision.performance)]
    for key, text in texts:
        if text and "复议" in text:
            for named in _APPLIED_TO.findall(text):
                yield (key,), named


@rule(
    "GS240",
    "救济写的是旧规定",
    Severity.NOTE,
    "行政复议法（2023年修订）第二十四条（2024年1月1日起）；行政诉讼法（2014年修正）第四十六条",
)
def stale_reconsideration_organ(register: Register) -> Iterator[Hit]:
    """2024年1月1日以后的决定，救济、备注、处罚内容、履行方式里还写着向上一级主管部门或者某局申请复议。地方政府工作部门的决定，
    统一由本级人民政府复议；海关、税务等垂直领导的机关和司法行政部门除外。2015年5月1日以后的决定，起诉期限还写着旧法的三个月。

    处理：与决定书核对，录入错误的改成本级人民政府；机构、事项清单里的救济由 GS259 核对。

    合格：复议机关: 青禾县人民政府

    不合格：复议机关: 青禾县人民政府或者上一级农业农村主管部门
    """
    vertical = {entry.id for entry in register.roster.values() if _VERTICAL.search(entry.name)}
    right = f"{register.site.county}人民政府"
    for decision in live(register):
        told = decision.remedies
        if told and decision.decided >= _LITIGATION_LAW_2014 and _THREE_MONTHS.search(told.court_term):
            message = f"【诉讼期限】写的是“{told.court_term[:30]}”；2015年5月起是六个月，法律另有规定的除外"
            yield Hit(decision.file, ("救济", "诉讼期限"), message, "诉讼期限: 六个月", decision.id)
        if decision.decided < RECONSIDERATION_LAW_2023 or decision.entity in vertical:
            continue
        for path, named in _named(decision):
            wrong = _wrong_organ(named)
            if wrong:
                message = (
                    f"【{path[-1]}】写的是向“{wrong[:60]}”申请复议；2024年起，县级部门的决定统一由本级人民政府复议"
                )
                yield Hit(decision.file, path, message, f"复议机关: {right}", decision.id)


@rule("GS241", "处罚种类是旧名称", Severity.NOTE, "行政处罚法（2021年修订）第九条")
def stale_penalty_kind(register: Register) -> Iterator[Hit]:
    """2021年7月15日以后的处罚，处罚内容还写着“暂扣执照”“暂扣或者吊销执照”；现在的种类是暂扣许可证件、吊销许可证件。

    处理：与决定书核对；决定书原文如此的不用改。

    合格：处罚内容: 暂扣许可证件三个月

    不合格：处罚内容: 暂扣执照三个月
    """
    for penalty in live_penalties(register):
        found = _OLD_KIND.search(penalty.content) if penalty.decided >= PENALTY_LAW_2021 else None
        if found:
            message = f"【处罚内容】“{found[0]}”是2021年修订以前的名称，现在叫暂扣许可证件、吊销许可证件"
            yield Hit(penalty.file, ("处罚内容",), message, "暂扣许可证件……", penalty.id)


@rule(
    "GS242",
    "价格处罚没有写明复议前置",
    Severity.DEFECT,
    "价格违法行为行政处罚规定第二十条；行政复议法第二十三条第一款第五项",
)
def price_without_reconsideration_first(register: Register) -> Iterator[Hit]:
    """依据价格法、价格违法行为行政处罚规定作出的处罚，不服的应当先申请行政复议；写成“复议或者诉讼”是错的。

    处理：在记录或者执法事项的“救济”里写 复议前置: 是。

    合格：救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院, 复议前置: 是}

    不合格：救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院}
    """
    for penalty in live_penalties(register):
        if penalty.decided < _PRICE_RULES_2010 or penalty.procedure == "简易":
            continue
        law = next((c.law for c in penalty.basis if c.law.strip("《》") in _PRICE_LAWS), None)
        told = register.remedies_told(penalty) if law else None
        if told is not None and not told.reconsideration_first:
            message = f"【救济】没有写明复议前置；依据《{str(law).strip('《》')}》处罚的，不服的应当先申请行政复议"
            yield Hit(penalty.file, ("救济", "复议前置"), message, "复议前置: 是", penalty.id)
