"""The register beside the release store and git's history: what the rules on forged dates and silent changes look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

from gongshi.history import cache
from gongshi.history.alterations import changes, new_events
from gongshi.history.walk import Walk, locate, walk
from gongshi.lifecycle import Status
from gongshi.public.statement import Statement, canonical, restored, statement_of
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.past import Alteration, Moved, Past, Step, Vanished
from gongshi.registry.register import Register
from gongshi.registry.standing import Standing, standing_of
from gongshi.release.seal import Telling
from gongshi.release.store import INDEX, Entry, Store

# Nothing of these is before the public any more, so that nothing is owed to it.
_OVER = frozenset({Status.LAPSED, Status.ENDED_EARLY, Status.NOT_DISCLOSED})
_FOLDERS = {"decision": "post/decisions/", "random-result": "post/random-results/"}
_Dated = Decision | RandomResult


class Names:
    """SHA-256 of the statement of each record. It hangs on the record's own bytes alone: ``known`` is by their digest, and
    ``kept`` what to know the next time.
    """

    def __init__(self, known: Mapping[bytes, bytes] | None = None) -> None:
        self._known = known or {}
        self.kept: dict[bytes, bytes] = {}

    def of(self, record: _Dated) -> str:
        """In hexadecimal: what names the statement in the release store."""
        name = self._known.get(record.digest) if record.digest else None
        name = name or sha256(canonical(statement_of(record))).digest()
        if record.digest:
            self.kept[record.digest] = name
        return name.hex()


def past_of(register: Register, store: Store, content: Path, names: Names) -> Past:
    """Compares every record that was published with what the public was told of it, and with git's history.

    A sample site (示例) is compared with the store alone: its dates are as invented as its county, and each of its
    pages says so. Raises StoreError when a statement that is needed cannot be trusted, HistoryError on a history that
    is cut off or cannot be read.
    """
    walked = None if register.site.sample else _walked(content)
    altered = {}
    for record in register.dated():
        entry = store.entries.get(record.id)
        if entry is None or entry.statement is None:
            continue
        alteration = _alteration(record, names.of(record), entry, store, register, content)
        if alteration is not None:
            altered[record.id] = alteration
    pulled = {identity: entry.pulled for identity, entry in store.entries.items() if entry.pulled}
    vanished = tuple(_vanished(register, store, walked))
    past = Past(altered=altered, vanished=vanished, pulled=pulled, statements=names.kept)
    if walked is None:
        return past
    return replace(
        past,
        trails={path: tuple(trail) for path, trail in walked.trails.items()},
        moved=tuple(_moved(store, walked)),
        vouched=_vouched(walked),
        backwards=tuple(walked.backwards),
    )


def gone(register: Register, store: Store) -> list[tuple[_Dated, Standing]]:
    """What the store was told of records of which nothing sound is below content/ any more, for statistics alone.

    A lapsed decision may leave the repository, and one bad file is held back; neither changes how many were made in
    its year. Statements that this engine's classes cannot read, and records taken down in error, are not among them.
    Raises StoreError when a statement cannot be trusted.
    """
    shelves: dict[str, Collection[str]] = {"decision": register.decisions, "random-result": register.random_results}
    found = []
    for identity, entry in store.entries.items():
        if entry.statement is None or identity in shelves.get(entry.kind, (identity,)):
            continue
        try:
            record = restored(store.statement(identity) or {}, entry.kind, identity)
        except ValueError:
            continue
        # An organ that is no longer on the roster has no name here, and no rules.
        if isinstance(record, Decision | RandomResult) and record.entity in register.roster:
            found.append((record, standing_of(record, register.setting)))
    return found


def tellings(
    register: Register, store: Store, content: Path, known: Mapping[bytes, bytes] | None = None
) -> tuple[dict[str, Telling], list[str]]:
    """What a release of this register tells of each record, and the ids taken down in error: what ``seal`` takes.

    Told are the records that may be seen on the day, and those that once were; the latter keep their statements for
    what is asked of them later (when they lapsed, what was withdrawn). Left out are those without attachments whose
    statement is ``known`` (``Past.statements``) to be the one in the store.
    """
    told, pulled = {}, []
    for record in register.dated():
        state = register.standings[record.id].state
        if state.status is Status.TAKEN_DOWN:
            pulled.append(record.id)
        elif known and _told_before(record, store.entries.get(record.id), known):
            continue
        elif state.status is not Status.NOT_DISCLOSED and (
            state.shown or state.tombstone or record.id in store.entries
        ):
            kind = "decision" if isinstance(record, Decision) else "random-result"
            told[record.id] = Telling(kind, canonical(statement_of(record)), _attachments(record, content))
    return told, pulled


def _told_before(record: _Dated, entry: Entry | None, known: Mapping[bytes, bytes]) -> bool:
    if entry is None or entry.attachments or (isinstance(record, Decision) and record.attachments):
        return False
    return known.get(record.digest, b"").hex() == entry.statement


def _walked(content: Path) -> Walk | None:
    found = locate(content)
    if found is None:
        return None
    repository, below, head = found
    known = cache.load(content, below)
    last = known.last if known else ""
    walked = walk(repository, below, head, known)
    if not walked.trails:
        return None
    if walked.last != last:
        cache.save(content, below, walked)
    return walked


def _alteration(
    record: _Dated, name: str, entry: Entry, store: Store, register: Register, content: Path
) -> Alteration | None:
    swapped = tuple(_swapped(record, entry, content)) if entry.attachments else ()
    same = name == entry.statement
    if (same and not swapped) or entry.stated is None:
        return None
    statement = statement_of(record)
    before = statement if same else store.statement(record.id) or {}
    standing = _standing(before, entry, record.id, register)
    return Alteration(
        stated=entry.stated,
        over=(standing is not None and standing.state.status in _OVER) or _in_error(record, entry.stated),
        changes=changes(before, statement),
        events=new_events(before, statement),
        attachments=swapped,
    )


def _in_error(record: _Dated, stated: date) -> bool:
    """What was never to be public is mended without a word about what it said."""
    takedowns = record.takedowns if isinstance(record, Decision) else ()
    return record.internal.minor or any(takedown.day >= stated for takedown in takedowns)


def _standing(statement: Statement, entry: Entry, identity: str, register: Register) -> Standing | None:
    """Where a statement stands on the day; None when this engine's classes cannot read it."""
    try:
        record = restored(statement, entry.kind, identity)
    except ValueError:
        return None
    return standing_of(record, register.setting) if isinstance(record, Decision | RandomResult) else None


