"""Days by which what is in the register must be looked at or renewed: the rules warn of them, ``gongshi due`` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongshi.calendars import add_period
from gongshi.records.catalogue import Catalogue
from gongshi.registry.register import Register

# A plan belongs to its year: last year's is a document, not a list to be kept up; a new one is made.
_OF_ONE_YEAR = frozenset({"random-plan"})


def kept_up(register: Register) -> Iterator[Catalogue]:
    """Every list that must be checked again and again."""
    for kind, shelf in register.catalogues.items():
        if kind not in _OF_ONE_YEAR:
            yield from shelf.values()


def last_check(catalogue: Catalogue) -> date:
    """The day on which a list was last checked, or last changed."""
    return max(catalogue.adjusted, catalogue.reviewed or catalogue.adjusted)


def check_due(catalogue: Catalogue, register: Register) -> date:
    """The last day for the next check, by the profile of the list's organ (国办发〔2018〕118号: 动态调整)."""
    interval = register.setting.profile_of(catalogue.entity).list_review
    return add_period(last_check(catalogue), interval.value, interval.unit)


def warned_until(entity: str, register: Register) -> date:
    """What ends by this day (a certificate, an entrustment) is close enough to its end for a warning."""
    notice = register.setting.profile_of(entity).certificate_notice
    return add_period(register.setting.as_of, notice.value, notice.unit)
