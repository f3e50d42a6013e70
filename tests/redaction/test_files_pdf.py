"""Each way to hide a text in a PDF is found; no sound file is refused."""

from __future__ import annotations

import pytest
from pdf_samples import CLEAN, SECRET, TRICKS, scanned

from gongshi.findings import Severity
from gongshi.redaction.files import audit, strip
from gongshi.redaction.files.pdf_ink import Judge
from gongshi.redaction.files.worker import audited

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


def test_a_scan_without_words_wants_a_human() -> None:
    found = audit(scanned(layer=False), "a.pdf")
    assert [(p.kind, p.severity, p.place) for p in found.problems] == [("unseen", Severity.DEFECT, "第1页")]
    assert found.needs_tick and not found.has_text


# What geometry sees where this machine has no font and nothing is inked.
COVERED = [
    "rectangle",
    "white rectangle",
    "polygon",
    "thick line",
    "image",
    "form object",
    "text in a form under a bar",
]


@pytest.fixture
def _no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "inked", lambda self, char: None)


@pytest.mark.usefixtures("_no_font")
@pytest.mark.parametrize("name", COVERED)
def test_without_a_font_geometry_decides(name: str) -> None:
    found = audited(TRICKS[name](), "a.pdf")
    assert [p.method for p in found.problems if p.severity is Severity.GATE] == ["geometry"]


@pytest.mark.usefixtures("_no_font")
@pytest.mark.parametrize("name", CLEAN)
def test_without_a_font_a_sound_file_passes(name: str) -> None:
    assert not audited(CLEAN[name](), "a.pdf").stopped
