"""What a reader takes for current must be: lists checked every year, a home page that is not two weeks old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gongshi.findings import Severity
from gongshi.records.kinds import KINDS
from gongshi.registry.register import Register
from gongshi.registry.renewals import check_due, kept_up, last_check
from gongshi.rules.base import Hit, rule
from gongshi.rules.shelves import unreadable

_HOME_PAGE = timedelta(days=14)


@rule("GS260", "清单久未核对", Severity.NOTE, "国办发〔2018〕118号（动态调整）")
def stale_list(register: Register) -> Iterator[Hit]:
    """清单的核对日期（没有写的按更新日期）早于规则配置的核对间隔，通常是12个月。年度计划不核对。

    处理：与法律、机构职能的变化核对一遍，写上新的核对日期。

    合格：`核对日期: 2026-03-01`（基准日 2026-03-16）

    不合格：`更新日期: 2025-03-01`，`核对日期: 2025-03-15`（基准日 2026-03-16）
    """
    as_of = register.setting.as_of
    for catalogue in kept_up(register):
        if check_due(catalogue, register) < as_of:
            interval = register.setting.profile_of(catalogue.entity).list_review
            label = "核对日期" if catalogue.reviewed else "更新日期"
            message = f"【{label}】最近一次是 {last_check(catalogue)}，超过{interval.value}{interval.unit}没有核对"
            yield Hit(catalogue.file, (label,), message, "核对日期: 核对当天的日期", catalogue.id)


@rule("GS292", "网站两周没有更新", Severity.NOTE, "国办秘函〔2019〕19号（首页两周内要有更新）")
def stale_site(register: Register) -> Iterator[Hit]:
    """首次公示的决定、抽查结果，公布的年报，调整的清单、指南、流程图、公示牌和制度，最近的一项距基准日超过14日。

    处理：核对有没有应当公示而没有公示的决定；确实没有新内容的，不用处理。

    合格：最近一项决定 2026-11-10 首次公示（基准日 2026-11-21）

    不合格：最近一项决定 2026-11-02 首次公示（基准日 2026-11-21）
    """
    as_of = register.setting.as_of
    newest = max((day for day in _days_of_news(register) if day <= as_of), default=None)
    if newest is not None and as_of - newest > _HOME_PAGE:
        message = f"最近一次更新是 {newest}，到 {as_of} 已有{(as_of - newest).days}日，首页两周内要有更新"
        yield Hit(register.site.file, (), message, "核对有没有应当公示而没有公示的决定")


@rule("GS293", "有空栏目", Severity.NOTE, "国办秘函〔2019〕19号（栏目不得空白，空白栏目5个以上单项否决）")
def empty_columns(register: Register) -> Iterator[Hit]:
    """网站上有一类内容一份也没有，栏目是空的，页面只写“本期无内容”。每次检查报一次，列出全部空栏目；文件有误暂未读取的不算空。

    处理：补上内容；本地没有这项职权、不设这个栏目的，可以静默。

    合格：`pre/policies/` 里有一份公示办法

    不合格：`pre/policies/` 里一份文件也没有
    """
    empty = [
        kind.title
        for kind in KINDS
        if kind.name not in _NO_COLUMN and not _shelf(register, kind.name) and not unreadable(register, kind.name)
    ]
    if empty:
        message = f"没有内容的栏目有{len(empty)}个：{'、'.join(empty)}"
        yield Hit(register.site.file, (), message, "在 content/ 对应的文件夹里补上")


# Nothing of 不予公开 is shown in a column of its own.
_NO_COLUMN = frozenset({"undisclosed"})


def _shelf(register: Register, kind: str) -> Mapping[str, object]:
    pages: dict[str, Mapping[str, object]] = {
        "entity": register.entities,
        "flow": register.flows,
        "guide": register.guides,
        "board": register.boards,
        "policy": register.policies,
        "decision": register.decisions,
        "random-result": register.random_results,
        "annual-report": register.annual_reports,
    }
    return pages[kind] if kind in pages else register.catalogues[kind]


def _days_of_news(register: Register) -> Iterator[date]:
    for record in register.standings:
        published = register.standings.published(record)
        if published is not None:
            yield published
        elif register.standings[record].state.shown:
            yield register.setting.as_of
    for report in register.annual_reports.values():
        yield report.published
    for shelf in register.catalogues.values():
        for catalogue in shelf.values():
            yield catalogue.adjusted
    for pages in (register.flows, register.guides, register.boards):
        for page in pages.values():
            yield page.adjusted
    for policy in register.policies.values():
        yield policy.issued
