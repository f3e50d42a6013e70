"""Reading, register and rules put together once, for the command line and for the site alike.

This is where a county's content becomes what may be seen on a day: a bad record is left out, a fault of the site file,
the calendar, the profile or the release store stops everything.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache, partial
from pathlib import Path

from gongshi import rules
from gongshi.calendars import CalendarError
from gongshi.cycles import without_collections
from gongshi.findings import Finding, Severity, ordered
from gongshi.history.last_good import last_good
from gongshi.history.past import Names, gone, past_of
from gongshi.history.walk import HistoryError
from gongshi.profiles import ProfileError
from gongshi.records.decision import Decision
from gongshi.records.site import Site
from gongshi.redaction.files import Audit, audit
from gongshi.redaction.files.child import CHILDREN
from gongshi.redaction.files.text import reading as reading_of
from gongshi.registry.circumstances import keys_of
from gongshi.registry.declared import declared, records_of
from gongshi.registry.register import Register
from gongshi.registry.setting import CALENDARS, PROFILES, Setting, setting_of
from gongshi.release.store import Store, StoreError, read_store
from gongshi.source.cache import Cache
from gongshi.source.load import Reading, read
from gongshi.source.locator import Locator
from gongshi.source.sound import DIGEST, Sound


@dataclass(slots=True)
class Assembled:
    """``register`` holds what is sound; it is None when a gate stops everything. ``findings`` are ordered."""

    findings: list[Finding]
    register: Register | None = None
    # How the content folder is called, for places that people can find.
    folder: str = "content"
    held: frozenset[str] = field(default_factory=frozenset)
    # What could be read, with what a rule's gate holds back: for those who look before it is mended.
    everything: Register | None = None

    @property
    def sound(self) -> Register:
        """The register of what may be built. RuntimeError when nothing may."""
        if self.register is None or self.stopped:
            raise RuntimeError("a gate stops everything")
        return self.register

    @property
    def stopped(self) -> bool:
        """True when nothing may be built."""
        return self.register is None or any(f.stops_everything for f in self.findings)

    @property
    def exit_code(self) -> int:
        """0 all well, 1 something is held back or a defect is open, 3 nothing may be published (DESIGN §8)."""
        if self.stopped:
            return 3
        return int(any(f.severity is not Severity.NOTE for f in self.findings))


def now_in_shanghai() -> datetime:
    """The only place that asks for the time, to the second. China keeps UTC+8 the year round."""
    return datetime.now(timezone(timedelta(hours=8))).replace(microsecond=0)


def today_in_shanghai() -> date:
    """The only place that asks for the date."""
    return now_in_shanghai().date()


@dataclass(frozen=True, slots=True)
class Publishing:
    """For those who publish: the last good versions of what is held back stand in for it, but for files in ``refused``.

    ``told``: what the gate on the output said; the records that it names are held back.
    """

    told: tuple[Finding, ...] = ()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a folder already: ``reading``, and a ``cache`` in place of the user's own of this folder."""

    cache: Cache
    reading: Reading


def assemble(
    content: Path,
    as_of: date | None = None,
    profile: str | None = None,
    publishing: Publishing | None = None,
    known: Known | None = None,
    only_gates: bool = False,
) -> Assembled:
    """Reads ``content`` for one day: ``as_of``, else the site file's 基准日, else today in Shanghai.

    ``profile`` names a profile, or a profile file, in place of the site's. ``only_gates``: for those who ask what is
    held back and nothing else. Never raises on content, however broken.
    """
    with without_collections():
        cache = known.cache if known else Cache.of(content)
        reading = known.reading if known else read(content, cache=cache)
        assembled = _assemble(content, as_of, profile, publishing, Known(cache, reading), only_gates)
    assembled.folder = content.resolve().name
    return assembled


def _assemble(
    content: Path,
    as_of: date | None,
    profile: str | None,
    publishing: Publishing | None,
    given: Known,
    only_gates: bool,
) -> Assembled:
    reading, remembered = given.reading, given.cache
    site = reading.site
    if site is None:
        return Assembled(ordered(reading.findings))
    try:
        store = read_store(content)
        setting = setting_of(content, site, as_of or site.as_of or today_in_shanghai(), profile, store.days)
        register = _register(reading, setting, site, frozenset(), content)
        register.audit = cache(partial(_audited, register, remembered.folder))
        stated = remembered.statements()
        names = Names(stated)
        past = register.past = past_of(register, store, content, names)
        remembered.keep_statements(stated, names.kept)
    except (CalendarError, ProfileError, StoreError, HistoryError) as error:
        return Assembled(ordered([*reading.findings, *error.findings]))
    known, said = remembered.sound(), remembered.said()
    if reading.attachments and not known:  # a first check: what audits them gets ready while rules look at records
        CHILDREN.start()
    # Rules ask as well which files are there, and which could not be read.
    files = (sorted(register.unreadable), sorted(register.attachments.items()))
    keys = keys_of(register, profile, _local(content, profile), files)
    there = frozenset(record.digest[:DIGEST] for record in records_of(register))
    register.sound = Sound(known, keys, said, there)
    everything = register
    locator = Locator(content)
    found = [*rules.run(register, locator.locate, only_gates), *(publishing.told if publishing else ())]
    remembered.keep_sound(known, register.sound.kept)
    remembered.keep_said(said, register.sound.told)
    held = {f.file for f in found if f.is_gate and f.file}
    if held:
        register = _register(reading, setting, site, frozenset(held), content)
        register.audit = everything.audit
        register.past = past
    try:
        if publishing is not None:
            _stand_in(register, everything, store, publishing.refused)
        register.gone = gone(register, store)
    except StoreError as error:
        return Assembled(ordered([*reading.findings, *found, *error.findings]))
    findings = ordered([*reading.findings, *found])
    return Assembled(findings, register, held=frozenset(held) | reading.unreadable, everything=everything)


def circumstances(register: Register, profile: str | None) -> dict[str, bytes]:
    """What the page of each decision and random result hangs on (``registry.circumstances``); ``profile``: as asked for."""
    return keys_of(register, profile, _local(register.content, profile))


def _local(content: Path, profile: str | None) -> list[Path]:
    """The rules and calendars of a locality."""
    files = [path for folder in (CALENDARS, PROFILES) for path in (content / folder).rglob("*") if path.is_file()]
    if profile and profile.endswith((".yaml", ".yml")):
        files += Path(profile).parent.glob("*.y*ml")
    return sorted(files)


def _audited(register: Register, memory: Path | None, file: str) -> Audit:
    may = declared(register).attached(file)
    return audit(register.content / file, file, reading_of(may), memory, may.identity)


def _register(reading: Reading, setting: Setting, site: Site, held: frozenset[str], content: Path) -> Register:
    register = Register(
        site=site,
        setting=setting,
        unreadable=reading.unreadable | held,
        attachments=reading.attachments,
        content=content,
    )
    for kind, records in reading.records.items():
        register.add(kind, (record for record in records if record.file not in held))
    register.index()
    return register


def _stand_in(register: Register, everything: Register, store: Store, refused: Collection[str]) -> None:
    """Fills the places of what is held back with what the public was last told of it."""
    found = last_good(register, everything, store, register.content, refused)
    for record in found:
        register.kept[record.id] = store.entries[record.id].attachments
        register.add("decision" if isinstance(record, Decision) else "random-result", [record])
    if found:
        register.reindex()
