"""Numbers of persons that stand in the texts of a record, and how each is covered: for ``gongshi redact``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.redaction.denylist import normal
from gongshi.redaction.fields import Field, walk
from gongshi.redaction.scan import scan_text
from gongshi.redaction.span import ZH, Span, Type

# (field, type, value as it stands there) → it may stand there.
May = Callable[[Field, Type, str], bool]

# Told apart in an entry; a tax number that begins with an ID is covered as a whole.
_OF_PERSONS: frozenset[Type] = frozenset({"resident_id", "tax_number", "phone", "bank_account"})
# These fields hold numbers of organs, firms and documents.
_OTHERS = frozenset({"office phone", "office address", "office e-mail", "office account", "code", "certificate", "document"})  # fmt: skip
# Of a phone and of an account the last four tell the clerk which it was; of an ID nothing is left.
_LEFT = {"phone": (3, 4), "bank_account": (0, 4)}


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` as it stands in the field that an entry calls ``field``, and what is to stand there instead."""

    field: str
    kind: str
    value: str
    covered: str


def figures(decision: Decision, public: May) -> Iterator[Figure]:
    """What the detectors would stop in the public texts of ``decision``, less what is ``public``."""
    fields = walk(decision, public=True)
    own = {normal(field.value) for field in fields if field.holds in _OTHERS}
    for field in fields:
        if field.holds in _OTHERS or not field.path or field.path[0] == "脱敏":
            continue
        for span in _widest(scan_text(field.value)):
            value = field.value[span.start : span.end]
            if normal(value) not in own and not public(field, span.type, value):
                yield Figure(str(field.path[0]), ZH[span.type], value, _covered(span.type, value))


def _widest(spans: list[Span]) -> Iterator[Span]:
    """Of spans that overlap the longest."""
    found = [s for s in spans if s.type in _OF_PERSONS and s.severity is Severity.GATE]
    end = -1
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end


def _covered(type_: Type, value: str) -> str:
    """The digits under stars; what is not written in plain digits goes as a whole."""
    head, tail = _LEFT.get(type_, (0, 0))
    plain = "".join(c for c in value if c not in " -")
    if not plain.isascii() or not plain[:-1].isdigit():
        return "×××"
    return plain[:head] + "*" * (len(plain) - head - tail) + (plain[-tail:] if tail else "")
