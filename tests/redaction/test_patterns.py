"""No pattern repeats a group possessively: Python before 3.11.5 matches such wrongly (CPython issue 106052).

A number would be missed there, or a search never end. What is meant is written as an atomic group around the repetition.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

# Compiles whatever the modules compile, and writes their patterns down.
LISTED = """
import importlib, json, pkgutil, re, sys
found, real = [], re.compile
def noted(pattern, flags=0):
    if sys._getframe(1).f_globals.get("__name__", "").startswith("gongshi") and isinstance(pattern, str):
        found.append((pattern, int(flags)))
    return real(pattern, flags)
re.compile = noted
import gongshi
for module in pkgutil.walk_packages(gongshi.__path__, "gongshi."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(json.dumps(found))
"""


def repeated_possessively(pattern: Any) -> Iterator[Any]:
    """The bodies of possessive repetitions of more than one character's choice, however deep."""
    if isinstance(pattern, parser.SubPattern):
        for op, value in pattern:
            if op is ops.POSSESSIVE_REPEAT and not (len(value[2]) == 1 and value[2][0][0] in parser._UNITCODES):
                yield value[2]
            yield from repeated_possessively(value)
    elif isinstance(pattern, tuple | list):
        for inner in pattern:
            yield from repeated_possessively(inner)


@pytest.mark.parametrize(
    ("pattern", "count"), [("a(?:bc?)*+", 1), ("[ab]++(?>(?:bc?)*)", 0), ("(x|(?=(?:ab){2}+))", 1)]
)
def test_they_are_seen(pattern: str, count: int) -> None:
    assert len(list(repeated_possessively(parser.parse(pattern)))) == count


def test_there_is_none() -> None:
    done = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, check=True, text=True)
    patterns = json.loads(done.stdout)
    assert len(patterns) > 200
    assert [p for p, flags in patterns if list(repeated_possessively(parser.parse(p, flags & ~re.DEBUG)))] == []
