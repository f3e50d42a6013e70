"""What an article of law allows as a fine, read from its words: 处二千元以上二万元以下罚款."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from gongshi.rules.amounts import Amount, amounts, plain

# By value, by piece, or day by day: the words then give no range in yuan.
_RECKONED = re.compile(r"倍|百分之|[%％]|每[一-龥]|货值")
_FINE = re.compile(r"(?:的)?罚款")
_Range = tuple[Decimal | None, Decimal | None]


def legal_range(texts: Iterable[str | None]) -> _Range | None:
    """The lowest and the highest fine (yuan, None: open) that any of the articles allows; None when they do not say.

    An article whose words reckon with values or multiples makes the whole unreadable.
    """
    found: list[_Range] = []
    for text in texts:
        if not text or "罚款" not in text:
            continue
        if _RECKONED.search(text):
            return None
        found += _of(plain(text))
    if not found:
        return None
    least, most = [one for one, _ in found], [other for _, other in found]
    return (
        None if None in least else min(one for one in least if one is not None),
        None if None in most else max(other for other in most if other is not None),
    )


def _of(text: str) -> list[_Range]:
    found: list[_Range] = []
    before: Amount | None = None
    for amount in amounts(text):
        if text.startswith("以上", amount.end):
            before = amount
            if _FINE.match(text, amount.end + 2):
                found.append((amount.value, None))
            continue
        if text.startswith(("以下", "以内"), amount.end) and _FINE.match(text, amount.end + 2):
            joined = before is not None and before.end + 2 == amount.start
            found.append((before.value if joined and before else None, amount.value))
        before = None
    return found
