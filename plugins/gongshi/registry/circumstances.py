"""Under which circumstances each record is weighed: all that a rule may look up besides the record itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from gongshi.records.base import Record
from gongshi.registry.register import Register
from gongshi.source.digests import digest
from gongshi.source.sound import DIGEST


def keys_of(register: Register, profile: str | None, files: Iterable[Path], more: object = ()) -> dict[str, bytes]:
    """File of each decision and random result → SHA-256 (its first bytes) over it and its circumstances.

    The circumstances are the day, every record that is neither, the record's own day of first publication, the
    ``profile`` asked for, ``files`` (local rules and calendars), and whatever ``more`` says of itself. Other decisions,
    the release store's statements and the bytes of attachments are none. Empty when something read has no
    digest, or a file cannot be read.
    """
    setting = register.setting
    told = [repr((setting.as_of, profile, more)).encode()]
    for record in _others(register):
        if not record.digest:
            return {}
        told.append(f"{record.file}\0".encode() + record.digest)
    try:
        told.extend(f"{path}\0".encode() + path.read_bytes() for path in files)
    except OSError:
        return {}
    world = bytes.fromhex(digest(*told))
    return {
        record.file: hashlib.sha256(world + record.digest + repr(_day(register, record)).encode()).digest()[:DIGEST]
        for record in register.dated()
        if record.digest
    }


def _day(register: Register, record: Record) -> object:
    return register.setting.first_published.get(record.id)


def _others(register: Register) -> Iterator[Record]:
    shelves: tuple[Mapping[str, Record], ...] = (
        register.entities,
        *register.catalogues.values(),
        register.flows,
        register.guides,
        register.boards,
        register.policies,
        register.annual_reports,
        register.undisclosed,
    )
    return chain([register.site], *(shelf.values() for shelf in shelves), *register.same_id)
