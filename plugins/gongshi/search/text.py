"""All that is searched as one normalised text in arrays, so that its grams can be counted and placed all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gongshi.search.normalise import form
from gongshi.search.postings import Ints, Longs

# Ends every field. The normaliser drops it, so that no field contains one.
_SEPARATOR = "\0"
_CODES = 0x110000
_POINT, _ZERO, _NINE = map(ord, ".09")
# Fields that are normalised at once, so that what stands between is small beside the whole.
_BATCH = 20_000

Codes = NDArray[np.uint32]
Characters = NDArray[np.uint16] | Ints


class Text:
    """The normalised fields of all documents, each followed by a separator.

    For each character: ``characters`` its number in the ``alphabet`` (code points; 0 is the separator), ``row`` the
    number of its field. For each field: ``document`` it belongs to, ``field`` its number there,
    ``first`` the place where it begins.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        codes = np.concatenate([np.empty(0, dtype=np.uint32), *map(normalised, _batches(documents))])
        self.alphabet = _present(codes)
        self.characters: Characters = _numbered(self.alphabet)[codes]
        del codes
        self.count = len(documents)
        lengths = np.diff(np.flatnonzero(self.characters == 0), prepend=-1)
        fields = np.fromiter((len(fields) for fields in documents), dtype=np.int64, count=len(documents))
        self.document: Ints = np.repeat(np.arange(len(documents), dtype=np.int32), fields)
        self.field: Ints = (np.arange(len(lengths)) - np.repeat(np.cumsum(fields) - fields, fields)).astype(np.int32)
        self.first: Ints = (np.cumsum(lengths) - lengths).astype(np.int32)
        self.row: Ints = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    def read(self, places: Ints, size: int) -> str:
        """The characters at each of ``places`` and after it, ``size`` for each, one after the other."""
        codes = np.empty((len(places), size), dtype="<u4")
        for i in range(size):
            codes[:, i] = self.alphabet[self.characters[places + i]]
        return codes.tobytes().decode("utf-32-le")


def _batches(documents: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    pending: list[str] = []
    for fields in documents:
        pending += fields
        if len(pending) >= _BATCH:
            yield pending
            pending = []
    yield pending


def normalised(fields: Sequence[str]) -> Codes:
    """What ``normalise`` makes of each field, as code points, each field followed by a separator."""
    raw = "".join(f"{field}{_SEPARATOR}" for field in fields)
    if raw.count(_SEPARATOR) != len(fields):
        raw = "".join(f"{field.replace(_SEPARATOR, '')}{_SEPARATOR}" for field in fields)
    codes: Codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    del raw
    alphabet = _present(codes)
    forms = [_SEPARATOR, *(form(chr(code)) for code in alphabet[1:].tolist())]
    letter = _numbered(alphabet)[codes]
    size = np.array([len(each) for each in forms], dtype=np.int32)[letter]
    first: Codes = np.array([ord(each[0]) if each else 0 for each in forms], dtype=np.uint32)
    found = np.repeat(first[letter], size)
    _lengthen(found, forms, letter, size)
    points = np.flatnonzero(found == _POINT)
    digits = (found >= _ZERO) & (found <= _NINE)
    # Before the first character comes, counting backwards, the last separator.
    return np.delete(found, points[~(digits[points - 1] & digits[points + 1])])


def _lengthen(found: Codes, forms: list[str], letter: Characters, size: Ints) -> None:
    """Writes what a character becomes more of than one: ㎡ is m2. Such characters are few."""
    places = np.flatnonzero(size > 1)
    if not len(places):
        return
    begins = (np.cumsum(size, dtype=np.int64) - size)[places]
    for begin, number in zip(begins.tolist(), letter[places].tolist(), strict=True):
        for i, character in enumerate(forms[number]):
            found[begin + i] = ord(character)


def _present(codes: Codes) -> Longs:
    """The code points that occur, in order, the separator among them in any case."""
    present = np.zeros(_CODES, dtype=bool)
    present[codes] = True
    present[0] = True
    return np.flatnonzero(present)


def _numbered(alphabet: Longs) -> Characters:
    """Code point → its number in the alphabet; two bytes each, but for an alphabet that nobody writes."""
    number = np.zeros(_CODES, dtype=np.int32)
    number[alphabet] = np.arange(len(alphabet), dtype=np.int32)
    return number.astype(np.uint16) if len(alphabet) <= 1 << 16 else number
