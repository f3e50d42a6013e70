"""QR codes put together from differences are the very codes that segno draws."""

from __future__ import annotations

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from gongshi.site.qr import QR

BASE = "https://www.qinghe.example/xzzf"
CODES = QR(BASE)


def modules(side: int, path: str) -> set[tuple[int, int]]:
    """The dark modules that an SVG path of horizontal strokes covers, as (column, row)."""
    dark, x, y = set(), 0, 0
    for command, first, second in re.findall(r"([Mmh])(-?\d+)(?: ([\d.]+))?", path):
        if command == "M":
            x, y = int(first), int(float(second))
        elif command == "m":
            x += int(first)
        else:
            dark |= {(x + step, y) for step in range(int(first))}
            x += int(first)
    assert all(0 <= column < side and 0 <= row < side for column, row in dark)
    return dark


@given(st.from_regex(r"decisions/[a-z0-9-]{1,40}\.html", fullmatch=True))
def test_the_code_is_segnos_own(page: str) -> None:
    drawn = CODES.path(page)
    assert drawn is not None
    matrix = segno.make_qr(f"{BASE}/{page}", error="M", mask=4, mode="byte", boost_error=False).matrix
    assert drawn[0] == len(matrix)
    assert modules(*drawn) == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}


def test_addresses_that_cannot_be_scanned_have_no_code() -> None:
    assert CODES.path("决定.html") is None
    assert CODES.path("a" * 300) is None
    assert QR("https://青禾.example").path("a.html") is None
