"""PDFs made on the spot: each way to hide a text once (``TRICKS``), and files without a flaw (``CLEAN``)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
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
_NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
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


def _canvas_trick(name: str) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        TRICKS[name] = lambda: drawn(draw)
        return draw

    return keep


def _canvas_clean(name: str) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        CLEAN[name] = lambda: drawn(draw)
        return draw

    return keep


@_canvas_trick("rectangle")
def _rectangle(c: Canvas) -> None:
    secret(c)
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@_canvas_trick("white rectangle")
def _white_rectangle(c: Canvas) -> None:
    secret(c)
    c.setFillColor(colors.white)
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@_canvas_trick("rectangle over Chinese")
def _over_chinese(c: Canvas) -> None:
    c.setFont(FONT, 12)
    c.drawString(100, 500, "证人欧阳小禾")
    c.rect(120, 496, 60, 16, fill=1, stroke=0)


@_canvas_trick("rectangle over one character")
def _over_one(c: Canvas) -> None:
    c.setFont(FONT, 12)
    c.drawString(100, 500, "证人王禾")
    c.rect(135.5, 496, 14, 16, fill=1, stroke=0)


@_canvas_trick("polygon")
def _polygon(c: Canvas) -> None:
    secret(c)
    path = c.beginPath()
    for i, (x, y) in enumerate([(90, 490), (94, 515), (230, 517), (234, 492)]):
        (path.lineTo if i else path.moveTo)(x, y)
    path.close()
    c.drawPath(path, fill=1, stroke=0)


@_canvas_trick("thick line")
def _line(c: Canvas) -> None:
    secret(c)
    c.setLineWidth(16)
    c.line(95, 504, 230, 504)


@_canvas_trick("image")
def _image(c: Canvas) -> None:
    secret(c)
    c.drawImage(ImageReader(Image.new("RGB", (50, 10), "black")), 95, 494, 135, 18)


@_canvas_trick("patterned image")
def _patterned(c: Canvas) -> None:
    secret(c)
    noise = Image.effect_noise((135, 18), 120).convert("RGB")
    c.drawImage(ImageReader(noise), 95, 494, 135, 18)


@_canvas_trick("form object")
def _form(c: Canvas) -> None:
    secret(c)
    c.beginForm("bar")
    c.rect(0, 0, 135, 18, fill=1, stroke=0)
    c.endForm()
    c.saveState()
    c.translate(95, 494)
    c.doForm("bar")
    c.restoreState()


@_canvas_trick("text in a form under a bar")
def _text_in_form(c: Canvas) -> None:
    c.beginForm("words")
    secret(c, y=0)
    c.endForm()
    c.saveState()
    c.translate(0, 500)
    c.doForm("words")
    c.restoreState()
    c.rect(95, 494, 135, 18, fill=1, stroke=0)


@_canvas_trick("white")
def _white(c: Canvas) -> None:
    c.setFillColor(colors.white)
    secret(c)


@_canvas_trick("almost white")
def _almost_white(c: Canvas) -> None:
    c.setFillColor(colors.HexColor("#fbfbfb"))
    secret(c)


@_canvas_trick("black on black")
def _black_on_black(c: Canvas) -> None:
    c.rect(95, 494, 135, 18, fill=1, stroke=0)
    secret(c)


@_canvas_trick("tiny")
def _tiny(c: Canvas) -> None:
    secret(c, size=0.8)


@_canvas_trick("off page")
def _off_page(c: Canvas) -> None:
    c.setFont("Helvetica", 12)
    c.drawString(700, 500, SECRET)


@_canvas_trick("transparent")
def _transparent(c: Canvas) -> None:
    c.setFillAlpha(0.0)
    secret(c)


@_canvas_trick("clipped")
def _clipped(c: Canvas) -> None:
    path = c.beginPath()
    path.rect(10, 10, 20, 20)
    c.clipPath(path, stroke=0)
    secret(c)


@_canvas_trick("invisible mode")
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


def _annotation(**entries: Any) -> bytes:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([95, 494, 230, 512]), F=4, **entries)
        if entries["Subtype"] in (Name.Square, Name.FreeText):
            look = pdf.make_stream(
                b"0 g 0 0 135 18 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 135, 18])
            )
            note.AP = Dictionary(N=look)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return edited(drawn(secret), change)


@sample(TRICKS)
def _square_annotation() -> bytes:
    return _annotation(Subtype=Name.Square)


@sample(TRICKS)
def _redaction_not_applied() -> bytes:
    return _annotation(Subtype=Name.Redact)


@sample(TRICKS)
def _remark() -> bytes:
    return _annotation(Subtype=Name.Text, Contents=String("请核对张三的身份证"))


@sample(TRICKS)
def _earlier_revision() -> bytes:
    """The page's content replaced by an incremental update: what stood there before is still in the bytes."""
    before = drawn(secret)
    pdf = pikepdf.open(io.BytesIO(before))
    number = pdf.pages[0].obj.Contents.objgen[0]
    new = b"BT /F1 12 Tf 72 740 Td (Clean) Tj ET"
    offset = len(before) + 1
    body = f"\n{number} 0 obj\n<</Length {len(new)}>>\nstream\n".encode() + new + b"\nendstream\nendobj\n"
    start = len(before) + len(body)
    old = before.rsplit(b"startxref", 1)[1].split()[0].decode()
    root = pdf.Root.objgen[0]
    tail = f"xref\n{number} 1\n{offset:010} 00000 n \ntrailer\n<</Size {len(pdf.objects) + 1}/Root {root} 0 R/Prev {old}>>\nstartxref\n{start}\n%%EOF\n"
    return before + body + tail.encode()


