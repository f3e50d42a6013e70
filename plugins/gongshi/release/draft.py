"""A release before it has its name: read, built, looked through, and put beside the live one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from gongshi.assembly import Assembled
from gongshi.findings import Finding
from gongshi.history.past import tellings
from gongshi.registry.register import Register
from gongshi.release.before import Before
from gongshi.release.facts import Facts, facts_of, why_held
from gongshi.release.folder import SITE, UPDATING, Folder
from gongshi.release.gate import Verdict
from gongshi.release.manifest import Manifest, manifest_of
from gongshi.release.pulled import held_back
from gongshi.release.rounds import settled
from gongshi.release.store import read_store
from gongshi.release.told import Told, changed_only
from gongshi.release.work import ENGINE, BlockedError, Made, StoppedError, Work

# Bytes that must be free beyond what the new site may need.
SPARE = 16 * 1024 * 1024
_BESIDE = ".beside"
Narrow = Callable[[Assembled], Assembled]


@dataclass(frozen=True, slots=True)
class Draft:
    """``started``: the day in Shanghai when work on it began. ``held``: file → code of the gate that holds it back.
    ``inodes``: as in ``Made``.
    """

    place: Path
    as_of: date
    started: date
    manifest: Manifest
    facts: Facts
    told: Told
    held: Mapping[str, str] = field(default_factory=dict)
    inodes: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)


def drafted(
    folder: Folder, work: Work, before: Before, place: Path, narrow: Narrow | None = None
) -> tuple[Draft, Assembled]:
    """Reads, builds and looks. ``narrow`` makes of what was read, gates and all, what may be built of it.

    Raises BlockedError with what stands in the way, StoppedError when the day cannot be right.
    """
    started = work.today()
    room(folder, before)
    tree, beside = place / SITE, place / _BESIDE
    old = folder.release(before.name) / SITE if before.name else None
    made: list[Made] = []

    def attempt(assembled: Assembled) -> Verdict:
        for fresh in (tree, beside):
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
        work.say(f"正在按 {assembled.sound.setting.as_of} 生成网站……")
        made[:] = [work.render(assembled, tree, old, beside)]
        work.say(f"正在检查每个文件（有变化的 {made[0].changed} 个）……")
        verdict = work.look(tree, assembled.sound, made[0].seals)
        return verdict if verdict.findings else work.look(beside, assembled.sound, {})

    def assemble(told: tuple[Finding, ...], refused: frozenset[str]) -> Assembled:
        return _assembled(work, before, told, refused, narrow)

    work.say("正在读内容、按规则检查……")
    assembled, verdict = settled(assemble, attempt)
    if verdict.findings:
        raise BlockedError("要发布的文件里有不得公开的内容", verdict.findings)
    (beside / UPDATING).replace(place / UPDATING)
    shutil.rmtree(beside)
    register = assembled.sound
    manifest = manifest_of(tree, register.setting.as_of, ENGINE, made[0].owners, before.hash, made[0].seals)
    told, facts = _told(register, work)
    held, inodes = why_held(assembled.findings), made[0].inodes
    return Draft(place, register.setting.as_of, started, manifest, facts, told, held, inodes), assembled


def _told(register: Register, work: Work) -> tuple[Told, Facts]:
    store = read_store(work.content)
    telling, pulled = tellings(register, store, work.content, register.past.statements)
    # A last good version was told before, and is in the store as it was told.
    telling = {record: one for record, one in telling.items() if record not in register.kept}
    statements = {record: sha256(one.statement).hexdigest() for record, one in telling.items()}
    newly = tuple(record for record in pulled if record in store.entries and store.entries[record].pulled is None)
    told = Told(day_of(register, work), changed_only(telling, store, statements), newly)
    return told, facts_of(register, store, telling, statements)


def _assembled(
    work: Work, before: Before, told: tuple[Finding, ...], refused: frozenset[str], narrow: Narrow | None
) -> Assembled:
    assembled = work.assemble(told, refused)
    if narrow is None and assembled.stopped:
        raise BlockedError("有问题使全站不能更新")
    back = held_back(assembled.register, before.pulled) if assembled.register else []
    if back:
        files = frozenset(finding.file for finding in back)
        assembled = work.assemble((*told, *back), refused | files)
    if narrow is not None:
        assembled = narrow(assembled)
    not_backwards(assembled.sound.setting.as_of, before, work)
    on_the_day(assembled.sound, day_of(assembled.sound, work))
    return assembled


def day_of(register: Register, work: Work) -> date:
    """The day that is recorded as the first of what goes live now: never one that somebody named.

    A sample site lives on the day that it is built for; its dates are as invented as its county.
    """
    return register.setting.as_of if register.site.sample else work.today()


def on_the_day(register: Register, day: date) -> None:
    """What goes live for the first time bears the day of this very release: publishing gives up when that day ends."""
    states = {record.id: register.standings[record.id].state for record in register.dated()}
    new = {record: day for record, state in states.items() if state.expected and state.shown}
    if not new:
        return
    setting = register.setting
    register.under(replace(setting, first_published={**setting.first_published, **new}))


def not_backwards(as_of: date, before: Before, work: Work) -> None:
    """A clock that was set back would put on the site again what has lapsed. StoppedError unless the day was named."""
    if before.as_of is not None and as_of < before.as_of and work.asked is None:
        raise StoppedError(
            f"现在的网站是按 {before.as_of} 生成的，这一次却是 {as_of}：时钟可能被拨回；确要往回的，写明 --as-of"
        )


def room(folder: Folder, before: Before) -> None:
    """BlockedError when the disk could not hold a site as large as the one before, all of it changed."""
    needed = SPARE + sum(row.size for row in before.manifest.files.values()) if before.manifest else SPARE
    free = shutil.disk_usage(folder.root).free
    if free < needed:
        raise BlockedError(f"磁盘空间不够：还有 {free >> 20} MB，需要 {needed >> 20} MB")
