"""What the output is looked through for: the detectors' types, and the list of what must not appear."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gongshi.findings import Severity
from gongshi.redaction.allowed import Allowed, Permits
from gongshi.redaction.denylist import Denylist, configured
from gongshi.redaction.persons import minors
from gongshi.redaction.plain import plain
from gongshi.redaction.prefilter import Look
from gongshi.redaction.scan import DETECTORS_VERSION, scan_text
from gongshi.redaction.span import Span
from gongshi.redaction.views import decoded_text
from gongshi.registry.declared import declared
from gongshi.registry.register import Register


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

    def listed(self, text: str) -> Iterator[Found]:
        """What is on the list; nothing makes a listed value public."""
        if self.denylist:
            for match in self.denylist.matches(text):
                yield Found(match.type, 0, match.tag, match.value)


def _shown(written: str) -> str:
    once = decoded_text(written)
    return plain(written if once is None else once).text


def scanner_for(register: Register, environment: Mapping[str, str] = os.environ) -> Scanner:
    """The scanner of a site. Raises DenylistError."""
    denylist = configured(environment, required=register.site.denylist)
    permits = declared(register)
    permitted = hashlib.sha256("\0".join(permits.identity).encode("utf-8")).hexdigest()
    return Scanner(permits, denylist, permitted=permitted)
