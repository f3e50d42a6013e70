"""类案: decisions on the same item with like facts and amounts, so that equal cases can be seen to be treated alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongshi.search.normalise import grams, normalise

# How many are named, and how many neighbours by amount are looked at: the cost of a record does not grow with their number.
NAMED, LOOKED_AT = 5, 40
# Below this share of common grams two cases have only their item in common; above, their facts are alike.
LEAST = 0.12
_FACTS = frozenset({"违法行为类型", "违法事实", "事由"})


@dataclass(frozen=True, slots=True)
class _Case:
    record: str
    amount: Decimal
    grams: frozenset[str]
    decided: str


def similar(projections: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """For each visible decision (public projection) the ids of up to five like it, the likest first.

    Like means: same kind and item (same articles, where no item is written), an amount among the nearest forty, and of
    these the greatest share of common two-character runs of cause and facts (Jaccard), weighed down by distance in
    amount. Of equals the newer comes first. What is alike in nothing but its item is left out.
    """
    groups: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for data in projections:
        group = (data["kind"], _subject(data))
        if group[1]:
            groups[group].append(_case(data))
    found: dict[str, list[str]] = {}
    for cases in groups.values():
        cases.sort(key=lambda case: (case.amount, case.decided, case.record))
        for place, case in enumerate(cases):
            near = cases[max(0, place - LOOKED_AT // 2) : place + LOOKED_AT // 2 + 1]
            scored = [(_likeness(case, other), other) for other in near if other is not case]
            scored.sort(key=lambda pair: (pair[1].decided, pair[1].record), reverse=True)
            scored.sort(key=lambda pair: pair[0], reverse=True)
            found[case.record] = [other.record for likeness, other in scored[:NAMED] if likeness >= LEAST]
    return found


def _subject(data: Mapping[str, Any]) -> str:
    if data["item"]:
        return str(data["item"]["code"])
    return "；".join(sorted(f"{c['law']}{c['article'] or ''}" for c in data["basis"]))


def _case(data: Mapping[str, Any]) -> _Case:
    texts = [data["title"], *(str(row["value"]) for row in data["fields"] if _tells(row["label"]))]
    runs = frozenset(gram for text in texts for gram in grams(normalise(text)))
    return _Case(data["id"], Decimal(data["amount"] or 0), runs, data["decided"])


def _tells(label: str) -> bool:
    return label in _FACTS or label.endswith("内容")


def _likeness(one: _Case, other: _Case) -> float:
    common, all_ = len(one.grams & other.grams), len(one.grams | other.grams)
    if not all_:
        return 0.0
    least, most = sorted((one.amount, other.amount))
    # Amounts of the same order count nearly in full, a hundredfold one counts for little.
    nearness = 1.0 if most == least else float((least + 100) / (most + 100)) ** 0.25
    return common / all_ * nearness
