"""Pure deletion: what must come down goes by the manifest alone, without building anything (DESIGN §3, promise 4).

Files of the record go. Lists, feeds and search go as well, since they may name it: pages become the page 更新中, which
was scanned when the last release was made. Other records' pages stay, unless they name what goes.
"""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongshi.release.before import Before
from gongshi.release.draft import Draft
from gongshi.release.facts import Fact
from gongshi.release.folder import SITE, UPDATING, Folder, fresh, link_or_copy, put
from gongshi.release.manifest import STATUS, Manifest, Row, digest_of, holds, manifest_of, plain_files
from gongshi.release.publish import launch
from gongshi.release.switch import MARK
from gongshi.release.told import Told
from gongshi.release.work import ENGINE, Options, Work
from gongshi.site.owners import MANY, by_address

_TEXT = (".html", ".xml", ".json", ".csv", ".txt", ".svg")
_PULLED = "taken_down"


def delete(
    folder: Folder, work: Work, options: Options, before: Before, down: Mapping[str, str], as_of: date, day: date
) -> str:
    """A release of what is left of the live one; its name. ``down``: record → status; ``day`` is recorded.

    Raises OSError when the disk allows no new release, StoppedError as ``launch``.
    """
    with fresh(folder) as place:
        (place / SITE).mkdir()
        updating = _updating(folder, before.live)
        files, lost = _left(folder, before, down, place, updating)
        if lost:
            work.say(f"网站里有 {lost} 个文件被改动或者删去，和发布清单不符，没有留用")
        if updating is not None:
            put(place / UPDATING, updating)
        facts = {record: _down(fact, down.get(record), as_of) for record, fact in before.facts.items()}
        pulled = tuple(sorted(record for record, status in down.items() if status == _PULLED))
        manifest = Manifest(as_of, ENGINE, files, before.hash)
        draft = Draft(place, as_of, work.today(), manifest, facts, Told(day, {}, pulled))
        return launch(folder, work, options, before, draft)


def delete_in_place(folder: Folder, before: Before, down: Mapping[str, str]) -> int:
    """The last resort, on a disk that takes nothing new: unlinks from the live tree; how many files went. OSError.

    The tree is not whole afterwards: lists are missing until the next release. Nothing is missing that may not be.
    """
    trees = [folder.release(before.live) / SITE, *([folder.current] if folder.copied else [])]
    count, failed = 0, None
    for tree in trees:
        traces = _traces(down, before)
        for path, row in rows(before, tree).items():
            if row.of in down or row.of == MANY or _named(tree / path, traces):
                try:
                    (tree / path).unlink(missing_ok=True)
                    count += 1
                except OSError as error:
                    # The others go all the same.
                    failed = error
    if failed is not None:
        raise failed
    return count


def _updating(folder: Folder, live: str) -> bytes | None:
    """The page 更新中 of the live release; of another, when that one has lost it."""
    for name in (live, *reversed(folder.names())):
        with contextlib.suppress(OSError):
            return (folder.release(name) / UPDATING).read_bytes()
    return None


def _left(
    folder: Folder, before: Before, down: Mapping[str, str], place: Path, updating: bytes | None
) -> tuple[dict[str, Row], int]:
    """Links what may stay into ``place``; what that is, and how many files were not what the manifest says."""
    old, tree = folder.release(before.live) / SITE, place / SITE
    traces = _traces(down, before)
    found, lost = {}, 0
    for path, row in rows(before, old).items():
        if row.of in down:
            continue
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # What somebody changed since was never looked through.
        whole = row.of == MANY or holds(old / path, row)
        lost += not whole
        if row.of != MANY and whole and not _named(old / path, traces):
            link_or_copy(old / path, target)
            found[path] = row
        elif path.endswith(".html") and updating is not None:
            target.write_bytes(updating)
            found[path] = replace(row, sha256=digest_of(target)[0], size=len(updating))
    return found, lost


def rows(before: Before, tree: Path) -> Mapping[str, Row]:
    """The live files: the manifest's, else what is there, each file with the record that its address names."""
    if before.manifest is not None:
        return before.manifest.files
    paths = [path for path, _ in plain_files(tree) if path != STATUS]
    return manifest_of(tree, date.min, ENGINE, by_address(paths), None).files


def _traces(down: Mapping[str, str], before: Before) -> re.Pattern[bytes]:
    """Ids and document numbers of what goes, as they may stand in another record's page."""
    words = []
    for record in down:
        words.append(rb"(?<![a-z0-9-])" + re.escape(record.encode()) + rb"(?![a-z0-9-])")
        fact = before.facts.get(record)
        if fact is not None and fact.number:
            words.append(re.escape(fact.number.encode()))
    return re.compile(b"|".join(words))


def _named(place: Path, traces: re.Pattern[bytes]) -> bool:
    if not place.name.endswith(_TEXT) or place.name == MARK:
        return False
    try:
        return not stat.S_ISREG(place.lstat().st_mode) or traces.search(place.read_bytes()) is not None
    except OSError:
        return True


def _down(fact: Fact, status: str | None, as_of: date) -> Fact:
    """A record's facts on ``as_of`` when it has come down with ``status``, or when nothing happened to it."""
    if status is None:
        return fact
    later = () if status == _PULLED else tuple(change for change in fact.later if change.day > as_of.isoformat())
    return replace(fact, status=status, shown=False, tombstone=False, later=later)