@sample(TRICKS)
def _orphan() -> bytes:
    raw = drawn(lambda c: None)
    stray = b"\n99 0 obj\n<</Length 60>>\nstream\nBT /F2 12 Tf 100 500 Td (Witness Zhang 652301198803154425) Tj ET\nendstream\nendobj\n"
    at = raw.rindex(b"xref\n0 ")
    moved = raw[:at] + stray + raw[at:]
    return moved.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(stray)))


@sample(TRICKS)
def _embedded_file() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.attachments["original.txt"] = SECRET.encode()

    return edited(drawn(lambda c: None), change)


@sample(TRICKS)
def _script() -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

    return edited(drawn(lambda c: None), change)


@sample(TRICKS)
def _hidden_field() -> bytes:
    def change(pdf: Pdf) -> None:
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("a"),
            V=String(SECRET),
            F=2,
            Rect=Array([0, 0, 9, 9]),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]))

    return edited(drawn(lambda c: None), change)


def picture(text: list[str], size: int = 36, boxes: list[tuple[int, int, int, int]] | None = None) -> Image.Image:
    """A page scanned at 150 dots an inch."""
    image = Image.new("RGB", (1240, 1754), (250, 249, 244))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(_NOTO), size)
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


@_canvas_clean("plain")
def _plain(c: Canvas) -> None:
    secret(c)


@_canvas_clean("shaded table")
def _table(c: Canvas) -> None:
    for i in range(8):
        c.setFillColor(colors.HexColor("#1f4e79") if i == 0 else colors.HexColor("#dce6f1") if i % 2 else colors.white)
        c.rect(72, 580 - 22 * i, 400, 22, fill=1, stroke=1)
        c.setFillColor(colors.white if i == 0 else colors.black)
        c.setFont(FONT, 11)
        c.drawString(80, 586 - 22 * i, "序号  名称  金额 2000.00")


@_canvas_clean("watermark")
def _watermark(c: Canvas) -> None:
    c.saveState()
    c.translate(300, 400)
    c.rotate(45)
    c.setFillColor(colors.Color(0.5, 0.5, 0.5, alpha=0.15))
    c.setFont(FONT, 60)
    c.drawCentredString(0, 0, "青禾县 公示件")
    c.restoreState()


@_canvas_clean("highlight")
def _highlight(c: Canvas) -> None:
    secret(c)
    c.setFillColor(colors.Color(1, 1, 0, alpha=0.4))
    c.rect(95, 494, 130, 18, fill=1, stroke=0)


@_canvas_clean("underline and strike")
def _struck(c: Canvas) -> None:
    secret(c)
    c.line(95, 504, 230, 504)
    c.line(95, 498, 230, 498)


@_canvas_clean("bold drawn twice")
def _twice(c: Canvas) -> None:
    secret(c)
    c.drawString(100.3, 500, SECRET)


@_canvas_clean("outlined letters")
def _outlined(c: Canvas) -> None:
    text = c.beginText(100, 500)
    text.setFont("Helvetica-Bold", 20)
    text.setTextRenderMode(1)
    text.textOut("SEED LABELS")
    c.drawText(text)


@_canvas_clean("light grey text")
def _grey(c: Canvas) -> None:
    c.setFillColor(colors.HexColor("#bbbbbb"))
    secret(c, size=8)


def seal(opaque: bool) -> Image.Image:
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    red = (222, 30, 30, 255 if opaque else 150)
    pen.ellipse((10, 10, 390, 390), outline=red, width=14)
    pen.regular_polygon((200, 200, 60), 5, fill=red)
    font = ImageFont.truetype(str(_NOTO), 44)
    pen.text((70, 290), "行政处罚专用章", fill=red, font=font)
    return image


@_canvas_clean("translucent seal")
def _seal(c: Canvas) -> None:
    secret(c, y=690)
    c.drawImage(ImageReader(seal(False)), 110, 620, 120, 120, mask="auto")


@_canvas_clean("opaque seal")
def _opaque_seal(c: Canvas) -> None:
    c.drawImage(ImageReader(seal(True)), 110, 620, 120, 120, mask="auto")


@_canvas_clean("picture beside text")
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
