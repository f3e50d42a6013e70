"""Puts a package into the served folder of a host: the tree of before or the new one, never anything between.

The new tree grows beside the served folder, from the package and from links to what has not changed, and takes its place
in one step (``release.switch``). A note beside the folder says which manifest it holds; when it is not there, or was
left behind by a crash, the bytes themselves are asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from gongshi.release.manifest import STATUS, ManifestError, Row, digest_of, plain_files
from gongshi.release.package import Package, PackageError, taken
from gongshi.release.released import stamp_of
from gongshi.release.switch import discard, make_live, new_staging, recover, sweep
from gongshi.release.visit import FOREIGN

_FORMAT = 1
# Packages that are remembered: of a year, one a day.
_MOST_PAST = 400


class Outcome(Enum):
    """What came of it."""

    APPLIED = "已换上"
    ALREADY = "这个包已经用过，网站就是它的内容，没有再动"


def apply(package: Package, target: Path, step: Callable[[], None] = lambda: None) -> Outcome:
    """Makes ``target`` exactly what the package leads to. The caller holds the folder's turn (``release.turn``).

    Raises PackageError, in Chinese, when the package does not follow what is there; ForeignFolderError for a folder of
    somebody else's; OSError. ``target`` is then as it was. Killed at any moment, it leaves the old tree or the new one,
    and the next call with the same package completes.
    """
    target = target.resolve()
    recover(target)
    there = _rows(target) if target.is_dir() else {}
    if {path: (row.sha256, row.size) for path, row in there.items()} == {
        path: (row.sha256, row.size) for path, row in package.sealed.files.items()
    }:
        # A run that was cut after the switch left the tree of before beside it, with what has come down.
        sweep(target)
        _note(target, package, _past(target))
        return Outcome.ALREADY
    _in_order(package, target, there)
    known = _known(target)
    past = [*_past(target), *([known[0]] if known else [])]
    staging = new_staging(target)
    try:
        _grow(staging, package, target, step)
        # From here until the next note the bytes alone count: a crash must not leave a note of what is gone.
        _note(target, None, past)
        make_live(staging, target)
    except BaseException:
        discard(staging)
        raise
    _note(target, package, past)
    return Outcome.APPLIED


def _rows(target: Path) -> dict[str, Row]:
    try:
        return {path: Row(*digest_of(place)) for path, place in plain_files(target) if _counts(path)}
    except ManifestError as error:
        raise PackageError(f"网站文件夹里有不该有的东西：{error}") from None


def _counts(path: str) -> bool:
    return path != STATUS and not path.startswith(FOREIGN)


def _in_order(package: Package, target: Path, there: Mapping[str, Row]) -> None:
    """Raises PackageError unless what is there is what the package starts from."""
    if package.sealed.hash in _past(target):
        raise PackageError(
            f"次序不对：这个包以前用过，网站后来又换过，现在是 {_day(target) or '不明日期'} 的内容；什么也没有动"
        )
    if package.previous is None:
        _not_back(package, target)
        return
    if not there:
        raise PackageError("网站文件夹是空的，这个包里只有变了的文件；要先用一个完整的包")
    known = _known(target)
    if known is not None and known[0] != package.previous:
        older = "比网站现在的内容旧" if known[1] > package.sealed.as_of.isoformat() else "前面还漏了一个包"
        raise PackageError(
            f"次序不对：网站现在是 {known[1]} 的内容，这个包接在 {package.since} 的后面，{older}；什么也没有动"
        )
    day = _day(target)
    if day not in (package.since, package.sealed.as_of):
        raise PackageError(
            f"次序不对：网站现在是 {day or '不明日期'} 的内容，这个包接在 {package.since} 的后面；什么也没有动"
        )
    # Whoever applied the last package by hand left no note: the files that this one leaves alone must be as they were.
    for path, row in package.sealed.files.items():
        if path not in package.entries and (path not in there or there[path].sha256 != row.sha256):
            raise PackageError(
                f"次序不对：{path} 不是 {package.since} 的内容，前面漏了一个包，或者网站被改动过；什么也没有动"
            )


def _not_back(package: Package, target: Path) -> None:
    """Raises PackageError when a whole site is older than what is there: what has come down since would be seen again."""
    day = _day(target)
    if day is not None and day > package.sealed.as_of:
        raise PackageError(f"次序不对：网站现在是 {day} 的内容，这个包是 {package.sealed.as_of} 的，更旧；什么也没有动")


def _grow(staging: Path, package: Package, target: Path, step: Callable[[], None]) -> None:
    """The whole new tree in ``staging``."""
    with zipfile.ZipFile(package.place) as archive:
        for path in (*package.sealed.files, *(path for path in package.entries if path == STATUS)):
            place = staging / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if path in package.entries:
                with place.open("xb") as file:
                    taken(archive, package, path, file)
            else:
                _link(target / path, place)
                # Held against its sum here and not before: what was read once may have been written since.
                if digest_of(place)[0] != package.sealed.files[path].sha256:
                    raise PackageError(f"{path} 刚才被改动了；什么也没有动")
            step()
    for path, source in _foreign(target):
        (staging / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, staging / path)
    if hasattr(os, "sync"):
        # A host that loses power after the switch must find the bytes, not only the names.
        os.sync()


def _day(target: Path) -> date | None:
    try:
        return stamp_of(target)[0]
    except ManifestError:
        return None


def _foreign(target: Path) -> Iterator[tuple[str, Path]]:
    if target.is_dir():
        yield from ((path, place) for path, place in plain_files(target) if path.startswith(FOREIGN))


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _note(target: Path, package: Package | None, past: Sequence[str]) -> None:
    """Says beside the folder what it holds (None: nobody knows) and has held. Unwritten, it is gone: then bytes are asked."""
    place = _place(target)
    now = {"manifest": package.sealed.hash, "as_of": package.sealed.as_of.isoformat()} if package else {}
    before = [digest for digest in past if digest != now.get("manifest")]
    draft = place.with_name(f"{place.name}.part")
    with contextlib.suppress(OSError):
        draft.write_text(json.dumps({"format": _FORMAT, **now, "past": before[-_MOST_PAST:]}), encoding="utf-8")
        draft.replace(place)
        return
    place.unlink(missing_ok=True)


def _known(target: Path) -> tuple[str, str] | None:
    """Hash of the manifest and day of what the folder holds, by the note beside it; None without a sound one."""
    data = _noted(target)
    return (str(data["manifest"]), str(data["as_of"])) if {"manifest", "as_of"} <= data.keys() else None


def _past(target: Path) -> list[str]:
    """Hashes of the manifests that the folder has held before, as far as the note says; the oldest first."""
    past = _noted(target).get("past")
    return [str(digest) for digest in past] if isinstance(past, list) else []


def _noted(target: Path) -> dict[str, Any]:
    try:
        data = json.loads(_place(target).read_bytes())
        return dict(data) if data["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _place(target: Path) -> Path:
    return target.with_name(f".{target.name}.package")
