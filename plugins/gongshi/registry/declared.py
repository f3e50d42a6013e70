"""What may be shown although it looks private: by field and exact value, read off the register. Never a pattern.

An organ's phones, mailbox, account and address, certificates and document numbers are registered in fields that are
there for them, and may be named elsewhere. A number that fits a mobile passes in no prose but by 允许出现, which names
field and value, and lapses (REDACTION: Detectors).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from gongshi.records.base import Record
from gongshi.redaction.allowed import ROLES, Allowed, normal, passes_role, role_of_holds
from gongshi.redaction.fields import Field, held, walk
from gongshi.redaction.span import Type
from gongshi.registry.register import Register

# The name under which 允许出现 speaks of the text of attachments.
ATTACHMENT = "附件"
# What is declared in such a field may be named in prose as well: whose it is stands beside it.
_NAMED = frozenset(
    {"office phone", "office address", "office e-mail", "office account", "code", "certificate", "document", "premises"}
)
_NEVER_NAMED = frozenset({"phone", "resident_id", "tax_number"})


def records_of(register: Register) -> Iterator[Record]:
    """Every record of the register, the site file first."""
    yield register.site
    for shelf in (
        register.entities, register.flows, register.guides, register.boards, register.policies, register.decisions,
        register.random_results, register.annual_reports, register.undisclosed,
    ):  # fmt: skip
        yield from shelf.values()
    for rows in register.catalogues.values():
        yield from rows.values()


@dataclass(frozen=True)
class Declared:
    """``registered``: declared by records that are about organs, not about parties. ``approved``: value → labels of the
    fields where 允许出现 lets it stand today.
    """

    register: Register
    registered: Allowed
    approved: Mapping[str, frozenset[str]]
    _own: dict[int, Allowed] = field(default_factory=dict)
    _known: dict[tuple[Type, str], bool] = field(default_factory=dict)

    @cached_property
    def everywhere(self) -> Allowed:
        """Declared in a public field of any record: asked for by those who look at the output alone."""
        return _allowed(records_of(self.register))

    @cached_property
    def identity(self) -> str:
        """Changes whenever something may stand no longer."""
        approved = (f"{value} {' '.join(sorted(labels))}" for value, labels in sorted(self.approved.items()))
        return sha256("\0".join([*_lines(self.everywhere), *approved]).encode("utf-8")).hexdigest()

    def passes_in(self, record: Record, place: Field, type_: Type, shown: str) -> bool:
        """Whether what was found in a field of a record may stand there."""
        return (
            passes_role(role_of_holds(place.holds), type_, shown, place.value)
            or self._approved(place.label, shown)
            or (
                type_ not in _NEVER_NAMED
                and (self.registered.passes(type_, shown) or self._of(record).passes(type_, shown))
            )
        )

    def attached(self, file: str) -> Attached:
        """What may stand in an attachment: ``file`` below content/ lies in a folder named after its record."""
        record = self.register.decisions.get(file.split("/")[-2]) if "/" in file else None
        return Attached(self, self._of(record) if record else Allowed())

    def passes(self, type_: Type, shown: str) -> bool:
        """Whether what was found in the output may stand there: its sources may, all of them.

        What is declared by type and value in its own field is looked up; a mobile, an ID and what 允许出现 names is
        looked for in every field, since these may stand in one and not in another.
        """
        key = type_, normal(shown)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._may(type_, shown, key[1])
        return known

    def _may(self, type_: Type, shown: str, value: str) -> bool:
        if type_ not in _NEVER_NAMED and self.everywhere.passes(type_, shown):
            return True
        if value not in self.approved and not any(value in values for values in self.everywhere.values.values()):
            return False
        sources = list(self._sources(value))
        if not sources:
            return self._approved(ATTACHMENT, shown)
        return all(self.passes_in(record, place, type_, shown) for record, place in sources)

    def _sources(self, value: str) -> Iterator[tuple[Record, Field]]:
        for record in records_of(self.register):
            for place in walk(record, public=True):
                if value in normal(place.value):
                    yield record, place

    def _approved(self, label: str, shown: str) -> bool:
        return bool(self.approved) and label in self.approved.get(normal(shown), ())

    def _of(self, record: Record) -> Allowed:
        own = self._own.get(id(record))
        if own is None:
            own = self._own[id(record)] = _allowed([record])
        return own


@dataclass(frozen=True, slots=True)
class Attached:
    """What may stand in one attachment: what organs registered, what its record declares, what 允许出现 says."""

    _all: Declared
    _own: Allowed

    def passes(self, type_: Type, shown: str) -> bool:
        """True when a find may stand there."""
        if self._all._approved(ATTACHMENT, shown):
            return True
        named = type_ not in _NEVER_NAMED
        return named and (self._all.registered.passes(type_, shown) or self._own.passes(type_, shown))

    @property
    def identity(self) -> str:
        """Changes whenever something may stand no longer."""
        approved = sorted(value for value, labels in self._all.approved.items() if ATTACHMENT in labels)
        parts = (*_lines(self._all.registered), *_lines(self._own), *approved)
        return sha256("\0".join(parts).encode()).hexdigest()


def _lines(allowed: Allowed) -> Iterator[str]:
    for type_, values in sorted(allowed.values.items()):
        yield from (f"{type_} {value}" for value in sorted(values))


def declared(register: Register) -> Declared:
    """Worked out once for a register."""
    known = register.memo.get(Declared)
    if known is None:
        parties = {id(r) for shelf in (register.decisions, register.random_results) for r in shelf.values()}
        registered = _allowed(record for record in records_of(register) if id(record) not in parties)
        approved: dict[str, frozenset[str]] = {}
        for entry in register.site.allowed:
            if entry.until >= register.setting.as_of:
                value = normal(entry.value)
                approved[value] = approved.get(value, frozenset()) | {entry.field}
        known = register.memo[Declared] = Declared(register, registered, approved)
    found: Declared = known
    return found


def _allowed(records: Iterable[Record]) -> Allowed:
    found: dict[Type, set[str]] = defaultdict(set)
    for record in records:
        for holds, written in held(record, _NAMED):
            value = normal(written)
            for type_ in ROLES[role_of_holds(holds)]:
                found[type_].add(value)
    return Allowed({type_: frozenset(values) for type_, values in found.items()})
