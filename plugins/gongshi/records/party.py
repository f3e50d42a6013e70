"""行政相对人: whom a decision addresses (columns 1-13 of the 双公示 standard, less every number that is never published)."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, key, problem
from gongshi.records.identifiers import CreditCode, OrganisationCode
from gongshi.records.types import Line, Whole

PartyClass = Literal["法人及非法人组织", "个体工商户", "自然人", "批量"]
Role = Literal["当事人", "申请人", "被申请人", "共同当事人", "第三人", "承办对象"]
_STANDARD = "发改办财金〔2018〕424号附件"


class Party(Model):
    """A natural person carries no number at all; a batch of payments carries no names, only how many."""

    kind: PartyClass = key(
        "类别",
        "法人及非法人组织、个体工商户、自然人；不列姓名的批量给付写“批量”",
        example="法人及非法人组织",
        basis=_STANDARD,
    )
    role: Role = key("角色", "有多个相对人时写明，如申请人、被申请人、共同当事人", "当事人", example="当事人")
    name: Line = key(
        "名称", "全称；自然人写脱敏后的姓名，如张某", example="青禾县丰穗农资经营部", basis=_STANDARD, holds="party"
    )
    real_name: Line | None = key(
        "实名依据",
        "自然人写全名的，写明哪一条规定要求写全名；规则配置允许的类别才可以",
        None,
        example="医师法第十八条（注册信息公开）",
        basis="个人信息保护法第十三条、第二十七条",
    )
    credit_code: CreditCode | None = key(
        "统一社会信用代码",
        "18位；确无代码的写17个0加X",
        None,
        example="00000000000000000X",
        basis="GB 32100-2015",
        holds="code",
    )
    registration: Line | None = key("工商注册号", "没有统一代码的老户填写", None, holds="code")
    organisation_code: OrganisationCode | None = key("组织机构代码", "9位", None, basis="GB 11714-1997", holds="code")
    institution_certificate: Line | None = key("事业单位证书号", "事业单位填写", None, holds="code")
    association_certificate: Line | None = key("社会组织登记证号", "社会组织填写", None, holds="code")
    representative: Line | None = key(
        "法定代表人", "法定代表人、负责人或经营者的姓名（按配置脱敏）", None, holds="representative"
    )
    agent: Line | None = key("代理人", "委托代理人的姓名（按配置脱敏）", None, holds="agent")
    premises: Line | None = key("经营场所", "经营场所；在家经营的只写到村", None, holds="premises")
    domicile: Line | None = key("住所", "自然人只写到乡镇、街道", None, basis="个人信息保护法第六条", holds="domicile")
    count: Whole | None = key("数量", "批量时：户数或人数", None, example="18")
    unit: Literal["户", "人", "家", "件"] = key("单位", "批量时的计量单位", "户")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Party:
        if self.kind == "自然人" and (self.credit_code or self.organisation_code or self.registration):
            raise problem("自然人不填任何代码", at="统一社会信用代码" if self.credit_code else "类别", basis=_STANDARD)
        if self.kind in ("法人及非法人组织", "个体工商户") and not (self.credit_code or self.registration):
            raise problem(
                f"{self.kind}要填统一社会信用代码；确实没有的写 00000000000000000X",
                at="类别",
                fix="统一社会信用代码: 00000000000000000X",
                basis=_STANDARD,
            )
        if (self.kind == "批量") != (self.count is not None):
            raise problem(
                "“批量”要写数量，其他类别不写", at="数量" if self.count is not None else "类别", fix="数量: 18"
            )
        return self
