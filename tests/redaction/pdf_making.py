"""How PDFs are made on the spot, and the shelves that they are put on: ``TRICKS`` hide a text, ``CLEAN`` do not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SECRET = "652301198803154425"
LINES = [
    "青禾县农业农村局 行政处罚决定书",
    "当事人：张某，经营标签不符合规定的种子，罚款2000.00元。",
    "Decision 2026-3, amount 2000.00, case of seed labels",
    "自收到本决定书之日起十五日内到指定银行缴纳罚款。",
]
FONT = "STSong-Light"
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
Draw = Callable[[Canvas], None]
Sample = Callable[[], bytes]
TRICKS: dict[str, Sample] = {}
CLEAN: dict[str, Sample] = {}


def sample(shelf: dict[str, Sample]) -> Callable[[Sample], Sample]:
    def keep(function: Sample) -> Sample:
        shelf[function.__name__.lstrip("_")] = function
        return function

    return keep


def drawn(draw: Draw, pages: int = 1) -> bytes:
    """Pages with the lines of a decision, and what ``draw`` adds."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.setFont(FONT, 12)
        for i, line in enumerate(LINES):
            canvas.drawString(72, 740 - 24 * i, line)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def secret(canvas: Canvas, y: float = 500, size: float = 12) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(100, y, SECRET)


def edited(raw: bytes, change: Callable[[Pdf], None]) -> bytes:
    pdf = pikepdf.open(io.BytesIO(raw))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def canvas_trick(name: str) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        TRICKS[name] = lambda: drawn(draw)
        return draw

    return keep


def canvas_clean(name: str) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        CLEAN[name] = lambda: drawn(draw)
        return draw

    return keep
