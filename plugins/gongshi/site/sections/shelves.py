"""Visible decisions filed by kind, organ and month: which lists there are, what is on each, and where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongshi.site import addresses
from gongshi.site.sections.decisions import Listed


@dataclass(frozen=True, slots=True)
class Scope:
    """Which decisions: of one kind (code name) or all, of one organ or all."""

    kind: str | None = None
    entity: str | None = None

    @property
    def both(self) -> bool:
        """Whether organ and kind are chosen: listed by years."""
        return self.kind is not None and self.entity is not None

    @property
    def name(self) -> str:
        """The folder of the group; codes of kinds have no hyphen, so that no two groups share one."""
        if self.kind is None:
            return f"organ-{self.entity}" if self.entity else ""
        return f"kind-{self.kind}-{self.entity}" if self.entity else f"kind-{self.kind}"

    def url(self, year: int | None = None, month: int | None = None, page: int = 1) -> str:
        """The page of the whole scope, of a year, or of a month."""
        if not self.name:
            if year is None:
                return "decisions/index.html"
            return addresses.year(year) if month is None else addresses.month(year, month, page)
        if year is None:
            return addresses.group(self.name)
        if month is None:
            return addresses.group_year(self.name, year, page)
        return addresses.group_month(self.name, year, month, page)

    def ordered(self, year: int | None, order: str) -> str:
        """The same decisions as ``url(year)`` has, in another order; the page itself when ``order`` is empty."""
        if not order:
            return self.url(year)
        return addresses.ordered(self.name, year, order)

    def data(self, year: int, ending: str) -> str:
        """A year of the scope as a file."""
        return addresses.group_data(self.name, year, ending) if self.name else addresses.year_data(year, ending)


Months = dict[tuple[int, int], list[Listed]]


def newest_of(months: Months, year: int) -> Iterator[Listed]:
    """The decisions of a year, newest first."""
    for at, listed in sorted(months.items(), reverse=True):
        if at[0] == year:
            yield from listed


@dataclass(slots=True)
class Shelves:
    """All visible decisions by scope and month, newest first in each."""

    scopes: dict[Scope, Months] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def put(self, entry: Listed) -> None:
        """Files one decision in its four scopes."""
        kind, entity = entry.row["kind"], entry.row["entity"]["id"]
        for scope in (Scope(), Scope(kind), Scope(None, entity), Scope(kind, entity)):
            self.scopes[scope][entry.month].append(entry)

    def holds(self, scope: Scope, year: int | None, month: int | None) -> bool:
        """Whether there is a page with anything on it."""
        months = self.scopes.get(scope, {})
        if year is None:
            return bool(months)
        if month is None:
            return any(y == year for y, _ in months)
        return not scope.both and (year, month) in months

    def nearest(self, scope: Scope, year: int | None, month: int | None) -> str:
        """The page of the scope for the month, else for its year, else the whole of it."""
        for time in ((year, month), (year, None), (None, None)):
            if self.holds(scope, *time):
                return scope.url(*time)
        return scope.url()
