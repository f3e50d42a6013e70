"""Whether a reader sees a character that a machine reads.

Ink: where the text-only rendering has a glyph, the full rendering must show its shape; that finds covered, white,
clipped, invisible and switched-off text whatever hides it. Geometry: what was painted later and is opaque covers what
lies below it; it alone decides where no glyph was inked, because this machine has no font for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from gongshi.redaction.files.pdf_objects import Painted

Pixels = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]

SCALE = 1.5  # pixels a point
_LARGEST_SIDE = 4000  # pixels
_LARGE = 24.0  # points: a watermark's letters
_FAINT, _FAINT_LARGE = 0.06, 0.015  # contrast against black on white
_ALIKE = 0.3  # correlation of a glyph with what is seen in its place
_ALTERED = 12  # levels
_GRAINY = 40  # levels between light and dark where a scan shows something
SCANNED = 0.3  # of the page, covered by one picture


@dataclass(slots=True)
class Char:
    """A character as it is placed: its glyph's box, its line's box, its place in the order of painting."""

    code: str
    box: Box
    loose: Box
    order: int
    mode: int
    fill: tuple[int, int, int]


def area_of(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


class Judge:
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
        paper = 255 - self.text.astype(np.int16)
        self.differs = np.zeros(self.text.shape, dtype=bool)
        for channel in range(3):
            self.differs |= np.abs(self.full[..., channel] - paper) > _ALTERED
        self.covers = [o for o in objects if o.covers]
        page_area = max(self.width * self.height, 1.0)
        self.scans = [o for o in objects if o.kind == "image" and area_of(o.box) > SCANNED * page_area]

    def outside(self, char: Char) -> bool:
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

    def inked(self, char: Char) -> bool | None:
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

    def scanned(self, char: Char) -> bool:
        """Words that a scan's own picture shows, above or below: a good text layer, unless the place is blank."""
        if not self.on_scan(char):
            return False
        seen = self.full[self.pixels(char.loose, 0.5)].reshape(-1, 3)
        if not len(seen):
            return False
        low, high = np.percentile(seen, (4, 96), axis=0)
        return bool((high - low).max() >= _GRAINY)

    def on_scan(self, char: Char) -> bool:
        return any(_holds(o.box, _middle(char.loose)) for o in self.scans)

    def bare(self, char: Char) -> bool:
        """A text layer's word over paper: nothing dark lies there."""
        seen = self.full[self.pixels(char.loose)]
        return self.on_scan(char) and seen.size > 0 and float(seen.mean()) > 150

    def covered(self, char: Char) -> Painted | None:
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

    def reddish(self, char: Char) -> bool:
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
