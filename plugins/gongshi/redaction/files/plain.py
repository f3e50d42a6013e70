"""Plain text and CSV: what a reader sees is all there is, once the bytes are text at all."""

from __future__ import annotations

import re

from gongshi.redaction.files.verdict import Audit, Refused

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PIECE = 20_000


def decoded(raw: bytes) -> str:
    """UTF-8 with or without a mark, else GB 18030. Refused when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise Refused("文字文件里有控制字符，不是纯文字")
        return text
    raise Refused("文字文件的编码不是 UTF-8，也不是 GB 18030")


def audit_text(raw: bytes) -> Audit:
    """Pieces of whole lines, each with the number of its first line."""
    texts: list[tuple[str, str]] = []
    piece: list[str] = []
    first, length = 1, 0
    for number, line in enumerate(decoded(raw).splitlines(), 1):
        if piece and length + len(line) > _PIECE:
            texts.append((f"第{first}行起", "\n".join(piece)))
            piece, first, length = [], number, 0
        piece.append(line)
        length += len(line) + 1
    if piece:
        texts.append((f"第{first}行起", "\n".join(piece)))
    return Audit(texts=tuple(texts), has_text=bool(texts))
