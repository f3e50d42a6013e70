"""A tree onto a host that readers are looking at, file by file, where no folder can be switched.

What pages need goes first, then pages, then what leads to them, then what is gone is deleted: at every moment each page
that is there has its parts, and each link leads somewhere. Every write goes to a name of its own and is renamed. A run
that was cut is completed by the next one.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from gongshi.release.manifest import STATUS, Manifest, ManifestError, digest_of
from gongshi.release.order import upwards
from gongshi.release.released import stamp_of
from gongshi.release.switch import ForeignFolderError, is_ours
from gongshi.release.visit import FOREIGN

# Lies on the host while a deployment is under way: from the first file on, the folder is known to be ours.
UNDERWAY = ".gongshi-deploy"
# What a file is called until it is whole; web servers are told to show no dotted names (docs/hosting).
_DRAFT = ".gongshi~"
# Worth packing beforehand: text. Shards of the search index are packed already.
_PACKABLE = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv")


# Where pages and attachments of records lie.
OF_RECORDS = ("decisions/", "random-results/", "files/")


class DeployError(Exception):
    """Nothing may be written there; the message says in Chinese why."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """What goes up: the tree, its manifest, and whether each text gets a packed copy beside it (``page.html.gz``)."""

    tree: Path
    sealed: Manifest
    packed: bool = False

    def paths(self, there: Container[str] = ()) -> list[str]:
        """In the order in which they go up to a host on which some are ``there`` already."""
        status = [STATUS] if (self.tree / STATUS).is_file() else []
        return upwards([*self.sealed.files, *status], there)

    def read(self, path: str) -> bytes:
        """The bytes of a file, held against the manifest. DeployError when they are others, OSError."""
        raw = (self.tree / path).read_bytes()
        if path != STATUS and sha256(raw).hexdigest() != self.sealed.files[path].sha256:
            raise DeployError(f"{path} 和发布清单里的不是同样的字节")
        return raw

    def packs(self, path: str) -> bool:
        """Whether a packed copy of a file goes up beside it."""
        return self.packed and path.endswith(_PACKABLE) and path != STATUS


@dataclass(slots=True)
class Tally:
    """How many files were written, were there already, and were deleted."""

    written: int = 0
    kept: int = 0
    deleted: int = 0


def packed_copy(raw: bytes) -> bytes:
    """gzip without a time or a name in it: the same bytes from the same bytes."""
    return gzip.compress(raw, 9, mtime=0)


def refuse_older(there: date | None, sealed: Manifest) -> None:
    """DeployError when the host shows a later day: going back would show again what has come down since."""
    if there is not None and there > sealed.as_of:
        raise DeployError(f"主机上已经是 {there} 的内容，比要传的 {sealed.as_of} 新；什么也没有动")


def deploy(shipment: Shipment, target: Path, step: Callable[[], None] = lambda: None) -> Tally:
    """Makes ``target``, a folder that is there (a mounted one, say), hold the shipment and nothing else of ours.

    Raises ForeignFolderError for a folder of somebody else's, DeployError, OSError; what is there is then whole, though
    perhaps half new, but for the pages and attachments that have come down; the next run completes.
    """
    there = _listed(target)
    own = [path for path in there if not path.startswith(FOREIGN)]
    if own and UNDERWAY not in there and not is_ours(target):
        raise ForeignFolderError(str(target))
    with suppress(ManifestError):
        refuse_older(stamp_of(target)[0], shipment.sealed)
    tally = Tally()
    wanted = {UNDERWAY}
    try:
        _write(target / UNDERWAY, b"")
        for path in shipment.paths(frozenset(own)):
            raw = shipment.read(path)
            wanted.add(path)
            _up(target / path, raw, tally)
            if shipment.packs(path):
                wanted.add(f"{path}.gz")
                _up(target / f"{path}.gz", packed_copy(raw), tally)
            step()
    except (OSError, DeployError):
        # A full disk or a file that somebody holds stops what is new; what has come down goes all the same.
        for path in _left_over(target, own, shipment.sealed.files):
            if path.startswith(OF_RECORDS) and path.removesuffix(".gz") not in shipment.sealed.files:
                with suppress(OSError):
                    (target / path).unlink()
        raise
    _down(target, _left_over(target, own, wanted), tally)
    (target / UNDERWAY).unlink()
    return tally


def _left_over(target: Path, own: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """What is there and not wanted; where upper and lower case are one, no other spelling of what is."""
    there = {path.casefold(): path for path in wanted}
    return [
        path for path in set(own) - set(wanted) if not _same(target / path, target / there.get(path.casefold(), ""))
    ]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False


def _listed(target: Path) -> list[str]:
    """Every file below ``target``. DeployError for a link: nobody knows where a write through it would end."""
    found = []
    for folder, folders, files in os.walk(target, onerror=_raise):
        for name in (*folders, *files):
            if (Path(folder) / name).is_symlink():
                raise DeployError(f"主机文件夹里的“{name}”是链接，不敢往里写；请先移走")
        found += [(Path(folder) / name).relative_to(target).as_posix() for name in files]
    return found


def _raise(error: OSError) -> None:
    raise error


def _up(place: Path, raw: bytes, tally: Tally) -> None:
    with suppress(FileNotFoundError):
        if place.stat().st_size == len(raw) and digest_of(place)[0] == sha256(raw).hexdigest():
            tally.kept += 1
            return
    _write(place, raw)
    tally.written += 1


def _write(place: Path, raw: bytes) -> None:
    """In one step for whoever reads, and on the disk before the name is there.

    Its mode is what ``release.turn`` leaves to new files: a mounted share of Windows may know none to be set.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{_DRAFT}{place.name}")
    with draft.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)


def _down(target: Path, paths: Iterable[str], tally: Tally) -> None:
    """What leads somewhere first, what is led to last; a packed copy before what it is a copy of, then empty folders."""
    order = upwards(paths)
    order.reverse()
    order.sort(key=lambda path: not path.endswith(".gz"))
    for path in order:
        (target / path).unlink(missing_ok=True)
        tally.deleted += 1
    for folder in _folders(target):
        if not folder.relative_to(target).as_posix().startswith(".well-known"):
            with suppress(OSError):  # not empty
                folder.rmdir()


def _folders(target: Path) -> Iterator[Path]:
    """Deepest first."""
    yield from (Path(folder) for folder, _, _ in os.walk(target, topdown=False) if Path(folder) != target)


def prepared(shipment: Shipment, folder: Path) -> list[str]:
    """Packed copies of all that gets one, in ``folder``, for whoever sends folders; their paths in order."""
    paths = []
    for path in shipment.paths():
        raw = shipment.read(path)
        if shipment.packs(path):
            place = folder / f"{path}.gz"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(packed_copy(raw))
            shutil.copystat(shipment.tree / path, place)
            paths.append(f"{path}.gz")
    return paths
