"""One spelling for what looks the same: full-width and foreign digits, spaces, dashes; what nobody sees is dropped."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from gongshi.redaction.mapped import Mapped, replaced

# Format characters that copying from a PDF or a chat brings along, and that split a number for a naive search only.
_UNSEEN = re.compile(
    "[\xad\u0300-\u036f\u20d0-\u20ff\u2800\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－⁃〜～~")
# What stands for the X at the end of a resident ID, and what a clerk covers a character with.
ENDING_X = "XxХх×✕✖╳"
COVER = "*＊●○□■？?◯✱_"


class _Spelling(dict[int, int]):
    """Code point → the one it is read as; worked out when first met."""

    def __missing__(self, code: int) -> int:
        self[code] = found = _read_as(chr(code))
        return found


def _read_as(character: str) -> int:
    if character in _DASHES:
        return ord("-")
    if character in ENDING_X or character in COVER:
        return ord(character)
    if character != "\n" and (unicodedata.category(character) == "Zs" or character in "\t\r\v\f\x85"):
        return ord(" ")
    if character in "\u2028\u2029":
        return ord("\n")
    plain = unicodedata.normalize("NFKC", character)
    if plain in _DASHES:
        return ord("-")
    if len(plain) == 1:
        digit = unicodedata.digit(plain, None)
        return ord(plain if digit is None else str(digit))
    digit = unicodedata.digit(character, None)
    return ord(character) if digit is None else ord(str(digit))


_SPELLING = _Spelling({code: code for code in range(0x20, 0x7F)} | {code: code for code in range(0x4E00, 0xA000)})
_SPELLING |= {ord(c): _read_as(c) for c in "\t\r\n~"}


# In nearly every Chinese text; their plain forms are put in by str.replace, five times as fast as a table.
_USUAL = tuple((character, chr(_read_as(character))) for character in "：，（）；！？～\u3000\t")
# So many others as well.
_FEW = 16
_UNUSUAL = re.compile("[^\n -}\u4e00-\u9fff。、“”‘’《》〈〉〔〕【】·…：，（）；！？～\u3000\t]")


def plain(text: str) -> Mapped:
    """``text`` in one spelling. Every character that stays is one character still, so that only the unseen shift it."""
    unusual = {one: chr(_SPELLING[ord(one)]) for one in sorted(set(_UNUSUAL.findall(text)))}
    if len(unusual) <= _FEW:
        for character, form in chain(_USUAL, unusual.items()):
            text = text.replace(character, form)
    else:
        text = text.translate(_SPELLING)
    if not any(map(_UNSEEN.match, unusual.values())):
        return Mapped(text)
    return replaced(text, [(match.start(), match.end(), "") for match in _UNSEEN.finditer(text)])
