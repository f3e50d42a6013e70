"""Who may sign a 法制审核: a person whom the organ's list of officers names as a legal reviewer (行政处罚法 art 58)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gongshi.records.entity import Officer
from gongshi.registry.register import Register
from gongshi.rules.shelves import by_organ, unreadable


class Reviewers:
    """The people of every organ by what a record may call them: internal number, certificate, name."""

    def __init__(self, register: Register) -> None:
        self._people: dict[str, dict[str, Officer]] = {}
        self._numbered: dict[str, bool] = {}
        if unreadable(register, "officer"):
            return
        for organ, lists in by_organ(register, "officer").items():
            rows: list[Officer] = [row for officers in lists for row in officers.rows]
            self._people[organ] = {called: row for row in rows for called in _called(row)}
            reviewers = [row for row in rows if row.reviewer != "否"]
            self._numbered[organ] = bool(reviewers) and all(row.staff for row in reviewers)

    def doubt(self, organ: str, reviewer: str) -> str:
        """Why ``reviewer`` may not review for ``organ``, in Chinese; empty when nothing speaks against it.

        A number that the list does not know speaks against it only when the list gives the numbers of all reviewers.
        """
        person = self._people.get(organ, {}).get(reviewer)
        if person is not None:
            return "" if person.reviewer != "否" else f"“{reviewer[:60]}”在执法人员名单里不是法制审核人员"
        return f"“{reviewer[:60]}”不是本机关名单里的法制审核人员" if self._numbered.get(organ) else ""

    def handled(self, organ: str, reviewer: str, officers: Collection[str]) -> bool:
        """Whether the reviewer is one of the case's ``officers`` (certificates), under whatever name."""
        person = self._people.get(organ, {}).get(reviewer)
        return reviewer in officers or (person is not None and person.certificate in officers)


def _called(row: Officer) -> Iterator[str]:
    yield row.name
    yield row.certificate
    if row.staff:
        yield row.staff


def reviewers_of(register: Register) -> Reviewers:
    """Looked up once: two rules ask."""
    if "reviewers" not in register.memo:
        register.memo["reviewers"] = Reviewers(register)
    found: Reviewers = register.memo["reviewers"]
    return found
