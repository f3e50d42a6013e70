"""Numbers of persons: resident IDs, tax numbers made of them, mobiles, landlines, bank accounts."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.redaction import contexts
from gongshi.redaction.accounts import accounts
from gongshi.redaction.ids import is_covered_id, resident_ids
from gongshi.redaction.mapped import Place
from gongshi.redaction.phones import is_covered_mobile, landlines, may_be_mobile, mobiles
from gongshi.redaction.runs import covered, dense, plain_runs, runs, signs
from gongshi.redaction.span import Found

# Below the first words must make a number an account, below the other it may be a mobile besides.
_SHORTEST_ALONE, _SHORTEST_ID = 11, 15


def numbers(text: str) -> Iterator[Found]:
    """Everything found in ``text``, which is in one spelling (``plain``), but landlines."""
    for first, behind in dense(text):
        for run in runs(text, first, behind):
            ids = list(resident_ids(run))
            yield from ids
            taken = [(start, end) for start, end, _, _ in ids]
            for found in (*mobiles(run), *accounts(run)):
                if not any(start < found[1] and found[0] < end for start, end in taken):
                    yield found
        for start, end, shown in covered(text, first, behind):
            if len(shown) == 18 and is_covered_id(shown):
                yield start, end, "resident_id", True
            elif len(shown) == 11 and is_covered_mobile(shown):
                yield start, end, "phone", True


def number_hints(text: str) -> Iterator[Place]:
    """What makes ``numbers`` look: stretches that may hold a number of a person, whatever stands around ``text``."""
    return ((first, behind) for first, behind in dense(text) if _may_be_number(text, first, behind))


def _may_be_number(text: str, first: int, behind: int) -> bool:
    many = signs(text, first, behind)
    if many >= _SHORTEST_ID or (many >= _SHORTEST_ALONE and may_be_mobile(text[first:behind])):
        return True
    # The word for an account may stand before the piece of the text that begins here.
    near = first - contexts.ACCOUNT_FAR - 2
    return near <= 0 or text.find("\n<", near, first) >= 0 or contexts.speaks_of_accounts(text, first, behind)


def all_landlines(text: str) -> Iterator[Found]:
    """Landlines: never sure."""
    for run in plain_runs(text):
        yield from landlines(run)
