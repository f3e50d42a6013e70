"""`python -m gongshi.search.make_folding DerivedAge.txt > folding.py`: where NFKC and lower case do anything.

DerivedAge.txt is a file of the Unicode Character Database. The ranges never reach over a character that Unicode 12.1 had
not assigned, so that a newer Python or browser has nothing there to disagree about.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gongshi.search.normalise import fold

_AGE = (12, 1)


def assigned(text: str) -> set[int]:
    """Code points that Unicode 12.1 assigned, surrogates left out."""
    found: set[int] = set()
    for line in text.splitlines():
        code, _, age = line.partition("#")[0].partition(";")
        if not age.strip() or tuple(map(int, age.strip().split("."))) > _AGE:
            continue
        first, _, last = code.strip().partition("..")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found - set(range(0xD800, 0xE000))


def ranges(known: set[int]) -> list[tuple[int, int]]:
    """The fewest ranges of assigned characters that hold every one whose form differs from itself."""
    found: list[tuple[int, int]] = []
    for code in sorted(known):
        if fold(chr(code)) == chr(code):
            continue
        if found and all(between in known for between in range(found[-1][1], code)):
            found[-1] = found[-1][0], code
        else:
            found.append((code, code))
    return found


def main() -> None:
    """Writes the module."""
    found = ranges(assigned(Path(sys.argv[1]).read_text(encoding="utf-8")))
    print(
        '"""Ranges in which Unicode 12.1 has characters that NFKC or lower case changes; made by make_folding.py."""\n'
    )
    print("from __future__ import annotations\n")
    # Gap since the range before and length, in base 36: the same text stands in search.js.
    numbers, end = [], 0
    for first, last in found:
        numbers += [_base36(first - end), _base36(last - first)]
        end = last
    text = " ".join(numbers)
    print("PACKED = (")
    for start in range(0, len(text), 108):
        print(f'    "{text[start : start + 108]}"')
    print(")\n")
    print("""
def _unpacked() -> tuple[tuple[int, int], ...]:
    numbers = [int(number, 36) for number in PACKED.split()]
    found, end = [], 0
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        found.append((end + gap, end + gap + length))
        end = found[-1][1]
    return tuple(found)


FOLDED = _unpacked()""")


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
    return text or "0"


if __name__ == "__main__":
    main()
