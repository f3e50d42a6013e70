"""A file of the output as text, in several views: as a reader sees it, as it is written, and what is packed inside."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from gongshi.redaction.files.plain import decoded as unmarked
from gongshi.redaction.pieces import STOP
from gongshi.redaction.views import decoded_text, may_be_coded, shown

_MARKUP = (".html", ".xml", ".svg")
TEXTS = (*_MARKUP, ".json", ".js", ".css", ".txt", ".csv", ".ics", ".md", ".webmanifest")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT = re.compile("%[0-9A-Fa-f]{2}")
_PACKED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_DEEPEST, _LONGEST = 3, 200_000


def is_text(path: str) -> bool:
    """Whether the file is read as text here; anything else is an attachment, which the audit reads."""
    return path.endswith(TEXTS)


def readings(line: str) -> Iterator[tuple[str, str]]:
    """(view, text) of a line: 显 what a reader sees, 码 what is written, 包 what base64 holds."""
    shown = decoded_text(line)
    if shown is not None:
        yield "显", shown
    written = plain(line)
    yield "码", written
    yield from (("包", inner) for inner in packed(written, 1))


def all_readings(lines: Sequence[str]) -> list[str]:
    """The readings of all lines at once, in which nothing goes on from one line in another."""
    coded = STOP.join([line for line in lines if may_be_coded(line)])
    seen, inside = shown(coded)
    written = STOP.join([plain(coded), *[line for line in lines if line and not may_be_coded(line)]])
    return [seen, *inside, written, *packed(written, 1)]


def text_of(raw: bytes) -> str:
    """UTF-8, else GB 18030 as attachments may be. Refused when it is neither."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return unmarked(raw)


def plain(text: str) -> str:
    """What is written, with entities, JSON escapes and %XX undone."""
    if "&" in text:
        text = html.unescape(text)
    if "\\u" in text:
        text = _ESCAPE.sub(_character, text)
    return unquote(text) if "%" in text and _PERCENT.search(text) else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return " " if 0xD800 <= code < 0xE000 else chr(code)


def packed(text: str, depth: int) -> Iterator[str]:
    """Texts inside base64, to a depth of three; what is no UTF-8 text is no text."""
    if depth > _DEEPEST:
        return
    for found in _PACKED.finditer(text):
        inner = _decoded(found[0][:_LONGEST].rstrip("="))
        if inner:
            yield inner
            yield from packed(inner, depth + 1)


def _decoded(text: str) -> str:
    for cut in range(4):
        run = text[: len(text) - cut]
        if len(run) % 4 == 1:
            continue
        try:
            raw = base64.b64decode(run + "=" * (-len(run) % 4), altchars=b"-_" if "-" in run or "_" in run else None)
            return raw.decode("utf-8") if raw.isascii() or _mostly_text(raw) else ""
        except (binascii.Error, ValueError):
            continue
    return ""


def _mostly_text(raw: bytes) -> bool:
    try:
        return raw.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False
