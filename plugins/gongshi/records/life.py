"""What happens to a record after its decision: correction, follow-up, withdrawal, restoration, early end, redaction."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, key, problem
from gongshi.records.types import Code, Day, FileDigest, Flag, FormHash, Line, Prose, RuleCode, Url, Whole

WithdrawalKind = Literal["变更", "撤销", "确认违法", "确认无效", "责令重作"]
Ground = Literal["国家秘密", "工作秘密", "商业秘密", "个人隐私", "个人信息", "未成年人保护", "珍稀物种保护", "公共安全"]

# Fields whose old and new values may be shown side by side: amounts, dates and articles. A wrong name or code is only
# said to have been wrong, since showing it again would repeat the harm to a third party.
COMPARABLE = ("金额", "日期", "期限", "依据", "条款", "有效期自", "有效期至")


class Correction(Model):
    """A published record was inaccurate and was changed (政府信息公开条例 art 41)."""

    day: Day = key("日期", "更正公布的日期", example="2026-03-20")
    field: Line = key("字段", "更正的是哪一项", example="罚款金额")
    reason: Line = key("原因", "为什么错、错在哪里；名称、代码类不写旧值", example="录入错误", holds="text")
    old: Line | None = key("原内容", "只限金额、日期、条款类", None, example="20000元", holds="text")
    new: Line | None = key("新内容", "只限金额、日期、条款类", None, example="2000元", holds="text")

    @model_validator(mode="after")
    def _old_values_of_names_stay_hidden(self) -> Correction:
        if (self.old or self.new) and not any(word in self.field for word in COMPARABLE):
            raise problem(
                f"“{self.field}”不登新旧内容，只说明有误已更正；金额、日期、条款类才可以列出",
                at="原内容" if self.old else "新内容",
            )
        return self


class FollowUp(Model):
    """What happened later and changes nothing of what was published: paid up, released, moved out, expired."""

    day: Day = key("日期", "发生的日期", example="2026-04-02")
    event: Line = key("情形", "如罚款缴清、解除扣押、移出名录、许可注销", example="罚款缴清", holds="text")
    note: Line | None = key("说明", "补充说明", None, holds="text")


class Withdrawal(Model):
    """Taken down because the decision itself fell (行政处罚法 art 48(2): within three working days, reasons public)."""

    kind: WithdrawalKind = key(
        "情形", "变更、撤销、确认违法、确认无效、责令重作", example="撤销", basis="行政处罚法第四十八条第二款"
    )
    effective: Day = key("生效日期", "改变原决定的文书生效（收到）之日；从这一天起不再显示", example="2026-06-01")
    taken_down: Day | None = key("撤回日期", "实际撤下的日期，不填按生效日期", None, example="2026-06-02")
    basis: Line = key("依据", "改变原决定的文书名称和文号", example="青政复决〔2026〕4号")
    explanation: Prose = key(
        "说明", "向社会公开说明的理由，不写当事人和案情", example="行政复议决定撤销原处罚决定。", holds="text"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Withdrawal:
        if self.taken_down and self.taken_down < self.effective:
            raise problem("撤回日期早于生效日期", at="撤回日期", fix=f"撤回日期: {self.effective}")
        return self


class Restoration(Model):
    """A withdrawn decision is lawful again: the only way back."""

    day: Day = key("日期", "恢复公示的日期", example="2026-08-01")
    basis: Line = key("依据", "恢复的文书名称和文号", example="（2026）新65行终8号行政判决书")


class Takedown(Model):
    """误公开: something private was published. Gone the same day, no tombstone, no old value anywhere."""

    day: Day = key("下线日期", "发现并下线的日期", example="2026-03-16")
    again: Day | None = key("重新公示日期", "处理后重新公示的日期，不再公示的不填", None, example="2026-03-17")
    note: Line | None = key("内部说明", "只供内部查考，任何页面都不显示", None)

    @model_validator(mode="after")
    def _in_order(self) -> Takedown:
        if self.again and self.again < self.day:
            raise problem("重新公示日期早于下线日期", at="重新公示日期")
        return self


class EarlyEnd(Model):
    """Credit repair or another lawful ground ends the publicity before its term (国家发展改革委令第36号)."""

    day: Day = key("日期", "准予提前终止公示的日期；从这一天起不再显示", example="2026-02-10")
    basis: Line = key("依据", "准予的文书或条款", example="信用修复管理办法")
    authority: Line | None = key("准予机关", "哪个机关准予", None)


class Exemption(Model):
    """依规不公示: a kind that the profile does not publish; counted in statistics, in no list."""

    basis: Line = key("依据", "哪一条规定不公示", example="市场监督管理行政处罚信息公示规定第二条")
    note: Line | None = key("说明", "补充说明", None)


class Migration(Model):
    """First published by an older system; the date needs a proof, since a written date is otherwise refused."""

    system: Line = key("系统", "原来公示的网站或栏目", example="县政府门户网站旧栏目")
    published: Day = key("公示日期", "在原系统首次公示的日期", example="2023-06-15")
    proof: Line = key("依据", "截图、存档等证明", example="栏目截图存档2023-0615")


class DeadlineOverride(Model):
    """Law or regulation sets another term for publication (R-POST-4: the basis is mandatory)."""

    working_days: Whole | None = key("工作日", "自决定之日起的工作日数", None, example="10")
    day: Day | None = key("日期", "最晚公示日期", None, example="2026-03-20")
    basis: Line = key("依据", "规定这一期限的条款", example="××条例第×条")

    @model_validator(mode="after")
    def _one_of_them(self) -> DeadlineOverride:
        if (self.working_days is None) == (self.day is None):
            raise problem("“工作日”和“日期”只填一个", fix="工作日: 10")
        return self


class Redaction(Model):
    """What was masked or left out and on which ground. Only field and ground are ever rendered."""

    field: Line = key("字段", "哪一项做了处理", example="违法事实")
    content: Line = key("内容", "处理了什么（只供审核，不显示）", example="证人姓名", private=True)
    method: Literal["隐去", "部分遮盖", "概括", "删除", "不列"] = key("方式", "怎样处理", example="隐去", private=True)
    ground: Ground = key("依据", "为什么不公开", example="个人隐私", basis="政府信息公开条例第十四条、第十五条")


class Tick(Model):
    """A human looked at a file that no machine can read. It holds for these bytes: another file needs another look."""

    person: Line = key("人", "核验人的编号", example="C001")
    day: Day = key("日期", "核验的日期", example="2026-03-04")
    digest: FileDigest = key("校验", "核验时文件的校验码，照提示抄写；换了文件要重新核验", example="0F9C2A6B13D4E587")


class ReleaseReview(Model):
    """公开审查 by four people before anything becomes public (保守国家秘密法; R-GEN-2)."""

    collector: Line | None = key("采集人", "谁采集录入", None, example="C003")
    secrecy: Line | None = key("保密审查人", "谁做保密审查", None, example="C001")
    reviewer: Line | None = key("审核人", "谁审核", None, example="F001")
    approver: Line | None = key("批准人", "谁批准公开", None, example="L001")
    day: Day | None = key("日期", "批准公开的日期", None, example="2026-03-04")
    conclusion: Literal["同意公开", "不同意公开", "待审"] = key(
        "结论", "同意公开、不同意公开、待审", "待审", example="同意公开"
    )
    form: FormHash | None = key(
        "审查表",
        "领导签过字的公开审查表上的校验码；在线审核的不填",
        None,
        example="3f2a-9c01-7be4-55d0-12aa-8e6b-90c4-d7f1",
    )

    @property
    def passed_on(self) -> Day | None:
        """The day on which publication was approved; None while any of secrecy review, approval or date is missing."""
        complete = self.conclusion == "同意公开" and self.secrecy and self.approver
        return self.day if complete else None


class CaseReview(Model):
    """Legal review of one decision (行政处罚法 art 58)."""

    opinion: Literal["同意", "不同意", "建议修改后提交"] = key("意见", "审核意见", example="同意")
    reviewer: Line = key("审核人", "法制审核人员的内部编号、执法证号或者姓名", example="F001")
    handed_in: Day | None = key("送审日期", "承办机构送审、材料齐全的日期", None, example="2026-02-24")
    day: Day = key("日期", "出具意见的日期", example="2026-02-26")


TierName = Literal["不予处罚", "减轻", "从轻", "一般", "从重", "轻微", "较轻", "较重", "严重"]


class Weighing(Model):
    """Which tier of which benchmark the case handlers applied (行政处罚法 art 34)."""

    benchmark: Code = key("基准编码", "裁量权基准里的编码", example="NY-CL-001")
    tier: TierName = key("阶次", "适用的裁量阶次", example="从轻")


class Prolongation(Model):
    """The ninety days of a case lawfully extended (行政处罚法 art 60: laws, regulations and rules may say otherwise)."""

    until: Day = key("至", "延长以后的最后一日", example="2026-06-30")
    basis: Line = key("依据", "批准延长、扣除期间的条款", example="市场监督管理行政处罚程序规定第六十四条")


class OwnedFlaw(Model):
    """A defect that the organ owns up to; then the decision is published and its flaw reported."""

    code: RuleCode | None = key("代码", "检查报出的问题代码；检查报不出来的缺陷不填", None, example="GS205")
    content: Prose = key("内容", "缺陷是什么", example="法制审核意见晚于决定日期")
    approver: Line = key("批准人", "谁批准带缺陷公示", example="L001")
    day: Day = key("日期", "批准日期", example="2026-03-05")


class Silence(Model):
    """A note that need not be said again for a while. Gates and defects cannot be silenced."""

    code: RuleCode = key("代码", "提示的代码，如 GS113", example="GS113")
    reason: Line = key("原因", "为什么不用再提示", example="许可证编号本来就没有年份")
    until: Day = key("到期", "到哪一天为止", example="2026-12-31")


class PageInternal(Model):
    """内部 of an organ, a list, a page or the site: its own answers to its findings. Never rendered, indexed, exported."""

    flaws: tuple[OwnedFlaw, ...] = key("缺陷说明", "承认并说明的缺陷", ())
    silences: tuple[Silence, ...] = key("提示静默", "暂不再提示的提示", ())
    note: Prose | None = key("备注", "内部备注", None)


class SentTo(Model):
    """Another place to which the record was sent, to be cleaned as well when it must come down."""

    platform: Line = key("平台", "如信用中国、国家企业信用信息公示系统", example="信用中国（新疆）")
    url: Url | None = key("地址", "网址", None)
    day: Day | None = key("日期", "报送日期", None)


class Internal(Model):
    """内部: never rendered, never indexed, never exported."""

    release: ReleaseReview | None = key("公开审查", "采集、保密审查、审核、批准四道手续", None)
    officers: tuple[Line, ...] = key("执法人员", "承办人员的执法证号", ())
    legal_review: CaseReview | None = key("法制审核", "重大执法决定的法制审核", None)
    collective_discussion: Day | None = key("集体讨论日期", "负责人集体讨论的日期", None)
    weighed: Weighing | None = key("裁量", "适用的裁量权基准和阶次", None)
    filed: Day | None = key("立案日期", "立案的日期", None)
    prolonged: Prolongation | None = key("办案期限延长", "依法延长、扣除期间的，延长到哪一天", None)
    hearing: Day | None = key("听证日期", "举行听证的日期", None)
    process: dict[str, str] = key("过程记录", "各环节的记录方式，如 立案: 文字", {})
    archive: Line | None = key("档号", "案卷档号", None)
    minor: Flag = key("未成年人", "当事人是未成年人的写“是”，记录不会公示", False)
    flaws: tuple[OwnedFlaw, ...] = key("缺陷说明", "承认并说明的缺陷", ())
    silences: tuple[Silence, ...] = key("提示静默", "暂不再提示的提示", ())
    sent_to: tuple[SentTo, ...] = key("外部发布", "还报送、发布到哪些平台", ())
    note: Prose | None = key("备注", "内部备注", None)
