"""What is gathered by the kind of what a field holds is what the walk over everything finds."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from gongshi.assembly import assemble
from gongshi.records.base import Holds, Record
from gongshi.redaction.fields import held, walk
from gongshi.registry.declared import records_of

CONTENT = Path(__file__).parents[2] / "content"
KINDS = get_args(Holds)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(records_of(assemble(CONTENT).sound))


@pytest.mark.parametrize("kind", KINDS)
def test_of_one_kind(records: list[Record], kind: str) -> None:
    for record in records:
        walked = [
            (field.holds, field.value) for field in walk(record, public=True) if field.holds == kind and field.path
        ]
        assert list(held(record, frozenset({kind}))) == walked, record.file


def test_of_all_kinds_in_the_order_of_the_walk(records: list[Record]) -> None:
    found = 0
    for record in records:
        walked = [(field.holds, field.value) for field in walk(record, public=True) if field.holds and field.path]
        assert list(held(record, frozenset(KINDS))) == walked, record.file
        found += len(walked)
    assert found > 1_000
