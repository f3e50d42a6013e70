"""What the output is looked through for: the detectors' types, and the list of what must not appear."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Protocol

from gongshi.findings import Severity
from gongshi.redaction.allowed import Allowed, Permits
from gongshi.redaction.conditions import minors
from gongshi.redaction.denylist import Denylist, configured
from gongshi.redaction.pieces import pieces_of
from gongshi.redaction.plain import plain
from gongshi.redaction.prefilter import Look, whole_lines
from gongshi.redaction.remembered import Remembered
from gongshi.redaction.scan import DETECTORS_VERSION, scan_text
from gongshi.redaction.span import Span
from gongshi.redaction.views import decoded_text
from gongshi.registry.declared import declared
from gongshi.registry.register import Register
from gongshi.release.views import all_readings, readings

# Pieces that are remembered, twice.
_REMEMBERED = 49_152


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
    # Piece of a text → something listed stands in it.
    _pieces: Remembered[str, bool] = field(default_factory=lambda: Remembered(_REMEMBERED))

    def __post_init__(self) -> None:
        # Whether a party is a minor is judged in the record (GS403); rules on minors are no party.
        self._look = Look(self.permits.passes, frozenset({minors}))

    @property
    def identity(self) -> str:
        parts = (self.version, self.permitted, self.denylist.identity if self.denylist else "")
        return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()

    def suspected(self, texts: Sequence[str]) -> list[bool]:
        """For each text whether ``detected`` or ``listed`` may find something; quick, and quicker for many at once."""
        found = self._look.hold(texts) if self.quick else [True] * len(texts)
        if self.denylist is not None:
            hits = partial(_hits, self.denylist)
            listed = self._pieces.values([pieces_of(text) for text in texts], hits, lambda _: True)
            found = [one or any(those) for one, those in zip(found, listed, strict=True)]
        return found

    def detected(self, text: str) -> Iterator[Found]:
        """What the detectors stop, less what may stand there. A text is looked at whole, never in parts."""
        for span in self.scan(text, allowed=self.permits):
            if span.severity is Severity.GATE and span.type != "minor":
                yield Found(span.type, span.start, value=_shown(text[span.start : span.end]))

    def listed(self, text: str) -> Iterator[tuple[str, Found]]:
        """(view, find) of what is on the list; nothing makes a listed value public. What stands on two lines is two things."""
        if self.denylist is None:
            return
        start = 0
        for line in whole_lines(text):
            for view, reading in readings(line):
                for match in self.denylist.matches(reading):
                    yield view, Found(match.type, start, match.tag, match.value)
            start += len(line) + 1


def _hits(denylist: Denylist, pieces: Sequence[str]) -> list[bool]:
    """For each piece whether something listed stands in one of its lines."""
    lines = [[piece] if "\n" not in piece[1:] else list(whole_lines(piece)) for piece in pieces]
    if not denylist.hits(all_readings(list(chain.from_iterable(lines)))):
        return [False] * len(pieces)
    return [denylist.hits(all_readings(those)) for those in lines]


def _shown(written: str) -> str:
    once = decoded_text(written)
    return plain(written if once is None else once).text


def scanner_for(register: Register, environment: Mapping[str, str] = os.environ) -> Scanner:
    """The scanner of a site. Raises DenylistError."""
    denylist = configured(environment, required=register.site.denylist)
    permits = declared(register)
    return Scanner(permits, denylist, permitted=permits.identity)
