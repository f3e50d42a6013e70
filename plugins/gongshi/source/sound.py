"""In which records rules found nothing: they need not look again at the same bytes under the same circumstances.

``fresh`` is for rules that are pure functions of the record: no day, no profile, no other record has a say in them.
``each`` is for rules that weigh each record by itself, whatever else they look up: the day, profiles, calendars, lists
and organs are its circumstances (registry.circumstances). A rule that holds decisions against each other, against
what the public was told before or against the bytes of a file asks neither.

What a rule does find is found anew at every run, since its place and words go into the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from gongshi.records.base import Record

R = TypeVar("R", bound=Record)
# Bytes of a key: half of a record's digest, and the rule's code.
DIGEST, CODE = 16, 5
WIDTH = DIGEST + CODE


class Sound:
    """``known`` is what an earlier run left; ``kept`` what this run leaves to the next.

    ``keys``: file of a record → what stands for the record under its present circumstances, in WIDTH bytes.
    """

    def __init__(self, known: frozenset[bytes] = frozenset(), keys: Mapping[str, bytes] | None = None) -> None:
        self._known = known
        self._keys = keys or {}
        self._quiet = frozenset(file for file, key in self._keys.items() if key in known)
        self._looked: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
        self._hanging: set[tuple[str, str]] = set()
        self.kept: set[bytes] = set()

    def fresh(self, code: str, records: Iterable[R]) -> Iterator[R]:
        """Those of ``records`` in which the rule may find something."""
        suffix = code.encode()
        for record in records:
            if not record.digest:
                yield record
                continue
            key = record.digest[:DIGEST] + suffix
            if key in self._known:
                self.kept.add(key)
            else:
                self._looked[code].append((key, record.file))
                yield record

    def each(self, records: Iterable[R]) -> Iterator[R]:
        """Those of ``records`` in which some rule may find something."""
        return (record for record in records if record.file not in self._quiet)

    def close(self, files: set[str]) -> None:
        """All rules are through; they found something in ``files`` alone."""
        self.kept.update(key for file, key in self._keys.items() if file not in files)

    def hangs(self, code: str, file: str) -> None:
        """What the rule says of ``file`` hangs on more than the record: it is looked at again every time."""
        self._hanging.add((code, file))

    def settle(self, code: str, files: set[str]) -> None:
        """The rule is through; it found something in ``files`` alone."""
        self.kept.update(
            key for key, file in self._looked.pop(code, ()) if file not in files and (code, file) not in self._hanging
        )
