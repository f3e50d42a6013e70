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
from functools import reduce
from itertools import accumulate, chain, compress
from operator import or_

from gongshi.redaction.mapped import BETWEEN
from gongshi.redaction.pieces import CODED, HEAD, ROW, TWICE, WORD, Hint, Reader, pieces_of, rows_of
from gongshi.redaction.remembered import Remembered
from gongshi.redaction.scan import SURE, Detector
from gongshi.redaction.span import Type
from gongshi.redaction.tables import cells
from gongshi.redaction.views import base64_texts, decoded_text

# (type, as it is spelt in its view) → it may stand there.
Passes = Callable[[Type, str], bool]

_DEPTH = 2
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
            cut = [pieces_of(text) for _, text in work]
            for (i, text), pieces in zip(work, self._read.written(cut), strict=True):
                spelt, hints, seen, inside, marks = zip(*pieces, strict=True)
                found[i] = found[i] or self._found(spelt, hints)
                if not found[i]:
                    mark = reduce(or_, set(marks))
                    views += [(i, view) for view in _decoded(text, seen, inside, mark)]
                    if depth and mark & CODED:
                        hidden += [(i, inner) for inner in base64_texts(text)]
            rows = [rows_of(view) for _, view in views]
            for (i, _), pieces in zip(views, self._read.decoded(rows), strict=True):
                spelt, hints, *_ = zip(*pieces, strict=True)
                found[i] = found[i] or self._found(spelt, hints)
            work = hidden
        return found

    def _found(self, spelt: Sequence[str], hints: Sequence[Sequence[Hint]]) -> bool:
        """Whether a detector is sure of something where one of the pieces makes it look."""
        if not any(hints):
            return False
        text = "".join(spelt)
        for at, those in compress(zip(accumulate(map(len, spelt), initial=0), hints, strict=False), hints):
            if any(self._sure(text, detector, at + start, at + end) for detector, start, end in those):
                return True
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


def _decoded(text: str, seen: Sequence[str], inside: Sequence[Sequence[str]], mark: int) -> Iterator[str]:
    """What a reader sees, and once more decoded; as ``views.views`` has them."""
    below = [cell.text for cell in cells(text)] if mark & HEAD or (mark & WORD and mark & ROW) else []
    parts = ["".join(seen), *chain.from_iterable(filter(None, inside)), *below]
    if len(parts) > 1 or parts[0] != text:
        once = BETWEEN.join(parts)
        yield once
        twice = decoded_text(once) if below or mark & (HEAD | TWICE) else None
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
