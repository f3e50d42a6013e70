"""What every chart has: its size, title and description, patterns, legend, and a scale that ends on a round number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

# In the units of the drawing, sixteen of which are one rem of the page: text of 13 is as large as small print.
WIDTH = 360
TEXT = 13
MOST_SERIES = 5
_NAME = re.compile(r"[a-z][a-z0-9-]*")
# Strokes over the fill, in the colour of the page: one for each series, the first one plain.
_PATTERNS = ("", "M0 6l6-6", "M0 3h6", "M3 0v6", "M0 0l6 6M0 6l6-6")


@dataclass(frozen=True, slots=True)
class Series:
    """One series: what it is called, and a value for each label; values are not negative."""

    name: str
    values: Sequence[Decimal | int]

    def __post_init__(self) -> None:
        if any(value < 0 for value in self.values):
            raise ValueError("a chart of negative values")


def number(value: float) -> str:
    """A coordinate, short, and the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, anchor: str = "") -> str:
    """One line of text; ``anchor`` is ``middle`` or ``end``, else it starts at ``x``."""
    at = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{number(x)}" y="{number(y)}"{at}>{escape(words)}</text>'


def bar(x: float, y: float, width: float, height: float, series: int, name: str) -> str:
    """A rectangle of one series with its pattern; nothing for an empty one."""
    if width <= 0 or height <= 0:
        return ""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    over = f'<rect {place} fill="url(#{name}-{series})"/>' if _PATTERNS[series] else ""
    return f'<rect {place} class="c{series + 1}"/>{over}'


def legend(names: Sequence[str], top: float, name: str) -> tuple[str, float]:
    """Keys side by side, wrapped at the width; and where the chart may begin. One series needs none."""
    if len(names) < 2:
        return "", top
    parts, x, y = [], 0.0, top
    for series, words in enumerate(names):
        wide = 18 + TEXT * len(words) + 14
        if x and x + wide - 14 > WIDTH:
            x, y = 0.0, y + 20
        parts.append(bar(x, y, 12, 12, series, name) + text(x + 18, y + 11, words))
        x += wide
    return "".join(parts), y + 24


def drawing(name: str, title: str, description: str, height: float, series: int, body: str) -> str:
    """The whole SVG. ``name`` is an ASCII word that no other drawing on the page bears; ValueError otherwise."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"no name for a chart: {name}")
    patterns = "".join(
        f'<pattern id="{name}-{n}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="{path}" class="hatch"/></pattern>'
        for n, path in enumerate(_PATTERNS[:series])
        if path
    )
    defined = f"<defs>{patterns}</defs>" if patterns else ""
    size = f"0 0 {WIDTH} {number(height)}"
    return (
        f'<svg viewBox="{size}" role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{defined}{body}</svg>'
    )


def ticks(largest: Decimal | int, steps: int = 4) -> list[int]:
    """Round numbers from 0 to the first one that is not below ``largest``: at most ``steps`` + 1 of them, whole ones."""
    unit, top = 1, max(1, int(largest) if largest == int(largest) else int(largest) + 1)
    while True:
        for factor in (1, 2, 5):
            step = unit * factor
            if step * steps >= top:
                return list(range(0, -(-top // step) * step + 1, step))
        unit *= 10
