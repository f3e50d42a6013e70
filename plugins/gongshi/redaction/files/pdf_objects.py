"""What a page paints, in the order in which it paints it, forms unrolled: boxes in the page's own points."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gongshi.redaction.files import limits
from gongshi.redaction.files.verdict import Refused

_KINDS = {
    raw.FPDF_PAGEOBJ_TEXT: "text",
    raw.FPDF_PAGEOBJ_PATH: "path",
    raw.FPDF_PAGEOBJ_IMAGE: "image",
    raw.FPDF_PAGEOBJ_SHADING: "shading",
}
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST = 100_000
_SEAL_PIXELS = 4_000_000
_THICK = 4.0  # points: a line that may serve as a bar


@dataclass(frozen=True, slots=True)
class Painted:
    """``covers``: it fills its box. ``see_through``: it has transparency, a soft mask or a blend mode."""

    order: int
    kind: str
    box: tuple[float, float, float, float]
    covers: bool
    see_through: bool
    # Where the library keeps a text object: how a character is tied to its place in the order.
    address: int = 0


def painted(page: pdfium.PdfPage) -> list[Painted]:
    """Refused when there are more than an audit could weigh."""
    found: list[Painted] = []
    for handle, matrix in _unrolled(page.raw, _IDENTITY, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0):
        if len(found) >= _MOST:
            raise Refused("页面上的对象太多，不能在限定时间内审计；请重新打印为 PDF")
        kind = _KINDS.get(raw.FPDFPageObj_GetType(handle), "other")
        see_through = bool(raw.FPDFPageObj_HasTransparency(handle)) or (kind == "image" and _holed(page, handle))
        covers = kind in ("image", "shading") or (kind == "path" and _filled(handle))
        address = (ctypes.cast(handle, ctypes.c_void_p).value or 0) if kind == "text" else 0
        found.append(Painted(len(found), kind, _box(handle, matrix), covers, see_through, address))
    return found


def _unrolled(holder: Any, matrix: Matrix, count: Any, get: Any, depth: int) -> Iterator[tuple[Any, Matrix]]:
    for i in range(count(holder)):
        handle = get(holder, i)
        if not handle:
            continue
        if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM:
            yield handle, matrix
        elif depth < limits.DEPTH:
            inner = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(handle, inner)
            own = (inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
            yield from _unrolled(
                handle, _times(own, matrix), raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1
            )


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _holed(page: pdfium.PdfPage, handle: Any) -> bool:
    """A picture of whose pixels a quarter or more let through what lies below, as a seal's do.

    Only the mask of a picture of a seal's size is looked at: rendering a page-wide one would cost more than the page.
    """
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(handle, wide, high) or wide.value * high.value > _SEAL_PIXELS:
        return False
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, handle)
    if not bitmap:
        return False
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return False
        rows, stride = raw.FPDFBitmap_GetHeight(bitmap), raw.FPDFBitmap_GetStride(bitmap)
        alpha = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), rows * stride)[3::4]
        return len(alpha) > 0 and alpha.count(b"\x00") * 4 >= len(alpha)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _filled(handle: Any) -> bool:
    """A filled path, or one line as thick as a bar."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(handle, mode, stroke):
        return False
    if mode.value != raw.FPDF_FILLMODE_NONE:
        return True
    width = ctypes.c_float()
    return bool(stroke.value and raw.FPDFPageObj_GetStrokeWidth(handle, width) and width.value >= _THICK)


def _box(handle: Any, matrix: Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [x * matrix[0] + y * matrix[2] + matrix[4] for x, y in corners]
    ys = [x * matrix[1] + y * matrix[3] + matrix[5] for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
