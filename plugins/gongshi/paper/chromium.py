"""PDFs by the Chromium at hand: one page that stands alone, no network, no script, same page in, same bytes out."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pikepdf import Dictionary, ObjectStreamMode, StreamDecodeLevel, String

from gongshi.redaction.files import Refused, strip

# Names the browser where it is not on the path, or which of several.
VARIABLE = "GONGSHI_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_SECONDS = 120
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-default-browser-check", "--no-pdf-header-footer",
    # No network, not even this machine's own: names lead nowhere, and addresses through a door that is shut.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
)  # fmt: skip


class NoPrinterError(Exception):
    """Why there is no PDF, in Chinese."""


def browser() -> str | None:
    """The browser that the environment names, else the first of the usual ones on the path."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def printed(html: str, title: str) -> bytes:
    """``html`` as a PDF with its title and language, without dates, producer or random identifiers.

    The page must stand alone: nothing that it names is loaded. NoPrinterError without a Chromium, or when that does not
    print within two minutes.
    """
    program = browser()
    if program is None:
        raise NoPrinterError(f"本机没有 Chromium（也可以用环境变量 {VARIABLE} 指明它在哪里），出不了 PDF")
    with TemporaryDirectory(prefix="gongshi-paper-") as folder:
        page, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        # Chromium's own sandbox does not run for root, as in most containers; the page has no script.
        free = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [
            program, *_FLAGS, *free, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", page.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell, our own words
            return _finished(target.read_bytes(), title)
        except (OSError, subprocess.TimeoutExpired, Refused, pikepdf.PdfError):
            raise NoPrinterError("Chromium 没有打印出 PDF") from None


def pages_of(raw: bytes) -> int:
    """How many sheets a PDF has."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return len(pdf.pages)


def _finished(raw: bytes, title: str) -> bytes:
    with pikepdf.open(io.BytesIO(strip(raw, "page.pdf"))) as pdf:
        pdf.docinfo["/Title"] = title
        pdf.Root.Lang = String("zh-CN")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            stream_decode_level=StreamDecodeLevel.none,
            object_stream_mode=ObjectStreamMode.preserve,
        )
    return out.getvalue()
