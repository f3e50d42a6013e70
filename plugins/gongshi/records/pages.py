"""Records that fill a page of their own before enforcement: flow, guide, duty board, policy (DOMAIN 2.14.5, 2.14.11)."""

from __future__ import annotations

from typing import Literal

from gongshi.records.base import Model, Record, key
from gongshi.records.decision import KindName
from gongshi.records.law import Citation, Remedies
from gongshi.records.life import PageInternal, ReleaseReview, Tick
from gongshi.records.types import Day, FileName, Id, Line, Many, Phone, Prose, Some, Url, Whole


class FlowEdge(Model):
    """Where a step leads, and on what answer."""

    to: Line = key("到", "下一步的编号", example="b")
    label: Line | None = key("条件", "判断的结果，如 是、否", None, example="是")


class FlowStep(Model):
    """One box of the chart."""

    id: Line = key("编号", "图内唯一，短", example="a")
    text: Line = key("内容", "做什么", example="立案")
    shape: Literal["开始", "步骤", "判断", "结束"] = key("形状", "开始、步骤、判断、结束", "步骤", example="步骤")
    unit: Line | None = key("承办", "谁办", None, example="承办机构")
    limit: Line | None = key("时限", "多久", None, example="7个工作日")
    note: Line | None = key("备注", "补充", None)
    basis: Line | None = key("依据", "条款", None)
    next: Many[FlowEdge] = key("下一步", "通往哪里；第一个是主线", ())


class Flow(Record):
    """执法流程图: boxes and arrows; the drawing is made from them."""

    title: Line = key("名称", "流程图名称", example="行政处罚普通程序流程图")
    entities: Some[Id] = key("执法主体", "适用的机构标识", example="qinghe-nyncj")
    kind: KindName | Literal["综合"] = key("执法类别", "十一类之一或综合", example="行政处罚")
    summary: Prose | None = key("摘要", "一两句话", None)
    basis: Many[Citation] = key("依据", "条款", ())
    adjusted: Day = key("更新日期", "最近一次调整", example="2026-03-01")
    release: ReleaseReview | None = key("公开审查", "只供内部", None, private=True)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)
    steps: tuple[FlowStep, ...] = key("步骤", "每框一条，第一条是开始", example="[]")


class Material(Model):
    """One document that an applicant hands in."""

    name: Line = key("名称", "材料名称", example="农药经营许可证申请表")
    form: Literal["原件", "复印件", "原件和复印件", "电子件"] = key(
        "形式", "原件、复印件、电子件", "原件", example="原件"
    )
    copies: Whole = key("份数", "几份", 1, example="1")
    source: Literal["申请人自备", "部门核发", "部门间核验", "窗口提供"] = key(
        "来源", "从哪里来", "申请人自备", example="申请人自备"
    )
    note: Line | None = key("说明", "补充", None)
    sample: FileName | None = key("样本", "样表文件", None)
    checked: Tick | None = key("已人工核验", "文件是扫描件时：谁在哪天看过", None, private=True)


