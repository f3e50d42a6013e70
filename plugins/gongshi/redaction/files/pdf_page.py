"""Which characters of a page a machine reads and a reader does not see: each is judged, neighbours are told as one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gongshi.redaction.files import limits
from gongshi.redaction.files.pdf_ink import SCANNED, Char, Judge, area_of
from gongshi.redaction.files.pdf_objects import painted
from gongshi.redaction.files.verdict import Refused

_TINY = 2.2  # points from the lowest to the highest point of a line of text
_BESIDE = 4  # characters of a text layer
_SPACES = frozenset("\u00a0\u3000\u200b\u200c\u200d\ufeff\u00ad\ufffe\uffff\u0000")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A run of characters that is not seen. ``reason``: covered, background, tiny, outside."""

    reason: str
    length: int
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageSeen:
    text: str
    hidden: tuple[Hidden, ...]
    sealed: bool
    # A picture, or drawings in plenty, and next to no text: nothing that could be judged.
    unread: bool


def look(full: pdfium.PdfDocument, text_only: pdfium.PdfDocument, number: int) -> PageSeen:
    """Holds page ``number`` (from 0) of the document against the same page without anything but text."""
    page = full[number]
    raw.FPDFPage_SetRotation(page.raw, 0)
    bounds = page.get_bbox()
    objects = painted(page)
    orders = {o.address: o.order for o in objects if o.address}
    text, chars = _characters(page, orders)
    judge = Judge(page, text_only[number], bounds, objects)
    hidden, sealed = _runs(chars, judge) if chars else ((), False)
    area = max((bounds[2] - bounds[0]) * (bounds[3] - bounds[1]), 1.0)
    pictures = sum(area_of(o.box) for o in objects if o.kind == "image") / area
    shapes = sum(1 for o in objects if o.kind == "path")
    scarce = len(chars) < 20
    unread = scarce and (pictures > SCANNED or shapes > 150)
    page.close()
    return PageSeen(text, hidden, sealed, unread)


def _characters(page: pdfium.PdfPage, orders: dict[int, int]) -> tuple[str, list[Char]]:
    textpage = page.get_textpage()
    handle = textpage.raw
    count = raw.FPDFText_CountChars(handle)
    if count > limits.CHARACTERS:
        raise Refused("文字太多，不能在限定时间内审计；请拆分文件")
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    rect = raw.FS_RECTF()
    styles: dict[int, tuple[int, int, tuple[int, int, int]]] = {}
    chars, letters = [], []
    for i in range(count):
        code = raw.FPDFText_GetUnicode(handle, i)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        letters.append(letter)
        if letter.isspace() or letter in _SPACES or raw.FPDFText_IsGenerated(handle, i) == 1:
            continue
        raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        raw.FPDFText_GetLooseCharBox(handle, i, rect)
        loose = (rect.left, rect.bottom, rect.right, rect.top)
        shown = raw.FPDFText_GetTextObject(handle, i)
        address = ctypes.cast(shown, ctypes.c_void_p).value or 0
        if address not in styles:
            styles[address] = (orders.get(address, -1), raw.FPDFTextObj_GetTextRenderMode(shown), _fill(shown))
        chars.append(Char(letter, box, loose, *styles[address]))
    textpage.close()
    return "".join(letters), chars


def _fill(shown: Any) -> tuple[int, int, int]:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(shown, r, g, b, a):
        return (0, 0, 0)
    return (r.value, g.value, b.value)


def _runs(chars: list[Char], judge: Judge) -> tuple[tuple[Hidden, ...], bool]:
    """Neighbours that are hidden for one reason, as one; a lone character only when both methods agree."""
    found: list[Hidden] = []
    run: list[tuple[str, tuple[str, ...]]] = []
    sealed = 0
    for verdict in (*_verdicts(chars, judge), None):
        if run and (verdict is None or verdict[0] != run[0][0]):
            reason = run[0][0]
            methods = tuple(sorted({method for _, methods in run for method in methods}))
            if reason == "seal" and len(run) <= 8 and sealed + len(run) <= 24:
                sealed += len(run)
            elif reason == "blank":
                # A text layer lies a little beside what was scanned: a few words on bare paper are no sign.
                if len(run) > _BESIDE:
                    found.append(Hidden("covered", len(run), methods))
            elif reason and (len(run) > 1 or len(methods) > 1):
                found.append(Hidden("covered" if reason == "seal" else reason, len(run), methods))
            run = []
        if verdict is not None:
            run.append(verdict)
    return tuple(found), sealed > 0


def _verdicts(chars: list[Char], judge: Judge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for char in chars:
        if judge.outside(char):
            yield "outside", ("geometry",)
        elif max(char.loose[3] - char.loose[1], char.loose[2] - char.loose[0]) < _TINY:
            yield "tiny", ("geometry",)
        else:
            yield _seen(char, judge)


def _seen(char: Char, judge: Judge) -> tuple[str, tuple[str, ...]]:
    shown = judge.inked(char)
    if shown:
        return "", ()
    cover = judge.covered(char)
    if shown is False:
        if (cover is None or cover.see_through) and judge.reddish(char):
            return "seal", ("ink",)
        if (cover is None or cover in judge.scans) and judge.bare(char):
            return "blank", ("ink",)
        if cover is not None:
            return "covered", ("geometry", "ink")
        return ("background" if min(char.fill) > 235 else "covered"), ("ink",)
    # No glyph to compare: what was painted over it, and what it says of itself, decide.
    if cover is not None and cover not in judge.scans and not cover.see_through and not judge.scanned(char):
        return "covered", ("geometry",)
    if char.mode == 3 and not judge.scans:
        return "background", ("geometry",)
    if (char.mode == 3 or cover in judge.scans) and judge.on_scan(char) and not judge.scanned(char):
        return ("blank" if judge.bare(char) else "covered"), ("geometry",)
    return "", ()
