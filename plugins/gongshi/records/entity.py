"""执法主体 and 执法人员 (DOMAIN 2.14.1, 2.14.2)."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.records.base import Model, Record, key, problem
from gongshi.records.catalogue import Catalogue
from gongshi.records.identifiers import CreditCode
from gongshi.records.law import Citation, Remedies
from gongshi.records.life import PageInternal
from gongshi.records.types import CertificateNumber, Day, Id, Line, Many, Phone, Postcode, Prose, Some, Url


class Unit(Model):
    """A unit inside the organ that carries enforcement out."""

    name: Line = key("名称", "科室、大队的名称", example="农业综合行政执法大队")
    duty: Prose | None = key("职责", "负责什么", None)
    phone: Phone | None = key("电话", "办公电话", None, example="0999-6590003", holds="office phone")


class Supervision(Model):
    """Where to complain about the organ (行政处罚法 art 39; R-PRE-7)."""

    office: Line | None = key("受理机构", "谁受理投诉举报", None)
    phone: Phone = key(
        "电话", "监督投诉电话", example="0999-6590002", basis="行政处罚法第三十九条", holds="office phone"
    )
    address: Line | None = key("地址", "来信来访地址", None, holds="office address")
    mailbox: Line | None = key("信箱", "公开的监督信箱", None, holds="office e-mail")


class Entrustment(Model):
    """Written entrustment with its term; the document itself is public (行政处罚法 arts 20, 21)."""

    principal: Id = key("委托机关", "委托机关的机构标识", example="qinghe-nyncj", basis="行政处罚法第二十条")
    document: Line = key("委托书", "委托书名称和编号", example="青农委〔2026〕1号")
    matters: Prose = key("委托事项", "委托执法的事项和权限", example="种子经营档案检查")
    starts: Day = key("期限自", "委托开始的日期", example="2026-01-01")
    ends: Day = key("期限至", "委托届满的日期", example="2027-12-31")

    @model_validator(mode="after")
    def _in_order(self) -> Entrustment:
        if self.ends < self.starts:
            raise problem("委托期限至早于期限自", at="期限至")
        return self


class FineAccount(Model):
    """The account into which fines are paid (行政处罚法 art 67): the one account number that may be shown."""

    name: Line = key("户名", "账户的户名", example="青禾县财政局罚没收入汇缴专户", basis="行政处罚法第六十七条")
    bank: Line | None = key("开户行", "开户银行", None)
    number: Line = key("账号", "账号", example="65990120100000001234", holds="office account")


class Entity(Record):
    """An organ that enforces: by statute, authorised by law, or entrusted in writing."""

    name: Line = key("名称", "机关全称，与公章一致", example="青禾县农业农村局")
    kind: Literal["法定", "授权", "委托"] = key(
        "主体类别", "法定、授权、委托", example="法定", basis="行政处罚法第十七条至第二十一条"
    )
    credit_code: CreditCode | None = key(
        "统一社会信用代码", "18位，机关以11开头", None, basis="GB 32100-2015", holds="code"
    )
    head: Line | None = key("法定代表人", "法定代表人或负责人", None, holds="public person")
    address: Line = key("地址", "办公地址", example="青禾县团结路18号", holds="office address")
    postcode: Postcode | None = key("邮编", "六位", None, example="839900")
    phone: Phone = key("电话", "办公电话", example="0999-6590001", holds="office phone")
    fine_account: FineAccount | None = key("罚款专户", "罚款缴入的账户；只有写在这里的账号可以出现在网站上", None)
    hours: Line | None = key("办公时间", "北京时间", None, example="北京时间 10:00–14:00、16:00–20:00")
    area: Line = key("执法区域", "管辖区域", example="青禾县行政区域")
    level: Literal["省级", "市级", "县级", "乡级"] = key("执法层级", "省级、市级、县级、乡级", "县级", example="县级")
    duties: Prose = key("职责", "主要职责", example="负责种子、农药、兽药等监督管理")
    powers: Prose = key("权限", "执法权限", example="行政许可、行政处罚、行政强制、行政检查")
    basis: Some[Citation] = key("主体依据", "取得执法主体资格的依据")
    entrustment: Entrustment | None = key("委托", "受委托组织填写", None, basis="行政处罚法第二十条")
    units: Many[Unit] = key("执法机构", "具体承担执法的科室、大队", ())
    review_body: Line | None = key("法制审核机构", "负责法制审核的机构", None, basis="行政处罚法第五十八条")
    superior: Line | None = key("上级主管部门", "上级业务主管部门", None)
    supervision: Supervision = key("监督", "监督方式", basis="行政处罚法第三十九条")
    remedies: Remedies = key("救济", "默认的救济途径", basis="行政处罚法第三十九条")
    website: Url | None = key("网址", "机关网站", None)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)

    @model_validator(mode="after")
    def _entrustment_is_shown(self) -> Entity:
        if (self.kind == "委托") != (self.entrustment is not None):
            raise problem(
                "受委托组织要写明委托机关、委托书和期限" if self.kind == "委托" else f"{self.kind}主体不写“委托”",
                at="主体类别" if self.kind == "委托" else "委托",
                basis="行政处罚法第二十条、第二十一条",
            )
        if self.kind != "委托" and self.credit_code is None:
            raise problem(
                "机关要写统一社会信用代码", at="主体类别", fix="统一社会信用代码: 11……", basis="GB 32100-2015"
            )
        return self


class Officer(Model):
    """A person with an enforcement certificate. Never an ID number, a phone or a birth date (个人信息保护法 art 6)."""

    name: Line = key("姓名", "执法人员姓名", example="王小禾", holds="public person")
    certificate: CertificateNumber = key("执法证号", "证件号码", example="65990001", holds="certificate")
    unit: Line = key("所属单位", "所属科室、大队", example="农业综合行政执法大队")
    post: Line | None = key("职务", "可不填", None)
    field: Line = key("执法类别", "执法领域", example="农业")
    area: Line = key("执法区域", "执法区域", "青禾县", example="青禾县")
    issuer: Line = key("发证机关", "发证机关", example="新疆维吾尔自治区人民政府")
    valid_from: Day = key("有效期自", "证件有效期起", example="2023-06-01")
    valid_to: Day = key("有效期至", "证件有效期止", example="2028-05-31")
    status: Literal["有效", "暂扣", "注销"] = key("证件状态", "有效、暂扣、注销", "有效", example="有效")
    reviewer: Literal["否", "法制审核", "法律顾问", "公职律师"] = key(
        "法制审核人员", "承担法制审核的写明身份", "否", basis="行政处罚法第五十八条"
    )
    staff: Line | None = key("内部编号", "法制审核、公开审查里用的编号（只供内部）", None, example="F001", private=True)

    @model_validator(mode="after")
    def _in_order(self) -> Officer:
        if self.valid_to < self.valid_from:
            raise problem("有效期至早于有效期自", at="有效期至")
        return self


class Officers(Catalogue):
    """执法人员公示: one file an organ."""

    rows: tuple[Officer, ...] = key("人员", "每人一条", example="[]")
