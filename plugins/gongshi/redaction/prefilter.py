"""Whether a text can hold anything that the detectors would stop: the quick look at every file that goes out.

A text is looked at in full only when this says yes. It runs the very detectors that may be sure, over the very views, so
that a no is as good as the detectors'. What it spares is the way back from each view to the file, and everything that is
only for people to look at.

Pages repeat themselves, so that they are read in pieces (from one tag at the beginning of a line to the next), and what
a piece holds is remembered. Nothing that a detector looks for goes on over a line break before a tag: it looks only
where one of the pieces makes it look, with as much around that piece as it ever looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongshi.redaction.mapped import BETWEEN
from gongshi.redaction.plain import plain
from gongshi.redaction.scan import SURE, Detector
from gongshi.redaction.span import Type
from gongshi.redaction.tables import cells
from gongshi.redaction.views import base64_texts, decoded_text, shown

# (type, as it is spelt in its view) → it may stand there.
Passes = Callable[[Type, str], bool]

_DEPTH = 2
# The farthest that a detector looks: behind an @ for five labels of a domain.
FAR = 420
# A find lies at most so far outside of what made the detector look: a date behind 出生, a name before an @.
_OUTSIDE = 100
# Pieces that are remembered, twice, and the longest of them.
_REMEMBERED, _LONGEST = 16_384, 400
_BITS = {detector: 1 << i for i, detector in enumerate(SURE)}


def may_hold(raw: bytes, passes: Passes | None = None) -> bool:
    """False when no view of ``raw`` (read as UTF-8) holds anything that is a gate by its type's own severity.

    ``passes`` says of a find that it may stand.
    """
    return Look(passes).holds(raw.decode("utf-8", "replace"))


class _Piece(NamedTuple):
    """``written`` in one spelling; ``shown``: decoded; ``inside``: what is encoded inside tags.

    ``asked``: bits of the detectors that it makes look; ``coded``: it holds base64.
    """

    written: str
    shown: str
    inside: tuple[str, ...]
    asked: int
    coded: bool


@dataclass(slots=True)
class Look:
    """The quick look at many texts. ``spared`` are detectors that are not asked."""

    passes: Passes | None = None
    spared: frozenset[Detector] = frozenset()
    _young: dict[str, _Piece] = field(default_factory=dict)
    _old: dict[str, _Piece] = field(default_factory=dict)
    _clean: set[tuple[str, str, str]] = field(default_factory=set)

    def holds(self, text: str) -> bool:
        """True when a view of ``text`` holds what may not stand there."""
        return self._holds(text, _DEPTH)

    def _holds(self, text: str, depth: int) -> bool:
        pieces = self._read(text)
        return (
            self._in_pieces(pieces)
            or any(self._found(view, _asked(view)) for view in _decoded(text, pieces))
            or (
                depth > 0
                and any(piece.coded for piece in pieces)
                and any(self._holds(hidden, depth - 1) for hidden in base64_texts(text))
            )
        )

    def _in_pieces(self, pieces: Sequence[_Piece]) -> bool:
        """The text as it is written, looked at around each piece that makes a detector look."""
        for i, piece in enumerate(pieces):
            if piece.asked:
                before, behind = _around(pieces, i, -1), _around(pieces, i, 1)
                around = before, piece.written, behind
                if around in self._clean:
                    continue
                asked = [detector for detector, bit in _BITS.items() if piece.asked & bit]
                end = len(before) + len(piece.written)
                if self._found("".join(around), asked, len(before) - _OUTSIDE, end + _OUTSIDE):
                    return True
                if len(self._clean) < _REMEMBERED and len(piece.written) <= _LONGEST:
                    self._clean.add(around)
        return False

    def _found(self, spelt: str, asked: Iterable[Detector], first: int = 0, behind: int | None = None) -> bool:
        """True when somebody is sure of what lies in [first, behind) at least in part."""
        last = len(spelt) if behind is None else behind
        return any(
            sure and start < last and end > first and not (self.passes and self.passes(type_, spelt[start:end]))
            for detector in asked
            if detector not in self.spared
            for start, end, type_, sure in detector(spelt)
        )

    def _read(self, text: str) -> list[_Piece]:
        known = self._young
        texts = pieces_of(text)
        found = list(map(known.get, texts))
        if None in found:
            for piece in texts:
                if piece not in known and piece in self._old:
                    known[piece] = self._old[piece]
            fresh = list(dict.fromkeys(piece for piece in texts if piece not in known))
            known.update(zip(fresh, _pieces(fresh), strict=True))
            found = [known[piece] for piece in texts]
            if len(known) >= _REMEMBERED:
                self._young, self._old = {}, {piece: one for piece, one in known.items() if len(piece) <= _LONGEST}
        return found  # type: ignore[return-value]


def pieces_of(text: str) -> list[str]:
    """``text``, cut before each line break before a tag: no tag, no code, no number and no address goes on over it."""
    first, *others = text.split("\n<")
    return [first, *[f"\n<{other}" for other in others]]


def _pieces(texts: Sequence[str]) -> Iterator[_Piece]:
    """What there is to say of each; most questions are answered for all of them in one go."""
    whole = "".join(texts)
    coded = next(base64_texts(whole), None) is not None
    spelling = plain(whole).text
    asked = [(may, _BITS[detector]) for detector, may in SURE.items() if may(spelling)]
    written = [piece for piece in pieces_of(spelling) if piece]
    if len(written) != len(texts):  # a sign that is read as the beginning of a tag begins a line
        written = [plain(text).text for text in texts]
    for text, spelt in zip(texts, written, strict=True):
        seen, inside = shown(text)
        bits = 0
        for may, bit in asked:
            if len(texts) == 1 or may(spelt):
                bits |= bit
        yield _Piece(spelt, seen, tuple(inside), bits, coded and next(base64_texts(text), None) is not None)


def _asked(spelt: str) -> list[Detector]:
    """The detectors that something in a whole view makes look."""
    return [detector for detector, may in SURE.items() if may(spelt)]


def _decoded(text: str, pieces: Sequence[_Piece]) -> Iterator[str]:
    """What a reader sees, and once more decoded; as ``views.views`` has them, in one spelling."""
    seen = "".join([piece.shown for piece in pieces])
    inside = [part for piece in pieces for part in piece.inside]
    inside += [cell.text for cell in cells(text)]
    if inside or seen != text:
        once = BETWEEN.join([seen, *inside])
        yield plain(once).text
        twice = decoded_text(once)
        if twice is not None:
            yield plain(twice).text


def _around(pieces: Sequence[_Piece], i: int, step: int) -> str:
    """The pieces before or behind a piece, as far as a detector looks."""
    found: list[str] = []
    size = 0
    while size < FAR and 0 <= i + step < len(pieces):
        i += step
        found.append(pieces[i].written)
        size += len(found[-1])
    return "".join(found[::step])


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
