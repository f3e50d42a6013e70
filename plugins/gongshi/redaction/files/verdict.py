"""What an audit of one attachment says, in a form that crosses a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from gongshi.findings import Severity

# refused: could not be audited, or is of a kind that is not published. covered, hidden: text that a reader does not
# see and a machine does. revisions: what was changed, removed or remarked is still in the file. embedded: files,
# scripts, links to elsewhere. private: a detector found something in its text. unseen: a human must look.
# metadata: taken out of what is published.
Kind = Literal["refused", "covered", "hidden", "revisions", "embedded", "private", "unseen", "metadata"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found. ``message`` and ``place`` are Chinese and never hold a value that was found.

    ``method`` names what saw it in a PDF (ink, geometry, structure), or the type of a private datum.
    """

    kind: Kind
    severity: Severity
    message: str
    place: str = ""
    method: str = ""

    def as_data(self) -> list[str]:
        return [self.kind, self.severity.value, self.message, self.place, self.method]

    @classmethod
    def of(cls, data: Any) -> Problem:
        """The problem that ``as_data`` wrote. ValueError or TypeError when it did not."""
        kind, severity, message, place, method = data
        return cls(kind, Severity(severity), str(message), str(place), str(method))


@dataclass(frozen=True, slots=True)
class Audit:
    """``texts`` are (place, text), what a detector should read; empty when the verdict was remembered.

    ``digest`` is the SHA-256 of the bytes in hexadecimal, empty when they could not be read. ``has_text`` says that
    the file can be read by a machine; ``needs_tick`` that a human must look, because some of it can not.
    """

    problems: tuple[Problem, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    has_text: bool = False
    needs_tick: bool = False
    digest: str = ""

    @property
    def stopped(self) -> bool:
        return any(problem.severity is Severity.GATE for problem in self.problems)

    def as_data(self, texts: bool = True) -> dict[str, Any]:
        return {
            "problems": [problem.as_data() for problem in self.problems],
            "texts": [list(entry) for entry in self.texts] if texts else [],
            "has_text": self.has_text,
            "needs_tick": self.needs_tick,
        }

    @classmethod
    def of(cls, data: Any, digest: str) -> Audit:
        """The audit that ``as_data`` wrote. KeyError, TypeError or ValueError when the data are of another shape."""
        return cls(
            tuple(Problem.of(entry) for entry in data["problems"]),
            tuple((str(place), str(text)) for place, text in data["texts"]),
            bool(data["has_text"]),
            bool(data["needs_tick"]),
            digest,
        )


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """Raised by an auditor for a file that can not be published as it is; ``reason`` is Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(reason: str, digest: str = "") -> Audit:
    """The verdict on a file that was not audited."""
    return Audit((Problem("refused", Severity.GATE, reason),), digest=digest)
