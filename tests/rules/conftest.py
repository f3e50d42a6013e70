"""What holds of every county that a rule's test makes.

It is weighed twice: what was known to be quiet changes no finding. Every finding points at the very key that it speaks
of, or, where that key is missing, at what it is missing from.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from gongshi import assembly, rules
from gongshi.findings import Finding
from gongshi.registry.circumstances import keys_of
from gongshi.registry.register import Register
from gongshi.rules.base import Path as Keys
from gongshi.source.locator import Locator
from gongshi.source.sound import Sound

_once = rules.run


def _twice(register: Register, locate: rules.Locate, only_gates: bool = False) -> list[Finding]:
    if only_gates:
        return _once(register, locate, only_gates)
    keys = keys_of(register, None, [], (sorted(register.unreadable), sorted(register.attachments.items())))
    register.sound = Sound(keys=keys)
    asked: list[tuple[str, Keys]] = []
    first = _once(register, partial(_asking, locate, asked))
    assert not keys or register.sound.kept or {f.file for f in first} >= keys.keys()
    register.memo.clear()
    # As they are kept on disk.
    said = {key: json.loads(json.dumps(lines)) for key, lines in register.sound.told.items()}
    register.sound = Sound(register.sound.kept, keys, said)
    assert Counter(_once(register, locate)) == Counter(first)
    _at_the_very_key(register.content, asked, first)
    return first


def _asking(locate: rules.Locate, asked: list[tuple[str, Keys]], file: str, path: Keys) -> tuple[int, int]:
    asked.append((file, path))
    return locate(file, path)


def _at_the_very_key(content: Path, asked: list[tuple[str, Keys]], findings: list[Finding]) -> None:
    locator = Locator(content)
    for file, path in asked:
        here = line, column = locator.locate(file, path)
        text = (content / file).read_text(encoding="utf-8").split("\n")[line - 1][column - 1 :]
        said = [f for f in findings if f.file == file and (f.line, f.column) == here]
        assert said, (file, path, here)
        keys = [part for part in path if isinstance(part, str)]
        # A list's entry begins with whatever it begins with; a key with its own name.
        if not keys or (isinstance(path[-1], int) and not text.startswith(keys[-1])):
            continue
        if not text.lstrip("\"'").startswith(keys[-1]):
            assert any(keys[-1] in f.message for f in said), f"{file}: no {path} at {here}, where {text!r} stands"


@pytest.fixture(autouse=True)
def weighed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that looks at quiet decisions after all would find less the second time."""
    monkeypatch.setattr(assembly.rules, "run", _twice)
