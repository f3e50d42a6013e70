"""Records after enforcement that are no decision: random-inspection results, annual reports, 不予公开."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, Record, key, problem
from gongshi.records.decision import KindName
from gongshi.records.decisions import InspectedObject
from gongshi.records.life import Correction, Ground, Internal
from gongshi.records.types import Day, Id, Line, Many, Prose, Whole, Yuan


class RandomResult(Record):
    """双随机抽查结果: one task, one table (R-POST-7). Inspectors' names do not go out with it."""

    title: Line = key("任务名称", "抽查任务名称", example="2026年电梯使用单位双随机抽查", holds="label")
    plan: Line | None = key("计划编号", "年度计划中的编号", None)
    entity: Id = key("执法主体", "抽查机关的机构标识", example="qinghe-scjgj")
    partners: Many[Id] = key("配合部门", "联合抽查的机构标识", ())
    item: Line | None = key("抽查事项", "随机抽查事项编码", None, example="SC-SJ-001")
    kind: Literal["定向抽查", "不定向抽查"] = key("抽查类型", "定向或不定向", "不定向抽查", example="不定向抽查")
    starts: Day = key("检查开始", "第一天", example="2026-09-01")
    finished: Day = key("检查完成", "最后一天；公示期限从这天起算", example="2026-09-18")
    pool: Whole | None = key("抽查基数", "名录库中的数量", None)
    objects: tuple[InspectedObject, ...] = key("检查对象", "每户一条", example="[]")
    summary: Prose = key("抽查情况", "怎样抽、结果怎样、怎样处理", example="随机抽取36家……", holds="text")
    corrections: Many[Correction] = key("更正", "公示后更正了什么", ())
    internal: Internal = key("内部", "只供内部使用", Internal.model_construct(), private=True)

    @model_validator(mode="after")
    def _in_order(self) -> RandomResult:
        if self.finished < self.starts:
            raise problem("检查完成早于检查开始", at="检查完成")
        return self


class PenaltyTable(Model):
    """表一 行政处罚实施情况统计表; one case counts once, in its heaviest kind."""

    warning: Whole = key("警告", "宗", 0, example="0")
    criticism: Whole = key("通报批评", "宗", 0, example="0")
    fine: Whole = key("罚款", "宗", 0, example="0")
    confiscation: Whole = key("没收违法所得、没收非法财物", "宗", 0, example="0")
    suspension: Whole = key("暂扣许可证件", "宗", 0, example="0")
    downgrade: Whole = key("降低资质等级", "宗", 0, example="0")
    restriction: Whole = key("限制开展生产经营活动", "宗", 0, example="0")
    halt: Whole = key("责令停产停业", "宗", 0, example="0")
    closure: Whole = key("责令关闭、限制从业", "宗", 0, example="0")
    revocation: Whole = key("吊销许可证件", "宗", 0, example="0")
    detention: Whole = key("行政拘留", "宗", 0, example="0")
    other: Whole = key("其他行政处罚", "宗", 0, example="0")
    total: Whole = key("合计", "宗", example="0")
    amount: Yuan = key("罚没金额", "元", example="0.00")

    @model_validator(mode="after")
    def _adds_up(self) -> PenaltyTable:
        _total(self, "合计", skip=("total", "amount"))
        return self


class LicenceTable(Model):
    """表二 行政许可实施情况统计表."""

    applied: Whole = key("申请数量", "宗", example="0")
    accepted: Whole = key("受理数量", "宗", example="0")
    granted: Whole = key("许可数量", "宗", example="0")
    refused: Whole = key("不予许可数量", "宗", example="0")
    revoked: Whole = key("撤销许可数量", "宗", 0, example="0")

    @model_validator(mode="after")
    def _within(self) -> LicenceTable:
        if self.accepted > self.applied:
            raise problem(f"受理数量（{self.accepted}）大于申请数量（{self.applied}）", at="受理数量")
        return self


class CoercionTable(Model):
    """表三 行政强制实施情况统计表."""

    sealing: Whole = key("查封场所、设施或者财物", "宗", 0, example="0")
    seizure: Whole = key("扣押财物", "宗", 0, example="0")
    freezing: Whole = key("冻结存款、汇款", "宗", 0, example="0")
    other_measure: Whole = key("其他行政强制措施", "宗", 0, example="0")
    surcharge: Whole = key("加处罚款或者滞纳金", "宗", 0, example="0")
    transfer: Whole = key("划拨存款、汇款", "宗", 0, example="0")
    auction: Whole = key("拍卖或者依法处理", "宗", 0, example="0")
    restoring: Whole = key("排除妨碍、恢复原状", "宗", 0, example="0")
    substitute: Whole = key("代履行", "宗", 0, example="0")
    other_execution: Whole = key("其他强制执行", "宗", 0, example="0")
    court: Whole = key("申请法院强制执行", "宗", 0, example="0")
    total: Whole = key("合计", "宗", example="0")

    @model_validator(mode="after")
    def _adds_up(self) -> CoercionTable:
        _total(self, "合计", skip=("total",))
        return self


