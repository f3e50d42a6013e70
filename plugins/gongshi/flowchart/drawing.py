"""Charts as SVG: presentation attributes for colour, so that a file prints alone; classes, so that a page may restyle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from .model import Box, Label, Layout, Line, clean
from .shapes import DETAIL_FONT, FONT, LABEL_FONT, LABEL_LINE, LINE_HEIGHT, WAVE

_INK = "#1a1a1a"
_SOFT_INK = "#3a3f47"
_LINE = "#333a45"
_PAPER = "#ffffff"
_COLOURS = {  # fill, stroke
    "start": ("#e6f0fa", "#1f4e86"),
    "end": ("#e6f0fa", "#1f4e86"),
    "step": ("#ffffff", "#1f4e86"),
    "document": ("#ffffff", "#1f4e86"),
    "decision": ("#fff7e0", "#8a6100"),
}
_FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', "
    "'WenQuanYi Micro Hei', SimHei, sans-serif"
)
_BASELINE = 0.36  # from the middle of a line of text down to its baseline, in ems
Point = tuple[int, int]

_HEAD = (12, 5)  # length and half width of an arrowhead


def svg(layout: Layout, title: str, desc: str, id_prefix: str) -> str:
    """The chart as one ``<svg>`` element that may stand in an HTML page.

    No style attribute and no script (the site's Content-Security-Policy allows none); everything carries an ``fc-*``
    class. ``id_prefix`` must differ between charts of one page; characters that are no plain id are replaced.
    """
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", id_prefix)[:80] or "fc"
    w, h = layout.width, layout.height
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fc" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f'font-family="{_FONTS}" font-size="{FONT}" text-anchor="middle">',
        f'<title id="{prefix}-title">{_xml(title, 400)}</title>',
        f'<desc id="{prefix}-desc">{_xml(desc, 4000)}</desc>',
        f'<rect class="fc-paper" width="{w}" height="{h}" fill="{_PAPER}"/>',
        f'<g class="fc-lines" fill="none" stroke="{_LINE}" stroke-width="1.5" stroke-linecap="square">',
        _strokes(layout.lines),
        "</g>",
        f'<g class="fc-arrows" fill="{_LINE}">',
        *_arrowheads(layout.lines),
        "</g>",
        '<g class="fc-boxes" stroke-width="1.5">',
        *(_box(box) for box in layout.boxes),
        "</g>",
        f'<g class="fc-labels" fill="{_INK}" font-size="{LABEL_FONT}">',
        *(_label(line.label) for line in layout.lines if line.label),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def standalone(drawing: str) -> str:
    """What :func:`svg` gave, as a file of its own, to be stored as UTF-8."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawing


def _xml(text: str, limit: int) -> str:
    return escape(clean(text, limit))


def _strokes(lines: tuple[Line, ...]) -> str:
    """All lines as one path, in which a stretch that several lines share is drawn once (twice would be bolder)."""
    stretches: dict[tuple[bool, int], list[tuple[int, int]]] = {}  # upright or not, where; from, to
    for line in lines:
        for (x0, y0), (x1, y1) in pairwise(_short_of_tip(line.points)):
            upright = x0 == x1
            ends = sorted((y0, y1) if upright else (x0, x1))
            stretches.setdefault((upright, x0 if upright else y0), []).append((ends[0], ends[1]))
    parts = []
    for (upright, at), spans in sorted(stretches.items()):
        for start, stop in _united(sorted(spans)):
            parts.append(f"M{at},{start}V{stop}" if upright else f"M{start},{at}H{stop}")
    return f'<path class="fc-line" d="{" ".join(parts)}"/>'


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that touch made one."""
    united: list[tuple[int, int]] = []
    for start, stop in spans:
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(stop, united[-1][1]))
        else:
            united.append((start, stop))
    return united


def _short_of_tip(points: tuple[Point, ...]) -> list[Point]:
    """The points of a line that ends inside its arrowhead, so that the tip stays sharp."""
    (x0, y0), (x1, y1) = points[-2:]
    return [*points[:-1], (x1 - _sign(x1 - x0) * 6, y1 - _sign(y1 - y0) * 6)]


def _arrowheads(lines: tuple[Line, ...]) -> list[str]:
    """One at the end of every line, and one where a line joins another on its way into the top of a box."""
    heads = {_arrowhead(*line.points[-2:]) for line in lines}
    highest: dict[int, int] = {}  # by target: where the longest last stretch begins
    for line in lines:
        highest[line.target] = min(line.points[-2][1], highest.get(line.target, line.points[-2][1]))
    for line in lines:
        corner, tip = line.points[-2:]
        if corner[0] == tip[0] and highest[line.target] < corner[1] < tip[1]:
            heads.add(_arrowhead(line.points[-3], corner))
    return sorted(heads)


def _arrowhead(start: Point, tip: Point) -> str:
    (x0, y0), (x, y) = start, tip
    dx, dy = _sign(x - x0), _sign(y - y0)
    length, half = _HEAD
    bx, by = x - dx * length, y - dy * length
    return f'<path class="fc-arrow" d="M{x},{y} {bx - dy * half},{by + dx * half} {bx + dy * half},{by - dx * half}Z"/>'


def _box(box: Box) -> str:
    fill, stroke = _COLOURS.get(box.shape, _COLOURS["step"])
    outline = f'class="fc-shape" fill="{fill}" stroke="{stroke}"'
    return f'<g class="fc-box fc-{box.shape}">\n{_outline(box, outline)}\n{_text(box)}\n</g>'


def _outline(box: Box, paint: str) -> str:
    x, y, w, h = box.x, box.y, box.w, box.h
    if box.shape == "decision":
        return f'<path {paint} d="M{box.cx},{y} {box.right},{box.cy} {box.cx},{box.bottom} {x},{box.cy}Z"/>'
    if box.shape == "document":
        foot, quarter = box.bottom - WAVE, w / 4
        wave = f"Q{box.right - quarter:g},{foot - 2 * WAVE} {box.cx},{foot} T{x},{foot}"
        return f'<path {paint} d="M{x},{y} H{box.right} V{foot} {wave}Z"/>'
    radius = min(h // 2, 28) if box.shape in {"start", "end"} else 4
    return f'<rect {paint} x="{x}" y="{y}" width="{w}" height="{h}" rx="{radius}"/>'


def _text(box: Box) -> str:
    return f'<text class="fc-text" fill="{_INK}">{"".join(_spans(box))}</text>'


def _spans(box: Box) -> Iterator[str]:
    middle = box.cy - (WAVE if box.shape == "document" else 0)
    top = middle - LINE_HEIGHT * len(box.lines) / 2
    for number, line in enumerate(box.lines):
        size = DETAIL_FONT if line.detail else FONT
        y = top + LINE_HEIGHT * (number + 0.5) + _BASELINE * size
        detail = f' class="fc-detail" font-size="{size}" fill="{_SOFT_INK}"' if line.detail else ""
        yield f'<tspan{detail} x="{box.cx}" y="{y:.1f}">{escape(line.text)}</tspan>'


def _label(label: Label) -> str:
    x = label.x + label.w / 2
    spans = "".join(
        f'<tspan x="{x:g}" y="{label.y + LABEL_LINE * (n + 0.5) + _BASELINE * LABEL_FONT:.1f}">{escape(words)}</tspan>'
        for n, words in enumerate(label.lines)
    )
    return f'<text class="fc-label">{spans}</text>'


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
