"""Random inspections go by the published plan of the year, and every task of a plan ends in a published result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from gongshi.findings import Severity
from gongshi.records.decisions import Inspection
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import live_results, unreadable


@rule("GS295", "抽查不在年度计划里", Severity.NOTE, "国办发〔2015〕58号；优化营商环境条例第五十四条")
def not_in_the_plan(register: Register) -> Iterator[Hit]:
    """双随机抽查结果的“计划编号”在公布的年度计划里找不到。本站没有那一年计划的旧结果不报。

    处理：改正编号；计划有调整的，先更新计划。

    合格：`计划编号: QH2026-SC-04`（2026年计划里有）

    不合格：`计划编号: QH2026-SC-40`（2026年计划里没有）
    """
    if unreadable(register, "random-plan"):
        return
    plans = register.catalogues["random-plan"].values()
    numbers = {task.number.casefold() for plan in plans for task in plan.rows}
    years = {(plan.entity, getattr(plan, "year", 0)) for plan in plans}
    for result in live_results(register):
        if result.plan is None or result.plan.casefold() in numbers:
            continue
        organs = (result.entity, *result.partners)
        if result.starts.year == register.setting.as_of.year or any((o, result.starts.year) in years for o in organs):
            message = f"【计划编号】“{result.plan[:40]}”不在{result.starts.year}年公布的抽查计划里"
            yield Hit(result.file, ("计划编号",), message, "计划编号: 年度计划里的编号", result.id)


@rule(
    "GS296", "抽查计划完成没有结果", Severity.NOTE, "国办发〔2015〕58号；优化营商环境条例第五十四条（抽查结果及时公开）"
)
def plan_without_result(register: Register) -> Iterator[Hit]:
    """年度计划里的抽查任务已经过了结束日期和公示期限，本站没有一份结果写着它的计划编号，本机关在任务期间也没有公示双随机抽查的
    检查决定。每份计划报一次；结果文件有误暂未读取的不报。

    处理：公示抽查结果，写上计划编号；任务推迟、取消的，调整计划的结束日期并写调整记录。

    合格：`计划编号: QH2026-NY-01` 9月30日结束，10月20日公示的结果写着 QH2026-NY-01

    不合格：`计划编号: QH2026-NY-01` 9月30日结束，11月21日还没有结果
    """
    if unreadable(register, "random-result") or register.setting.looks_back:
        return
    told = {result.plan.casefold() for result in register.random_results.values() if result.plan}
    visits: dict[str, list[date]] = defaultdict(list)
    for decision in register.decisions.values():
        if isinstance(decision, Inspection) and decision.inspection_kind == "双随机抽查":
            visits[decision.entity].append(decision.inspected)
    for plan in register.catalogues["random-plan"].values():
        late = [
            (i, task.number)
            for i, task in enumerate(plan.rows)
            if task.number.casefold() not in told
            and not any(task.starts <= day <= task.ends for day in visits[plan.entity])
            and _ended(register, plan.entity, task.ends)
        ]
        if late:
            numbers = "、".join(number for _, number in late)
            message = f"【计划编号】{numbers[:200]} 已经结束，公示期限也过了，没有公示结果"
            place = ("任务", late[0][0], "计划编号")
            yield Hit(plan.file, place, message, f"在抽查结果里写：计划编号: {late[0][1]}", plan.id)


def _ended(register: Register, organ: str, ends: date) -> bool:
    """Whether the term for publishing the result of a task that ended on ``ends`` is over."""
    setting = register.setting
    if ends >= setting.as_of:
        return False
    days = setting.profile_of(organ).deadline("inspection").value
    return setting.calendar.add(ends, days).date < setting.as_of
