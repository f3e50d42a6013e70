"""The summary sheet of a decision: one page made from its public projection, so that nobody needs to upload one."""

from __future__ import annotations

from gongshi.paper.chromium import NoPrinterError, printed
from gongshi.public.decision import project_decision
from gongshi.redaction.files import audit
from gongshi.registry.register import Register
from gongshi.site.theme import default_theme, environment


class NoSheetError(Exception):
    """Why there is no sheet, in Chinese."""


def sheet_html(record: str, register: Register) -> str:
    """A page that stands alone: no script, nothing from elsewhere. NoSheetError unless the decision may be seen."""
    decision = register.decisions.get(record)
    if decision is None:
        raise NoSheetError(f"没有“{record}”这条执法决定，或者它被拦下了")
    if not register.standings[record].state.shown:
        raise NoSheetError(f"“{record}”在基准日不公示，不出摘要单")
    data = project_decision(decision, register)
    as_of = register.setting.as_of.isoformat()
    return environment(default_theme()).get_template("sheet.html").render(d=data, site=register.site, as_of=as_of)


def sheet_pdf(record: str, html: str) -> bytes:
    """The page printed by the Chromium at hand, without metadata, and audited. NoSheetError without one."""
    try:
        raw = printed(html, f"{record} 决定信息摘要")
    except NoPrinterError as error:
        raise NoSheetError(f"{error}；请输出 html，再用浏览器打印") from None
    verdict = audit(raw, "sheet.pdf")
    if verdict.problems:
        raise NoSheetError(f"打印出的 PDF 没有通过审计：{verdict.problems[0].message}")
    return raw