def _attachments(record: _Dated, content: Path) -> dict[str, str]:
    """SHA-256 of each file that a record attaches, by the name that the record gives it; missing ones are left out."""
    if not isinstance(record, Decision) or not record.attachments:
        return {}
    folder = (content / record.file).parent
    found = {}
    for attachment in record.attachments:
        with suppress(OSError), (folder / attachment.file).open("rb") as file:
            found[attachment.file] = file_digest(file, "sha256").hexdigest()
    return found


def _swapped(record: _Dated, entry: Entry, content: Path) -> list[str]:
    """Files that bear a name that was published and hold other bytes; added and dropped ones show in the statement."""
    now = _attachments(record, content)
    return [file for file in now if entry.attachments.get(file, now[file]) != now[file]]


def _vanished(register: Register, store: Store, walked: Walk | None) -> Iterator[Vanished]:
    shelves: dict[str, Collection[str]] = {"decision": register.decisions, "random-result": register.random_results}
    unread = {
        (kind, _stem(file)) for file in register.unreadable for kind, at in _FOLDERS.items() if file.startswith(at)
    }
    as_of = register.setting.as_of
    for identity, entry in store.entries.items():
        if entry.statement is None or entry.first_published > as_of or entry.kind not in shelves:
            continue
        if identity in shelves[entry.kind] or (entry.kind, identity) in unread:
            continue
        statement = store.statement(identity) or {}
        standing = _standing(statement, entry, identity, register)
        if standing is not None and standing.state.status in _OVER | {Status.WITHDRAWN}:
            continue
        file, step = _last_seen(identity, _FOLDERS[entry.kind], walked)
        number = str(statement.get("文书号") or statement.get("任务名称") or "")
        yield Vanished(identity, number, store.place(identity), step, file)


def _last_seen(identity: str, folder: str, walked: Walk | None) -> tuple[str, Step | None]:
    """The file that held a record, and the commit that took it away."""
    for path, trail in walked.trails.items() if walked else ():
        if path.startswith(folder) and _stem(path) == identity and trail[-1].status in "DR":
            return path, trail[-1]
    return "", None


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def _moved(store: Store, walked: Walk) -> Iterator[Moved]:
    for identity, (day, step) in walked.days.items():
        entry = store.entries.get(identity)
        now = entry.first_published if entry else None
        if now != day:
            yield Moved(identity, day, now, store.place(identity), step)


def _vouched(walked: Walk) -> frozenset[str]:
    """Ids that the index held when it first came into the branch: their publication is older than this history."""
    index = walked.trails.get(INDEX)
    if not index:
        return frozenset()
    return frozenset(identity for identity, (_, step) in walked.days.items() if step.commit == index[0].commit)
