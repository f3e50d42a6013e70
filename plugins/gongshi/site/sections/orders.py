"""Other orders of a list of decisions, each a page with a plain link: what is first in it, and which addresses it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from gongshi.site.sections.decisions import Listed

# A list comes with the newest first; name in the address → what the link says.
NEWEST = "决定日期，新的在前"
ORDERS = {"oldest": "决定日期，旧的在前", "amount": "金额，大的在前"}
# Rows that have no order to speak of.
_FEW = 2


def orders_of(newest: Sequence[Listed]) -> list[str]:
    """Which other orders tell more than the first one does: by amount only where there are two amounts."""
    if len(newest) < _FEW:
        return []
    amounts = sum(entry.row["amount"] is not None for entry in newest)
    return [order for order in ORDERS if order != "amount" or amounts >= _FEW]


def ordered(newest: Sequence[Listed], order: str) -> list[Listed]:
    """``newest`` in another order; among equal amounts, and among decisions without one, the newest stays first."""
    if order == "oldest":
        return list(reversed(newest))
    return sorted(newest, key=lambda entry: -Decimal(entry.row["amount"] or 0))


def links(orders: Sequence[str], address: Callable[[str], str], here: str) -> list[dict[str, Any]]:
    """The orders as links, the first one included; ``here`` is the page's own, empty for the newest first."""
    if not orders:
        return []
    every = [("", NEWEST), *((order, ORDERS[order]) for order in orders)]
    return [{"title": words, "url": address(order), "here": order == here} for order, words in every]
