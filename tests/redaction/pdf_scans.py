"""Pages that were scanned, with words laid under or over the picture."""

from __future__ import annotations

import io

from pdf_making import (
    CLEAN,
    FONT,
    NOTO,
    TRICKS,
    sample,
)
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


def picture(text: list[str], size: int = 36, boxes: list[tuple[int, int, int, int]] | None = None) -> Image.Image:
    """A page scanned at 150 dots an inch."""
    image = Image.new("RGB", (1240, 1754), (250, 249, 244))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(NOTO), size)
    for i, line in enumerate(text):
        pen.text((150, 150 + 70 * i), line, fill=(30, 30, 34), font=font)
    for box in boxes or ():
        pen.rectangle(box, fill=(0, 0, 0))
    return image


def scanned(
    boxes: list[tuple[int, int, int, int]] | None = None, layer: bool = True, under: bool = False, bar: bool = False
) -> bytes:
    text = ["WITNESS ZHANG 652301198803154425", "DECISION OF THE BUREAU 2026"]
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)

    def words() -> None:
        shown = canvas.beginText()
        shown.setTextRenderMode(0 if under else 3)
        for i, line in enumerate(text):
            shown.setFont("Helvetica", 17.6)
            shown.setTextOrigin(72, 842 - (150 + 70 * i + 38) * 0.48)
            shown.textOut(line)
        canvas.drawText(shown)

    if layer and under:
        words()
    canvas.drawImage(ImageReader(picture(text, boxes=boxes)), 0, 0, *A4)
    if layer and not under:
        words()
    if bar:
        canvas.rect(60, 740, 480, 35, fill=1, stroke=0)
    canvas.save()
    return out.getvalue()


@sample(TRICKS)
def _words_under_a_blackened_scan() -> bytes:
    return scanned(boxes=[(140, 140, 1100, 205)])


@sample(TRICKS)
def _words_under_a_bar_on_a_scan() -> bytes:
    return scanned(bar=True)


@sample(CLEAN)
def _scan_with_words() -> bytes:
    return scanned()


@sample(CLEAN)
def _scan_over_words() -> bytes:
    return scanned(under=True)
