"""The one normaliser of search and what a query asks for; themes/gongshi/static/search.js says the same in JavaScript.

Per code point, so that a fragment of a text normalises to a fragment of the normalised text: NFKC and simple lower case
for characters that Unicode 12.1 assigned (their forms never change again: UAX #15, stability), an explicit list of
spaces, brackets and punctuation dropped, a decimal point between two digits kept, everything else as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongshi.search.folding import FOLDED

# What splits a query into words; all of it is dropped from texts too.
SPACES = "\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Nobody sees these, and copying from a page or a PDF brings them along. Half a surrogate pair is no character at all.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
# Signs that carry meaning stay: # $ % & * + = @ ^ § ‰ and the × that stands for a masked character.
_PUNCTUATION = (
    "!-\"'-),/:;<>?[-\\]_`{-~\\-\xa1\xab\xb7\xbb\xbf\u060c\u061b\u061e\u061f\u066b-\u066d\u06d4\u0f04-\u0f12\u0f14"
    "\u0f3a-\u0f3d\u0f85\u0fd0-\u0fd4\u1800-\u180a\u2010-\u2027\u2032-\u205e\u2308-\u230b\u2768-\u2775\u27e6-\u27ef"
    "\u2983-\u2998\u29d8-\u29db\u29fc\u29fd\u2e00-\u2e2e\u2e30-\u2e4f\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3030"
    "\u303d\u30a0\u30fb\ufe45\ufe46"
)
DROPPED = f"{SPACES}{_UNSEEN}{_PUNCTUATION}"
_DROPPED = re.compile(f"[{DROPPED}]")
# A point that stays has a digit on either side once everything else is dropped: 12.5元 is not 125元.
_NO_DECIMAL_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")


def fold(character: str) -> str:
    """One character in NFKC and simple lower case; İ is the only one whose lower case would be two."""
    return "".join("i" if c == "\u0130" else c.lower() for c in unicodedata.normalize("NFKC", character))


_RANGES = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in FOLDED)
_FOLDED = re.compile(f"[{_RANGES}]")


def form(character: str) -> str:
    """What becomes of one character, but for a point."""
    return _DROPPED.sub("", fold(character) if _FOLDED.match(character) else character)


class _Forms(dict[int, str]):
    """What becomes of each code point that has been seen: for ``str.translate``, three times as fast as a pattern."""

    def __missing__(self, code: int) -> str:
        found = self[code] = form(chr(code))
        return found


_FORMS = _Forms()


def normalise(text: str) -> str:
    """The form in which texts and queries are compared."""
    changed = text.translate(_FORMS)
    return _NO_DECIMAL_POINT.sub("", changed) if "." in changed else changed


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised ``text``, and for each of its characters the index of the character of the source it came from."""

    text: str
    offsets: tuple[int, ...]


def normalise_mapped(text: str) -> Normalised:
    """As ``normalise``, with the way back to the source, for showing where a hit stands."""
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        form = _FORMS[ord(character)]
        characters.extend(form)
        offsets.extend([index] * len(form))
    joined = "".join(characters)
    gone = {match.start() for match in _NO_DECIMAL_POINT.finditer(joined)}
    return Normalised(
        "".join(c for i, c in enumerate(joined) if i not in gone),
        tuple(o for i, o in enumerate(offsets) if i not in gone),
    )


def grams(text: str, size: int = 2) -> Iterator[str]:
    """Every run of ``size`` characters of a normalised text, in order; none when it is shorter."""
    return (text[i : i + size] for i in range(len(text) - size + 1))


_OPENING, _CLOSING = '"“「『＂', '"”」』＂'
_WORD = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)[{_CLOSING}](?![^{SPACES}])|([^{SPACES}]+)")


def words(query: str) -> list[str]:
    """What a query asks for, each normalised and once, none empty: all of them must occur in a record.

    A query is split at spaces. Quotes round whole words join them; quotes inside a word are punctuation like any other.
    """
    found = (normalise(match[2] if match[1] is None else match[1]) for match in _WORD.finditer(query))
    return list(dict.fromkeys(word for word in found if word))


def matches(fields: list[str], asked: list[str]) -> bool:
    """The plain scan that every index must equal: each word of ``asked`` stands within one of the normalised ``fields``."""
    return bool(asked) and all(any(word in field for field in fields) for word in asked)
