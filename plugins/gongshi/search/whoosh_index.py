"""The same search on a Whoosh index, for clerks, reviewers and hosts that can run Python.

Whoosh keeps which grams of one and two characters stand in which document; a hit is then proved on the document's own
normalised fields, so that what is found is what a plain scan finds. The distribution is whoosh3 (BSD-2-Clause): of
those that pass our tests it alone still gets releases, and it builds in half of the time of Whoosh-Reloaded 2.7.5.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh.index import LockError
from whoosh.query.compound import And
from whoosh.query.terms import Term

from gongshi.search.document import Document, content_of, digests_of
from gongshi.search.normalise import grams, matches, normalise, words

# Part of the folder's name: an index of another make is left alone, not misread.
FORMAT = 2
COLUMNS = ("kind", "organ", "year", "status", "item")
# Documents held in memory, of some ten kilobytes each.
_HELD = 20_000
# Seconds that one writer waits for another.
PATIENCE = 60
_SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True), grams=fields.KEYWORD(scorable=False), digest=fields.STORED, normal=fields.STORED,
    facts=fields.STORED, row=fields.STORED,
)  # fmt: skip


class IndexBusyError(Exception):
    """Another process is writing the index, and goes on doing so."""


class TooSlowError(Exception):
    """The query was given up: it would take longer than its caller can wait."""


@dataclass(frozen=True, slots=True)
class Found:
    """``hits`` are the rows asked for, ``ids`` the addresses of all, ``facets`` counts of each column's values.

    A column's counts are taken with every filter but its own, so that a reader sees what another choice would give.
    """

    total: int
    words: tuple[str, ...]
    hits: list[dict[str, Any]]
    ids: list[str]
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


class WhooshIndex:
    """One index in one folder. Documents are told apart by kind and id."""

    def __init__(self, folder: Path) -> None:
        """Opens the index below ``folder``; one that is missing or damaged is begun anew."""
        # What it holds, as the entry of the browser's index says it; empty before the first update.
        self.content = ""
        # A generation, and its documents that were looked at, by number: reading them is most of what a query costs.
        self._held: tuple[int, dict[int, _Hit]] = -1, {}
        self._folder = folder / f"whoosh-{FORMAT}"
        try:
            self._index = index.open_dir(str(self._folder))
            with self._index.searcher() as searcher:
                searcher.doc_count()
        except Exception:  # whatever a damaged file makes of it: what is here can all be made again
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = index.create_in(str(self._folder), _SCHEMA)

    def update(
        self,
        documents: Sequence[Document],
        address: Callable[[Document], str],
        progress: Callable[[int], object] | None = None,
    ) -> int:
        """Makes the index hold exactly ``documents``; only what differs is written. Returns how many differed.

        Raises IndexBusyError when another process holds the index for over a minute.
        """
        self.content = content_of(digests_of(documents, address))
        wanted = {_key(document): document for document in documents}
        rows = {key: (_facts(document, address(document)), _row(document)) for key, document in wanted.items()}
        digests = {key: hashlib.sha256("".join(row).encode("utf-8")).hexdigest() for key, row in rows.items()}
        with self._index.searcher() as searcher:
            known = {stored["id"]: stored["digest"] for stored in searcher.all_stored_fields()}
        gone = [key for key in known if digests.get(key) != known[key]]
        new = [key for key in digests if known.get(key) != digests[key]]
        if not gone and not new:
            return 0
        try:
            writer = self._index.writer(timeout=PATIENCE, delay=0.25, limitmb=128)
        except LockError:
            raise IndexBusyError from None
        try:
            for key in gone:
                writer.delete_by_term("id", key)
            for done, key in enumerate(new):
                normal = [normalise(text) for _, text in wanted[key].fields]
                facts, row = rows[key]
                writer.add_document(
                    id=key, digest=digests[key], grams=" ".join(_grams(normal)), normal=normal, facts=facts, row=row
                )
                if progress is not None:
                    progress(done + 1)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise
        return len({*gone, *new})

    def search(
        self,
        asked: str,
        filters: Mapping[str, str] | None = None,
        sort: str = "relevance",
        limit: int | None = 10,
        offset: int = 0,
        seconds: float | None = None,
        day: str = "",
    ) -> Found:
        """Every document that contains each word of ``asked`` within one of its fields.

        ``filters`` are values by column; ``sort`` is ``relevance`` (exact number or party, then the joined words, then
        the rest, newer first within each) or ``date``. With a ``day`` (ISO), what lapsed before it is left out. Raises
        TooSlowError after ``seconds``.
        """
        wanted = words(asked)
        until = None if seconds is None else time.monotonic() + seconds
        found = self._containing(wanted, until) if wanted else []
        if day:
            found = [hit for hit in found if not hit.facts["lastDay"] or day <= hit.facts["lastDay"]]
        chosen = {name: value for name, value in (filters or {}).items() if value and name in COLUMNS}
        kept = [hit for hit in found if all(hit.columns[name] == value for name, value in chosen.items())]
        kept.sort(key=lambda hit: hit.key)
        kept.sort(key=lambda hit: hit.day, reverse=True)
        if sort != "date":
            joined = "".join(wanted)
            kept.sort(key=lambda hit: hit.rank(joined, len(wanted)))
        last = None if limit is None else offset + limit
        return Found(
            len(kept), tuple(wanted), [hit.row() for hit in kept[offset:last]], [hit.facts["url"] for hit in kept],
            {name: _counts(found, chosen, name) for name in COLUMNS},
        )  # fmt: skip

    def _containing(self, wanted: list[str], until: float | None) -> list[_Hit]:
        terms = {gram for word in wanted for gram in (grams(word) if len(word) > 1 else (word,))}
        asked = And([Term("grams", gram) for gram in sorted(terms)])
        hits = []
        with self._index.searcher() as searcher:
            generation, (known, held) = searcher.reader().generation(), self._held
            if generation != known:
                # Another process has brought the index up to date: its documents have other numbers.
                held = {}
                self._held = generation, held
            for number in searcher.docs_for_query(asked):
                if until is not None and time.monotonic() > until:
                    raise TooSlowError
                hit = held.get(number)
                if hit is None:
                    hit = _Hit(searcher.stored_fields(number))
                    if len(held) < _HELD:
                        held[number] = hit
                if matches(hit.normal, wanted):
                    hits.append(hit)
        return hits


class _Hit:
    """A document that was found. Its texts, by far the most of it, are taken apart only where they are shown."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self.key, self.normal, self._row = stored["id"], stored["normal"], stored["row"]
        self.facts: dict[str, Any] = json.loads(stored["facts"])
        self.columns: dict[str, str] = self.facts.pop("columns")
        self.keys: list[str] = self.facts.pop("keys")
        self.day: str = self.facts["day"]

    def row(self) -> dict[str, Any]:
        """As a hit of the browser's search."""
        return {**self.facts, "fields": json.loads(self._row)}

    def rank(self, joined: str, count: int) -> int:
        if joined in self.keys:
            return 0
        return 1 if count == 1 or any(joined in text for text in self.normal) else 2


def _counts(found: list[_Hit], chosen: Mapping[str, str], name: str) -> list[dict[str, Any]]:
    others = [(column, value) for column, value in chosen.items() if column != name]
    counted = Counter(
        hit.columns[name] for hit in found if all(hit.columns[column] == value for column, value in others)
    )
    return [{"value": value, "count": count} for value, count in sorted(counted.items()) if value]


def _key(document: Document) -> str:
    return f"{document.kind}/{document.record}"


def _grams(normal: Iterable[str]) -> list[str]:
    found = {gram for text in normal for gram in grams(text)}
    return sorted(found.union(*normal))


def _facts(d: Document, url: str) -> str:
    """What a hit of the browser's search holds besides its texts, and what filters and order look at."""
    facts = {
        "url": url, "kind": d.kind_zh, "organ": d.organ, "day": d.day, "lastDay": d.last_day, "status": d.status,
        "statusWords": d.status_zh,
        "columns": {"kind": d.kind_zh, "organ": d.organ, "year": d.day[:4], "status": d.status_zh, "item": d.item},
        "keys": sorted({normalise(key) for key in d.keys} - {""}),
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _row(d: Document) -> str:
    return json.dumps([list(pair) for pair in d.fields], ensure_ascii=False, separators=(",", ":"))
