"""Whether a text can hold anything that the detectors would stop: the quick look at every file that goes out.

A text is looked at in full only when this says yes. It runs the very detectors that may be sure, over the very views, so
that a no is as good as the detectors'; what it spares is the way back from each view to the file, and everything that
is only for people to look at. The detectors are never given a part of a text: no context can be cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongshi.redaction.plain import plain
from gongshi.redaction.scan import SURE
from gongshi.redaction.span import Found, Type
from gongshi.redaction.views import base64_texts, decoded_text

Detector = Callable[[str], Iterable[Found]]
# (type, as it is spelt in its view) → it may stand there.
Passes = Callable[[Type, str], bool]

_DEPTH = 2


def may_hold(raw: bytes, passes: Passes | None = None) -> bool:
    """False when no view of ``raw`` (read as UTF-8) holds anything that is a gate by its type's own severity.

    ``passes`` says of a find that it may stand.
    """
    return Look(passes).holds(raw.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Look:
    """The quick look at many texts. ``spared`` are detectors that are not asked."""

    passes: Passes | None = None
    spared: frozenset[Detector] = frozenset()

    def holds(self, text: str) -> bool:
        """True when a view of ``text`` holds what may not stand there."""
        return any(self._found(plain(view).text) for view in _views(text, _DEPTH))

    def _found(self, spelt: str) -> bool:
        return any(
            sure and not (self.passes and self.passes(type_, spelt[start:end]))
            for detector in SURE
            if detector not in self.spared
            for start, end, type_, sure in detector(spelt)
        )


def _views(text: str, depth: int) -> Iterator[str]:
    yield text
    once = decoded_text(text)
    if once is not None:
        yield once
        twice = decoded_text(once)
        if twice is not None:
            yield twice
    if depth:
        for hidden in base64_texts(text):
            yield from _views(hidden, depth - 1)


def whole_lines(text: str) -> Iterator[str]:
    """Lines, those joined among which a tag is open."""
    parts: list[str] = []
    for line in text.split("\n"):
        opened, closed = line.rfind("<"), line.rfind(">")
        if parts:
            parts.append(line)
            if opened <= closed and closed >= 0:
                yield "\n".join(parts)
                parts = []
        elif opened > closed:
            parts.append(line)
        else:
            yield line
    if parts:
        yield "\n".join(parts)
