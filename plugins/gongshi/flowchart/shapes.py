"""How large a box must be for its text, shape by shape."""

from __future__ import annotations

from dataclasses import dataclass

from .model import MAX_LABEL, Shape, Step, TextLine, clean
from .text import ems, width, wrap

FONT = 15
DETAIL_FONT = 14
LABEL_FONT = 14
LINE_HEIGHT = 21
LABEL_LINE = 18
WAVE = 6  # depth of the wavy foot of a document

_PAD_X = 15
_PAD_Y = 9
_MIN_WIDTH = 110
_MAIN_EMS = 13.0
_BRANCH_EMS = 11.0
_LABEL_EMS = 8.0
_SPARE_EMS = 1.5  # a detail may be this much longer before it is broken
_CALM_WIDTH = 300  # diamonds wider than this are avoided


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height (both even, so that centres are whole numbers) and the text, line by line."""

    w: int
    h: int
    lines: tuple[TextLine, ...]


def measure(step: Step, shape: Shape, column: int) -> Size:
    """The size of a step's box in its column (0 is the main line, which may be wider)."""
    limit = _BRANCH_EMS if column else _MAIN_EMS
    if shape == "decision":
        return _diamond(step, limit)
    lines = _lines(step, limit, limit)
    wide, high = _text_size(lines)
    pad = _PAD_X + 5 if shape in {"start", "end"} else _PAD_X
    foot = 2 * WAVE if shape == "document" else 0
    return Size(_even(max(wide + 2 * pad, _MIN_WIDTH)), _even(high + 2 * _PAD_Y + foot), lines)


def label_lines(label: str) -> tuple[str, ...]:
    """The words beside a line, broken."""
    return wrap(clean(label, MAX_LABEL), _LABEL_EMS)


def label_size(lines: tuple[str, ...]) -> tuple[int, int]:
    """Width and height of a label; (0, 0) when there is none."""
    return max((width(line, LABEL_FONT) for line in lines), default=0), LABEL_LINE * len(lines)


def _diamond(step: Step, limit: float) -> Size:
    """The calmest diamond: text lines are tried at several widths, since a diamond grows with both sides of its text."""
    trials: list[tuple[int, int, tuple[TextLine, ...]]] = []
    for reach in range(5, int(limit)):
        for detail_reach in (reach, int(limit)):
            lines = _lines(step, float(reach), float(detail_reach))
            wide, high = _text_size(lines)
            h = _even(2 * high + 22)
            # A rectangle a × b fits into a diamond w × h when a/w + b/h <= 1.
            w = _even(max(_MIN_WIDTH, -(-(wide + 14) * h // (h - high - 4))))
            trials.append((w, h, lines))
    w, h, lines = min(trials, key=lambda t: (t[0] + 2 * t[1] + 4 * max(0, t[0] - _CALM_WIDTH), t[0]))
    return Size(w, h, lines)


def _lines(step: Step, limit: float, detail_limit: float) -> tuple[TextLine, ...]:
    lines = [TextLine(line) for line in wrap(step.text or clean(step.id, 20) or "？", limit)]
    for name, value in (("承办", step.unit), ("时限", step.limit), ("备注", step.note)):
        if value:
            words = f"{name}：{value}"
            reach = detail_limit * FONT / DETAIL_FONT
            fits = ems(words) <= reach + _SPARE_EMS
            lines.extend(TextLine(line, detail=True) for line in ((words,) if fits else wrap(words, reach)))
    return tuple(lines)


def _text_size(lines: tuple[TextLine, ...]) -> tuple[int, int]:
    wide = max((width(line.text, DETAIL_FONT if line.detail else FONT) for line in lines), default=0)
    return wide, LINE_HEIGHT * len(lines)


def _even(number: int) -> int:
    return number + number % 2
