"""The public texts of records, walked once for all rules that look at the same ones."""

from __future__ import annotations

from gongshi.records.base import Record
from gongshi.redaction.fields import Field, walk
from gongshi.registry.register import Register

# So many records are looked at by one rule after the other before the next: their texts are kept so long.
AT_ONCE = 2_500


def texts_of(register: Register, record: Record) -> list[Field]:
    """Every text of the record that is public. Not to be changed: other rules are given the same list."""
    known: dict[int, list[Field]] = register.memo.setdefault(texts_of, {})
    found = known.get(id(record))
    if found is None:
        if len(known) >= AT_ONCE:
            known.clear()
        found = known[id(record)] = walk(record, public=True)
    return found
