"""Attachments of records that may be seen, and of no others, copied to files/ without their metadata."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from gongshi.records.base import Record
from gongshi.redaction.files import strip
from gongshi.site.press import Press

_PICTURES = frozenset({"png", "jpg", "jpeg"})


def publish(press: Press, record: Record, attachments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Copies each attachment (``file``, ``title``, ``alt``) and says where it now lies, its type and its size in bytes.

    Of a last good version, attachments that can no longer be had as they were published are left out.
    """
    there = [
        entry for entry in attachments if record.id not in press.register.kept or _kept(press, record, entry["file"])
    ]
    return [{**address(press, record, entry["file"]), "title": entry["title"], "alt": entry["alt"]} for entry in there]


def _kept(press: Press, record: Record, file: str) -> bool:
    """Puts an attachment of a last good version into the tree: from the content while it holds the same bytes, else
    the stripped file that was published. False when neither is there.
    """
    url = _url(record, file)
    if url in press.copied:
        return True
    source = _source(press, record, file)
    wanted = press.register.kept[record.id].get(file)
    try:
        raw = source.read_bytes()
    except OSError:
        raw = None
    if raw is not None and wanted and sha256(raw).hexdigest() == wanted:
        data = strip(raw, file)
    else:
        published = press.published(url)
        if published is None:
            return False
        data = published
    press.copied[url] = len(data)
    press.staging.write(url, data)
    return True


def address(press: Press, record: Record, file: str) -> dict[str, Any]:
    """Copies one file that ``record`` names, stripped; returns url, type (upper case), size as published, and whether
    it is a picture. Refused, which no file is that passed its audit, ends the build.
    """
    url = _url(record, file)
    if url not in press.copied:
        data = strip(_source(press, record, file).read_bytes(), file)
        press.copied[url] = len(data)
        press.staging.write(url, data)
    ending = file.rsplit(".", 1)[-1]
    return {"url": url, "type": ending.upper(), "size": press.copied[url], "image": ending in _PICTURES}


def _source(press: Press, record: Record, file: str) -> Path:
    return press.content / record.file.rsplit("/", 1)[0] / file


def _url(record: Record, file: str) -> str:
    """pre/forms/x.yaml, post/decisions/2026/x.yaml → files/forms/…, files/decisions/…: ids are unique within a kind."""
    return f"files/{record.file.split('/')[1]}/{file}"
