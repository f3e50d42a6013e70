"""Ranges in which Unicode 12.1 has characters that NFKC or lower case changes; made by make_folding.py."""

from __future__ import annotations

PACKED = (
    "1t mt 4 5 5 6 2 0 2 j 2 az 3 11 1d 0 6m 3 kg 7 3h 1 2 0 2c 0 3 0 z 2 3 0 72 1 k6 0 3k 0 15 1 1b 1j a s a w a"
    " s 6f 11 2 0 6 0 1b 0 is 2d 1p7 16 3 2 31 43 1t 7j 9 5 b n 9 5 c 0 2 0 2 0 2 u b 13 9 9 7 b 5 3 2 i 9 6 2 2n"
    " h 1 3 q 2 c c 0 2g 3t 4j 72 8m 1a4 84 1a 1e 42 3h 0 8g 2c d 5x 17 1m 2p 2s 1e 2l 4 d 2p u 2 db mkh 2l 3p 4c"
    " 4 4 1e 1 o3 3 fc1 a5 3 2x 13 6 d 4 6 p 2 4 2 0 2 1 2 1 2 2z y a2 j 1r 3 1h 15 c k 9 n y 2 i 2 3 5 4 2 3q 5 "
    "59 4 5 3 5 3 5 3 2 4 6 2 6 sy 13 3t z 1il 1e 2cu v gw1 v jjz 2q g0 2c 2 1y 2 1 3 0 3 1 3 3 2 b 2 0 2 6 2 1s "
    "2 3 3 7 2 6 2 r 2 3 2 4 2 0 4 6 2 9f 3 83 3 1d 3cx x yn 3 2 q 2 1 2 0 3 0 2 9 2 3 2 0 2 0 7 0 5 0 2 0 2 0 2 "
    "2 2 1 2 0 3 0 2 0 2 0 2 0 2 0 2 1 2 0 3 3 2 6 2 3 2 3 2 0 2 9 2 g 6 2 2 4 2 g g5 a 6 2k 10 0 34 2 e 17 5 8 8"
    " 1 1fov f1"
)


def _unpacked() -> tuple[tuple[int, int], ...]:
    numbers = [int(number, 36) for number in PACKED.split()]
    found, end = [], 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        found.append((end + gap, end + gap + length))
        end = found[-1][1]
    return tuple(found)


FOLDED = _unpacked()
