"""规则配置: every number and switch that a locality may set, in one frozen object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError, model_validator

from gongshi.calendars.notices import NATIONAL
from gongshi.calendars.settings import findings_of
from gongshi.profiles.conditions import ExemptionRule, Gravities, Prolongation, TermRule
from gongshi.profiles.inherit import CODE, ProfileError, collect
from gongshi.profiles.numbers import (
    KINDS,
    PARTIES,
    Amount,
    ByKind,
    ByParty,
    KindCode,
    MonthDay,
    NameStyle,
    Period,
    Share,
    Sourced,
    WorkingDays,
)
from gongshi.records.base import Model, key, problem
from gongshi.records.types import Day, Line, Many, Prose, RuleCode

Rules = dict[str, TermRule]
_SAID_ELSEWHERE = {"value", "unit", "basis", "source", "enabled"}
_WORDS = {code: word for names in (KINDS, PARTIES) for word, code in names.items()}


class Row(NamedTuple):
    """One line of the public page 公示时限."""

    group: str
    label: str
    value: str
    unit: str
    conditions: str
    basis: str
    source: str


class Terms(Model):
    """公示期 by kind; a kind without rules of its own follows 通用."""

    general: Rules = key("通用", "没有单独规定的类别")
    licence: Rules = key("行政许可", "行政许可", {})
    penalty: Rules = key("行政处罚", "行政处罚", {})
    coercion: Rules = key("行政强制", "行政强制", {})
    inspection: Rules = key("行政检查", "行政检查", {})
    levy: Rules = key("行政征收", "行政征收", {})
    requisition: Rules = key("行政征用", "行政征用", {})
    confirmation: Rules = key("行政确认", "行政确认", {})
    adjudication: Rules = key("行政裁决", "行政裁决", {})
    payment: Rules = key("行政给付", "行政给付", {})
    reward: Rules = key("行政奖励", "行政奖励", {})
    other: Rules = key("其他行政执法行为", "其他行政执法行为", {})

    @model_validator(mode="after")
    def _nobody_without_a_term(self) -> Terms:
        """A decision that no rule covers would stay for ever."""
        for name, code in KINDS.items():
            covered = {p for rule in self.rules(code) if not rule.conditional for p in rule.parties}
            missing = [zh for zh, party in PARTIES.items() if party not in covered]
            if missing:
                raise problem(f"“{name}”没有适用于{'、'.join(missing)}的公示期", at=name, fix="相对人: [自然人]")
        return self

    def rules(self, kind: str) -> tuple[TermRule, ...]:
        """The enabled rules of a kind, by its code name."""
        return tuple(rule for rule in (getattr(self, kind) or self.general).values() if rule.enabled)


class FullNames(Sourced):
    """Kinds of decision that may name a natural person in full; each record still writes its own ground (实名依据)."""

    kinds: Many[KindCode] = key("执法类别", "可以写全名的执法类别，没有的写 []", example="[行政许可]")

    @property
    def value(self) -> str:
        """What the public page shows beside the kinds."""
        return "按类别" if self.kinds else "无"


class NameStyles(Model):
    """How people are named."""

    natural: NameStyle = key("自然人", "受处罚等的自然人")
    representative: NameStyle = key("代表人", "组织的法定代表人、负责人")
    operator: NameStyle = key("经营者", "有字号的个体工商户的经营者")
    unnamed: NameStyle = key("无字号经营者", "没有字号的个体工商户，经营者的姓名就是名称")
    agent: NameStyle = key("代理人", "相对人的委托代理人")
    informant: NameStyle = key("举报人", "举报人、投诉人；受举报奖励的也是")
    full: FullNames = key("可写全名", "哪些类别的决定可以写自然人的全名")


class Raised(Model):
    """A rule that this locality takes more seriously. Nothing can be lowered."""

    level: Literal["缺陷", "拦截"] = key("等级", "缺陷或拦截", example="缺陷")
    basis: Prose = key("依据", "哪一条规定要求从严", example="××县行政执法公示办法第×条")


class LawChange(Model):
    """The last change of a law that lists and pages cite: what was checked before it must be checked again (R-PRE-17)."""

    day: Day = key("日期", "修改施行、废止的日期", example="2024-01-01")
    change: Literal["修订", "修正", "废止"] = key("变动", "修订、修正或者废止", example="修订")
    successor: Line | None = key("替代", "废止的，现在适用哪一部", None, example="中华人民共和国民法典")
    basis: Line = key("依据", "公布的文号，或者废止它的条款", example="主席令第九号")


class Profile(Model):
    """The rules of one locality or field. Days are counted from the day after; amounts are Decimal yuan."""

    name: Line = key("名称", "配置的名称", example="全国默认")
    description: Prose | None = key("说明", "与上级配置不同在哪里", None)
    calendars: Many[Line] = key("历法", "计算工作日用的历法", example="[全国]")
    deadlines: ByKind[WorkingDays] = key("公示期限", "决定作出后多少个工作日内公示")
    due_soon: WorkingDays = key("即将到期提醒", "期限前多少个工作日提醒")
    withdrawal: WorkingDays = key("撤回期限", "原决定被改变后多少个工作日内撤回并说明理由")
    annual_report: MonthDay = key("统计年报", "每年公布上一年度统计年报的最后一日")
    terms: Terms = key("公示期", "公示到哪一天")
    prolongation: Prolongation = key("限制期内继续公示", "限制类处罚公示到限制期满")
    tombstone: Period = key("撤回公告保留", "撤回公告保留多久")
    gravities: Gravities = key("失信程度", "记录没有写明失信程度时怎样划分")
    low_fines: ByParty[Amount] = key("较低数额", "低于这一数额为较低数额罚款")
    exemptions: dict[str, ExemptionRule] = key("依规不公示", "只统计、不公示的情形", {})
    names: NameStyles = key("姓名显示", "自然人的姓名怎样显示")
    reviewer_share: Share = key("法制审核人员比例", "法制审核人员占执法人员的比例")
    review_days: WorkingDays = key("法制审核期限", "法制审核的工作日数")
    certificate_notice: Period = key("证件到期提醒", "执法证件到期前多久提醒")
    list_review: Period = key("清单核对间隔", "各类清单至少多久核对一次")
    law_changes: dict[str, LawChange] = key("法律变动", "清单、页面引用的法律最近一次修改或者废止，按法律全称", {})
    raised: dict[RuleCode, Raised] = key("问题从严", "比规则本身更严的等级，按问题代码", {})

    @model_validator(mode="after")
    def _national_days_always_count(self) -> Profile:
        if NATIONAL not in self.calendars:
            raise problem("要包含“全国”，地方历法只能加在上面", at="历法", fix=f"历法: [{NATIONAL}]")
        return self

    @classmethod
    def load(cls, name: str, overrides: Mapping[str, Any] | None = None, folders: Sequence[Path] = ()) -> Profile:
        """The profile of that file name with everything it inherits (继承), the site's ``overrides`` on top.

        A file in a later folder replaces one of the same name in an earlier, or in the package. Raises ProfileError with every slip found.
        """
        merged = collect(name, overrides, folders)
        try:
            return cls.model_validate(merged.data)
        except ValidationError as error:
            # Over several files a place has a rank instead of a line; the rank leads back to file and line.
            ranked = ((f, merged.origin(f.line)) for f in findings_of(error, CODE, "", merged.ranks))
            raise ProfileError([replace(f, file=file, line=line) for f, (file, line) in ranked]) from None

    @cached_property
    def _rules(self) -> dict[str, tuple[TermRule, ...]]:
        return {code: self.terms.rules(code) for code in KINDS.values()}

    def deadline(self, kind: str) -> WorkingDays:
        """Working days from the decision to its publication, by the kind's code name."""
        days: WorkingDays = getattr(self.deadlines, kind)
        return days

    def term_rules(self, kind: str) -> tuple[TermRule, ...]:
        """The enabled rules on how long a kind stays, by its code name; the shortest that applies counts."""
        return self._rules[kind]

    def exemption(self, kind: str, procedure: str, penalties: frozenset[str]) -> tuple[str, ExemptionRule] | None:
        """The first rule by which such a decision is not published, with its name."""
        for name, rule in self.exemptions.items():
            if rule.applies(kind, procedure, penalties):
                return name, rule
        return None

    def is_low_fine(self, party: str, penalties: frozenset[str], fine: Decimal | None) -> bool:
        """Whether the fine (yuan) is below 较低数额, or there is none. An unknown amount is not low."""
        if fine is None:
            return "罚款" not in penalties
        limit: Amount = getattr(self.low_fines, "organisation" if party == "batch" else party)
        return fine < limit.value

    def annual_report_due(self, year: int) -> date:
        """The last day for publishing the statistics of ``year``."""
        return date(year + 1, *self.annual_report.value)

    def rows(self) -> tuple[Row, ...]:
        """Every number and switch for the public page, in the order of the fields."""
        return tuple(_rows(self, "", ""))


