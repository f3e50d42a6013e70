"""Remedies of organs, items and guides: there at all, and to the right organ for reconsideration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.records.law import Remedies
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule
from gongshi.rules.shelves import called

_SINCE = date(2024, 1, 1)
_LEAST_DAYS = 60
# Organs under vertical leadership go to their own superior department, the justice bureau may (arts 27, 28).
_OWN_SUPERIOR = re.compile(
    "税务|海关|银行|金融|外汇|国家安全|证监|海事|烟草|气象|邮政|地震|铁路|民航|出入境|煤矿|调查队|通信|司法局"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_SEVERAL = re.compile("或者|或|、|，|；|,|;|/")
_GOVERNMENT = re.compile("政府|公署|行署|管委会|管理委员会|兵团|师$")
_DEPARTMENT = re.compile("(局|厅|委|委员会|部|部门)$")
_ABOVE_COUNTY = re.compile("公署|行署|地区|自治州|省|自治区")


@rule("GS258", "救济途径不全", Severity.DEFECT, "行政处罚法第三十九条；行政诉讼法第四十六条")
def remedies_incomplete(register: Register) -> Iterator[Hit]:
    """执法主体的“救济”没有写复议机关，或者没有写诉讼法院。受委托组织也要写，按委托机关的写。

    处理：补上缺少的一项。

    合格：`救济: {复议机关: 青禾县人民政府, 诉讼法院: 青禾县人民法院}`

    不合格：`救济: {复议机关: 青禾县人民政府}`
    """
    county = register.site.county
    for entity in register.entities.values():
        if entity.remedies.reconsideration is None:
            message = "【救济】没有写复议机关，要写明向谁申请行政复议"
            yield Hit(entity.file, ("救济",), message, f"复议机关: {county}人民政府", entity.id)
        if entity.remedies.court is None:
            message = "【救济】没有写诉讼法院，要写明向哪个人民法院起诉"
            yield Hit(entity.file, ("救济",), message, f"诉讼法院: {county}人民法院", entity.id)


@rule("GS259", "复议机关或期限不对", Severity.DEFECT, "行政复议法（2023年修订）第二十条、第二十四条")
def wrong_reconsideration(register: Register) -> Iterator[Hit]:
    """2024年1月1日起，对县级以上地方人民政府工作部门的决定只向本级人民政府申请行政复议，不再向上一级主管部门申请；
    复议期限不少于60日。税务、海关、金融、国家安全等垂直领导的机关和司法行政部门另有规定，不检查。
    看执法主体、执法事项清单和服务指南里的“救济”。

    处理：照提示改。

    合格：`复议机关: 青禾县人民政府`

    不合格：`复议机关: 阿勒河地区农业农村局`
    """
    if register.setting.as_of < _SINCE:
        return
    for record, place, organ, remedies in _all_remedies(register):
        entity = register.entities.get(organ)
        name = called(register, organ)
        fault = _fault(remedies, name, entity.level if entity else "县级", register.site.county)
        if fault:
            fix = f"复议机关: {'上一级人民政府' if name.endswith('人民政府') else register.site.county + '人民政府'}"
            yield Hit(record.file, (*place, "复议机关"), fault, fix, record.id)
        if remedies.reconsideration_days < _LEAST_DAYS:
            message = f"【复议期限】写的是{remedies.reconsideration_days}日，不得少于{_LEAST_DAYS}日"
            yield Hit(record.file, (*place, "复议期限"), message, f"复议期限: {_LEAST_DAYS}", record.id)


def _all_remedies(register: Register) -> Iterator[tuple[Record, Path, str, Remedies]]:
    for entity in register.entities.values():
        yield entity, ("救济",), entity.id, entity.remedies
    for items in register.catalogues["item"].values():
        for i, row in enumerate(items.rows):
            if row.remedies is not None:
                yield items, ("事项", i, "救济"), items.entity, row.remedies
    for guide in register.guides.values():
        if guide.remedies is not None:
            yield guide, ("救济",), guide.entity, guide.remedies


def _fault(remedies: Remedies, organ: str, level: str, county: str) -> str:
    """What is wrong with the organ for reconsideration; empty when nothing is, or when the law leaves it open."""
    written = remedies.reconsideration
    if written is None or _OWN_SUPERIOR.search(organ):
        return ""
    for part in _SEVERAL.split(_ASIDE.sub("", written)):
        named = part.strip()
        if not _GOVERNMENT.search(named):
            if _DEPARTMENT.search(named) and "复议" not in named:
                return f"【复议机关】写的是“{written[:60]}”，部门不再是复议机关，应向本级人民政府申请"
        elif named == organ and level != "省级":
            return f"【复议机关】写的是“{written[:60]}”，对本级人民政府的决定应向上一级人民政府申请"
        elif level == "县级" and _above(named, county) and not organ.endswith("人民政府") and organ.startswith(county):
            return f"【复议机关】写的是“{written[:60]}”，对县级部门的决定应向本级人民政府申请"
    return ""


def _above(named: str, county: str) -> bool:
    return county not in named and _ABOVE_COUNTY.search(named) is not None
