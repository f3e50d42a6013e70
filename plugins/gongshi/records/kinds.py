"""The registry: which folder holds which kind of record, and which class reads it.

To add a kind: write its class, add a line to ``KINDS``; reader, schema command and editor follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.decisions import DECISIONS
from gongshi.records.entity import Entity, Officers
from gongshi.records.lists import (
    Discretion,
    Forms,
    InspectionItems,
    Items,
    Powers,
    RandomItems,
    RandomPlan,
    Recordings,
    ReviewCatalogue,
)
from gongshi.records.pages import Board, Flow, Guide, Policy
from gongshi.records.results import AnnualReport, RandomResult, Undisclosed
from gongshi.records.site import Site


@dataclass(frozen=True, slots=True)
class Kind:
    """``folder`` is below content/; files lie in it directly or, when ``by_year``, in a folder of four digits."""

    name: str
    title: str
    folder: str
    model: type[Record]
    form: Literal["yaml", "markdown"] = "yaml"
    by_year: bool = False

    def model_for(self, data: Mapping[str, Any]) -> type[Record]:
        """The class that reads ``data``: for decisions the one of their 执法类别, else Decision, whose error says so."""
        if self.model is Decision:
            named = data.get("执法类别")
            return DECISIONS.get(named.strip(), Decision) if isinstance(named, str) else Decision
        return self.model


SITE = Kind("site", "站点", "", Site)

KINDS: tuple[Kind, ...] = (
    Kind("entity", "执法主体", "pre/entities", Entity),
    Kind("officer", "执法人员", "pre/officers", Officers),
    Kind("item", "执法事项清单", "pre/items", Items),
    Kind("power", "权责清单", "pre/powers", Powers),
    Kind("flow", "执法流程图", "pre/flows", Flow),
    Kind("guide", "服务指南", "pre/guides", Guide, "markdown"),
    Kind("random-item", "随机抽查事项清单", "pre/random-items", RandomItems),
    Kind("random-plan", "随机抽查年度计划", "pre/random-plans", RandomPlan),
    Kind("inspection-item", "涉企行政检查事项清单", "pre/inspection-items", InspectionItems),
    Kind("discretion", "行政裁量权基准", "pre/discretion", Discretion),
    Kind("recording", "执法音像记录事项清单", "pre/recordings", Recordings),
    Kind("review-catalogue", "重大执法决定法制审核目录清单", "pre/review-catalogues", ReviewCatalogue),
    Kind("board", "岗位信息公示牌", "pre/boards", Board),
    Kind("form", "执法文书格式", "pre/forms", Forms),
    Kind("policy", "制度文件", "pre/policies", Policy, "markdown"),
    Kind("decision", "执法决定", "post/decisions", Decision, by_year=True),
    Kind("random-result", "双随机抽查结果", "post/random-results", RandomResult, by_year=True),
    Kind("annual-report", "行政执法统计年报", "post/annual-reports", AnnualReport),
    Kind("undisclosed", "不予公开", "post/undisclosed", Undisclosed, by_year=True),
)
BY_NAME = {kind.name: kind for kind in KINDS}
