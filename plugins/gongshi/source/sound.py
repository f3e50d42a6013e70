"""What rules found in records, or that they found nothing: they need not look again at the same bytes.

``fresh`` is for rules that are pure functions of the record: no day, no profile, no other record has a say in them.
``each`` is for rules that weigh each record by itself, whatever else they look up: the day, profiles, calendars, lists
and organs are its circumstances (registry.circumstances). A rule that holds decisions against each other, against
what the public was told before or against the bytes of a file asks neither.

What ``fresh`` rules said of a record is remembered as well, word for word; whatever else is found is found anew.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from typing import Any, TypeVar

from gongshi.records.base import Record

R = TypeVar("R", bound=Record)
# Bytes of a record's digest, of which half tells it from all others.
DIGEST = 16
# In place of a rule's code: all rules, under the present circumstances.
ALL = "all"
# What a rule said of one record: plain values, as JSON has them.
Said = list[list[Any]]
# Code of a rule → the digests of the records in which it found nothing.
Kept = Mapping[str, Set[bytes]]
# What rules run ahead leave: where they found nothing, what they said, and what they said that holds for this run alone.
Left = tuple[Kept, dict[bytes, Said], dict[bytes, Said]]

_DIGESTS = re.compile(b".{%d}" % DIGEST, re.S)


def packed(kept: Kept) -> bytes:
    """Codes with the number of their digests in a line, then the digests: the same from the same, in any order."""
    head = json.dumps([(code, len(digests)) for code, digests in sorted(kept.items())])
    digests = (digest for _, digests in sorted(kept.items()) for digest in sorted(digests))
    return b"".join([head.encode(), b"\n", *digests])


def unpacked(raw: bytes) -> Kept:
    """What was packed; nothing when it was not."""
    head, _, body = raw.partition(b"\n")
    found: dict[str, frozenset[bytes]] = {}
    start = 0
    with suppress(ValueError, TypeError):
        for code, count in json.loads(head):
            end = start + count * DIGEST
            found[code] = frozenset(_DIGESTS.findall(body, start, end))
            start = end
    return found


class Sound:
    """``known`` and ``said`` are what an earlier run left; ``kept`` and ``told`` what this run leaves to the next.

    ``keys``: file of a record → what stands for the record under its present circumstances, in DIGEST bytes. ``said`` and
    ``told`` are by digest and code. ``there``: the digests of all records, beyond which nothing is remembered.
    """

    def __init__(
        self,
        known: Kept | None = None,
        keys: Mapping[str, bytes] | None = None,
        said: Mapping[bytes, Said] | None = None,
        there: Set[bytes] | None = None,
    ) -> None:
        self._known = {
            code: digests if there is None or code == ALL else digests & there
            for code, digests in (known or {}).items()
        }
        self._said = said or {}
        self._only: Container[bytes] | None = None
        self._keys = keys or {}
        self._quiet = frozenset(file for file, key in self._keys.items() if key in self._known.get(ALL, ()))
        self._looked: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
        self._hanging: set[tuple[str, str]] = set()
        self._again: dict[str, list[Said]] = defaultdict(list)
        self._today: dict[bytes, Said] = {}
        self.kept: dict[str, set[bytes]] = defaultdict(set)
        self.told: dict[bytes, Said] = {}

    def unseen(self, codes: Collection[str], records: Iterable[Record]) -> list[bytes]:
        """The digests of those of ``records`` at which none of these rules has looked yet."""
        seen = {key[:DIGEST] for key in self._said if key[DIGEST:].decode() in codes}
        seen.update(*(self._known.get(code, ()) for code in codes))
        digests = (record.digest[:DIGEST] for record in records)
        return [digest for digest in digests if digest and digest not in seen]

    def ahead(self) -> Sound:
        """The same, for rules that are run ahead of the others: for their own notes, on those records alone that
        ``look_at`` names.
        """
        part = Sound(self._known, said=self._said)
        part._quiet = self._quiet
        return part

    def look_at(self, digests: Iterable[bytes]) -> None:
        """``fresh`` passes over all other records."""
        self._only = frozenset(digests)

    @property
    def left(self) -> Left:
        """What rules run ahead leave to be learnt."""
        return self.kept, self.told, self._today

    def learn(self, left: Left) -> None:
        """What ``fresh`` rules have left behind that were run ahead of the others."""
        kept, told, today = left
        for code, digests in kept.items():
            self._known[code] = self._known.get(code, frozenset()) | digests
        self._said = {**self._said, **told}
        self._today.update(today)

    def fresh(self, code: str, records: Iterable[R], when: Callable[[R], bool] | None = None) -> Iterator[R]:
        """Those of ``records`` in which the rule may find something; ``when`` says which of them it is about today.

        Give it all records of the kind: where the rule found nothing is remembered of those that it is given.
        """
        known = self._known.get(code, frozenset())
        if known:
            self.kept[code] |= known
        for record in records:
            # Most of them, on most days.
            if record.file in self._quiet:
                continue
            digest = record.digest[:DIGEST]
            if digest in known or (self._only is not None and digest not in self._only):
                continue
            if when is not None and not when(record):
                continue
            key = digest + code.encode()
            if not digest:
                yield record
            elif key in self._said:
                self.told[key] = self._said[key]
                self._again[code].append(self._said[key])
            elif key in self._today:
                self._again[code].append(self._today[key])
            else:
                self._looked[code].append((key, record.file))
                yield record

    def each(self, records: Iterable[R]) -> Iterator[R]:
        """Those of ``records`` in which some rule may find something."""
        return (record for record in records if record.file not in self._quiet)

    def close(self, files: set[str]) -> None:
        """All rules are through; they found something in ``files`` alone."""
        if quiet := {key for file, key in self._keys.items() if file not in files}:
            self.kept[ALL] = quiet

    def hangs(self, code: str, file: str) -> None:
        """What the rule says of ``file`` hangs on more than the record: the next run looks at it again."""
        self._hanging.add((code, file))

    def again(self, code: str) -> Iterator[list[Any]]:
        """What the rule said before of those that it was spared."""
        return (one for said in self._again.pop(code, ()) for one in said)

    def settle(self, code: str, said: Mapping[str, Said]) -> None:
        """The rule is through; ``said`` is what it found, by file."""
        for key, file in self._looked.pop(code, ()):
            if (code, file) in self._hanging:
                self._today[key] = said.get(file, [])
            elif file in said:
                self.told[key] = said[file]
            else:
                self.kept[code].add(key[:DIGEST])