class OtherTable(Model):
    """表四 其他行政执法行为实施情况统计表."""

    levies: Whole = key("行政征收次数", "次", 0, example="0")
    levied: Yuan = key("行政征收总金额", "元", example="0.00")
    requisitions: Whole = key("行政征用次数", "次", 0, example="0")
    inspections: Whole = key("行政检查次数", "次", 0, example="0")
    adjudications: Whole = key("行政裁决次数", "次", 0, example="0")
    adjudicated: Yuan = key("行政裁决涉及金额", "元", example="0.00")
    payments: Whole = key("行政给付次数", "次", 0, example="0")
    paid: Yuan = key("行政给付总金额", "元", example="0.00")
    confirmations: Whole = key("行政确认次数", "次", 0, example="0")
    rewards: Whole = key("行政奖励次数", "次", 0, example="0")
    rewarded: Yuan = key("行政奖励总金额", "元", example="0.00")
    other: Whole = key("其他行政执法行为", "宗", 0, example="0")
    total: Whole = key("合计", "宗", example="0")

    @model_validator(mode="after")
    def _adds_up(self) -> OtherTable:
        _total(self, "合计", skip=("total", "levied", "adjudicated", "paid", "rewarded"))
        return self


class CertificateTable(Model):
    """表五 行政执法证持证率情况."""

    staff: Whole = key("在编人数", "人", example="0")
    required: Whole = key("应持证人数", "人", example="0")
    holding: Whole = key("持证人数", "人", example="0")

    @model_validator(mode="after")
    def _within(self) -> CertificateTable:
        if self.holding > self.staff:
            raise problem("持证人数大于在编人数", at="持证人数")
        return self


def _total(table: Model, at: str, skip: tuple[str, ...]) -> None:
    """The total is the sum of the columns; a table that does not add up is refused (DOMAIN 2.12)."""
    added = sum(getattr(table, name) for name in type(table).model_fields if name not in skip)
    written = getattr(table, "total")  # noqa: B009 - each table has a total of its own
    if added != written:
        raise problem(f"合计写的是 {written}，各列相加是 {added}", at=at, fix=f"合计: {added}")


class AnnualReport(Record):
    """行政执法统计年报: public by 31 January of the next year (R-POST-11)."""

    title: Line = key("标题", "年报标题", example="青禾县农业农村局2025年行政执法统计年报")
    entity: Id = key("执法主体", "机构标识", example="qinghe-nyncj")
    year: Whole = key("年度", "统计年度", example="2025")
    published: Day = key("公布日期", "公布的日期，次年1月31日前", example="2026-01-23", basis="国办发〔2018〕118号")
    penalties: PenaltyTable = key("行政处罚", "表一")
    licences: LicenceTable = key("行政许可", "表二")
    coercions: CoercionTable = key("行政强制", "表三")
    others: OtherTable = key("其他行为", "表四")
    certificates: CertificateTable | None = key("持证情况", "表五", None)
    text: Prose = key("总体情况", "文字说明，Markdown", example="一、基本情况……")
    explanation: Prose | None = key("差异说明", "与本网站公示数不一致的原因", None)
    sent_to: Many[Line] = key("报送", "报送给谁、何时", ())
    internal: Internal = key("内部", "只供内部使用", Internal.model_construct(), private=True)


class Undisclosed(Record):
    """不予公开: only counts of it are ever shown, by ground; nothing of its content is rendered."""

    entity: Id = key("执法主体", "机构标识", example="qinghe-lycyj")
    kind: KindName = key("执法类别", "十一类之一", example="行政处罚")
    number: Line = key("文书号", "只供内部核对编号连续，不显示", example="青林草罚决字〔2025〕第003号", private=True)
    decided: Day = key("决定日期", "文书上的日期", example="2025-05-08")
    ground: Ground = key(
        "理由", "法定的不予公开理由", example="未成年人保护", basis="政府信息公开条例第十四条至第十六条"
    )
    basis: Line = key("依据", "条款", example="个人信息保护法第二十八条")
    approver: Line = key("批准人", "谁批准不予公开", example="L003")
    approved: Day = key("批准日期", "批准的日期", example="2025-05-12")
    review_by: Day | None = key("复核日期", "何时再评估能否公开", None, basis="政府信息公开条例第十八条")
    internal: Internal = key("内部", "只供内部使用", Internal.model_construct(), private=True)
