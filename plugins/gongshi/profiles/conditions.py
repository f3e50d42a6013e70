"""What depends on the decision itself: how long it stays, how grave it is, whether its kind is published at all."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gongshi.profiles.numbers import KindCode, PartyCode, Period, Sourced
from gongshi.records.base import Model, key, problem
from gongshi.records.types import Flag, Line, Many

Gravity = Literal["轻微", "一般", "严重"]
From = Literal["决定日期", "首次公示"]


class TermRule(Period):
    """One rule on 公示期. Of all rules that apply to a decision the shortest counts; each says to whom it applies."""

    parties: Many[PartyCode] = key("相对人", "适用的相对人类别", example="[法人及非法人组织, 个体工商户]")
    start: From = key("起算", "从决定日期或者首次公示之日起算", "决定日期", example="决定日期")
    gravity: Gravity | None = key("失信程度", "只适用于这一失信程度", None, example="一般")
    only_penalties: Many[Line] = key("仅含处罚类别", "处罚类别不超出所列范围时才适用", ())
    low_fine: Flag = key("罚款为较低数额", "罚款低于“较低数额”时才适用", False, example="是")
    until_valid: Flag = key("延至有效期", "许可有效期更长的，延至有效期届满", False, example="是")
    enabled: Flag = key("启用", "不采用的写“否”", True, example="是")

    @property
    def conditional(self) -> bool:
        """Whether the rule looks at more than the class of party."""
        return bool(self.gravity or self.only_penalties or self.low_fine)

    def applies(self, party: str, penalties: frozenset[str], gravity: str, low_fine: bool) -> bool:
        """``low_fine``: there is no fine, or it is below 较低数额. A decision without penalties is never minor."""
        if not self.enabled or party not in self.parties:
            return False
        if self.gravity and gravity != self.gravity:
            return False
        if self.only_penalties and not (penalties and penalties.issubset(self.only_penalties)):
            return False
        return low_fine or not self.low_fine


class MinorRule(Sourced):
    """轻微: decided on the spot, or no penalty beyond those listed."""

    procedures: Many[Line] = key("程序", "适用的程序", (), example="简易")
    only_penalties: Many[Line] = key("仅含处罚类别", "处罚类别不超出所列范围", (), example="[警告, 通报批评]")


class SevereRule(Sourced):
    """严重: any of the penalties listed."""

    penalties: Many[Line] = key("含任一处罚类别", "有其中一种即为严重", example="[吊销许可证件]")


class Gravities(Model):
    """失信程度 of a penalty whose record does not state it; what is neither 严重 nor 轻微 is 一般."""

    minor: MinorRule = key("轻微", "轻微失信信息的标准")
    severe: SevereRule = key("严重", "严重失信信息的标准")

    def of(self, procedure: str, penalties: frozenset[str]) -> Gravity:
        """The class of a penalty by its procedure and kinds of penalty."""
        if not penalties.isdisjoint(self.severe.penalties):
            return "严重"
        if procedure in self.minor.procedures:
            return "轻微"
        return "轻微" if penalties and penalties.issubset(self.minor.only_penalties) else "一般"


class ExemptionRule(Sourced):
    """依规不公示: decisions of a kind that is counted but not published. All conditions stated must hold."""

    kind: KindCode = key("执法类别", "适用的执法类别", example="行政处罚")
    procedure: Line | None = key("程序", "适用的程序", None, example="简易")
    only_penalties: Many[Line] = key("仅含处罚类别", "处罚类别不超出所列范围", (), example="警告")
    enabled: Flag = key("启用", "不采用的写“否”", True, example="是")

    @model_validator(mode="after")
    def _says_when(self) -> ExemptionRule:
        if self.procedure is None and not self.only_penalties:
            raise problem("要写明条件，否则整类决定都不公示", fix="仅含处罚类别: [警告]")
        return self

    def applies(self, kind: str, procedure: str, penalties: frozenset[str]) -> bool:
        """Whether the profile keeps such a decision from publication."""
        if not self.enabled or kind != self.kind:
            return False
        if self.procedure is not None and procedure != self.procedure:
            return False
        return not self.only_penalties or bool(penalties and penalties.issubset(self.only_penalties))


class Prolongation(Sourced):
    """A restriction that outlasts the term keeps the decision public for as long as it lasts."""

    penalties: Many[Line] = key("处罚类别", "有期限的限制类处罚", example="[限制从业]")
