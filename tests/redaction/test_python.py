"""On a Python whose possessive quantifiers go wrong (before 3.11.5) nothing is scanned, since numbers would be missed."""

from __future__ import annotations

import importlib
import re

import pytest

from gongshi import redaction


def test_a_python_that_misses_numbers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.reload(redaction)
    monkeypatch.setattr(re, "match", lambda *_: re.search("a", "a"))
    with pytest.raises(RuntimeError, match=r"3\.11\.5"):
        importlib.reload(redaction)
