"""Everything that was read, cross-referenced and indexed by id; output and law are other rooms' affair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from gongshi.records.base import Record
from gongshi.records.catalogue import Catalogue
from gongshi.records.decision import Decision
from gongshi.records.entity import Entity, Officer
from gongshi.records.law import Remedies
from gongshi.records.life import Internal, PageInternal
from gongshi.records.lists import Item, RandomItem
from gongshi.records.pages import Board, Flow, Guide, Policy
from gongshi.records.results import AnnualReport, RandomResult, Undisclosed
from gongshi.records.site import RosterEntry, Site
from gongshi.redaction.files import Audit, unaudited
from gongshi.registry.past import Past
from gongshi.registry.setting import Setting
from gongshi.registry.standing import Standing, Standings
from gongshi.source.sound import Sound


@dataclass(slots=True)
class Register:
    """Each mapping is in the order of the file names, so that output does not depend on the order of reading."""

    site: Site
    setting: Setting
    entities: dict[str, Entity] = field(default_factory=dict)
    catalogues: dict[str, dict[str, Catalogue]] = field(default_factory=lambda: defaultdict(dict))
    flows: dict[str, Flow] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    random_results: dict[str, RandomResult] = field(default_factory=dict)
    annual_reports: dict[str, AnnualReport] = field(default_factory=dict)
    undisclosed: dict[str, Undisclosed] = field(default_factory=dict)
    # Ids of files that are there and could not be read: a reference to one is no typing slip.
    unreadable: frozenset[str] = frozenset()
    # Files that records may attach: path below content/ → size in bytes.
    attachments: Mapping[str, int] = field(default_factory=dict)
    # Audits an attachment by its path below content/, when a rule asks.
    audit: Callable[[str], Audit] = unaudited
    # Where those files lie.
    content: Path = Path("content")
    standings: Standings = field(init=False)
    # Records that were public once and of which nothing sound is left: they are counted, and never shown.
    gone: list[tuple[Decision | RandomResult, Standing]] = field(default_factory=list)
    # What the public was told before, and what git saw.
    past: Past = field(default_factory=Past)
    # Records of one kind that bear one id.
    same_id: list[list[Record]] = field(default_factory=list)
    # Records whose last good version stands in for what is held back: id → its attachments, by name → SHA-256.
    kept: dict[str, Mapping[str, str]] = field(default_factory=dict)
    # Decisions made anew, by the id of the one that each replaces.
    replaced_by: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    # Where rules that look at one record alone found nothing before.
    sound: Sound = field(default_factory=Sound)
    # What rules have worked out from this register and ask for again, each under a key of its own.
    memo: dict[object, Any] = field(default_factory=dict)
    roster: dict[str, RosterEntry] = field(init=False)
    officers: dict[str, tuple[Officer, Catalogue]] = field(init=False, default_factory=dict)
    items: dict[str, tuple[Item, Catalogue]] = field(init=False, default_factory=dict)
    random_items: dict[str, tuple[RandomItem, Catalogue]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.roster = {entry.id: entry for entry in self.site.roster}
        self.standings = Standings(self.setting)

    def add(self, kind: str, records: Iterable[Record]) -> None:
        """Files the records of one kind; of two with one id the first stays, and a rule reports the other."""
        shelf = self._shelf(kind)
        again: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            first = shelf.setdefault(record.id, record)
            if first is not record:
                again[record.id] = [*(again[record.id] or [first]), record]
        self.same_id.extend(again.values())

    def _shelf(self, kind: str) -> dict[str, Record]:
        shelves: dict[str, Any] = {
            "entity": self.entities,
            "flow": self.flows,
            "guide": self.guides,
            "board": self.boards,
            "policy": self.policies,
            "decision": self.decisions,
            "random-result": self.random_results,
            "annual-report": self.annual_reports,
            "undisclosed": self.undisclosed,
        }
        shelf: dict[str, Any] = shelves[kind] if kind in shelves else self.catalogues[kind]
        return shelf

    def index(self) -> None:
        """Once all are added: looks up rows of list files by their own numbers, and where each record stands."""
        for record in self.dated():
            # A result that bears a decision's id is held back by a rule; until then it must not lend it its state.
            self.standings.add(record)
        self.replaced_by.clear()
        for decision in self.decisions.values():
            if decision.replaces:
                self.replaced_by[decision.replaces].append(decision)
        for officers in self.catalogues["officer"].values():
            for officer in officers.rows:
                self.officers.setdefault(officer.certificate, (officer, officers))
        for items in self.catalogues["item"].values():
            for item in items.rows:
                self.items.setdefault(item.code, (item, items))
        for random_items in self.catalogues["random-item"].values():
            for random_item in random_items.rows:
                self.random_items.setdefault(random_item.code, (random_item, random_items))

    def reindex(self) -> None:
        """Once more, after some were added: each shelf in the order of the files, as if they had come with the others."""
        for kind in ("decision", "random-result"):
            shelf = self._shelf(kind)
            ordered = sorted(shelf.values(), key=lambda record: record.file)
            shelf.clear()
            shelf.update({record.id: record for record in ordered})
        self.index()

    def under(self, setting: Setting) -> None:
        """The same records under another setting, or other records under the same: where each stands is reckoned anew."""
        self.setting, self.standings = setting, Standings(setting)
        for record in self.dated():
            self.standings.add(record)

    def dated(self) -> Iterator[Decision | RandomResult]:
        """Every record that has a deadline for its publication and a term."""
        yield from self.decisions.values()
        yield from self.random_results.values()

    def unsettled(self) -> tuple[Decision, ...]:
        """Decisions in which a rule may find something that weighs each by itself (source.sound)."""
        if "unsettled" not in self.memo:
            self.memo["unsettled"] = tuple(self.sound.each(self.decisions.values()))
        found: tuple[Decision, ...] = self.memo["unsettled"]
        return found

    def ever(self) -> Iterator[tuple[Decision | RandomResult, Standing]]:
        """``dated`` with the standing of each, and what is gone: everything that statistics count."""
        for record in self.dated():
            yield record, self.standings[record.id]
        yield from self.gone

    def answering(self) -> Iterator[tuple[Record, PageInternal | Internal]]:
        """Every record that may answer for its own findings, with the 内部 in which it does."""
        yield self.site, self.site.internal
        shelves: Iterable[Iterable[Any]] = (
            self.entities.values(),
            *(shelf.values() for shelf in self.catalogues.values()),
            self.flows.values(),
            self.guides.values(),
            self.boards.values(),
            self.policies.values(),
            self.decisions.values(),
            self.random_results.values(),
            self.annual_reports.values(),
            self.undisclosed.values(),
        )
        for shelf in shelves:
            for record in shelf:
                yield record, record.internal

    def remedies_told(self, decision: Decision) -> Remedies | None:
        """The remedies of a decision: its own, else its item's, else its organ's; None while none can be read."""
        if decision.remedies:
            return decision.remedies
        item = self.items.get(decision.item) if decision.item else None
        if item and item[0].remedies:
            return item[0].remedies
        entity = self.entities.get(decision.entity)
        return entity.remedies if entity else None

    def digest(self, attachment: str) -> str:
        """SHA-256 (hex) of the bytes of a file in ``attachments``; empty when it is not there."""
        if attachment not in self.attachments:
            return ""
        try:
            with (self.content / attachment).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def name_of(self, entity: str) -> str:
        """The organ's name in the roster; it does not hang on the organ's own file being readable."""
        return self.roster[entity].name
