"""The lists that must be public before enforcement, one row class each (DOMAIN 2.13, 2.14.3-8)."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, key, problem
from gongshi.records.catalogue import Catalogue
from gongshi.records.decision import KindName
from gongshi.records.law import Citation, Remedies
from gongshi.records.life import Tick, TierName
from gongshi.records.types import Code, Day, FileName, Flag, Id, Line, Many, Percent, Phone, Prose, Some, Whole, Yuan

PowerKind = Literal[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
]
Level = Literal["省级", "市级", "县级", "乡级"]


class Item(Model):
    """One line of the 行政执法事项清单."""

    code: Code = key("事项编码", "全站唯一", example="NY-CF-001")
    kind: KindName = key("执法类别", "十一类之一", example="行政处罚")
    name: Line = key("事项名称", "事项全称", example="对销售的种子没有标签等行为的处罚")
    sub: Many[Line] = key("子项", "子项名称", ())
    basis: Some[Citation] = key("执法依据", "条款")
    level: Level = key("实施层级", "省、市、县、乡", "县级", example="县级")
    unit: Line = key("承办机构", "承办的科室、大队", example="农业综合行政执法大队")
    objects: Line = key("执法对象", "对谁执法", example="种子生产经营者")
    flow: Id | None = key("流程图", "流程图的标识", None, example="flow-penalty")
    guide: Id | None = key("服务指南", "服务指南的标识", None)
    term: Line = key("法定时限", "法律规定的办理期限", example="自立案之日起90日")
    publicity: Line = key("公示方式", "怎样公示", "本网站", example="本网站")
    remedies: Remedies | None = key("救济", "与机构默认不同时填写", None)
    phone: Phone | None = key("监督电话", "不填用机构的监督电话", None, holds="office phone")
    major: Flag = key("法制审核", "是否列入重大执法决定法制审核目录", False, example="否")


class Items(Catalogue):
    """行政执法事项清单 of one organ."""

    rows: tuple[Item, ...] = key("事项", "每项一条", example="[]")


class Power(Model):
    """One line of the 权责清单: a power and the duties that go with it."""

    code: Code = key("职权编码", "全站唯一", example="6599-CF-00100")
    kind: PowerKind = key("权力类型", "十类之一", example="行政处罚")
    name: Line = key("权力名称", "大项", example="对违反种子标签规定的处罚")
    sub: Many[Line] = key("子项", "子项", ())
    basis: Some[Citation] = key("权力依据", "条款")
    duties: Some[Prose] = key("责任事项", "立案、调查、审查、告知、决定、送达、执行、监管等", example="立案责任：……")
    duty_basis: Many[Citation] = key("责任事项依据", "条款", ())
    unit: Line = key("承办机构", "承办的科室、大队", example="农业综合行政执法大队")
    accountability: Prose = key("追责情形", "追责对象范围和情形", example="不依法立案的……")
    remark: Line | None = key("备注", "备注", None)


class Powers(Catalogue):
    """权责清单 of one organ."""

    rows: tuple[Power, ...] = key("权责", "每项一条", example="[]")


class RandomItem(Model):
    """One line of the 随机抽查事项清单."""

    code: Code = key("事项编码", "全站唯一", example="NY-SJ-001")
    field: Line = key("抽查类别", "抽查领域", example="农药")
    name: Line = key("抽查事项", "抽查什么", example="农药经营情况")
    basis: Some[Citation] = key("抽查依据", "条款")
    objects: Line = key("抽查对象", "抽查谁", example="农药经营者")
    pool: Whole | None = key("抽查基数", "对象名录库中的数量", None, example="86")
    content: Prose = key("抽查内容", "检查哪些内容", example="许可证、台账、标签")
    importance: Literal["重点检查事项", "一般检查事项"] = key(
        "事项类别", "重点或一般", "一般检查事项", example="一般检查事项"
    )
    ratio: Percent = key("抽查比例", "百分数", example="20%")
    frequency: Line = key("抽查频次", "一年几次、何时", example="每年1次")
    manner: Line = key("抽查方式", "现场、书面、网络、抽样检测", example="现场检查")
    joint: Many[Id] = key("配合部门", "联合抽查的机构标识", ())
    cap: Whole | None = key("每企业年度上限", "同一企业一年最多几次", None, example="1")


class RandomItems(Catalogue):
    """随机抽查事项清单 of one organ."""

    rows: tuple[RandomItem, ...] = key("事项", "每项一条", example="[]")


class RandomTask(Model):
    """One line of a year's 随机抽查计划."""

    number: Code = key("计划编号", "任务编号", example="QH2026-NY-01")
    name: Line = key("抽查任务名称", "任务名称", example="2026年农药经营者抽查")
    item: Line = key("抽查事项", "随机抽查事项编码", example="NY-SJ-001")
    scope: Line = key("抽查对象范围", "对象范围", example="全县农药经营者")
    ratio: Line = key("抽查比例及频次", "比例和频次", example="20%，1次")
    risk: Line | None = key("信用风险分类要求", "按风险分类的要求", None)
    starts: Day = key("开始日期", "抽查开始", example="2026-03-01")
    ends: Day = key("结束日期", "抽查结束", example="2026-11-30")
    partners: Many[Id] = key("配合部门", "配合部门的机构标识", ())
    mode: Literal["部门内", "跨部门"] = key("抽查模式", "部门内或跨部门", "部门内", example="部门内")

    @model_validator(mode="after")
    def _in_order(self) -> RandomTask:
        if self.ends < self.starts:
            raise problem("结束日期早于开始日期", at="结束日期")
        return self


