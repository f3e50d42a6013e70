"""PDFs without a flaw."""

from __future__ import annotations

import io

import pikepdf
from pdf_making import (
    CLEAN,
    FONT,
    NOTO,
    SECRET,
    canvas_clean,
    drawn,
    edited,
    sample,
    secret,
)
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@canvas_clean("plain")
def _plain(c: Canvas) -> None:
    secret(c)


@canvas_clean("shaded table")
def _table(c: Canvas) -> None:
    for i in range(8):
        c.setFillColor(colors.HexColor("#1f4e79") if i == 0 else colors.HexColor("#dce6f1") if i % 2 else colors.white)
        c.rect(72, 580 - 22 * i, 400, 22, fill=1, stroke=1)
        c.setFillColor(colors.white if i == 0 else colors.black)
        c.setFont(FONT, 11)
        c.drawString(80, 586 - 22 * i, "序号  名称  金额 2000.00")


@canvas_clean("watermark")
def _watermark(c: Canvas) -> None:
    c.saveState()
    c.translate(300, 400)
    c.rotate(45)
    c.setFillColor(colors.Color(0.5, 0.5, 0.5, alpha=0.15))
    c.setFont(FONT, 60)
    c.drawCentredString(0, 0, "青禾县 公示件")
    c.restoreState()


@canvas_clean("highlight")
def _highlight(c: Canvas) -> None:
    secret(c)
    c.setFillColor(colors.Color(1, 1, 0, alpha=0.4))
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@canvas_clean("underline and strike")
def _struck(c: Canvas) -> None:
    secret(c)
    c.line(95, 504, 230, 504)
    c.line(95, 498, 230, 498)


@canvas_clean("bold drawn twice")
def _twice(c: Canvas) -> None:
    secret(c)
    c.drawString(100.3, 500, SECRET)


@canvas_clean("outlined letters")
def _outlined(c: Canvas) -> None:
    text = c.beginText(100, 500)
    text.setFont("Helvetica-Bold", 20)
    text.setTextRenderMode(1)
    text.textOut("SEED LABELS")
    c.drawText(text)


@canvas_clean("light grey text")
def _grey(c: Canvas) -> None:
    c.setFillColor(colors.HexColor("#bbbbbb"))
    secret(c, size=8)


def seal(opaque: bool) -> Image.Image:
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    red = (222, 30, 30, 255 if opaque else 150)
    pen.ellipse((10, 10, 390, 390), outline=red, width=14)
    pen.regular_polygon((200, 200, 60), 5, fill=red)
    font = ImageFont.truetype(str(NOTO), 44)
    pen.text((70, 290), "行政处罚专用章", fill=red, font=font)
    return image


@canvas_clean("translucent seal")
def _seal(c: Canvas) -> None:
    secret(c, y=690)
    c.drawImage(ImageReader(seal(False)), 110, 620, 120, 120, mask="auto")


@canvas_clean("opaque seal")
def _opaque_seal(c: Canvas) -> None:
    c.drawImage(ImageReader(seal(True)), 110, 620, 120, 120, mask="auto")


@canvas_clean("picture beside text")
def _photo(c: Canvas) -> None:
    c.drawImage(ImageReader(Image.effect_noise((300, 200), 90).convert("RGB")), 100, 300, 300, 200)
    c.setFillColor(colors.white)
    c.rect(100, 240, 300, 40, fill=1, stroke=0)


@sample(CLEAN)
def _turned() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = 90

    return edited(drawn(secret), change)


@sample(CLEAN)
def _linearized() -> bytes:
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(drawn(secret, 3))).save(out, linearize=True)
    return out.getvalue()


@sample(CLEAN)
def _form_to_fill_in() -> bytes:
    def draw(c: Canvas) -> None:
        c.acroForm.textfield(name="name", x=100, y=400, width=200, height=20, value="Qinghe")
        c.acroForm.checkbox(name="yes", x=100, y=360, checked=True)

    return drawn(draw)


@sample(CLEAN)
def _saved_again_unchanged() -> bytes:
    """An incremental update that changes no word, as a signature makes it."""
    raw = drawn(secret)
    pdf = pikepdf.open(io.BytesIO(raw))
    size, root = len(pdf.objects) + 1, pdf.Root.objgen[0]
    old = raw.rsplit(b"startxref", 1)[1].split()[0].decode()
    body = f"{size} 0 obj\n<</A 1>>\nendobj\n"
    start = len(raw) + len(body)
    tail = f"xref\n{size} 1\n{len(raw):010} 00000 n \ntrailer\n<</Size {size + 1}/Root {root} 0 R/Prev {old}>>\nstartxref\n{start}\n%%EOF\n"
    return raw + (body + tail).encode()


@sample(CLEAN)
def _link_and_outline() -> bytes:
    def draw(c: Canvas) -> None:
        c.linkURL("https://www.qinghe.example/", (100, 490, 200, 510))
        c.bookmarkPage("a")
        c.addOutlineEntry("决定", "a")

    return drawn(draw)


@sample(CLEAN)
def _highlight_annotation() -> bytes:
    def change(pdf: Pdf) -> None:
        quad = Array([95, 512, 230, 512, 95, 494, 230, 494])
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array([95, 494, 230, 512]),
            QuadPoints=quad,
            C=Array([1, 1, 0]),
            F=4,
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return edited(drawn(secret), change)
