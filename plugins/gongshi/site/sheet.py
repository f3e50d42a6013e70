"""The summary sheet of a decision: one page made from its public projection, so that nobody needs to upload one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from gongshi.public.decision import project_decision
from gongshi.redaction.files import Refused, audit, strip
from gongshi.registry.register import Register
from gongshi.site.theme import default_theme, environment

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_SECONDS = 60


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


def sheet_pdf(html: str) -> bytes:
    """The page printed by the Chromium at hand, without metadata, and audited. NoSheetError without one."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise NoSheetError("本机没有 Chromium，出不了 PDF；请输出 html，再用浏览器打印")
    with TemporaryDirectory(prefix="gongshi-sheet-") as folder:
        page, printed = Path(folder) / "sheet.html", Path(folder) / "sheet.pdf"
        page.write_text(html, encoding="utf-8")
        # Chromium's own sandbox does not run for root, as in most containers; the page has no script.
        free = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            browser, "--headless", "--disable-gpu", *free, f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={printed}", page.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell, our own words
            raw = strip(printed.read_bytes(), "sheet.pdf")
        except (OSError, subprocess.TimeoutExpired, Refused):
            raise NoSheetError("Chromium 没有打印出 PDF；请输出 html，再用浏览器打印") from None
    verdict = audit(raw, "sheet.pdf")
    if verdict.problems:
        raise NoSheetError(f"打印出的 PDF 没有通过审计：{verdict.problems[0].message}")
    return raw
