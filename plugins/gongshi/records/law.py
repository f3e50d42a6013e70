"""Citations of law, and remedies as data."""

from __future__ import annotations

from typing import Literal

from gongshi.records.base import Model, key
from gongshi.records.types import Day, Flag, Line, Prose, Whole


class Citation(Model):
    """One article of one law, with the version in force at the time of the conduct where that matters."""

    law: Line = key("法律", "法律、法规、规章的全称，不加书名号", example="中华人民共和国种子法")
    article: Line = key("条款", "条、款、项，用汉字", example="第七十九条第四项")
    version: Line | None = key("版本", "行为时有效的版本，如“2021年修订”；现行有效的不填", None)
    text: Prose | None = key("内容", "条文原文，可不填", None)

    def __str__(self) -> str:
        version = f"（{self.version}）" if self.version else ""
        return f"《{self.law}》{version}{self.article}"


class Remedies(Model):
    """Where and how long a party may ask for review or sue (行政复议法2023 arts 20, 23, 24; 行政诉讼法 art 46)."""

    reconsideration: Line | None = key(
        "复议机关",
        "向谁申请行政复议；县级部门的决定向本级人民政府申请",
        None,
        basis="行政复议法第二十四条",
        example="青禾县人民政府",
    )
    reconsideration_address: Line | None = key(
        "复议机关地址", "到哪里递交复议申请，可写电话", None, example="青禾县青禾镇团结路1号", holds="office address"
    )
    reconsideration_days: Whole = key("复议期限", "自知道之日起的日数", 60, basis="行政复议法第二十条", example="60")
    court: Line | None = key("诉讼法院", "向哪个人民法院起诉", None, example="青禾县人民法院")
    court_address: Line | None = key(
        "法院地址", "到哪里递交起诉状，可写电话", None, example="青禾县青禾镇法院路3号", holds="office address"
    )
    court_term: Line = key(
        "诉讼期限", "起诉期限，法律另有规定的从其规定", "六个月", basis="行政诉讼法第四十六条", example="六个月"
    )
    reconsideration_first: Flag = key(
        "复议前置", "必须先申请行政复议的写“是”", False, basis="行政复议法第二十三条", example="否"
    )
    note: Line | None = key("说明", "需要补充的话", None)


class LegalReview(Model):
    """Sign-off of a list by the organ's legal unit before it is published (三项制度: 事项清单须经法制机构审查)."""

    reviewer: Line = key("审核人", "法制审核人员的编号或姓名", example="F001")
    day: Day = key("日期", "审核完成的日期", example="2026-02-26")
    opinion: Literal["同意", "不同意", "建议修改后提交"] = key("意见", "审核结论", "同意", example="同意")
