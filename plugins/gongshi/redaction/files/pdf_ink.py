"""Which characters of a page a machine reads and a reader does not see.

Two methods over one list of characters. Ink: where the text-only rendering has a glyph, the full rendering must show
its shape; that finds covered, white, clipped, invisible and switched-off text whatever hides it. Geometry: what was
painted later and is opaque covers what lies below it; it alone decides where no glyph was inked, because this machine
has no font for it. Source: shared experience with Chinese decisions: no one method sees all.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gongshi.redaction.files import limits
from gongshi.redaction.files.pdf_objects import Painted, painted
from gongshi.redaction.files.verdict import Refused

Pixels = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]

SCALE = 1.5  # pixels a point
_LARGEST_SIDE = 4000  # pixels
_TINY = 2.2  # points from the lowest to the highest point of a line of text
_LARGE = 24.0  # points: a watermark's letters
_FAINT, _FAINT_LARGE = 0.06, 0.015  # contrast against black on white
_ALIKE = 0.3  # correlation of a glyph with what is seen in its place
_ALTERED = 12  # levels
_GRAINY = 40  # levels between light and dark where a scan shows something
_BESIDE = 4  # characters of a text layer
_SCANNED = 0.3  # of the page, covered by one picture
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


@dataclass(slots=True)
class _Char:
    code: str
    box: Box
    loose: Box
    order: int
    mode: int
    fill: tuple[int, int, int]


def look(full: pdfium.PdfDocument, text_only: pdfium.PdfDocument, number: int) -> PageSeen:
    """Holds page ``number`` (from 0) of the document against the same page without anything but text."""
    page = full[number]
    raw.FPDFPage_SetRotation(page.raw, 0)
    bounds = page.get_bbox()
    objects = painted(page)
    orders = {o.address: o.order for o in objects if o.address}
    text, chars = _characters(page, orders)
    judge = _Judge(page, text_only[number], bounds, objects)
    hidden, sealed = _runs(chars, judge) if chars else ((), False)
    area = max((bounds[2] - bounds[0]) * (bounds[3] - bounds[1]), 1.0)
    pictures = sum(_area(o.box) for o in objects if o.kind == "image") / area
    shapes = sum(1 for o in objects if o.kind == "path")
    scarce = len(chars) < 20
    unread = scarce and (pictures > _SCANNED or shapes > 150)
    page.close()
    return PageSeen(text, hidden, sealed, unread)


def _characters(page: pdfium.PdfPage, orders: dict[int, int]) -> tuple[str, list[_Char]]:
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
        chars.append(_Char(letter, box, loose, *styles[address]))
    textpage.close()
    return "".join(letters), chars


def _fill(shown: Any) -> tuple[int, int, int]:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(shown, r, g, b, a):
        return (0, 0, 0)
    return (r.value, g.value, b.value)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


class _Judge:
    """Renders both pages once and answers for one character after the other."""

    def __init__(self, page: pdfium.PdfPage, bare: pdfium.PdfPage, bounds: Box, objects: list[Painted]) -> None:
        self.bounds = bounds
        self.width, self.height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        self.scale = min(SCALE, _LARGEST_SIDE / max(self.width, self.height, 1.0))
        raw.FPDFPage_SetRotation(bare.raw, 0)
        self.full = _rendered(page, self.scale)
        # Both in colour: the library draws letters otherwise on grey.
        self.text = 255 - _rendered(bare, self.scale)[..., 1]
        bare.close()
        # Where the page is just black text on white, as it mostly is, there is nothing to weigh.
        shown = np.abs(self.full[..., 1].astype(np.int16) + self.text - 255)
        self.differs = (shown > _ALTERED) | (np.ptp(self.full, axis=2) > _ALTERED)
        self.covers = [o for o in objects if o.covers]
        page_area = max(self.width * self.height, 1.0)
        self.scans = [o for o in objects if o.kind == "image" and _area(o.box) > _SCANNED * page_area]

    def outside(self, char: _Char) -> bool:
        x0, y0, x1, y1 = char.loose
        left, bottom, right, top = self.bounds
        return x1 <= left or x0 >= right or y1 <= bottom or y0 >= top

    def pixels(self, box: Box, grow: float = 0.0) -> tuple[slice, slice]:
        left, _, _, top = self.bounds
        x0, x1 = (box[0] - left - grow) * self.scale, (box[2] - left + grow) * self.scale
        y0, y1 = (top - box[3] - grow) * self.scale, (top - box[1] + grow) * self.scale
        rows, columns = self.text.shape

        def cut(low: float, high: float, end: int) -> slice:
            first = min(max(int(low), 0), end)
            return slice(first, min(max(int(np.ceil(high)), first), end))

        return cut(y0, y1, rows), cut(x0, x1, columns)

    def inked(self, char: _Char) -> bool | None:
        """Whether the full page shows the glyph; None where the text-only page has none, or nothing else beside it."""
        place = self.pixels(char.box)
        glyph = self.text[place]
        if glyph.size < 4 or int(glyph.max()) < 48:
            return None
        peak = int(glyph.max())
        if not self.differs[place].any() and int(glyph.min()) < 32:
            return True
        inside, beside = glyph > peak // 2, glyph < 32
        if not inside.any() or np.count_nonzero(beside) < 2:
            return None
        seen = self.full[place].astype(np.float32)
        # Sums by matrix product: a page has thousands of characters, and numpy's own means cost most of their time.
        flat, ink = seen.reshape(-1, 3), glyph.ravel().astype(np.float32)
        inner, outer = inside.ravel().astype(np.float32), beside.ravel().astype(np.float32)
        inner /= np.count_nonzero(inside)
        outer /= np.count_nonzero(beside)
        difference = inner - outer
        contrasts = np.abs(difference @ flat)
        channel = int(contrasts.argmax())
        own = float(difference @ ink)
        faint = _FAINT_LARGE if char.box[3] - char.box[1] > _LARGE else _FAINT
        if contrasts[channel] < faint * own:
            return self.scanned(char)
        return bool(abs(_correlation(glyph, seen[..., channel])) >= _ALIKE) or self.scanned(char)

    def scanned(self, char: _Char) -> bool:
        """Words that a scan's own picture shows, above or below: a good text layer, unless the place is blank."""
        if not self.on_scan(char):
            return False
        seen = self.full[self.pixels(char.loose, 0.5)].reshape(-1, 3)
        if not len(seen):
            return False
        low, high = np.percentile(seen, (4, 96), axis=0)
        return bool((high - low).max() >= _GRAINY)

    def on_scan(self, char: _Char) -> bool:
        return any(_holds(o.box, _middle(char.loose)) for o in self.scans)

    def bare(self, char: _Char) -> bool:
        """A text layer's word over paper: nothing dark lies there."""
        seen = self.full[self.pixels(char.loose)]
        return self.on_scan(char) and seen.size > 0 and float(seen.mean()) > 150

    def covered(self, char: _Char) -> Painted | None:
        """What was painted over the whole of the character later, and lets nothing through."""
        if char.order < 0:
            return None
        x0, y0, x1, y1 = char.loose
        dx, dy = (x1 - x0) * 0.2, (y1 - y0) * 0.3
        core = (x0 + dx, y0 + dy, x1 - dx, y1 - dy)
        for o in self.covers:
            box = o.box
            if (
                o.order > char.order
                and box[0] <= core[0]
                and box[1] <= core[1]
                and box[2] >= core[2]
                and box[3] >= core[3]
            ):
                return o
        return None

    def reddish(self, char: _Char) -> bool:
        seen = self.full[self.pixels(char.loose)].reshape(-1, 3)
        if not len(seen):
            return False
        blue, green, red = seen.astype(np.float32).mean(axis=0)
        return bool(red - max(green, blue) > 40)


def _correlation(a: Any, b: Any) -> float:
    x = a.astype(np.float32).ravel()
    y = b.astype(np.float32).ravel()
    x -= x.mean()
    y -= y.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > 1e-3 else 0.0


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _rendered(page: pdfium.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale)
    found: Pixels = np.array(bitmap.to_numpy(), copy=True)
    bitmap.close()
    return found[..., :3] if found.ndim == 3 else np.repeat(found[..., None], 3, axis=2)


def _runs(chars: list[_Char], judge: _Judge) -> tuple[tuple[Hidden, ...], bool]:
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


def _verdicts(chars: list[_Char], judge: _Judge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for char in chars:
        if judge.outside(char):
            yield "outside", ("geometry",)
        elif max(char.loose[3] - char.loose[1], char.loose[2] - char.loose[0]) < _TINY:
            yield "tiny", ("geometry",)
        else:
            yield _seen(char, judge)


def _seen(char: _Char, judge: _Judge) -> tuple[str, tuple[str, ...]]:
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
