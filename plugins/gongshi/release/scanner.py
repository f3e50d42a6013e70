"""What the output is looked through for: the detectors' types, and the list of what must not appear."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from gongshi.findings import Severity
from gongshi.records.base import Record
from gongshi.redaction.denylist import Denylist, configured, normal
from gongshi.redaction.fields import walk
from gongshi.redaction.prefilter import may_hold
from gongshi.redaction.scan import DETECTORS_VERSION, scan_text
from gongshi.redaction.span import Span
from gongshi.registry.register import Register

# What may stand in the output by field and exact value: read off the register, never a pattern.
_PUBLIC = frozenset(
    {"office phone", "office address", "office e-mail", "office account", "code", "certificate", "document", "premises"}
)
# How many lines before and after a line may tell what it holds.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Found:
    """``type`` of the span or of the listed entry; ``tag`` for the latter. ``value`` is never printed or logged."""

    type: str
    start: int
    tag: str = ""
    value: str = field(repr=False, compare=False, default="")


@dataclass(slots=True)
class Scanner:
    """``identity`` changes whenever a text that was clean might be one no longer."""

    allowed: frozenset[str]
    denylist: Denylist | None = None
    scan: Callable[[str], list[Span]] | None = scan_text
    may_hold: Callable[[bytes], bool] = may_hold
    version: str = DETECTORS_VERSION

    _known: set[int] = field(default_factory=set)

    @property
    def identity(self) -> str:
        parts = (self.version, *sorted(self.allowed), self.denylist.identity if self.denylist else "")
        return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()

    @property
    def idle(self) -> bool:
        """True when there is nothing to look for."""
        return self.scan is None and self.denylist is None

    def detected(self, text: str) -> Iterator[Found]:
        """What the detectors would stop, less the values that are public by their field.

        Pages repeat themselves: lines that were looked at among the same neighbours before are left out. Whether a party
        is a minor is judged in the record (GS403); rules on minors are no party.
        """
        lines = text.split("\n")
        kept = self._fresh(lines)
        part = "\n".join(lines[i] if i >= 0 else "" for i in kept)
        for span in self.scan(part) if self.scan and kept and self.may_hold(part.encode("utf-8", "replace")) else ():
            value = part[span.start : span.end]
            if span.severity is Severity.GATE and span.type != "minor" and not self._is_public(value):
                line = kept[part.count("\n", 0, span.start)]
                start = sum(len(one) + 1 for one in lines[:line])
                yield Found(span.type, start, value=value)

    def _fresh(self, lines: list[str]) -> list[int]:
        """Indexes of lines new among their neighbours, with these; -1 where something known was left out."""
        wanted: set[int] = set()
        for i in range(len(lines)):
            around = hash(tuple(lines[max(0, i - _NEAR) : i + _NEAR + 1]))
            if around not in self._known:
                self._known.add(around)
                wanted.update(range(max(0, i - _NEAR), min(len(lines), i + _NEAR + 1)))
        kept: list[int] = []
        for i in sorted(wanted):
            if kept and kept[-1] != i - 1:
                kept.append(-1)
            kept.append(i)
        return kept

    def listed(self, text: str) -> Iterator[Found]:
        """What is on the list; no field makes a listed value public."""
        if self.denylist:
            for line in text.split("\n"):
                for match in self.denylist.matches(line):
                    yield Found(match.type, text.find(line), match.tag, match.value)

    def _is_public(self, value: str) -> bool:
        plain = normal(value)
        return plain in self.allowed


def scanner_for(register: Register, environment: Mapping[str, str] = os.environ) -> Scanner:
    """The scanner of a site. Raises DenylistError."""
    denylist = configured(environment, required=register.site.denylist)
    return Scanner(public_values(register), denylist)


def public_values(register: Register) -> frozenset[str]:
    """Normalised values that registered public fields hold, and those of 允许出现 until they expire."""
    found = {
        normal(field.value)
        for record in records_of(register)
        for field in walk(record)
        if field.holds in _PUBLIC and not field.private
    }
    return frozenset(found | {normal(a.value) for a in register.site.allowed if a.until >= register.setting.as_of})


def records_of(register: Register) -> Iterator[Record]:
    """Every record of the register, the site file first."""
    yield register.site
    for shelf in (
        register.entities, register.flows, register.guides, register.boards, register.policies, register.decisions,
        register.random_results, register.annual_reports, register.undisclosed,
    ):  # fmt: skip
        yield from shelf.values()
    for rows in register.catalogues.values():
        yield from rows.values()
