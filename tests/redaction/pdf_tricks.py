"""Each way to hide a text in a PDF, once."""

from __future__ import annotations

from pdf_making import (
    FONT,
    SECRET,
    TRICKS,
    canvas_trick,
    drawn,
    edited,
    sample,
    secret,
)
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@canvas_trick("rectangle")
def _rectangle(c: Canvas) -> None:
    secret(c)
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@canvas_trick("white rectangle")
def _white_rectangle(c: Canvas) -> None:
    secret(c)
    c.setFillColor(colors.white)
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@canvas_trick("rectangle over Chinese")
def _over_chinese(c: Canvas) -> None:
    c.setFont(FONT, 12)
    c.drawString(100, 500, "证人欧阳小禾")
    c.rect(120, 496, 60, 16, fill=1, stroke=0)


@canvas_trick("rectangle over one character")
def _over_one(c: Canvas) -> None:
    c.setFont(FONT, 12)
    c.drawString(100, 500, "证人王禾")
    c.rect(135.5, 496, 14, 16, fill=1, stroke=0)


@canvas_trick("polygon")
def _polygon(c: Canvas) -> None:
    secret(c)
    path = c.beginPath()
    for i, (x, y) in enumerate([(90, 490), (94, 515), (230, 517), (234, 492)]):
        (path.lineTo if i else path.moveTo)(x, y)
    path.close()
    c.drawPath(path, fill=1, stroke=0)


@canvas_trick("thick line")
def _line(c: Canvas) -> None:
    secret(c)
    c.setLineWidth(16)
    c.line(95, 504, 230, 504)


@canvas_trick("image")
def _image(c: Canvas) -> None:
    secret(c)
    c.drawImage(ImageReader(Image.new("RGB", (50, 10), "black")), 95, 494, 135, 18)


@canvas_trick("patterned image")
def _patterned(c: Canvas) -> None:
    secret(c)
    noise = Image.effect_noise((135, 18), 120).convert("RGB")
    c.drawImage(ImageReader(noise), 95, 494, 135, 18)


@canvas_trick("form object")
def _form(c: Canvas) -> None:
    secret(c)
    c.beginForm("bar")
    c.rect(0, 0, 135, 18, fill=1, stroke=0)
    c.endForm()
    c.saveState()
    c.translate(95, 494)
    c.doForm("bar")
    c.restoreState()


@canvas_trick("text in a form under a bar")
def _text_in_form(c: Canvas) -> None:
    c.beginForm("words")
    secret(c, y=0)
    c.endForm()
    c.saveState()
    c.translate(0, 500)
    c.doForm("words")
    c.restoreState()
    c.rect(95, 494, 135, 18, fill=1, stroke=0)


@canvas_trick("white")
def _white(c: Canvas) -> None:
    c.setFillColor(colors.white)
    secret(c)


@canvas_trick("almost white")
def _almost_white(c: Canvas) -> None:
    c.setFillColor(colors.HexColor("#fbfbfb"))
    secret(c)


@canvas_trick("black on black")
def _black_on_black(c: Canvas) -> None:
    c.rect(95, 494, 135, 18, fill=1, stroke=0)
    secret(c)


@canvas_trick("tiny")
def _tiny(c: Canvas) -> None:
    secret(c, size=0.8)


@canvas_trick("off page")
def _off_page(c: Canvas) -> None:
    c.setFont("Helvetica", 12)
    c.drawString(700, 500, SECRET)


@canvas_trick("transparent")
def _transparent(c: Canvas) -> None:
    c.setFillAlpha(0.0)
    secret(c)


@canvas_trick("clipped")
def _clipped(c: Canvas) -> None:
    path = c.beginPath()
    path.rect(10, 10, 20, 20)
    c.clipPath(path, stroke=0)
    secret(c)


@canvas_trick("invisible mode")
def _mode_three(c: Canvas) -> None:
    text = c.beginText(100, 500)
    text.setFont("Helvetica", 12)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    c.drawText(text)


@sample(TRICKS)
def _turned_and_shifted() -> bytes:
    """A bar on a page that lies on its side and whose corner is not the origin."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Rotate = 270
        page.MediaBox = Array([-50, -30, 580, 800])
        page.CropBox = Array([-20, 0, 570, 790])

    return edited(TRICKS["rectangle"](), change)


@sample(TRICKS)
def _shading() -> bytes:
    def draw(c: Canvas) -> None:
        secret(c)
        path = c.beginPath()
        path.rect(95, 494, 135, 18)
        c.clipPath(path, stroke=0)
        c.linearGradient(95, 494, 230, 512, (colors.grey, colors.black))

    return drawn(draw)


@sample(TRICKS)
def _cropped() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([0, 560, 595, 842])

    return edited(drawn(secret), change)


@sample(TRICKS)
def _off_layer() -> bytes:
    def change(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(L0=group)
        page.contents_add(b"/OC /L0 BDC BT /F2 12 Tf 100 480 Td (Witness Zhang) Tj ET EMC")

    return edited(drawn(secret), change)
