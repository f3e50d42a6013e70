"""What need not be made again: files of the tree of before whose every input is the same as when they were made.

The pages of a decision are taken over when nothing that has a say in them has changed, all by SHA-256: the record and
its circumstances (``registry.circumstances``), those of each decision that it names or that is named as like it, the
theme's files, what is on every page, the site's address, and the program. Any other page is, when it is made of the
same data. Of the search index everything is, when all documents are the same, else what does not differ. A file of the
tree of before that has lost its bytes is not taken.

What is remembered lies beside the records that were read (``source.cache``): private, sealed, thrown away on any doubt.
It holds only what the last run made, so that it is no larger than the lists of the site.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from itertools import groupby
from typing import Any

from gongshi.records.decision import Decision
from gongshi.registry.register import Register
from gongshi.site.staging import Staging
from gongshi.source.cache import Cache
from gongshi.source.digests import digest

_INDEX_LIBRARIES = ("markdown", "nh3")
_PAGES, _OTHERS, _INDEX = "pages", "others", "index"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a decision: its row in the lists, and what stands for it; path → SHA-256 of each of its files; whether
    search engines may keep its page; and what the row does not say of the document under which it is found.
    """

    row: dict[str, Any]
    key: str
    files: dict[str, str]
    indexed: bool
    found: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Index:
    """What became of all ``records`` (as ``digest``) and of the ``documents`` made of them (``digests_of``): path → SHA-256
    of each file of the search index; the years of decisions, newest first; and the library that compressed it, which
    has a say in its bytes.
    """

    records: str = ""
    documents: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    years: list[str] = field(default_factory=list)
    zlib: str = field(default_factory=lambda: zlib.ZLIB_RUNTIME_VERSION)


def named(record: Decision) -> list[str]:
    """Ids of all other decisions that ``project_decision`` looks up for a record, whether they are there or not."""
    return [*(relation.record for relation in record.related), *([record.replaces] if record.replaces else ())]


def told(*data: Any) -> str:
    """What a page is made of, as text; empty when something in it is no plain data and cannot be compared."""
    try:
        return json.dumps(data, ensure_ascii=False, default=_as_text)
    except (TypeError, ValueError):
        return ""


def _as_text(value: Any) -> str:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(type(value))


