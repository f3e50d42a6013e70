"""What the site's own records add up to in a year, in the columns of the annual report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from gongshi.records.decision import Decision
from gongshi.records.decisions import Licence
from gongshi.records.penalty import Penalty
from gongshi.registry.register import Register

_Key = tuple[str, int]
# 变更 and 延续 count as granted (DOMAIN 2.12); 注销 and 终止办理 are in no column.
_LICENCES = {"准予": "许可", "变更": "许可", "延续": "许可", "不予许可": "不予许可", "撤销许可": "撤销许可"}


@dataclass(slots=True)
class Counted:
    """By organ and year of decision: cases by column, yuan of penalties, years that hold undisclosed penalties."""

    numbers: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    amounts: dict[_Key, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    hidden: set[_Key] = field(default_factory=set)
    # The first year in which an organ has a decision here.
    first: dict[str, int] = field(default_factory=dict)


def counted_in(register: Register) -> Counted:
    """One walk over the decisions, whatever the number of reports."""
    found = Counted()
    for decision in register.decisions.values():
        key = (decision.entity, decision.decided.year)
        found.first[decision.entity] = min(key[1], found.first.get(decision.entity, key[1]))
        found.numbers[(*key, _column(decision))] += 1
        if isinstance(decision, Penalty):
            found.amounts[key] += (decision.fine or 0) + (decision.confiscated or 0)
    for undisclosed in register.undisclosed.values():
        key = (undisclosed.entity, undisclosed.decided.year)
        # Which result an undisclosed licence had is not told: it counts as granted, the usual one.
        found.numbers[(*key, "许可" if undisclosed.kind == "行政许可" else undisclosed.kind)] += 1
        if undisclosed.kind == "行政处罚":
            found.hidden.add(key)
    return found


def _column(decision: Decision) -> str:
    return _LICENCES.get(decision.result, "") if isinstance(decision, Licence) else decision.kind
