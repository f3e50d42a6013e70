"""``gongshi publish``: everything that may be seen today goes live in one step; whatever breaks, what must go goes.

The order of things: a whole release beside the live one, the last look at every byte, the day, the switch, the store,
the ledger (``release.commit``). What stops a release never stops removals (``release.removals``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from gongshi.release import facts, ledger, switch
from gongshi.release.backup import sweep_pool
from gongshi.release.before import Before
from gongshi.release.commit import Books, go_live, same_files
from gongshi.release.draft import Draft, drafted
from gongshi.release.folder import MANIFEST, RECORDS, SITE, TOLD, Folder, fresh, prune, put, put_json, settle
from gongshi.release.manifest import Manifest
from gongshi.release.proof import write_head
from gongshi.release.signature import SignatureError
from gongshi.release.store import INDEX
from gongshi.release.told import CommitError
from gongshi.release.work import Options, StoppedError, Work
from gongshi.site.failure import described

# Of each kind of event so many are named one by one: a first release of a county would fill the screen a hundred times.
_NAMED = 100


def publish(folder: Folder, work: Work, options: Options, before: Before) -> int:
    """One whole release; the caller holds the folder's lock. The exit status: 0, or 1 when something is held back.

    Raises BlockedError when none can go out, StoppedError when none should, OSError of the disk: each with the site as
    it was, byte for byte.
    """
    with fresh(folder) as place:
        draft, assembled = drafted(folder, work, before, place)
        same = nothing_new(before, draft)
        spoilt = same and not same_files(folder.current, draft.manifest.files, place / SITE)
        stays = options.dry_run or (same and not spoilt)
        if options.dry_run:
            difference(work, before, draft)
        elif stays:
            work.say(f"和现在的网站（{before.name}）完全一样，没有要换的")
        else:
            if spoilt:
                work.say("网站里有文件被改动、增加或者删去，和发布清单不符，现在重新换上")
            # Removals do not wait for books: what those could not be told waits in the journal.
            if draft.told.told or draft.told.pulled:
                writable(work.content / INDEX)
            writable(folder.ledger)
            launch(folder, work, options, before, draft)
    if stays and before.manifest is not None:
        _remember(folder, work, before.live, before.manifest, draft.inodes)
    return assembled.exit_code


def nothing_new(before: Before, draft: Draft) -> bool:
    """True when the live site is already what the draft would make of it, and is recorded as such."""
    manifest = before.manifest
    return (
        manifest is not None
        and (manifest.as_of, manifest.files) == (draft.as_of, draft.manifest.files)
        and not (draft.told.told or draft.told.pulled)
        and before.ledger.released(manifest.hash)
    )


def launch(folder: Folder, work: Work, options: Options, before: Before, draft: Draft) -> str:
    """Gives the draft its name and makes it live; the name.

    Raises StoppedError when the day has changed meanwhile (3), and when the new site is live but could not be recorded
    (1); OSError with the site as it was.
    """
    place = draft.place
    put_json(place / TOLD, draft.told.written())
    put(place / RECORDS, facts.written(draft.as_of, draft.facts, draft.held))
    put(place / MANIFEST, draft.manifest.written())
    _sign(work, options, place / MANIFEST)
    name = folder.next_name(draft.as_of)
    settle(place, folder, name)
    if work.today() != draft.started and draft.started in (draft.as_of, draft.told.day):
        switch.discard(folder.release(name))
        raise StoppedError("发布途中北京时间过了零点，没有换上；请重新运行，按新的一天发布")
    try:
        go_live(folder, name, work.content, options.copy, Books(draft.told, draft.manifest, draft.facts))
    except CommitError as error:
        raise StoppedError(str(error), 1) from None
    difference(work, before, draft)
    work.say(f"已发布 {name}：{len(draft.manifest.files)} 个文件")
    try:
        if options.sign:
            _sign(work, options, write_head(folder))
        if prune(folder, options.keep):
            sweep_pool(folder)
    except OSError as error:
        # It is live and entered; what is left over is left to the next run.
        work.say(f"已经换上，但没有收拾干净：{described(error)}；排除后下一次发布会补做")
    _remember(folder, work, name, draft.manifest, draft.inodes)
    return name


def _remember(
    folder: Folder, work: Work, name: str, manifest: Manifest, inodes: Mapping[str, tuple[int, int, int]]
) -> None:
    """Once the last link to a file of the live release is made or gone: both change what is known of it."""
    work.remember(folder.release(name) / SITE, {path: row.sha256 for path, row in manifest.files.items()}, inodes)


def _sign(work: Work, options: Options, place: Path) -> None:
    """A signature that fails stops nothing: what is published or taken down is so in law without it."""
    try:
        if options.sign:
            options.sign(place)
    except SignatureError as error:
        work.say(f"{error}；这一次没有签名")


def writable(place: Path) -> None:
    """OSError when a file at ``place`` could not be written: better known before the switch than after."""
    place.parent.mkdir(parents=True, exist_ok=True)
    probe = place.with_name(f".~{place.name}.probe")
    descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, b"\n" * 4096)
    finally:
        os.close(descriptor)
        probe.unlink()


def difference(work: Work, before: Before, draft: Draft) -> None:
    """Says what changes: how many files, and what happens to which record."""
    old, new = before.manifest.files if before.manifest else {}, draft.manifest.files
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(new[path].sha256 != old[path].sha256 for path in new.keys() & old.keys())
    work.say(f"文件：新增 {added}，变化 {changed}，删去 {gone}，不变 {len(new) - added - changed}")
    told: Counter[str] = Counter()
    for event in facts.events(draft.facts, before.facts, before.ledger.last()):
        told[event.event] += 1
        if told[event.event] <= _NAMED:
            fact = draft.facts.get(event.record) or before.facts.get(event.record)
            work.say(f"  {ledger.EVENTS[event.event]}：{event.record}{f'（{fact.number}）' if fact else ''}")
    for name, count in told.items():
        if count > _NAMED:
            work.say(f"  {ledger.EVENTS[name]}：共 {count} 条，只列出 {_NAMED} 条")
