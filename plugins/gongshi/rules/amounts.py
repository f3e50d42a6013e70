"""Amounts of money as official Chinese writes them: 2,000.50元, 3.6万元, 一万二千元, 人民币叁仟伍佰元整."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二贰貳两", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL = {char: value for value, chars in ((10, "十拾"), (100, "百佰"), (1000, "千仟")) for char in chars}
_LARGE = {char: value for value, chars in ((10_000, "万萬"), (100_000_000, "亿億")) for char in chars}
_WORDS = "".join((*_DIGITS, *_SMALL, *_LARGE))
_UNIT = "(?:[十百千]?万|亿|[千百])"
_NUMBER = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_ARABIC = re.compile(f"(?:{_NUMBER}{_UNIT}){{0,3}}{_NUMBER}{_UNIT}?|(?:{_NUMBER}{_UNIT}){{1,3}}")
# Loose, since it begins with a class of characters and is found at C speed; ``_number`` is strict about what it found.
_LOOSE = re.compile(
    rf"(?P<number>[0-9{_WORDS}][0-9{_WORDS},，.]{{0,30}})[元圆](?:(?P<jiao>[0-9{_WORDS}])角)?(?:(?P<fen>[0-9{_WORDS}])分)?"
)
_INSIDE = frozenset(f"0123456789{_WORDS}")
_PARTS = re.compile(f"({_NUMBER})({_UNIT}?)")
# Full-width digits, point and yuan sign; blanks go, so that 罚款 2000 元 reads like 罚款2000元. Line breaks stay.
_PLAIN = str.maketrans(
    {0xFF10 + i: str(i) for i in range(10)}
    | {"．": ".", "￥": "¥", " ": None, "\u3000": None, "\xa0": None, "\t": None}
)


class Amount(NamedTuple):
    """Where an amount stands in a text, and its value in yuan."""

    start: int
    end: int
    value: Decimal


def plain(text: str) -> str:
    """``text`` with half-width digits and without blanks; places of amounts are places in this."""
    return text.translate(_PLAIN)


def amounts(text: str) -> Iterator[Amount]:
    """Every amount of ``text`` (as ``plain`` gives it) that can be read beyond doubt."""
    if "元" in text or "圆" in text:
        for match in _LOOSE.finditer(text):
            # Never the tail of a longer number.
            inside = match.start() > 0 and text[match.start() - 1] in _INSIDE
            value = None if inside else _value(match)
            if value is not None:
                yield Amount(match.start(), match.end(), value)


def _value(match: re.Match[str]) -> Decimal | None:
    number = _number(match["number"])
    if number is None:
        return None
    for name, weight in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        if match[name]:
            small = _number(match[name])
            if small is None or small > 9:
                return None
            number += small * weight
    return number


def _number(text: str) -> Decimal | None:
    if text[0] not in _DIGITS and text[0] not in _SMALL and text[0] not in _LARGE:
        return _arabic(text)
    number = chinese_number(text)
    return None if number is None else Decimal(number)


def _arabic(text: str) -> Decimal | None:
    """1万5千 and 1.2万; each unit smaller than the one before."""
    if not _ARABIC.fullmatch(text):
        return None
    total, last = Decimal(0), 10**13
    for number, unit in _PARTS.findall(text):
        weight = 1
        for char in unit:
            weight *= _SMALL.get(char) or _LARGE[char]
        if weight >= last:
            return None
        total += Decimal(re.sub("[,，]", "", number)) * weight
        last = weight
    return total


def chinese_number(text: str) -> int | None:
    """The value of a numeral in Chinese, capital or small; None for what is no well-formed numeral.

    一万二 and 三百五 are refused: spoken, they mean 12000 and 350, written they may mean either.
    """
    total = section = 0
    digit: int | None = None
    last_small, last_large, after_zero = 10_000, 10**12, False
    for char in text:
        if char in _DIGITS:
            if digit is not None:
                return None
            digit, after_zero = (None, True) if _DIGITS[char] == 0 else (_DIGITS[char], after_zero)
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= last_small or (digit is None and (unit != 10 or section)):
                return None
            section += (digit or 1) * unit
            digit, last_small, after_zero = None, unit, False
        elif char in _LARGE:
            section += digit or 0
            if _LARGE[char] >= last_large or section == 0:
                return None
            total += section * _LARGE[char]
            section, digit, last_small, last_large, after_zero = 0, None, 10_000, _LARGE[char], False
        else:
            return None
    if digit is not None and (total or section) and last_small != 10 and not after_zero:
        return None
    return total + section + (digit or 0) if text else None
