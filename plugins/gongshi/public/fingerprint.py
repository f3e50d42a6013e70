"""One hash for what a record itself makes public: what a leader signs on paper, and what may not change afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from gongshi.public.shape import project
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.lists import Forms
from gongshi.records.pages import Guide, Policy

FORMAT = 1
# Hex digits that are signed and typed in. Whoever prepares two texts before the signature needs a collision, not a second
# preimage: 2^(4·n/2) tries. 16 digits would fall to a laptop in minutes (2^32); 32 stand (2^64).
DIGITS = 32
# They take a record down. What takes down is never held back for want of a new signature.
_TAKES_DOWN = frozenset({"withdrawals", "early_end"})
Digest = Callable[[str], str]


def content_of(record: Record, digest: Digest) -> dict[str, Any]:
    """The public fields of the record itself, empty ones left out, with the SHA-256 of each attachment.

    It depends on no day, and on no other record: that an organ moves house changes no decision that was signed.
    ``digest`` maps a path below the content folder to a hash.
    """
    shown = {name: value for name, value in project(record).items() if value and name not in _TAKES_DOWN}
    files = {file: digest(path) for file, path in files_of(record)}
    return {
        "format": FORMAT,
        "id": record.id,
        "fields": _filled(shown),
        **({"body": record.body} if record.body.strip() else {}),
        **({"files": files} if files else {}),
    }


def fingerprint(record: Record, digest: Digest) -> str:
    """``DIGITS`` hex digits of the SHA-256 of the canonical JSON (keys sorted, no spaces, UTF-8) of ``content_of``."""
    canonical = json.dumps(content_of(record, digest), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:DIGITS]


def in_groups(digits: str) -> str:
    """Groups of four, as they are printed and read aloud."""
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def files_of(record: Record) -> Iterator[tuple[str, str]]:
    """(file as the record names it, path below the content folder) of everything that the record lets download."""
    folder = record.file.rsplit("/", 1)[0]
    names: list[str] = []
    if isinstance(record, Decision):
        names = [attachment.file for attachment in record.attachments]
    elif isinstance(record, Policy):
        names = list(record.attachments)
    elif isinstance(record, Guide):
        names = [material.sample for material in record.materials if material.sample]
    elif isinstance(record, Forms):
        names = [row.file for row in record.rows if row.file]
    for name in dict.fromkeys(names):
        yield name, f"{folder}/{name}"


def _filled(value: Any) -> Any:
    """Without empty values, at every depth: a field that a later engine knows, and nobody filled in, changes no hash."""
    if isinstance(value, dict):
        return {k: _filled(v) for k, v in value.items() if v is not None and v != "" and v != [] and v != {}}
    if isinstance(value, list):
        return [_filled(entry) for entry in value]
    return value
