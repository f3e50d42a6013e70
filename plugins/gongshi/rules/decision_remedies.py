"""Remedies that a decision itself tells: whom to ask, within which time, and what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Adjudication, Confirmation, OtherAct
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import called
from gongshi.rules.weighed import RECONSIDERATION_LAW_2023, live

# 行政复议法 art 20: sixty days at the least.
_LEAST_DAYS = 60
_RESOURCE_LAWS = ("土地管理法", "森林法", "草原法", "水法", "矿产资源法", "海域使用管理法", "农村土地承包法")
_RESOURCE = re.compile(
    r"(?:土地|林地|林木|森林|草原|草场|山岭|荒地|滩涂|水面|水域|海域|矿产|采矿|承包地)[^，。；\n]{0,12}(?:所有权|使用权|承包经营权|权属)"
)
_REFUSED = re.compile(r"信息[^，。；\n]{0,8}不予公开|不予公开[^，。；\n]{0,8}信息")


@rule("GS243", "决定的救济机关、期限不对", Severity.DEFECT, "行政复议法（2023年修订）第二十条、第二十四条")
def wrong_remedies(register: Register) -> Iterator[Hit]:
    """决定自己写的“救济”里，复议期限少于60日；或者县级、市级人民政府的决定写向它自己申请复议（应当向上一级人民政府申请）。

    处理：与决定书核对，录入错误的改正；决定书就是这样写的，在“缺陷说明”里如实说明。

    合格：救济: {复议机关: 青禾县人民政府, 复议期限: 60}

    不合格：救济: {复议机关: 青禾县人民政府, 复议期限: 15}
    """
    for decision in live(register):
        told = decision.remedies
        if told is None:
            continue
        if told.reconsideration_days < _LEAST_DAYS:
            message = f"【复议期限】写的是{told.reconsideration_days}日，不得少于{_LEAST_DAYS}日"
            yield Hit(decision.file, ("救济", "复议期限"), message, f"复议期限: {_LEAST_DAYS}", decision.id)
        name, entity = called(register, decision.entity), register.entities.get(decision.entity)
        of_province = entity is not None and entity.level == "省级"
        if told.reconsideration == name and name.endswith("人民政府") and not of_province:
            message = f"【复议机关】写的是作出决定的{name}自己，应当向上一级人民政府申请"
            yield Hit(decision.file, ("救济", "复议机关"), message, "复议机关: 上一级人民政府", decision.id)


@rule("GS245", "可能要写复议前置", Severity.NOTE, "行政复议法（2023年修订）第二十三条第一款第二项、第四项")
def perhaps_reconsideration_first(register: Register) -> Iterator[Hit]:
    """2024年1月1日以后，涉及土地、森林、草原等自然资源权属的裁决、确认，收回、撤销权利的决定，以及不予公开政府信息的决定，救济里
    没有写明复议前置。侵犯已经依法取得的自然资源权利的，申请公开而不予公开的，不服的应当先申请行政复议。

    处理：属于复议前置的，在记录的“救济”里写 复议前置: 是；不属于的不用改，可以静默。

    合格：救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院, 复议前置: 是}

    不合格：林地使用权争议裁决，救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院}
    """
    for decision in live(register):
        if decision.decided < RECONSIDERATION_LAW_2023:
            continue
        why = _why_first(decision)
        told = register.remedies_told(decision) if why else None
        if told is not None and not told.reconsideration_first:
            message = f"【救济】没有写明复议前置；{why}，不服的可能要先申请行政复议，请核对"
            yield Hit(decision.file, ("救济", "复议前置"), message, "复议前置: 是", decision.id)


def _why_first(decision: Decision) -> str:
    if isinstance(decision, Adjudication):
        about = f"{decision.title}\n{decision.dispute}"
    elif isinstance(decision, Confirmation):
        about = f"{decision.title}\n{decision.confirmed}"
    elif isinstance(decision, OtherAct):
        about = f"{decision.title}\n{decision.act}"
        if _REFUSED.search(about):
            return "不予公开政府信息"
    else:
        return ""
    by_law = any(law in citation.law for citation in decision.basis for law in _RESOURCE_LAWS)
    return "涉及自然资源的权属" if by_law and _RESOURCE.search(about) else ""