class Unchanged:
    """What the last run made of one content folder. Without a ``cache`` it knows nothing and keeps nothing.

    ``keys``: file of a record → what stands for it and its circumstances; a record that has none is made every time.
    """

    def __init__(self, cache: Cache | None = None, keys: Mapping[str, bytes] | None = None) -> None:
        self._cache = cache or Cache(None)
        self._keys = keys or {}
        self._known: dict[str, Any] = {}
        self._kept: dict[str, Any] = {"groups": {}, "pages": {}}
        self._others: dict[str, Any] = {}
        self._others_kept: dict[str, list[str]] = {}
        self._theme = self._common = ""
        self._owns: dict[str, str] = {}
        self._decisions: Mapping[str, Decision] = {}

    def open(self, register: Register, theme: str, chrome: Iterable[str]) -> None:
        """Before any other question. ``theme`` stands for what has a say in every page, ``chrome`` is header and footer of
        those of decisions.
        """
        self._decisions = register.decisions
        self._theme = theme
        self._common = digest(theme, *chrome)
        self._known, self._others = _read(self._cache.note(_PAGES)), _read(self._cache.note(_OTHERS))
        # A last good version bears the file's name, and is not what the file says.
        stood_in = {record.file for record in self._decisions.values() if record.id in register.kept}
        self._owns = {
            record.id: self._own(record) for record in self._decisions.values() if record.file not in stood_in
        }

    def close(self) -> None:
        """After the last one: what was made is remembered."""
        for name, kept, known in ((_PAGES, self._kept, self._known), (_OTHERS, self._others_kept, self._others)):
            if kept != known:
                self._cache.keep_note(name, json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def page(self, url: str, made_of: str, render: Callable[[], str], staging: Staging) -> None:
        """Takes over a page that was made of the same before, else writes it anew; ``made_of`` as ``told`` says it."""
        key = digest(self._theme, made_of) if self._theme and made_of else ""
        before = self._others.get(url)
        if not (key and before is not None and before[0] == key and staging.take({url: before[1]})):
            staging.write(url, render())
        if key:
            self._others_kept[url] = [key, staging.seals[url][0]]

    def groups(self, shown: Sequence[Decision]) -> Iterator[tuple[list[Decision], dict[str, list[str]] | None]]:
        """Decisions of one kind and item together, beyond which none is like another, and which were like which (id →
        ids) when they were the same; None when they are not.
        """
        for name, group in groupby(sorted(shown, key=_subject), key=_subject):
            records = list(group)
            key = self._all(records)
            before = self._known.get("groups", {}).get(name)
            like = before[1] if key and before is not None and before[0] == key else None
            if like is not None:
                self._kept["groups"][name] = before
            yield records, like

    def keep_group(self, records: Sequence[Decision], like: Mapping[str, list[str]]) -> None:
        """Remembers which of a group are like which."""
        key = self._all(records)
        if key:
            self._kept["groups"][_subject(records[0])] = [key, dict(like)]

    def taken(
        self, records: Iterable[Decision], like: Mapping[str, Sequence[str]], staging: Staging
    ) -> dict[str, Made]:
        """Takes over what was made of records, by id; what is not there has to be made again. ``like``: id → ids of cases
        that it names.
        """
        before = self._known.get("pages", {})
        same = {
            record.id: known
            for record in records
            if (known := before.get(record.id)) and known[0] == self._key(record, like.get(record.id, ()))
        }
        taken = staging.take_each([known[1]["files"] for known in same.values()])
        kept = {record: known for (record, known), there in zip(same.items(), taken, strict=True) if there}
        self._kept["pages"].update(kept)
        return {record: Made(**known[1]) for record, known in kept.items()}

    def keep(self, record: Decision, like: Sequence[str], made: Made) -> None:
        """Remembers what was made. What has attachments hangs on their bytes as well, and is made every time."""
        key = self._key(record, like)
        if key and not record.attachments:
            # Not asdict(), which copies every row to its depths.
            self._kept["pages"][record.id] = [key, {name: getattr(made, name) for name in Made.__slots__}]

    def records(self, register: Register) -> str:
        """What stands for everything that the index says; empty when that cannot be told."""
        dated = list(register.dated())
        keys = [self._keys.get(record.file, b"") for record in dated if record.id not in register.kept]
        libraries = repr([version(name) for name in _INDEX_LIBRARIES])
        return digest(libraries, *sorted(keys)) if len(keys) == len(dated) and keys and all(keys) else ""

    def index(self) -> Index:
        """What the last run made; an empty one when that is not known, or the same would not be made of the same again."""
        known = Index(**_read(self._cache.note(_INDEX)))
        return known if known.zlib == zlib.ZLIB_RUNTIME_VERSION else Index()

    def keep_index(self, index: Index) -> None:
        """Remembers what the index is made of."""
        self._cache.keep_note(_INDEX, json.dumps(asdict(index)).encode())

    def _key(self, record: Decision, like: Iterable[str]) -> str:
        """What stands for everything that its pages show; empty when that cannot be told."""
        own = self._owns.get(record.id, "")
        others = [self._owns.get(other, "") for other in like]
        return digest(self._common, own, *others) if own and all(others) else ""

    def _all(self, records: Iterable[Decision]) -> str:
        keys = [self._owns.get(record.id, "") for record in records]
        return digest(*keys) if all(keys) else ""

    def _own(self, record: Decision) -> str:
        """A record, its circumstances, and those of the decisions that it names; empty when they cannot be told."""
        parts = [record.id.encode()]
        for one in (record, *map(self._decisions.get, named(record))):
            key = self._keys.get(one.file, b"") if one is not None else b"none"
            if not key:
                return ""
            parts.append(key)
        return digest(*parts)


def _subject(record: Decision) -> str:
    return f"{record.code}/{record.item or ''}"


def _read(payload: bytes) -> dict[str, Any]:
    """What was remembered; nothing when it is no JSON object. Its bytes are ours: the cache's seal says so."""
    try:
        found = json.loads(payload.decode("utf-8", "surrogatepass"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
