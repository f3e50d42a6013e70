"""Bars, one below the other: names in Chinese are long, so each stands above its bar."""

from __future__ import annotations

from collections.abc import Sequence

from gongshi.charts.frame import MOST_SERIES, TEXT, WIDTH, Series, bar, drawing, legend, text

_ROW, _BAR = 44, 14
# What is left of a label beside the value at the right end.
_LONGEST = 17


def bars(
    name: str, title: str, description: str, labels: Sequence[str], series: Sequence[Series], said: Sequence[str]
) -> str:
    """A bar for each label, its parts in the order of ``series`` from the left, ``said`` of it at the right end.

    The longest bar takes the whole width. ValueError as ``columns``, and when there is not one ``said`` for each label.
    """
    lengths = {len(said), *(len(s.values) for s in series)}
    if not labels or not 0 < len(series) <= MOST_SERIES or lengths != {len(labels)}:
        raise ValueError("no chart can be made of this")
    sums = [sum(s.values[i] for s in series) for i in range(len(labels))]
    largest = float(max(sums)) or 1.0
    keys, top = legend([s.name for s in series], 0, name)
    parts = [keys]
    for i, label in enumerate(labels):
        y = top + i * _ROW
        short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
        parts.append(text(0, y + TEXT, short) + text(WIDTH, y + TEXT, said[i], "end"))
        x = 0.0
        for n, one in enumerate(series):
            wide = float(one.values[i]) / largest * WIDTH
            parts.append(bar(x, y + TEXT + 7, wide, _BAR, n, name))
            x += wide
    return drawing(name, title, description, top + len(labels) * _ROW - 4, len(series), "".join(parts))
