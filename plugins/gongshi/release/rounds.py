"""Building again without the records that leaked, until nothing leaks or what leaks is not understood."""

from __future__ import annotations

from collections.abc import Callable

from gongshi.assembly import Assembled
from gongshi.findings import Finding
from gongshi.release.gate import Verdict

Assemble = Callable[[tuple[Finding, ...], frozenset[str]], Assembled]
Attempt = Callable[[Assembled], Verdict]


def settled(assemble: Assemble, attempt: Attempt) -> tuple[Assembled, Verdict]:
    """Calls ``assemble`` with what is known to leak and ``attempt`` with its answer, at most three times.

    A record that leaks is held back, and its last good version stands in for it; when that leaks as well, nothing
    does. A verdict with findings says that what leaks then is not understood: nothing may go out.
    """
    told: tuple[Finding, ...] = ()
    refused: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    while True:
        assembled = assemble(told, refused)
        verdict = attempt(assembled)
        if not verdict.findings or verdict.stops_everything:
            return assembled, verdict
        stood_in = {record.file for record in assembled.sound.dated() if record.id in assembled.sound.kept}
        again = verdict.held & held
        if again - stood_in or again & refused:
            return assembled, verdict
        # What leaks the first time is held back; what leaks in its last good version has none.
        refused |= verdict.held & stood_in
        held |= verdict.held
        told = (*told, *verdict.findings)
        if len(told) > _MOST:
            return assembled, verdict


_MOST = 500
