"""What one side of a change has read, the other need not read again; nothing of it outlives the review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gongshi.history.git import Change
from gongshi.records.base import Record
from gongshi.records.site import Site
from gongshi.source.cache import Cache
from gongshi.source.load import SITE_FILE, Reading
from gongshi.source.sound import Kept


class Memory(Cache):
    """Records and verdicts by the bytes that they were read from, first of all those that ``lasting`` knows.

    ``lasting``, the cache of the folder under review, is asked and never written: what lies in a revision says nothing
    of what lies in the folder, and a review takes no place of its own there.
    """

    def __init__(self, lasting: Cache) -> None:
        super().__init__(None)
        self._lasting = lasting
        self._records: dict[bytes, Record] = {}
        self._sound = lasting.sound()

    @property
    def folder(self) -> Path | None:
        """Verdicts on attachments hang on their bytes alone, whatever revision they lie in."""
        return self._lasting.folder

    def get(self, file: str, digest: bytes) -> Record | None:
        """The digest covers path and bytes."""
        return self._records.get(digest) or self._lasting.get(file, digest)

    def keep(self, file: str, digest: bytes, record: Record) -> None:  # noqa: ARG002 - the digest covers the path
        """For the other side."""
        self._records[digest] = record

    def sound(self) -> Kept:
        """What either side has shown to be sound."""
        return self._sound

    def keep_sound(self, known: Kept, kept: Kept) -> None:
        """For the other side."""
        self._sound = {code: known.get(code, frozenset()) | kept.get(code, frozenset()) for code in {**known, **kept}}


def untouched(after: Reading, changes: Iterable[Change]) -> frozenset[str]:
    """The files of which ``after`` holds the record, or what is wrong with it, and which are the same on the other side.

    What a file says when it is read hangs on its path and bytes alone, so that these need not be read again. Whatever
    is no record (attachments, calendars, the release store) is not among them: rules look for it in its folder.
    """
    touched = {path for change in changes for path in (change.old, change.new)}
    records = [record.file for of_kind in after.records.values() for record in of_kind]
    site = [after.site.file] if after.site is not None else []
    found = {*site, *records, *(finding.file for finding in after.findings)}
    return frozenset(found - touched - after.attachments.keys() - {""})


def completed(before: Reading, after: Reading, known: frozenset[str]) -> Reading:
    """``before``, read from a folder without the files ``known``, with what ``after`` holds of them."""
    records: dict[str, list[Record]] = {}
    for kind in {**after.records, **before.records}:
        kept = (record for record in after.records.get(kind, []) if record.file in known)
        records[kind] = sorted([*kept, *before.records.get(kind, [])], key=lambda record: record.file)
    site: Site | None = after.site if SITE_FILE in known else before.site
    # Of what was left out the reader could only say that it is missing.
    findings = [f for f in before.findings if f.file not in known] + [f for f in after.findings if f.file in known]
    unreadable = frozenset(f.file for f in findings if f.is_gate and f.file)
    return replace(before, site=site, records=records, findings=findings, unreadable=unreadable)
