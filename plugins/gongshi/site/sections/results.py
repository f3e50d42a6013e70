"""Random-inspection results and annual reports."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gongshi.public.decision import deadline_of, happened, timeliness_of
from gongshi.public.shape import fields, plain
from gongshi.records.results import AnnualReport, RandomResult
from gongshi.site import addresses
from gongshi.site.page import Page
from gongshi.site.press import Press
from gongshi.site.prose import render
from gongshi.site.sections.decisions import statement_of
from gongshi.site.sections.lists import organ


def build(press: Press) -> None:
    """Indexes and pages."""
    _random_results(press)
    _annual_reports(press)


def _outcomes(result: RandomResult) -> list[dict[str, Any]]:
    counts = Counter(o.outcome for o in result.objects)
    return [{"outcome": outcome, "count": count} for outcome, count in counts.most_common()]


def _random_results(press: Press) -> None:
    register = press.register
    shown = [r for r in register.random_results.values() if register.standings[r.id].state.shown]
    shown.sort(key=lambda r: (r.finished, r.id), reverse=True)
    rows = []
    for result in shown:
        _random_result(press, result)
        rows.append({
            "title": result.title, "url": addresses.of("random-result", result.id), "entity": organ(press, result.entity),
            "finished": plain(result.finished), "count": len(result.objects), "outcomes": _outcomes(result),
        })  # fmt: skip
    page = Page(
        url=addresses.of("random-result", "index"), title="双随机抽查结果", section="random-result",
        crumbs=addresses.crumbs(("双随机抽查结果", "")), description="随机抽取检查对象、随机选派检查人员的抽查结果",
    )  # fmt: skip
    press.page("results.html", page, rows=rows, statement=None if rows else statement_of(press, "没有公示中的抽查结果"))
    press.list_page("事后公开", "双随机抽查结果", page.url)


def _random_result(press: Press, result: RandomResult) -> None:
    register = press.register
    standing = register.standings[result.id]
    state = standing.state
    item = register.random_items.get(result.item) if result.item else None
    published = plain(state.first_published or register.setting.as_of)
    page = Page(
        url=addresses.of("random-result", result.id), title=result.title, section="random-result", article=True,
        crumbs=addresses.crumbs(("双随机抽查结果", addresses.of("random-result", "index")), (result.title, "")),
        published=published, source=register.name_of(result.entity), last_day=plain(state.term_end),
    )  # fmt: skip
    press.page(
        "result.html",
        page,
        r={
            "title": result.title,
            "entity": organ(press, result.entity),
            "partners": [register.name_of(e) for e in result.partners],
            "plan": result.plan,
            "item": item[0].name if item else None,
            "kind": result.kind,
            "starts": plain(result.starts),
            "finished": plain(result.finished),
            "pool": result.pool,
            "summary": result.summary,
            "published": published,
            "expected": state.expected,
            "deadline": deadline_of(standing, register),
            "timeliness": timeliness_of(standing),
            "last_day": plain(state.term_end),
            "outcomes": _outcomes(result),
            "objects": plain(result.objects),
            "corrections": happened(result.corrections, register),
        },
    )


def _annual_reports(press: Press) -> None:
    as_of = press.register.setting.as_of
    reports = [r for r in press.register.annual_reports.values() if r.published <= as_of]
    reports.sort(key=lambda r: (r.year, r.id), reverse=True)
    rows = []
    for report in reports:
        _annual_report(press, report)
        rows.append({
            "title": report.title, "url": addresses.of("annual-report", report.id), "year": report.year,
            "entity": organ(press, report.entity), "published": plain(report.published),
        })  # fmt: skip
    page = Page(
        url=addresses.of("annual-report", "index"), title="行政执法统计年报", section="annual-report",
        crumbs=addresses.crumbs(("行政执法统计年报", "")), description="各机关每年的行政执法统计",
    )  # fmt: skip
    press.page("annuals.html", page, rows=rows, statement=None if rows else statement_of(press, "尚无公布的统计年报"))
    press.list_page("事后公开", "行政执法统计年报", page.url)


_TABLES = (
    ("penalties", "表一 行政处罚实施情况统计表", "宗、元"),
    ("licences", "表二 行政许可实施情况统计表", "宗"),
    ("coercions", "表三 行政强制实施情况统计表", "宗"),
    ("others", "表四 其他行政执法行为实施情况统计表", "次、元"),
    ("certificates", "表五 行政执法证持证情况", "人"),
)


def _annual_report(press: Press, report: AnnualReport) -> None:
    tables = []
    for name, title, unit in _TABLES:
        table = getattr(report, name)
        if table is not None:
            # A zero is a figure: an empty cell could mean that nobody counted.
            cells = [{"label": f["label"], "type": f["type"], "value": f["value"]} for f in fields(table)]
            tables.append({"title": title, "unit": unit, "cells": cells})
    body, _ = render(report.text)
    page = Page(
        url=addresses.of("annual-report", report.id), title=report.title, section="annual-report", article=True,
        crumbs=addresses.crumbs(("行政执法统计年报", addresses.of("annual-report", "index")), (report.title, "")),
        published=report.published.isoformat(), source=press.register.name_of(report.entity),
    )  # fmt: skip
    press.page(
        "annual.html",
        page,
        a={
            "title": report.title,
            "entity": organ(press, report.entity),
            "year": report.year,
            "published": plain(report.published),
            "tables": tables,
            "explanation": report.explanation,
            "sent_to": list(report.sent_to),
        },
        body=body,
    )
