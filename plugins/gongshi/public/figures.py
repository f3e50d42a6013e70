"""How many decisions were made public in each year, of which kind and by whom; what was withdrawn, corrected, kept back.

Counts only, of whole years: a number never says which decision it stands for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongshi.lifecycle import Status
from gongshi.records.decision import Decision
from gongshi.registry.register import Register

# Not 不予公开: a rule says that the kind is not published at all.
BY_RULE = "依规不公示的类型"


@dataclass(slots=True)
class Figures:
    """One year. ``months``: (organ, kind as code name) → twelve counts by month of the decision."""

    year: int
    months: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    withdrawn: Counter[tuple[str, str]] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    undisclosed: Counter[str] = field(default_factory=Counter)

    def by_kind(self, entity: str | None = None) -> dict[str, list[int]]:
        """Twelve counts for each kind, of one organ or of all."""
        found: dict[str, list[int]] = {}
        for (organ, kind), counts in self.months.items():
            if entity in (None, organ):
                before = found.get(kind, [0] * 12)
                found[kind] = [a + b for a, b in zip(before, counts, strict=True)]
        return found

    def total(self, entity: str | None = None) -> int:
        """Decisions of the year that were made public."""
        return sum(map(sum, self.by_kind(entity).values()))

    def reasons(self, entity: str | None = None) -> Counter[str]:
        """Withdrawals that took effect in the year, by their reason."""
        found: Counter[str] = Counter()
        for (organ, reason), count in self.withdrawn.items():
            if entity in (None, organ):
                found[reason] += count
        return found


def figures(register: Register) -> list[Figures]:
    """Every year that has something to count, the newest first.

    A decision counts in the year in which it was made, once it has been public, and for good: that it was withdrawn,
    lapsed or left the repository afterwards changes no finished year (行政执法统计年报 counts those later revoked, too).
    A withdrawal counts in the year in which it took effect, a correction on its own day. Undisclosed are those of
    不予公开 by ground, and those whose kind is not published by rule; neither organ nor month is told of them.
    """
    as_of = register.setting.as_of
    found: dict[int, Figures] = {}

    def at(year: int) -> Figures:
        return found.setdefault(year, Figures(year))

    for record, standing in register.ever():
        if not isinstance(record, Decision):
            continue
        decided = standing.subject.decided
        if standing.state.status is Status.NOT_DISCLOSED:
            if decided <= as_of:
                at(decided.year).undisclosed["未成年人保护" if standing.subject.undisclosed else BY_RULE] += 1
            continue
        if standing.state.first_published is None or standing.state.first_published > as_of:
            continue
        year = at(decided.year)
        year.months.setdefault((record.entity, record.code), [0] * 12)[decided.month - 1] += 1
        for withdrawal in record.withdrawals:
            if withdrawal.effective <= as_of:
                at(withdrawal.effective.year).withdrawn[record.entity, withdrawal.kind] += 1
        for correction in record.corrections:
            if correction.day <= as_of:
                at(correction.day.year).corrected[record.entity] += 1
    for kept_back in register.undisclosed.values():
        if kept_back.decided <= as_of:
            at(kept_back.decided.year).undisclosed[kept_back.ground] += 1
    return sorted(found.values(), key=lambda figure: figure.year, reverse=True)
