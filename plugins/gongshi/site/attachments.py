"""Attachments of records that may be seen, and of no others, copied to files/ without their metadata."""

from __future__ import annotations

from typing import Any

from gongshi.records.base import Record
from gongshi.redaction.files import strip
from gongshi.site.press import Press

_PICTURES = frozenset({"png", "jpg", "jpeg"})


def publish(press: Press, record: Record, attachments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Copies each attachment (``file``, ``title``, ``alt``) and says where it now lies, its type and its size in bytes."""
    return [
        {**address(press, record, entry["file"]), "title": entry["title"], "alt": entry["alt"]} for entry in attachments
    ]


def address(press: Press, record: Record, file: str) -> dict[str, Any]:
    """Copies one file that ``record`` names, stripped; returns url, type (upper case), size as published, and whether
    it is a picture. Refused, which no file is that passed its audit, ends the build.
    """
    source = press.content / record.file.rsplit("/", 1)[0] / file
    # pre/forms/x.yaml, post/decisions/2026/x.yaml → files/forms/…, files/decisions/…: ids are unique within a kind.
    url = f"files/{record.file.split('/')[1]}/{file}"
    if url not in press.copied:
        data = strip(source.read_bytes(), file)
        press.copied[url] = len(data)
        press.staging.write(url, data)
    ending = file.rsplit(".", 1)[-1]
    return {"url": url, "type": ending.upper(), "size": press.copied[url], "image": ending in _PICTURES}
