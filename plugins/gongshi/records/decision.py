"""执法决定: what all eleven kinds have in common."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from gongshi.records.base import Model, Record, key, problem
from gongshi.records.law import Citation, Remedies
from gongshi.records.life import (
    Correction,
    DeadlineOverride,
    EarlyEnd,
    Exemption,
    FollowUp,
    Internal,
    Migration,
    Redaction,
    Restoration,
    Takedown,
    Tick,
    Withdrawal,
)
from gongshi.records.party import Party
from gongshi.records.translation import Translation
from gongshi.records.types import Day, FileName, Flag, Id, Line, Many, Prose, Some

KindName = Literal[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政检查",
    "行政征收",
    "行政征用",
    "行政确认",
    "行政裁决",
    "行政给付",
    "行政奖励",
    "其他行政执法行为",
]


class Attachment(Model):
    """A file beside the record, in the folder that bears the record's id."""

    file: FileName = key("文件", "记录标识/文件名", example="qnz-zz-2026-003/photo-1.jpg")
    title: Line = key("名称", "给读者看的名称", example="现场照片一", holds="label")
    alt: Line | None = key(
        "替代文字", "图片必填：给看不见图片的人读的说明", None, example="堆放在渠边的包装袋", holds="label"
    )
    checked: Tick | None = key("已人工核验", "扫描件和图片必填：谁在哪天看过，里面没有不该公开的", None, private=True)

    @model_validator(mode="after")
    def _pictures_speak(self) -> Attachment:
        if self.file.rsplit(".", 1)[-1] in ("png", "jpg", "jpeg") and not self.alt:
            raise problem("图片要写替代文字", at="文件", fix="替代文字: 堆放在渠边的包装袋", basis="GB/T 37668-2019")
        return self


class Relation(Model):
    """A link to another decision of this site."""

    record: Id = key("记录", "对方记录的标识", example="qnz-zz-2026-003")
    relation: Line = key("关系", "如原处罚决定、同案、原许可", example="原处罚决定")


class Decision(Record):
    """Fields that every kind carries; each kind adds its own columns (DOMAIN 2.7, 2.14) in ``kinds_of_decision``."""

    # The code name of the kind, in URLs and exports; set by each subclass.
    code: ClassVar[str] = ""
    # Chinese keys of the kind's own fields that are shown, in order, with the attribute that holds each.
    columns: ClassVar[tuple[str, ...]] = ()

    kind: KindName = key("执法类别", "十一类之一", example="行政处罚")
    document_title: Line | None = key("文书名称", "如行政处罚决定书", None, example="行政处罚决定书")
    number: Line = key(
        "文书号",
        "原样照录，用六角括号",
        example="青农（种子）罚〔2026〕3号",
        basis="行政处罚法第五十九条",
        holds="document",
    )
    title: Line = key("案件名称", "案件或事项名称，不写自然人姓名", example="经营标签不符合规定的种子案", holds="label")
    entity: Id = key("执法主体", "以谁的名义作出，写机构标识", example="qinghe-nyncj")
    entrusted: Id | None = key("受委托组织", "受委托组织的机构标识", None, basis="行政处罚法第二十条")
    unit: Line | None = key("承办机构", "承办的科室、大队", None, example="农业综合行政执法大队")
    item: Line | None = key("执法事项", "执法事项清单中的事项编码", None, example="NY-CF-001")
    parties: Some[Party] = key("行政相对人", "一个或几个相对人")
    decided: Day = key("决定日期", "文书上的日期", example="2026-03-02")
    served: Day | None = key("送达日期", "送达当事人的日期", None, example="2026-03-03")
    evidence: Prose | None = key("证据", "主要证据", None, holds="text")
    basis: Some[Citation] = key("依据", "法律依据")
    summary: Prose | None = key("摘要", "一两句话说清是什么事", None, holds="text")
    translations: Many[Translation] = key("译文", "摘要的民族文字译文", ())
    remedies: Remedies | None = key("救济", "与机构默认不同的救济途径", None)
    deadline: DeadlineOverride | None = key("公示期限", "法律另有规定的公示期限", None)
    credit_class: Literal["轻微", "一般", "严重"] | None = key(
        "失信程度", "不填按规则配置推定", None, basis="国家发展改革委令第36号"
    )
    social_impact: Flag | None = key("社会影响", "是否具有一定社会影响", None, basis="行政处罚法第四十八条第一款")
    attachments: Many[Attachment] = key("附件", "随决定公开的文件", ())
    related: Many[Relation] = key("关联", "相关的其他决定", ())
    replaces: Id | None = key("替代", "重新作出的决定：被它替代的记录标识", None)
    data_source: Line | None = key("数据来源单位", "不填为执法主体", None, basis="发改办财金〔2018〕424号附件")
    remark: Line | None = key("备注", "公开的备注", None, holds="text")
    corrections: Many[Correction] = key("更正", "公示后更正了什么", ())
    followups: Many[FollowUp] = key("后续", "后来发生的事，不是更正", ())
    withdrawals: Many[Withdrawal] = key("撤回", "决定被改变，撤回公示", ())
    restorations: Many[Restoration] = key("恢复", "撤回后依法恢复", ())
    takedowns: Many[Takedown] = key("误公开", "误公开后的下线", (), private=True)
    early_end: EarlyEnd | None = key("提前终止公示", "信用修复等", None)
    exemption: Exemption | None = key("依规不公示", "按规定不公示的类型", None)
    migration: Migration | None = key("迁移", "从旧系统迁来", None)
    redactions: Many[Redaction] = key("脱敏", "处理了什么、依据什么", ())
    internal: Internal = key("内部", "只供内部使用，从不显示", Internal.model_construct(), private=True)

    @model_validator(mode="after")
    def _parties_are_told_apart(self) -> Decision:
        if len(self.parties) > 200:
            raise problem("相对人超过200个，请改用批量或双随机抽查结果", at="行政相对人")
        return self
