"""类案: decisions on the same item with like facts and amounts, so that equal cases can be seen to be treated alike."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongshi.search.normalise import grams, normalise

# How many are named, and how many neighbours by amount are looked at: the cost of a record does not grow with their number.
NAMED, LOOKED_AT = 5, 40
_REACH = LOOKED_AT // 2
# Cases whose grams are numbered together. More would make the bits of each longer with every record of its group.
_TOGETHER = 200
# Below this share of common grams two cases have only their item in common; above, their facts are alike.
LEAST = 0.12
_FACTS = frozenset({"违法行为类型", "违法事实", "事由"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What is kept of a projection until its group is compared: small, since there may be tens of thousands."""

    record: str
    amount: Decimal
    decided: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    record: str
    amount: float
    decided: str
    # One bit for each gram of the neighbourhood that the case has; counting common bits is many times faster than sets are.
    grams: int


def similar(projections: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """For each visible decision (public projection) the ids of up to five like it, the likest first.

    Like means: same kind and item (same articles, where no item is written), an amount among the nearest forty, and of
    these the greatest share of common two-character runs of cause and facts (Jaccard), weighed down by distance in
    amount. Of equals the newer comes first. What is alike in nothing but its item is left out. The projections may
    come from a generator: none is held.
    """
    groups: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for data in projections:
        group = (data["kind"], _subject(data))
        if group[1]:
            groups[group].append(_told(data))
    found: dict[str, list[str]] = {}
    for told in groups.values():
        told.sort(key=lambda one: (one.amount, one.decided, one.record))
        found.update(_within(told))
    return found


def _within(group: Sequence[_Told]) -> Iterator[tuple[str, list[str]]]:
    """The likest of each case among its neighbours; each pair is measured once and counts for both."""
    scored: list[list[tuple[float, str, str]]] = [[] for _ in group]
    for begin in range(0, len(group), _TOGETHER):
        cases = _cases(group[begin : begin + _TOGETHER + _REACH])
        for near in range(min(_TOGETHER, len(cases))):
            for far in range(near + 1, min(near + _REACH + 1, len(cases))):
                one, other = cases[near], cases[far]
                likeness = _likeness(one, other)
                if likeness >= LEAST:
                    scored[begin + near].append((likeness, other.decided, other.record))
                    scored[begin + far].append((likeness, one.decided, one.record))
    for told, likest in zip(group, scored, strict=True):
        likest.sort(reverse=True)
        yield told.record, [record for _, _, record in likest[:NAMED]]


def _subject(data: Mapping[str, Any]) -> str:
    if data["item"]:
        return str(data["item"]["code"])
    return "；".join(sorted(f"{c['law']}{c['article'] or ''}" for c in data["basis"]))


def _told(data: Mapping[str, Any]) -> _Told:
    texts = (data["title"], *(str(row["value"]) for row in data["fields"] if _tells(row["label"])))
    return _Told(data["id"], Decimal(data["amount"] or 0), data["decided"], texts)


def _cases(told: Sequence[_Told]) -> list[_Case]:
    """Their grams are numbered as they come; the numbers mean nothing beside other cases."""
    numbers: dict[str, int] = {}
    found = []
    for one in told:
        bits = 0
        for gram in {gram for text in one.texts for gram in grams(normalise(text))}:
            bits |= 1 << numbers.setdefault(gram, len(numbers))
        found.append(_Case(one.record, float(one.amount), one.decided, bits))
    return found


def _tells(label: str) -> bool:
    return label in _FACTS or label.endswith("内容")


def _likeness(one: _Case, other: _Case) -> float:
    common = (one.grams & other.grams).bit_count()
    all_ = one.grams.bit_count() + other.grams.bit_count() - common
    if not all_:
        return 0.0
    least, most = sorted((one.amount, other.amount))
    # Amounts of the same order count nearly in full, a hundredfold one counts for little.
    return common / all_ * math.sqrt(math.sqrt((least + 100) / (most + 100)))
