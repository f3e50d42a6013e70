"""Organs: whose code they bear, and whether the bodies that act for them were entrusted on the day."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.decisions import Coercion
from gongshi.records.entity import Entity
from gongshi.records.identifiers import NO_CODE
from gongshi.registry.register import Register
from gongshi.registry.renewals import warned_until
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import called
from gongshi.rules.weighed import live

# 机构编制部门 (11 机关, 12 事业单位, 13 群众团体, 19 其他), 中央军委改革和编制办公室 (A), 农业农村部门 (N).
_PUBLIC_BODIES = ("1", "A", "N")


@rule(
    "GS253", "代码不是机关的代码", Severity.DEFECT, "GB 32100-2015（登记管理部门代码）；行政处罚法第十七条至第二十一条"
)
def code_of_no_organ(register: Register) -> Iterator[Hit]:
    """执法主体的统一社会信用代码不是机关、事业单位等公共组织的代码（机关 11、事业单位 12、群众团体 13、农村集体 N），
    例如以 91 开头的是企业。企业不能成为执法主体。

    处理：与本单位的统一社会信用代码证书核对。

    合格：`统一社会信用代码: 11659900MA8829004W`

    不合格：`统一社会信用代码: 91659900MA5546586Y`
    """
    for entity in register.entities.values():
        code = entity.credit_code
        if code is None or code == NO_CODE or code.startswith(_PUBLIC_BODIES):
            continue
        message = f"【统一社会信用代码】以“{code[:2]}”开头，机关应以11开头，事业单位12，群众团体13"
        yield Hit(entity.file, ("统一社会信用代码",), message, "统一社会信用代码: 11……", entity.id)


@rule("GS254", "委托将要届满", Severity.NOTE, "行政处罚法第二十条第二款（委托书载明期限）")
def entrustment_runs_out(register: Register) -> Iterator[Hit]:
    """行政执法委托书将在规则配置的提醒期（与执法证件相同）内届满。

    处理：需要继续委托的，届满前续签并向社会公布新的委托书。

    合格：`期限至: 2027-12-31`

    不合格：`期限至: 2026-04-30`（基准日 2026-03-16）
    """
    as_of = register.setting.as_of
    for entity in register.entities.values():
        if entity.entrustment is None:
            continue
        ends = entity.entrustment.ends
        if as_of <= ends <= warned_until(entity.entrustment.principal, register):
            message = f"【期限至】委托还有{(ends - as_of).days}日届满（{ends}）"
            yield Hit(entity.file, ("委托", "期限至"), message, "续签后改委托书、期限自、期限至", entity.id)


@rule("GS255", "委托已经届满", Severity.DEFECT, "行政处罚法第二十条（在委托书载明的期限内实施）")
def entrustment_ran_out(register: Register) -> Iterator[Hit]:
    """委托书的期限已过，网站上还把它列为受委托组织。

    处理：续签后改期限；不再委托的，删去这份机构文件（机构名录里保留，从前的决定还要显示名称）。

    合格：`期限至: 2027-12-31`

    不合格：`期限至: 2025-12-31`（基准日 2026-11-21）
    """
    for entity in register.entities.values():
        if entity.entrustment and entity.entrustment.ends < register.setting.as_of:
            message = f"【期限至】委托已于 {entity.entrustment.ends} 届满，届满后不得再以委托机关名义执法"
            yield Hit(entity.file, ("委托", "期限至"), message, "续签后改期限；不再委托的删去这份文件", entity.id)


@rule("GS256", "超出委托作出决定", Severity.DEFECT, "行政处罚法第二十条、第二十一条；行政强制法第十七条第一款")
def beyond_entrustment(register: Register) -> Iterator[Hit]:
    """写了“受委托组织”的决定：那个机构不是受委托组织，委托机关不是这里的执法主体，决定日期在委托期限以外，
    或者委托实施了行政强制措施（行政强制措施权不得委托）。委托开始前已经公示的，属于上一期委托书的事，不报。

    处理：与委托书核对日期和名称；确实超出委托的，依法纠正，需要先公示的在 `内部.缺陷说明` 里写明。

    合格：`受委托组织: qinghe-dongzhen`，决定日期 2026-06-04，委托期限 2026-01-01 至 2027-12-31

    不合格：`受委托组织: qinghe-dongzhen`，决定日期 2028-01-05，同一委托期限
    """
    for decision in live(register):
        body = register.entities.get(decision.entrusted) if decision.entrusted else None
        hit = _beyond(register, decision, body) if body is not None else None
        if hit is not None:
            yield hit


def _beyond(register: Register, decision: Decision, body: Entity) -> Hit | None:
    file, record, entrustment = decision.file, decision.id, body.entrustment
    if entrustment is None:
        message = f"【受委托组织】{body.name}是{body.kind}主体，不是受委托组织"
        return Hit(file, ("受委托组织",), message, "以它自己的名义作出的，写到“执法主体”", record)
    if entrustment.principal != decision.entity:
        whom = called(register, entrustment.principal)
        message = f"【执法主体】写的是{called(register, decision.entity)}，{body.name}受{whom}委托"
        return Hit(file, ("执法主体",), message, f"执法主体: {entrustment.principal}", record)
    term = f"{entrustment.starts} 至 {entrustment.ends}"
    if decision.decided > entrustment.ends:
        message = f"【决定日期】{decision.decided} 在委托届满以后，委托期限是 {term}"
        return Hit(file, ("决定日期",), message, "与委托书核对后改日期，或者写缺陷说明", record)
    published = register.standings[decision.id].state.first_published
    if decision.decided < entrustment.starts and (published is None or published >= entrustment.starts):
        message = f"【决定日期】{decision.decided} 在委托开始以前，委托期限是 {term}"
        return Hit(file, ("决定日期",), message, "与委托书核对后改日期，或者写缺陷说明", record)
    if isinstance(decision, Coercion) and decision.coercion_kind == "行政强制措施":
        message = "【受委托组织】行政强制措施权不得委托，应由行政机关自己实施"
        return Hit(file, ("受委托组织",), message, "删去“受委托组织”，或者写缺陷说明", record)
    return None