def _rows(model: Model, group: str, label: str) -> list[Row]:
    if isinstance(model, Sourced):
        return [_row(model, group, label or group)]
    found: list[Row] = []
    for name, field in type(model).model_fields.items():
        value, alias = getattr(model, name), field.alias or name
        for word, child in value.items() if isinstance(value, dict) else [("", value)]:
            if isinstance(child, Model) and getattr(child, "enabled", True):
                inner = " · ".join(part for part in (label, alias if group else "", word) if part)
                found += _rows(child, group or alias, inner)
    return found


def _row(model: Sourced, group: str, label: str) -> Row:
    value = getattr(model, "value", "")
    if isinstance(model, MonthDay):
        value = f"{model.value[0]:02d}-{model.value[1]:02d}"
    unit = getattr(model, "unit", "")
    return Row(group, label, str(value), unit, "；".join(_conditions(model)), model.basis, model.source or "")


def _conditions(model: Sourced) -> list[str]:
    """When a rule applies, in the words of its own keys; what was not written is not said."""
    found = []
    for name in type(model).model_fields:
        value, alias = getattr(model, name), type(model).model_fields[name].alias
        if name in _SAID_ELSEWHERE or value in (None, (), False):
            continue
        words = [str(_WORDS.get(v, v)) for v in (value if isinstance(value, tuple) else (value,))]
        found.append(alias if value is True else f"{alias}：{'、'.join(words)}")
    return [part for part in found if part]
