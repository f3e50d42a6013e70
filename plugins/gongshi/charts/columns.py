"""Stacked columns: how many of each kind in each month."""

from __future__ import annotations

from collections.abc import Sequence

from gongshi.charts.frame import MOST_SERIES, TEXT, WIDTH, Series, bar, drawing, legend, number, text, ticks

_HEIGHT = 140
# Room for figures of up to five digits left of the axis.
_DIGIT = 8


def columns(name: str, title: str, description: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """A column for each label, its parts in the order of ``series`` from the bottom up, its sum above it.

    ValueError when there are no labels, too many series, or a series of another length than the labels.
    """
    if not labels or not 0 < len(series) <= MOST_SERIES or any(len(s.values) != len(labels) for s in series):
        raise ValueError("no chart can be made of this")
    sums = [sum(s.values[i] for s in series) for i in range(len(labels))]
    scale = ticks(max(sums))
    keys, top = legend([s.name for s in series], 0, name)
    top += TEXT + 3
    left, floor = _DIGIT * len(str(scale[-1])) + 8, top + _HEIGHT
    per = _HEIGHT / scale[-1]
    parts = [keys]
    for tick in scale:
        y = floor - tick * per
        parts.append(f'<path class="grid" d="M{left} {number(y)}H{WIDTH}"/>{text(left - 6, y + 4, str(tick), "end")}')
    step = (WIDTH - left) / len(labels)
    wide = min(28.0, step * 0.66)
    for i, label in enumerate(labels):
        middle = left + step * (i + 0.5)
        y = float(floor)
        for n, one in enumerate(series):
            high = float(one.values[i]) * per
            y -= high
            parts.append(bar(middle - wide / 2, y, wide, high, n, name))
        if sums[i]:
            parts.append(text(middle, y - 4, str(sums[i]), "middle"))
        parts.append(text(middle, floor + TEXT + 5, label, "middle"))
    return drawing(name, title, description, floor + TEXT + 10, len(series), "".join(parts))
