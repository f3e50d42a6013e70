"""QR codes of permanent addresses (ISO/IEC 18004), drawn by segno once for each letter at each place.

With version, error correction and mask fixed, a code is an affine function of its bits: the code of an address is the
code of a plain one, with the differences that its letters make one by one added to it modulo 2. Ten thousand addresses
of one site differ in a handful of letters, so that a code costs microseconds instead of milliseconds, and stays
exactly the one that segno draws.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import segno

# Any of the eight masks may be used; weighing them all is most of the work. 15 % of a code may be dirt.
_MASK, _ERROR = 4, "M"
_LONGEST = 300
_RUN = re.compile("1+")


@lru_cache(maxsize=4)
def codes_below(base: str) -> QR:
    """The codes of one site; what its letters change is drawn once for all builds of a process."""
    return QR(base)


class QR:
    """Codes of the pages below one address."""

    def __init__(self, base: str) -> None:
        self._base = f"{base}/"
        self._plain: Callable[[int], tuple[int, int]] = lru_cache(self._drawn_plain)
        self._change: Callable[[int, int, str], int] = lru_cache(maxsize=None)(self._drawn_change)

    def path(self, page: str) -> tuple[int, str] | None:
        """Modules on a side, and the SVG path of the dark ones; stroke it one unit wide.

        None for an address beyond ASCII or longer than 300 letters, which would be too fine to scan from paper.
        """
        if not f"{self._base}{page}".isascii() or len(self._base) + len(page) > _LONGEST:
            return None
        side, code = self._plain(len(page))
        for place, letter in enumerate(page):
            code ^= self._change(len(page), place, letter)
        bits = f"{code:0{side * side}b}"
        parts = []
        for y in range(side):
            at = None
            for run in _RUN.finditer(bits[y * side : (y + 1) * side]):
                parts.append(f"M{run.start()} {y}.5" if at is None else f"m{run.start() - at} 0")
                at = run.end()
                parts.append(f"h{at - run.start()}")
        return side, "".join(parts)

    def _drawn_plain(self, length: int) -> tuple[int, int]:
        return _drawn(self._base + "a" * length)

    def _drawn_change(self, length: int, place: int, letter: str) -> int:
        _, other = _drawn(f"{self._base}{'a' * place}{letter}{'a' * (length - place - 1)}")
        return other ^ self._plain(length)[1]


def _drawn(text: str) -> tuple[int, int]:
    """Side, and all modules row by row as one number."""
    code = segno.make_qr(text, error=_ERROR, mask=_MASK, mode="byte", encoding="ascii", boost_error=False)
    rows = ["".join("1" if module else "0" for module in row) for row in code.matrix]
    return len(rows), int("".join(rows), 2)
