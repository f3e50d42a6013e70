"""Text that stands in base64 within another: on one line or wrapped as in mail, of UTF-8, GB 2312 or UTF-16."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache

from gongshi.redaction.mapped import Mapped

# A mobile is the shortest that matters: 15 characters and one of filling.
_BASE64 = re.compile(
    r"(?>(?:[A-Za-z0-9+/]{60,100}+\r?\n[ \t]{0,16}+)+)[A-Za-z0-9+/]{1,100}+={0,2}+|(?>(?:[A-Za-z0-9+/]|[-_](?![-_])){15,})={0,2}+"
)
# Whatever that finds lies in one of these, which are found several times as fast; lines of mail follow each other.
_STRETCH = re.compile(
    r"[A-Za-z0-9+/_-]{15,}+={0,2}+(?>(?:(?<=[A-Za-z0-9+/]{60})\r?\n[ \t]{0,16}+[A-Za-z0-9+/_-]++={0,2}+)*)"
)
_LINE = re.compile(r"[A-Za-z0-9+/_=-]{16,}")
_BLANK = re.compile(r"\s+")
# Of a longer one the head is looked at: text all through, or an image that shows at once that it is none.
_LONGEST = 200_000


# What stands around it says what it is: 身份证号 before, 户名 behind.
_BEFORE, _BEHIND = 24, 12


def hidden_texts(text: str) -> Iterator[Mapped]:
    """What every stretch of base64 holds that holds text, among the words around it."""
    return (_among_words(text, start, end, hidden) for start, end, hidden in stretches(text))


def stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what it holds) of every stretch of base64 that holds text."""
    for stretch in _STRETCH.finditer(text):
        at = stretch.start()
        for start, end, hidden in _in_stretch(stretch[0]):
            yield at + start, at + end, hidden


@lru_cache(maxsize=8192)
def _in_stretch(stretch: str) -> tuple[tuple[int, int, str], ...]:
    """Remembered, since most are addresses of pages, and come again."""
    found: list[tuple[int, int, str]] = []
    for match in _BASE64.finditer(stretch):
        if match[0].isdigit():
            continue
        whole = _held(match[0][:_LONGEST])
        if whole is not None:
            found.append((*match.span(), whole))
        elif "\n" in match[0]:
            # Not one text that is wrapped, but lines of which each may be one.
            for line in _LINE.finditer(stretch, *match.span()):
                alone = _held(line[0][:_LONGEST])
                if alone is not None:
                    found.append((*line.span(), alone))
    return tuple(found)


def _among_words(text: str, start: int, end: int, hidden: str) -> Mapped:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    return Mapped(
        before + hidden + behind,
        [0, len(before), len(before) + len(hidden)],
        [start - len(before), start, end],
        [len(before), end - start, len(behind)],
    )


def _held(coded: str) -> str | None:
    # No alphabet of base64 has both of these: decisions/a-2026-1 is an address.
    if ("-" in coded[1:] or "_" in coded[1:]) and ("/" in coded or "+" in coded):
        return None
    body = _BLANK.sub("", coded).rstrip("=").replace("-", "+").replace("_", "/")
    # A line to write on ends with the sign that base64 for addresses has for its last.
    return _decoded(body) or (_decoded(body[1:]) if coded[0] in "-_" else None)


def _decoded(body: str) -> str | None:
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    # GB 2312 and not its wider kin, in which almost any bytes are text.
    for encoding in ("utf-16-le" if b"\0" in raw[:64] else "utf-8", "gb2312"):
        try:
            hidden = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        shown = sum(character.isprintable() or character in "\r\n\t" for character in hidden)
        if hidden and shown >= 0.9 * len(hidden):
            return hidden
    return None
