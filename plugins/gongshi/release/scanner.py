"""What the output is looked through for: the detectors' types, and the list of what must not appear."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gongshi.findings import Severity
from gongshi.redaction.allowed import Allowed, Permits
from gongshi.redaction.conditions import minors
from gongshi.redaction.denylist import Denylist, configured
from gongshi.redaction.plain import plain
from gongshi.redaction.prefilter import Look, whole_lines
from gongshi.redaction.scan import DETECTORS_VERSION, scan_text
from gongshi.redaction.span import Span
from gongshi.redaction.views import decoded_text
from gongshi.registry.declared import declared
from gongshi.registry.register import Register
from gongshi.release.views import readings

# Lines that are remembered, twice.
_REMEMBERED = 32_768


class Scan(Protocol):
    """The detectors over a whole text."""

    def __call__(self, text: str, *, allowed: Permits) -> list[Span]:
        """Every find but what ``allowed`` passes."""


@dataclass(frozen=True, slots=True)
class Found:
    """``type`` of the span or of the listed entry; ``tag`` for the latter. ``value`` is never printed or logged."""

    type: str
    start: int
    tag: str = ""
    value: str = field(repr=False, compare=False, default="")


@dataclass(slots=True)
class Lines:
    """Lines that hold nothing listed; what was not met again among many others is forgotten."""

    _young: set[str] = field(default_factory=set)
    _old: set[str] = field(default_factory=set)

    def fresh(self, lines: Iterable[str]) -> dict[str, None]:
        """Those that were not looked at before, each once."""
        return {line: None for line in lines if line not in self._young and line not in self._old}

    def keep(self, lines: Iterable[str]) -> None:
        """They are clean."""
        self._young.update(lines)
        if len(self._young) >= _REMEMBERED:
            self._young, self._old = set(), self._young


@dataclass(slots=True)
class Scanner:
    """``identity`` changes whenever a text that was clean might be one no longer."""

    permits: Permits = field(default_factory=Allowed)
    denylist: Denylist | None = None
    scan: Scan = scan_text
    version: str = DETECTORS_VERSION
    permitted: str = ""
    # Without the quick look every text is scanned whole.
    quick: bool = True
    _look: Look = field(init=False)
    _lines: Lines = field(default_factory=lambda: Lines())

    def __post_init__(self) -> None:
        # Whether a party is a minor is judged in the record (GS403); rules on minors are no party.
        self._look = Look(self.permits.passes, frozenset({minors}))

    @property
    def identity(self) -> str:
        parts = (self.version, self.permitted, self.denylist.identity if self.denylist else "")
        return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()

    def detected(self, text: str) -> Iterator[Found]:
        """What the detectors would stop, less what may stand there. A text is looked at whole, never in parts."""
        if self.quick and not self._look.holds(text):
            return
        for span in self.scan(text, allowed=self.permits):
            if span.severity is Severity.GATE and span.type != "minor":
                yield Found(span.type, span.start, value=_shown(text[span.start : span.end]))

    def listed(self, text: str) -> Iterator[tuple[str, Found]]:
        """(view, find) of what is on the list; nothing makes a listed value public.

        What stands on two lines is two things, so that lines that were looked at before are left out.
        """
        if self.denylist is None:
            return
        fresh = self._lines.fresh(whole_lines(text))
        if not self.denylist.hits([reading for line in fresh for _, reading in readings(line)]):
            self._lines.keep(fresh)
            return
        start = 0
        for line in whole_lines(text):
            for view, reading in readings(line) if line in fresh else ():
                for match in self.denylist.matches(reading):
                    yield view, Found(match.type, start, match.tag, match.value)
            start += len(line) + 1


def _shown(written: str) -> str:
    once = decoded_text(written)
    return plain(written if once is None else once).text


def scanner_for(register: Register, environment: Mapping[str, str] = os.environ) -> Scanner:
    """The scanner of a site. Raises DenylistError."""
    denylist = configured(environment, required=register.site.denylist)
    permits = declared(register)
    permitted = hashlib.sha256("\0".join(permits.identity).encode("utf-8")).hexdigest()
    return Scanner(permits, denylist, permitted=permitted)
