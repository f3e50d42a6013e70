"""The eleven kinds of 执法决定 and the columns that each adds (发改办财金〔2018〕424号; DOMAIN 2.7, 2.14)."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, key, problem
from gongshi.records.decision import Decision
from gongshi.records.identifiers import CreditCode
from gongshi.records.penalty import Penalty
from gongshi.records.types import OPEN_END, Day, Line, Many, Prose, Whole, Yuan

# 双随机、一公开 result categories, as in the market-supervision system.
InspectionOutcome = Literal[
    "未发现问题",
    "未按规定公示年度报告",
    "未按规定公示其他应当公示的信息",
    "公示信息隐瞒真实情况、弄虚作假",
    "通过登记的住所（经营场所）无法联系",
    "发现问题已责令改正",
    "不配合检查情节严重",
    "未发现开展本次抽查涉及的经营活动",
    "发现问题待后续处理",
]


class InspectedObject(Model):
    """One line of an inspection's result table."""

    name: Line = key("名称", "检查对象全称", example="青禾县驼铃宾馆有限公司", holds="business")
    credit_code: CreditCode | None = key("统一社会信用代码", "18位", None, holds="code")
    day: Day | None = key("检查日期", "与整批不同时填写", None)
    outcome: InspectionOutcome = key("结果", "九类结果之一", example="未发现问题")
    handling: Line | None = key("处理", "后续处理", None, holds="text")


class Licence(Decision):
    """行政许可 (columns XK_*)."""

    code = "licence"
    columns = ("许可结果", "许可类别", "许可证书名称", "许可编号", "许可内容", "有效期自", "有效期至")
    result: Literal["准予", "不予许可", "变更", "延续", "注销", "撤销许可", "终止办理"] = key(
        "许可结果", "决定的结果", "准予", example="准予"
    )
    licence_kind: Literal["普通", "特许", "认可", "核准", "登记", "其他"] = key(
        "许可类别", "普通、特许、认可、核准、登记、其他", "普通", example="普通"
    )
    certificate: Line | None = key("许可证书名称", "证书全名", None)
    certificate_number: Line | None = key("许可编号", "证书编号，原样", None, holds="certificate")
    content: Prose = key(
        "许可内容", "许可了什么，或者为什么不予许可", example="准予经营农药（限制使用农药除外）", holds="text"
    )
    accepted: Day | None = key("受理日期", "受理申请的日期", None, basis="行政许可法第四十二条")
    valid_from: Day | None = key("有效期自", "许可生效日期", None)
    valid_to: Day | None = key("有效期至", "长期有效的写 2099-12-31", None, example=str(OPEN_END))

    @model_validator(mode="after")
    def _validity(self) -> Licence:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise problem("有效期至早于有效期自", at="有效期至", basis="行政许可法第七十条")
        if self.result in ("准予", "变更", "延续") and self.valid_to is None:
            raise problem(
                "准予的许可要写有效期至，长期有效写 2099-12-31",
                at="许可结果",
                fix=f"有效期至: {OPEN_END}",
                basis="发改办财金〔2018〕424号附件",
            )
        return self


class Coercion(Decision):
    """行政强制: measures (行政强制法 art 9), executions (art 12), applications to the court (art 53)."""

    code = "coercion"
    columns = ("强制类别", "强制方式", "事由", "决定内容", "期限自", "期限至", "涉及金额")
    coercion_kind: Literal["行政强制措施", "行政强制执行", "申请法院强制执行"] = key(
        "强制类别", "措施、执行或申请法院", example="行政强制措施"
    )
    manner: Literal[
        "查封场所、设施或者财物",
        "扣押财物",
        "冻结存款、汇款",
        "其他行政强制措施",
        "加处罚款或者滞纳金",
        "划拨存款、汇款",
        "拍卖或者依法处理",
        "排除妨碍、恢复原状",
        "代履行",
        "其他强制执行",
        "申请法院强制执行",
    ] = key("强制方式", "行政强制法第九条、第十二条的方式", example="扣押财物", basis="行政强制法第九条、第十二条")
    facts: Prose = key("事由", "为什么采取强制", example="涉嫌经营假农药", holds="text")
    content: Prose = key("决定内容", "对什么采取了什么", example="扣押涉案农药36瓶", holds="text")
    starts: Day | None = key("期限自", "查封、扣押期限起", None)
    ends: Day | None = key("期限至", "查封、扣押期限止（不超过30日，可延长30日）", None, basis="行政强制法第二十五条")
    amount: Yuan | None = key("涉及金额", "加处罚款、代履行费用等，元", None)


class Inspection(Decision):
    """行政检查: one visit, or a batch with its table of objects."""

    code = "inspection"
    columns = ("检查类型", "检查事项", "检查方式", "检查日期", "检查结果", "处理情况")
    inspection_kind: Literal["日常检查", "专项检查", "双随机抽查", "投诉举报检查", "其他检查"] = key(
        "检查类型", "检查的类型", example="日常检查"
    )
    subject: Line = key(
        "检查事项",
        "检查了什么，与已公布的事项清单一致",
        example="农药经营检查",
        basis="国办发〔2024〕54号",
        holds="label",
    )
    manner: Line | None = key("检查方式", "现场、书面、网络、抽样检测", None, example="现场检查")
    inspected: Day = key("检查日期", "到场检查的日期", example="2026-09-08")
    outcome: InspectionOutcome | Literal["见逐户结果"] = key(
        "检查结果", "九类结果之一；成批的写“见逐户结果”", example="未发现问题"
    )
    content: Prose = key("处理情况", "检查结论和处理", example="未发现问题。", holds="text")
    objects: Many[InspectedObject] = key("逐户结果", "成批检查时每户一行", ())


