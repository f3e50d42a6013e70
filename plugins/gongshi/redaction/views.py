"""The views in which every text is looked at: as it stands, as a reader sees it, and what is encoded in it.

One number may stand between tags, as entities, behind %XX or \\u escapes, or in base64; each view finds what others miss
(REDACTION: Views). A view knows the way back to the text as it was given.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.entities import html5

from gongshi.redaction.mapped import Mapped, replaced

# Tags that end a line for a reader; all others join what stands on both sides.
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CODED = re.compile(
    r"<[^<>]{1,4000}>"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});?"
    r"|(?:%[0-9A-Fa-f]{2})+"
    r"|(?:\\u[0-9a-fA-F]{4})+"
    r"|(?:\\x[0-9a-fA-F]{2})+"
    r"|\\[nrt]"
)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}+={0,2}")
_DEPTH = 2
_LONGEST_BASE64 = 200_000


def views(text: str, depth: int = _DEPTH) -> Iterator[Mapped]:
    """Every view of ``text`` besides the text itself; an encoded stretch is mapped to the whole of it."""
    decoded = _decoded(text)
    if decoded is not None:
        yield decoded
        again = _decoded(decoded.text)
        if again is not None:
            yield _behind(again, decoded)
    if depth:
        yield from _base64(text, depth)


def _behind(outer: Mapped, inner: Mapped) -> Mapped:
    """The view of a view, mapped back to the first text."""
    pieces = Mapped(outer.text)
    for here, there, size in zip(outer._here, outer._there, outer._long, strict=True):
        start, end = inner.source(there, there + size) if size else (0, 0)
        pieces._here.append(here)
        pieces._there.append(start)
        pieces._long.append(end - start)
    return pieces


def decoded_text(text: str) -> str | None:
    """The text of the decoded view alone; None when nothing is encoded. As ``views``, without the way back."""
    if "<" not in text and "&" not in text and "%" not in text and "\\" not in text:
        return None
    decoded = _CODED.sub(_meant, text)
    return None if decoded == text else decoded


def _meant(match: re.Match[str]) -> str:
    return _meaning(match[0])


def base64_texts(text: str) -> Iterator[str]:
    """What base64 in ``text`` holds, where it holds text."""
    for match in _BASE64.finditer(text):
        hidden = _hidden_in(match[0])
        if hidden is not None:
            yield hidden


def _hidden_in(coded: str) -> str | None:
    return None if len(coded) > _LONGEST_BASE64 or coded.isdigit() else _from_base64(coded)


def _decoded(text: str) -> Mapped | None:
    if "<" not in text and "&" not in text and "%" not in text and "\\" not in text:
        return None
    changes = []
    for match in _CODED.finditer(text):
        new = _meaning(match[0])
        if new != match[0]:
            changes.append((match.start(), match.end(), new))
    return replaced(text, changes) if changes else None


@lru_cache(maxsize=4096)
def _meaning(coded: str) -> str:
    first = coded[0]
    if first == "<":
        name = _TAG_NAME.match(coded)
        if name is None and not coded.startswith(("<!", "<?")):
            return coded
        return "\n" if name is None or name[1].lower() in _BLOCK else ""
    if first == "&":
        known = coded[1] == "#" or coded[1:] in html5 or f"{coded[1:]};" in html5
        return unescape(coded if coded.endswith(";") else coded + ";") if known else coded
    if first == "%":
        return bytes.fromhex(coded.replace("%", "")).decode("utf-8", "replace")
    if coded.startswith("\\u"):
        units = bytes.fromhex(coded.replace("\\u", ""))
        return units.decode("utf-16-be", "replace")
    if coded.startswith("\\x"):
        return bytes.fromhex(coded.replace("\\x", "")).decode("utf-8", "replace")
    return "\n" if coded != "\\t" else " "


def _base64(text: str, depth: int) -> Iterator[Mapped]:
    for match in _BASE64.finditer(text):
        hidden = _hidden_in(match[0])
        if hidden is None:
            continue
        yield Mapped(hidden, [0], [match.start()], [match.end() - match.start()])
        for deeper in views(hidden, depth - 1):
            yield Mapped(deeper.text, [0], [match.start()], [match.end() - match.start()])


def _from_base64(coded: str) -> str | None:
    raw = coded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        hidden = base64.b64decode(raw + "=" * (-len(raw) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    shown = sum(character.isprintable() or character in "\r\n\t" for character in hidden)
    return hidden if hidden and shown >= 0.9 * len(hidden) else None
