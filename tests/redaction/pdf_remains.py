"""What lies in a PDF besides what its pages draw: remarks, earlier revisions, files, scripts, forms."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pdf_making import (
    SECRET,
    TRICKS,
    drawn,
    edited,
    sample,
    secret,
)
from pikepdf import Array, Dictionary, Name, Pdf, String


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