class Levy(Decision):
    """行政征收."""

    code = "levy"
    columns = ("征收项目", "事由", "征收标准", "征收内容", "征收金额")
    levied: Line = key("征收项目", "费、金的名称", example="森林植被恢复费", holds="label")
    facts: Prose | None = key("事由", "为什么征收", None, holds="text")
    standard: Line | None = key("征收标准", "单价与依据文件", None)
    content: Prose = key("征收内容", "征收决定的内容", example="征收森林植被恢复费81000元", holds="text")
    amount: Yuan = key("征收金额", "元", example="81000.00")


class Requisition(Decision):
    """行政征用."""

    code = "requisition"
    columns = ("征用财物", "事由", "征用内容", "期限自", "期限至", "补偿金额")
    requisitioned: Line = key("征用财物", "征用了什么", example="冷库一座", holds="label")
    facts: Prose = key("事由", "为什么征用", example="动物疫情应急处置", holds="text")
    content: Prose = key("征用内容", "征用决定的内容", example="征用冷库10日", holds="text")
    starts: Day | None = key("期限自", "征用起", None)
    ends: Day | None = key("期限至", "征用止", None)
    amount: Yuan | None = key("补偿金额", "元", None)


class Confirmation(Decision):
    """行政确认."""

    code = "confirmation"
    columns = ("确认事项", "事由", "确认内容")
    confirmed: Line = key("确认事项", "确认的事项名称", example="股权出质设立登记", holds="label")
    facts: Prose | None = key("事由", "申请或者认定的经过", None, holds="text")
    content: Prose = key("确认内容", "确认的结论", example="准予股权出质设立登记", holds="text")


class Adjudication(Decision):
    """行政裁决: two sides, so at least two parties with roles."""

    code = "adjudication"
    columns = ("争议事项", "事由", "裁决内容", "涉及金额")
    dispute: Line = key("争议事项", "争议是什么", example="企业名称争议", holds="label")
    facts: Prose = key("事由", "双方主张与查明的事实", example="申请人认为……", holds="text")
    content: Prose = key("裁决内容", "裁决的结论", example="责令被申请人变更企业名称", holds="text")
    amount: Yuan | None = key("涉及金额", "元", None)

    @model_validator(mode="after")
    def _two_sides(self) -> Adjudication:
        roles = {p.role for p in self.parties}
        if not {"申请人", "被申请人"} <= roles:
            raise problem("行政裁决要分别写明申请人和被申请人", at="行政相对人", fix="角色: 申请人")
        return self


class Payment(Decision):
    """行政给付: often a batch without names."""

    code = "payment"
    columns = ("给付项目", "事由", "给付标准", "给付内容", "给付金额")
    paid: Line = key("给付项目", "补偿、补贴、救助的名称", example="强制扑杀补偿", holds="label")
    facts: Prose | None = key("事由", "为什么给付", None, holds="text")
    standard: Line | None = key("给付标准", "单价与依据文件", None)
    content: Prose = key("给付内容", "给付决定的内容", example="补偿18户共86400元", holds="text")
    amount: Yuan = key("给付金额", "元", example="86400.00")


class Reward(Decision):
    """行政奖励: of an informant nothing but the tier is shown."""

    code = "reward"
    columns = ("奖励项目", "事由", "奖励内容", "奖励金额")
    rewarded: Line = key("奖励项目", "奖励的名称", example="举报奖励", holds="label")
    facts: Prose | None = key("事由", "概括说明，不写举报人特征", None, holds="text")
    content: Prose = key("奖励内容", "奖励决定的内容", example="给予举报奖励", holds="text")
    amount: Yuan | None = key("奖励金额", "元", None)


class OtherAct(Decision):
    """其他行政执法行为: orders that are no penalty, listings, …"""

    code = "other"
    columns = ("行为类型", "事由", "决定内容", "责令措施", "履行期限")
    act: Line = key("行为类型", "如责令改正、列入经营异常名录、责令补种", example="责令改正", holds="label")
    facts: Prose = key("事由", "事实和理由", example="未按期备案", holds="text")
    content: Prose = key("决定内容", "决定的内容", example="责令15日内改正", holds="text")
    orders: Many[Line] = key("责令措施", "责令改正、补种、恢复等", (), holds="text")
    term: Line | None = key("履行期限", "何时前履行", None)
    term_days: Whole | None = key("履行日数", "履行期限的日数", None)


DECISIONS: dict[str, type[Decision]] = {
    "行政许可": Licence,
    "行政处罚": Penalty,
    "行政强制": Coercion,
    "行政检查": Inspection,
    "行政征收": Levy,
    "行政征用": Requisition,
    "行政确认": Confirmation,
    "行政裁决": Adjudication,
    "行政给付": Payment,
    "行政奖励": Reward,
    "其他行政执法行为": OtherAct,
}
