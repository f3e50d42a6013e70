"""Attachments: how long a dense page takes to audit."""

from __future__ import annotations

import io
import statistics
import time

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongshi.redaction.files import audit, strip
from parts import part

_PAGES, _RUNS = 10, 5
_LINE = "自收到本决定书之日起十五日内到指定银行缴纳罚款，逾期每日按罚款数额的百分之三加处罚款。"


@part("attachments")
def attachments() -> None:
    """A PDF of ten dense pages (1 900 characters each), audited by a child that runs already."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for _ in range(_PAGES):
        canvas.setFont("STSong-Light", 10)
        for i in range(44):
            canvas.drawString(60, 780 - 16 * i, _LINE)
        canvas.showPage()
    canvas.save()
    raw = out.getvalue()
    assert not audit(raw, "a.pdf").stopped
    times, strips = [], []
    for _ in range(_RUNS):
        start = time.perf_counter()
        audit(raw, "a.pdf")
        times.append((time.perf_counter() - start) / _PAGES)
        start = time.perf_counter()
        strip(raw, "a.pdf")
        strips.append(time.perf_counter() - start)
    print(
        f"  audit: {statistics.median(times) * 1000:.0f} ms a page; strip: {statistics.median(strips) * 1000:.0f} ms a file"
    )
