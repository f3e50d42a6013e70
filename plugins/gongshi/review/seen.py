"""What the public sees of a record on one side of a change; of one held back, what it was last told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongshi.assembly import Assembled
from gongshi.lifecycle import Status
from gongshi.public.fingerprint import files_of
from gongshi.public.statement import restored
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.registry.standing import Standing, standing_of
from gongshi.release.store import Entry, Store, StoreError, read_store

_FOLDERS = {"decision": "post/decisions/", "random-result": "post/random-results/"}


@dataclass(frozen=True, slots=True)
class Seen:
    """``record`` as the public has it. ``standing``: None for what has no term. ``held``: its file was held back.

    ``source`` is the digest of the file as it lay there, empty for one that could not be read.
    """

    record: Record
    register: Register
    standing: Standing | None
    public: bool
    held: bool
    source: bytes
    digest: Callable[[str, str], str]

    @property
    def withdrawn(self) -> bool:
        """Taken down by a withdrawal."""
        return self.standing is not None and self.standing.state.status is Status.WITHDRAWN

    def files(self) -> dict[str, str]:
        """SHA-256 of each file that goes out with it, by the name that the record gives it."""
        return {name: self.digest(name, path) for name, path in files_of(self.record)}


def records_of(register: Register | None) -> dict[str, Record]:
    """Every record that a page may be made of, by its file below the content folder; none without a register."""
    if register is None:
        return {}
    shelves: list[Mapping[str, Record]] = [
        register.entities, register.flows, register.guides, register.boards, register.policies, register.decisions,
        register.random_results, register.annual_reports, *register.catalogues.values(),
    ]  # fmt: skip
    return {record.file: record for record in (register.site, *(r for shelf in shelves for r in shelf.values()))}


def before(side: Assembled) -> dict[str, Seen]:
    """What the public had when the content was as on ``side``, by file.

    A record held back there was not public, unless an earlier release had told of it: then that stayed (DESIGN promise
    3), and is what a change is compared with.
    """
    register = side.everything
    if register is None:
        return {}
    found = {file: _seen(record, register, file in side.held) for file, record in records_of(register).items()}
    store = _store(register)
    for file in side.held:
        was = _last_told(file, store, register, found.get(file)) if store is not None else None
        if was is not None:
            found[file] = was
    return found


def standing(record: Record, register: Register) -> Standing | None:
    """Where a record of a register stands; None for what has no term."""
    return register.standings.get(record.id) if isinstance(record, Decision | RandomResult) else None


def shown(record: Record, register: Register) -> bool:
    """Whether the public may see the record on the day, gates aside."""
    stands = standing(record, register)
    return stands is None or stands.state.shown


def pulled(register: Register, record: str) -> bool:
    """Whether the release store says that the record was taken down in error."""
    store = _store(register)
    return store is not None and record in store.entries and store.entries[record].pulled is not None


def _seen(record: Record, register: Register, held: bool) -> Seen:
    def digest(_name: str, path: str) -> str:
        return register.digest(path)

    public = shown(record, register) and not held
    return Seen(record, register, standing(record, register), public, held, record.digest, digest)


def _last_told(file: str, store: Store, register: Register, there: Seen | None) -> Seen | None:
    """A record held back, as an earlier release told of it; None where none did, or where it cannot be read again."""
    identity = file.rpartition("/")[2].removesuffix(".yaml")
    entry: Entry | None = store.entries.get(identity)
    if entry is None or not entry.statement or not file.startswith(_FOLDERS.get(entry.kind, "\0")):
        return None
    try:
        record = restored(store.statement(identity) or {}, entry.kind, identity)
    except (ValueError, StoreError):
        return None
    if not isinstance(record, Decision | RandomResult):
        return None
    record.bind(id=identity, file=file)
    told = entry.attachments

    def digest(name: str, _path: str) -> str:
        return told.get(name, "")

    stands = standing_of(record, register.setting)
    return Seen(record, register, stands, stands.state.shown, True, there.source if there else b"", digest)


def _store(register: Register) -> Store | None:
    try:
        return read_store(register.content)
    except StoreError:  # said by a gate of its own
        return None
