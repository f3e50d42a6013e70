"""行政处罚: its kinds and the columns that it adds to a decision (发改办财金〔2018〕424号; 行政处罚法 arts 9, 59)."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import key, problem
from gongshi.records.decision import Decision
from gongshi.records.law import Citation
from gongshi.records.types import OPEN_END, Day, Line, Many, Prose, Some, Yuan

PenaltyKind = Literal[
    "警告",
    "通报批评",
    "罚款",
    "没收违法所得",
    "没收非法财物",
    "暂扣许可证件",
    "降低资质等级",
    "吊销许可证件",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
    "行政拘留",
    "其他行政处罚",
]
CONFISCATIONS = frozenset({"没收违法所得", "没收非法财物"})
SUSPENSIONS = frozenset({"暂扣许可证件", "吊销许可证件"})


class Penalty(Decision):
    """行政处罚 (columns CF_*; 行政处罚法 arts 9, 59)."""

    code = "penalty"
    columns = (
        "违法行为类型",
        "违法事实",
        "处罚类别",
        "处罚内容",
        "罚款金额",
        "没收金额",
        "没收物品",
        "暂扣或吊销证照名称及编号",
        "责令措施",
        "裁量理由",
        "履行方式和期限",
    )
    procedure: Literal["普通", "简易"] = key("程序", "普通程序或简易程序（当场处罚）", "普通", example="普通")
    violation: Line = key("违法行为类型", "违法行为的名称", example="经营标签不符合规定的种子", holds="label")
    conduct_day: Day | None = key("行为发生日期", "决定适用哪一版法律", None, basis="行政处罚法第三十七条")
    facts: Prose = key(
        "违法事实", "时间、地点、行为、后果，处理过个人信息", example="2026年2月11日，执法人员检查发现……", holds="text"
    )
    basis: Some[Citation] = key("处罚依据", "作出处罚的条款", basis="行政处罚法第五十九条")
    breached: Many[Citation] = key("违反条款", "违反的条款", ())
    penalties: Some[PenaltyKind] = key(
        "处罚类别",
        "行政处罚法第九条的种类；责令改正不是处罚种类，写到“责令措施”",
        example="罚款",
        basis="行政处罚法第九条",
    )
    content: Prose = key("处罚内容", "处罚决定的内容", example="罚款2000元", holds="text")
    fine: Yuan | None = key("罚款金额", "元", None, example="2000.00")
    confiscated: Yuan | None = key("没收金额", "没收违法所得、没收非法财物的金额，元", None, example="880.00")
    goods: Line | None = key("没收物品", "没收的物品及数量", None, holds="text")
    certificate: Line | None = key("暂扣或吊销证照名称及编号", "暂扣、吊销许可证件时填写", None, holds="certificate")
    orders: Many[Line] = key("责令措施", "责令改正、补种、恢复等，不是处罚种类", (), holds="text")
    performance: Prose | None = key(
        "履行方式和期限", "怎样缴、何时缴", None, basis="行政处罚法第五十九条", holds="text"
    )
    mitigation: Line | None = key(
        "裁量理由", "从轻、减轻、从重的情形与条款", None, basis="行政处罚法第三十二条、第三十四条", holds="text"
    )
    restricted_to: Day | None = key("限制期限至", "限制从业、限制经营的截止日期", None)
    valid_to: Day | None = key("处罚有效期", "长期有效写 2099-12-31", None, example=str(OPEN_END))

    @model_validator(mode="after")
    def _amounts_fit_the_kinds(self) -> Penalty:
        kinds = set(self.penalties)
        standard = "发改办财金〔2018〕424号附件"
        if len(kinds) < len(self.penalties):
            raise problem("同一种处罚类别写了两次", at="处罚类别")
        if ("罚款" in kinds) != (self.fine is not None):
            what = "有罚款就要写罚款金额" if self.fine is None else "写了罚款金额，处罚类别里却没有罚款"
            raise problem(
                what,
                at="处罚类别" if self.fine is None else "罚款金额",
                fix="罚款金额: 2000.00" if self.fine is None else "处罚类别: [罚款]",
                basis=standard,
            )
        if kinds & SUSPENSIONS and not self.certificate:
            raise problem(
                "暂扣、吊销许可证件要写证照名称及编号",
                at="处罚类别",
                fix="暂扣或吊销证照名称及编号: ……",
                basis=standard,
            )
        if self.confiscated is not None and not kinds & CONFISCATIONS:
            raise problem(
                "写了没收金额，处罚类别里却没有没收", at="没收金额", fix="处罚类别: [没收违法所得]", basis=standard
            )
        return self
