"""Rules called pure are those that ask for records which nobody has looked at, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from gongshi.assembly import assemble
from gongshi.records.base import Record
from gongshi.rules import RULES
from gongshi.source.sound import Sound

SAMPLE = Path(__file__).parents[2] / "content"


def test_pure_rules_are_those_that_ask_for_fresh_records(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    fresh = Sound.fresh

    def noted(
        self: Sound, code: str, records: Iterable[Record], when: Callable[[Record], bool] | None = None
    ) -> Iterator[Record]:
        asked.add(code)
        return fresh(self, code, records, when)

    monkeypatch.setattr(Sound, "fresh", noted)
    assemble(SAMPLE)
    assert asked == {rule.code for rule in RULES.values() if rule.pure}
    assert asked
