"""What all published lists share: whose list, when adjusted, who reviewed it before publication."""

from __future__ import annotations

from typing import Any

from gongshi.records.base import Record, key
from gongshi.records.law import LegalReview
from gongshi.records.life import PageInternal, ReleaseReview
from gongshi.records.types import Day, Id, Line, Many, Prose


class Catalogue(Record):
    """A list file: a head and rows. Lists are adjusted dynamically, so they carry dates, no corrections (R-PRE-17)."""

    entity: Id = key("执法主体", "机构标识", example="qinghe-nyncj")
    title: Line | None = key("标题", "不填用默认标题", None)
    adjusted: Day = key("更新日期", "最近一次调整的日期", example="2026-03-01")
    reviewed: Day | None = key("核对日期", "最近一次核对的日期（每12个月至少一次）", None, example="2026-03-01")
    history: Many[Line] = key("调整记录", "每次调整一行：日期和内容", ())
    legal_review: LegalReview | None = key("法制审核", "公布前法制机构的审核（只供内部）", None, private=True)
    release: ReleaseReview | None = key("公开审查", "公开前的审查手续（只供内部）", None, private=True)
    internal: PageInternal = key("内部", "只供内部使用，从不显示", PageInternal.model_construct(), private=True)
    note: Prose | None = key("说明", "列表前的说明", None)
    # Each list narrows this to its own row class, under the key that its clerks know.
    rows: tuple[Any, ...] = key("条目", "每条一项")
