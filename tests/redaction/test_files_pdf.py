"""Each way to hide a text in a PDF is found; no sound file is refused."""

from __future__ import annotations

import pytest
from pdf_samples import CLEAN, SECRET, TRICKS

from gongshi.findings import Severity
from gongshi.redaction.files import audit, strip

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_found(name: str) -> None:
    found = audit(TRICKS[name](), "a.pdf")
    gates = [p for p in found.problems if p.severity is Severity.GATE]
    assert gates and all(p.kind != "refused" for p in gates), found.problems
    assert not any(SECRET in p.message + p.place for p in found.problems)


@pytest.mark.parametrize("name", CLEAN)
def test_a_sound_file_passes(name: str) -> None:
    raw = CLEAN[name]()
    found = audit(raw, "a.pdf")
    assert all(p.severity is Severity.NOTE for p in found.problems), found.problems
    assert found.has_text and not found.needs_tick
    published = strip(raw, "a.pdf")
    assert published == strip(raw, "a.pdf")
    again = audit(published, "a.pdf")
    assert not [p for p in again.problems if p.kind != "covered"], again.problems
