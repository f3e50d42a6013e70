"""Attachments: what they show, what they only seem to hide, and what of them is published."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gongshi.causes import cause
from gongshi.redaction.files import limits
from gongshi.redaction.files.child import AT_ONCE, CHILDREN
from gongshi.redaction.files.remembered import fingerprint, recall, remember
from gongshi.redaction.files.sniff import kind_of
from gongshi.redaction.files.verdict import Audit, Problem, Refused, refusal

if TYPE_CHECKING:  # the child that audits begins here, and needs no detectors
    from gongshi.redaction.files.text import Scan

__all__ = ["AT_ONCE", "Audit", "Problem", "Refused", "audit", "strip", "unaudited"]


def audit(
    source: Path | str | bytes, name: str, scan: Scan | None = None, memory: Path | None = None, identity: str = ""
) -> Audit:
    """The verdict on one attachment, called ``name``; never raises on a file, and is done within bounds.

    ``scan`` reads the texts for private data. ``memory`` is a folder that keeps verdicts (never texts) between runs,
    ``identity`` changes with what ``scan`` lets pass.
    """
    try:
        raw = source if isinstance(source, bytes) else _read(Path(source))
    except OSError as error:
        return refusal(f"文件读不出来（{cause(error)}）")
    if len(raw) > limits.LARGEST_FILE:
        return refusal("文件超过 20 MB，请压缩或者拆分")
    digest = sha256(raw).hexdigest()
    mark = f"{fingerprint(scan is not None)} {identity}" if memory else ""
    known = recall(memory, digest, name, mark) if memory else None
    if known is not None:
        return known
    found = CHILDREN.audit(raw, name, digest)
    if scan is not None:
        from gongshi.redaction.files.text import private_data

        found = replace(found, problems=(*found.problems, *private_data(found.texts, scan)))
    if memory:
        remember(memory, name, mark, found)
    return found


def unaudited(_: str) -> Audit:
    """The verdict where nobody can audit: what has not been looked at is not published."""
    return refusal("附件没有经过审计")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(limits.LARGEST_FILE + 1)


def strip(raw: bytes, name: str) -> bytes:
    """What is published of an attachment that passed its audit: same content, no metadata; same in, same bytes out.

    Refused when the file is none of the kinds that are published, or cannot be written anew.
    """
    kind = kind_of(raw, name)
    if kind == "pdf":
        from gongshi.redaction.files.strip_pdf import strip_pdf

        return strip_pdf(raw)
    if kind in ("docx", "xlsx"):
        from gongshi.redaction.files.strip_office import strip_office

        return strip_office(raw)
    if kind == "text":
        return raw
    from gongshi.redaction.files.strip_image import strip_jpeg, strip_png

    return strip_png(raw) if kind == "png" else strip_jpeg(raw)
