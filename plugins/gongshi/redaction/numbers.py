"""Numbers of persons: resident IDs, tax numbers made of them, mobiles, landlines, bank accounts."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.redaction.accounts import accounts
from gongshi.redaction.ids import is_covered_id, resident_ids
from gongshi.redaction.phones import is_covered_mobile, landlines, mobiles
from gongshi.redaction.runs import covered, runs
from gongshi.redaction.span import Found

# Below it there are only landlines.
_SHORTEST = 9


def numbers(text: str) -> Iterator[Found]:
    """Everything found in ``text``, which is in one spelling (``plain``)."""
    for run in runs(text):
        if len(run.digits) < _SHORTEST:
            yield from landlines(run)
            continue
        ids = list(resident_ids(run))
        yield from ids
        taken = [(start, end) for start, end, _, _ in ids]
        for found in (*mobiles(run), *landlines(run), *accounts(run)):
            if not any(start < found[1] and found[0] < end for start, end in taken):
                yield found
    for start, end, shown in covered(text):
        if len(shown) == 18 and is_covered_id(shown):
            yield start, end, "resident_id", True
        elif len(shown) == 11 and is_covered_mobile(shown):
            yield start, end, "phone", True
