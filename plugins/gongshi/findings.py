"""One result of one rule, written for the clerk. Every room reports through this shape; none prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """What a finding stops (DESIGN: gate, defect, note)."""

    GATE = "gate"
    DEFECT = "defect"
    NOTE = "note"


SEVERITY_ZH = {Severity.GATE: "拦截", Severity.DEFECT: "缺陷", Severity.NOTE: "提示"}
_ORDER = {Severity.GATE: 0, Severity.DEFECT: 1, Severity.NOTE: 2}


class Scope(StrEnum):
    """Whom a gate holds back: the one record that it names, or the whole release."""

    RECORD = "record"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Finding:
    """``line`` and ``column`` count from 1; 0 means that the finding belongs to the file as a whole.

    ``file`` is relative to the content folder, with forward slashes on every system. ``message`` says which field,
    what was found and what is wanted; ``fix`` is the mended line or the next step; ``basis`` the legal or technical
    source. All three are Chinese. ``record`` is the id of the record concerned, empty when it could not be read.
    """

    code: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    fix: str = ""
    basis: str = ""
    scope: Scope = Scope.RECORD
    record: str = field(default="", compare=False)
    # What the record itself says of it: a flaw owned up to, a note silenced with its reason and expiry.
    answer: str = ""

    @property
    def is_gate(self) -> bool:
        return self.severity is Severity.GATE

    @property
    def stops_everything(self) -> bool:
        return self.is_gate and self.scope is Scope.RELEASE

    def in_file(self, file: str) -> Finding:
        """The same finding, attributed to ``file``."""
        return replace(self, file=file)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, line and column, gates first on one line: the same order whatever order the files were read in."""
    unique = set(findings)
    return sorted(unique, key=lambda f: (f.file, f.line, f.column, _ORDER[f.severity], f.code, f.message))