class RandomPlan(Catalogue):
    """随机抽查年度计划 of one organ."""

    year: Whole = key("年度", "四位年份", example="2026")
    rows: tuple[RandomTask, ...] = key("任务", "每项一条", example="[]")


class InspectionItem(Model):
    """One line of the 涉企行政检查事项清单 with its yearly cap (国办发〔2024〕54号)."""

    code: Code = key("事项编码", "全站唯一", example="NY-JC-001")
    name: Line = key("检查事项", "事项名称", example="农药经营检查")
    level: Level = key("实施层级", "省、市、县、乡", "县级", example="县级")
    basis: Some[Citation] = key("设定依据", "条款")
    unit: Line = key("承办单位", "承办的科室、大队", example="农业综合行政执法大队")
    objects: Line = key("检查对象", "检查谁", example="农药经营者")
    content: Prose = key("检查内容", "检查哪些内容", example="经营许可、进销台账")
    manner: Line = key("检查方式", "现场、书面、网络", example="现场检查")
    frequency: Line = key("检查频次", "频次说明", example="每年不超过2次")
    cap: Whole = key("年度频次上限", "同一企业一年最多几次", example="2", basis="国办发〔2024〕54号")
    remark: Line | None = key("备注", "备注", None)


class InspectionItems(Catalogue):
    """涉企行政检查事项清单 of one organ."""

    rows: tuple[InspectionItem, ...] = key("事项", "每项一条", example="[]")


class Tier(Model):
    """One tier of a discretion benchmark."""

    name: TierName = key("裁量阶次", "阶次", example="一般")
    circumstances: Prose = key("适用情形", "什么情形适用", example="货值金额不足5000元")
    outcome: Prose = key("裁量幅度", "怎样处罚", example="处2000元以上5000元以下罚款")
    least: Yuan | None = key("罚款下限", "元", None, example="2000.00")
    most: Yuan | None = key("罚款上限", "元", None, example="5000.00")

    @model_validator(mode="after")
    def _in_order(self) -> Tier:
        if self.least is not None and self.most is not None and self.most < self.least:
            raise problem("罚款上限小于下限", at="罚款上限")
        return self