class Guide(Record):
    """服务指南 (GB/T 36114-2018): front matter and Markdown."""

    title: Line = key("事项名称", "事项全称", example="农药经营许可")
    code: Line | None = key("事项编码", "执法事项编码", None)
    entity: Id = key("执法主体", "机构标识", example="qinghe-nyncj")
    kind: Literal["行政许可", "行政确认", "行政给付", "行政奖励", "其他"] = key(
        "事项类型", "许可、确认、给付、奖励、其他", example="行政许可"
    )
    basis: Some[Citation] = key("设定依据", "条款")
    accepting: Line = key("受理机构", "谁受理", example="县政务服务中心12号窗口")
    deciding: Line = key("决定机构", "谁决定", example="青禾县农业农村局")
    audience: Line = key("服务对象", "谁可以办", example="企业、个体工商户")
    conditions: Some[Prose] = key("受理条件", "每条一项", example="有符合规定的经营场所")
    materials: tuple[Material, ...] = key("申请材料", "每种一条", example="[]")
    quota: Line = key("数量限制", "有无数量限制", "无数量限制")
    legal_days: Whole = key("法定办结时限", "工作日数", example="20", basis="行政许可法第四十二条")
    promised_days: Whole = key("承诺办结时限", "工作日数，不超过法定时限", example="8")
    fee: Line = key("收费", "收费标准及依据，不收费写“不收费”", "不收费", example="不收费")
    result: Line = key("结果名称", "发什么证", example="农药经营许可证")
    delivery: Line = key("结果送达", "怎样送达", "现场领取或邮寄", example="现场领取或邮寄")
    place: Line = key("办理地点", "地址和窗口", example="县政务服务中心12号窗口", holds="office address")
    hours: Line = key("办理时间", "办公时间", example="工作日 10:00–14:00、16:00–20:00（北京时间）")
    phone: Phone = key("咨询电话", "窗口电话", example="0999-6590012", holds="office phone")
    supervision: Phone = key("监督电话", "投诉电话", example="0999-6590002", holds="office phone")
    visits: Whole = key("到场次数", "申请人要到现场几次", example="1")
    online: Url | None = key("网上办理", "网址", None)
    intermediary: Line = key("中介服务", "有无中介服务", "无")
    flow: Id | None = key("流程图", "流程图标识", None)
    remedies: Remedies | None = key("救济", "与机构默认不同时填写", None)
    adjusted: Day = key("更新日期", "最近一次调整", example="2026-03-01")
    release: ReleaseReview | None = key("公开审查", "只供内部", None, private=True)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)


class Post(Model):
    """One person on duty at the window."""

    name: Line = key("姓名", "工作人员姓名", example="林晓禾", holds="public person")
    number: Line = key("工号", "工号或证号", example="青农012")
    role: Literal["A岗", "B岗"] = key("AB岗", "A岗或B岗", "A岗", example="A岗")


class Board(Record):
    """岗位信息公示牌: what hangs at the window."""

    title: Line = key("窗口", "窗口名称", example="政务服务中心12号窗口（农业综合）")
    entity: Id = key("执法主体", "机构标识", example="qinghe-nyncj")
    post: Line = key("岗位", "岗位名称", example="农业综合受理岗")
    duties: Some[Prose] = key("岗位职责", "每条一项", example="受理农药经营许可申请")
    staff: tuple[Post, ...] = key("人员", "A岗、B岗", example="[]")
    matters: Some[Line] = key("办理事项", "可办哪些事", example="农药经营许可")
    guides: Many[Id] = key("服务指南", "指南标识（申请材料示范文本在指南里）", ())
    progress: Line = key("进度查询", "怎样查进度", example="凭受理号在窗口或拨打咨询电话查询")
    phone: Phone = key("咨询电话", "窗口电话", example="0999-6590012", holds="office phone")
    complaint: Line = key("投诉举报", "怎样投诉", example="12345；本局法规股 0999-6590002")
    hours: Line = key("办公时间", "办公时间", example="工作日 10:00–14:00、16:00–20:00（北京时间）")
    adjusted: Day = key("更新日期", "最近一次调整", example="2026-03-01")
    release: ReleaseReview | None = key("公开审查", "只供内部", None, private=True)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)


class Policy(Record):
    """制度文件: Markdown with front matter."""

    title: Line = key("标题", "文件标题", example="青禾县行政执法公示办法")
    number: Line | None = key("文号", "发文字号", None)
    entities: Some[Id] = key("执法主体", "发布机构标识", example="qinghe-nyncj")
    category: Literal[
        "公示制度", "全过程记录制度", "法制审核制度", "裁量权制度", "救济渠道", "监督制度", "其他制度"
    ] = key("类别", "制度类别", example="公示制度")
    issued: Day = key("成文日期", "成文日期", example="2026-01-15")
    effective: Day | None = key("生效日期", "施行日期", None)
    repealed: Day | None = key("废止日期", "废止日期", None)
    summary: Prose | None = key("摘要", "一两句话", None)
    attachments: Many[FileName] = key("附件", "可下载的文件", ())
    filed: Line | None = key("备案", "向谁备案、何时", None)
    release: ReleaseReview | None = key("公开审查", "只供内部", None, private=True)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)
