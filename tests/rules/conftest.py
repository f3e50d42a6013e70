"""Every county that a rule's test makes is weighed twice: what was known to be quiet changes no finding."""

from __future__ import annotations

import pytest

from gongshi import assembly, rules
from gongshi.findings import Finding
from gongshi.registry.circumstances import keys_of
from gongshi.registry.register import Register
from gongshi.source.sound import Sound

_once = rules.run


def _twice(register: Register, locate: rules.Locate, only_gates: bool = False) -> list[Finding]:
    if only_gates:
        return _once(register, locate, only_gates)
    keys = keys_of(register, None, [], (sorted(register.unreadable), sorted(register.attachments.items())))
    register.sound = Sound(keys=keys)
    first = _once(register, locate)
    assert not keys or register.sound.kept or {f.file for f in first} >= keys.keys()
    register.memo.clear()
    register.sound = Sound(frozenset(register.sound.kept), keys)
    assert _once(register, locate) == first
    return first


@pytest.fixture(autouse=True)
def weighed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that looks at quiet decisions after all would find less the second time."""
    monkeypatch.setattr(assembly.rules, "run", _twice)