class Benchmark(Model):
    """One line of the 裁量权基准 (行政处罚法 art 34)."""

    code: Code = key("基准编码", "全站唯一", example="NY-CL-001")
    item: Line | None = key("执法事项", "事项编码", None, example="NY-CF-001")
    conduct: Line = key("违法行为", "违法行为名称", example="销售的种子没有标签")
    breached: Many[Citation] = key("违反条款", "条款", ())
    basis: Some[Citation] = key("处罚依据", "条款及内容", basis="行政处罚法第三十四条")
    tiers: tuple[Tier, ...] = key("阶次", "由轻到重", example="[]")
    remark: Line | None = key("备注", "备注", None)


class Discretion(Catalogue):
    """行政裁量权基准 of one organ."""

    rows: tuple[Benchmark, ...] = key("基准", "每项一条", example="[]")


class Recording(Model):
    """One line of the 执法音像记录事项清单."""

    kind: Line = key("执法类别", "处罚、强制、检查、送达等", example="行政强制")
    item: Line = key("执法事项", "事项", example="查封、扣押")
    step: Line = key("记录环节", "哪个环节", example="实施查封扣押")
    place: Line = key("记录场所", "在哪里", example="现场")
    content: Prose = key("记录内容", "记录什么过程", example="告知、清点、签字的全过程")
    manner: Literal["拍照", "录音", "录像", "录音或录像", "拍照和录像", "全程录音录像", "屏幕录制"] = key(
        "记录方式", "方式", example="全程录音录像"
    )
    device: Line | None = key("记录设备", "设备", None)
    recorder: Line | None = key("记录人", "谁记录", None)
    starts: Line | None = key("开始时间", "从何时开始", None)
    ends: Line | None = key("结束时间", "到何时结束", None)
    keeping: Line = key("保管期限", "保存多久", example="随案卷")
    remark: Line | None = key("备注", "备注", None)


class Recordings(Catalogue):
    """执法音像记录事项清单."""

    rows: tuple[Recording, ...] = key("事项", "每项一条", example="[]")


class MajorDecision(Model):
    """One line of the 重大执法决定法制审核目录清单."""

    kind: Line = key("执法大类", "处罚、许可、强制等", example="行政处罚")
    decision: Line = key("审核的决定", "审核哪些决定", example="较大数额罚款、没收")
    standard: Prose = key("标准", "达到什么标准要审核", example="对公民5000元以上、对单位5万元以上")
    basis: Some[Citation] = key("审核依据", "条款", basis="行政处罚法第五十八条")
    unit: Line | None = key("承办机构", "承办机构", None)
    materials: Prose = key("送审材料", "应提交的材料", example="情况说明、决定书代拟稿、证据")
    focus: Prose | None = key("审核重点", "审核什么", None)
    term: Line = key("审核时限", "多少个工作日", example="5个工作日")
    fine_person: Yuan | None = key("公民罚款标准", "对公民罚款达到多少元", None, example="5000.00")
    fine_organisation: Yuan | None = key("单位罚款标准", "对单位罚款达到多少元", None, example="50000.00")
    remark: Line | None = key("备注", "备注", None)


class ReviewCatalogue(Catalogue):
    """重大执法决定法制审核目录清单."""

    rows: tuple[MajorDecision, ...] = key("目录", "每项一条", example="[]")


class FormTemplate(Model):
    """One 执法文书格式 with its filing (R-REC-3)."""

    number: Line = key("编号", "文书编号", example="WS-01")
    name: Line = key("名称", "文书名称", example="现场检查（勘验）笔录")
    version: Line = key("版本", "版本", example="2026年版")
    usage: Line = key("用途", "何时用", example="现场检查时使用")
    filed: Line | None = key("备案号", "向司法行政部门备案的编号", None)
    file: FileName | None = key("文件", "可下载的文件", None, example="forms-nyncj/ws-01.pdf")
    checked: Tick | None = key("已人工核验", "文件是扫描件时：谁在哪天看过", None, private=True)


class Forms(Catalogue):
    """执法文书格式 of one organ."""

    rows: tuple[FormTemplate, ...] = key("文书", "每种一条", example="[]")
