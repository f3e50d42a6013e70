"""Whether texts can hold anything that the detectors would stop: the quick look at every file that goes out.

A text is looked at in full only when this says yes. It asks the very detectors that may be sure, over the very views, so
that a no is as good as the detectors'. What it spares is the way back from each view to the file, everything that is only
for people to look at, and whatever was looked at before.

Pages repeat themselves, so that every view is cut into pieces where nothing that a detector looks for goes on. What makes a
detector look is searched for in each distinct piece once, in those of many texts in one go (``scan.SURE``). Only there a
detector looks, at as much around as it ever looks at, and at the same words once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from gongshi.redaction.mapped import BETWEEN, BREAK
from gongshi.redaction.pieces import CODED, HEAD, TWICE, Piece, Reader, pieces_of
from gongshi.redaction.remembered import Remembered
from gongshi.redaction.scan import SURE, Detector
from gongshi.redaction.span import Type
from gongshi.redaction.tables import cells
from gongshi.redaction.views import base64_texts, decoded_text

# (type, as it is spelt in its view) → it may stand there.
Passes = Callable[[Type, str], bool]

_DEPTH = 2
_HINTS = attrgetter("hints")
# Windows that are remembered, twice.
_REMEMBERED = 65_536


@dataclass(slots=True)
class Look:
    """The quick look at many texts. ``passes`` says of a find that it may stand; ``spared`` are detectors that are not asked."""

    passes: Passes | None = None
    spared: frozenset[Detector] = frozenset()
    _read: Reader = field(init=False)
    _clean: Remembered[tuple[Detector, str, int, int], bool] = field(default_factory=lambda: Remembered(_REMEMBERED))

    def __post_init__(self) -> None:
        self._read = Reader({detector: hints.find for detector, hints in SURE.items() if detector not in self.spared})

    def holds(self, text: str) -> bool:
        """True when a view of ``text`` holds what may not stand there."""
        return self.hold([text])[0]

    def hold(self, texts: Sequence[str]) -> list[bool]:
        """For each text whether a view of it holds what may not stand there; quicker than one after the other."""
        found = [False] * len(texts)
        work = list(enumerate(texts))
        for depth in range(_DEPTH, -1, -1):
            views: list[tuple[int, str]] = []
            hidden: list[tuple[int, str]] = []
            for (i, text), pieces in zip(work, self._read.written([pieces_of(text) for _, text in work]), strict=True):
                found[i] = found[i] or self._found("", pieces)
                if not found[i]:
                    views += [(i, view) for view in _decoded(text, pieces)]
                    if depth and any(piece.marks & CODED for piece in pieces):
                        hidden += [(i, inner) for inner in base64_texts(text)]
            paragraphs = self._read.decoded([view.split(BREAK) for _, view in views])
            for (i, _), pieces in zip(views, paragraphs, strict=True):
                found[i] = found[i] or self._found(BREAK, pieces)
            work = hidden
        return found

    def _found(self, between: str, pieces: Sequence[Piece]) -> bool:
        """Whether a detector is sure of something where one of the pieces makes it look."""
        if not any(map(_HINTS, pieces)):
            return False
        text = between.join([piece.spelt for piece in pieces])
        at = 0
        for piece in pieces:
            for detector, start, end in piece.hints:
                if self._sure(text, detector, at + start, at + end):
                    return True
            at += len(piece.spelt) + len(between)
        return False

    def _sure(self, text: str, detector: Detector, start: int, end: int) -> bool:
        _, near, reach = SURE[detector]
        first = max(0, start - reach)
        window = text[first : end + reach]
        key = detector, window, start - first, end - first
        if key in self._clean:
            return False
        for begin, behind, type_, sure in detector(window):
            hinted = begin < end - first + near and start - first - near < behind
            if sure and hinted and not (self.passes and self.passes(type_, window[begin:behind])):
                return True
        self._clean[key] = True
        return False


def _decoded(text: str, pieces: Sequence[Piece]) -> Iterator[str]:
    """What a reader sees, and once more decoded; as ``views.views`` has them."""
    marks = 0
    for piece in pieces:
        marks |= piece.marks
    seen = "".join([piece.seen for piece in pieces])
    parts = [seen, *[part for piece in pieces for part in piece.inside]]
    if marks & HEAD:
        parts += [cell.text for cell in cells(text)]
    if len(parts) > 1 or seen != text:
        once = BETWEEN.join(parts)
        yield once
        twice = decoded_text(once) if marks & (HEAD | TWICE) else None
        if twice is not None:
            yield twice


def whole_lines(text: str) -> Iterator[str]:
    """Lines, those joined among which a tag is open."""
    if "<" not in text:
        yield from text.split("\n")
        return
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
