"""The folder of a site's releases: what lies where, which release is live, and how another becomes it.

The layout is described in docs/release.md. Whoever changes anything here holds the folder's lock.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongshi.release import switch
from gongshi.release.manifest import Manifest, ManifestError, read_manifest

MANIFEST, RECORDS, UPDATING, TOLD, SITE = "manifest.json", "records.json", "updating.html", "told.json", "site"
CURRENT, RELEASES = "current", "releases"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(\d{3,})")
_FRESH = ".new-"


@dataclass(frozen=True, slots=True)
class Folder:
    """``root`` is DIR of ``publish --site DIR``. Nothing is made by asking."""

    root: Path

    @property
    def current(self) -> Path:
        """What the web server shows: a link to the live release's site, or a folder of its files."""
        return self.root / CURRENT

    @property
    def releases(self) -> Path:
        """A folder for each release that is kept."""
        return self.root / RELEASES

    @property
    def ledger(self) -> Path:
        """The append-only chain of events."""
        return self.root / "ledger" / "ledger.jsonl"

    @property
    def journal(self) -> Path:
        """There while a switch is half done."""
        return self.root / "journal.json"

    @property
    def lock(self) -> Path:
        """Held by whoever changes anything."""
        return self.root / ".lock"

    @property
    def copied(self) -> bool:
        """True when ``current`` is a folder of its own and no link."""
        return self.current.is_dir() and not self.current.is_symlink()

    def release(self, name: str) -> Path:
        """The folder of one release."""
        return self.releases / name

    def names(self) -> list[str]:
        """Whole releases, oldest first: a release gets its name when it is whole."""
        with contextlib.suppress(OSError):
            found = [path.name for path in self.releases.iterdir() if _NAME.fullmatch(path.name)]
            return sorted(found, key=_order)
        return []

    def live(self) -> str | None:
        """The name of the release that is live; None while there is none, or it cannot be told."""
        if self.current.is_symlink():
            # RuntimeError: a link that goes round. Where it leads counts: somebody may have made it anew by hand.
            with contextlib.suppress(OSError, RuntimeError):
                place = self.current.resolve()
                name = place.parent.name
                if _NAME.fullmatch(name) and place == self.releases.resolve() / name / SITE:
                    return name
            return None
        with contextlib.suppress(OSError, ValueError):
            name = (self.root / "live").read_text(encoding="ascii").strip()
            if _NAME.fullmatch(name) and self.copied:
                return name
        return None

    def next_name(self, as_of: date) -> str:
        """A name that sorts after every release of the day, those included that were pruned."""
        taken = [int(n.rpartition("-")[2]) for n in self.names() if n.startswith(f"{as_of.isoformat()}-")]
        return f"{as_of.isoformat()}-{max(taken, default=0) + 1:03d}"

    def manifest(self, name: str | None) -> Manifest | None:
        """The manifest of a release; None when it is not there or cannot be trusted."""
        if name is None:
            return None
        try:
            return read_manifest(self.release(name) / MANIFEST)
        except ManifestError:
            return None


@contextmanager
def fresh(folder: Folder) -> Iterator[Path]:
    """A new folder for a release to grow in, removed unless it was renamed meanwhile. Raises OSError.

    Leftovers of runs that died are removed first.
    """
    folder.releases.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    place = Path(tempfile.mkdtemp(prefix=_FRESH, dir=folder.releases))
    try:
        yield place
    finally:
        if place.exists():
            switch.discard(place)


def sweep(folder: Folder) -> None:
    """Removes what runs that died left unfinished, or were still removing."""
    with contextlib.suppress(OSError):
        for leftover in sorted(folder.releases.iterdir()):
            if leftover.name.startswith("."):
                switch.discard(leftover)
    with contextlib.suppress(OSError):
        for leftover in sorted(folder.root.glob(".~*")):
            leftover.unlink()


def settle(place: Path, folder: Folder, name: str) -> None:
    """Gives a whole release its name; what it holds is on the disk before the name is. Raises OSError."""
    place.chmod(0o755)
    (place / SITE).chmod(0o755)
    flush(place)
    place.rename(folder.release(name))
    flush(folder.releases)


def prune(folder: Folder, keep: int) -> int:
    """Removes all but the last ``keep`` releases, never the live one; how many went."""
    live, names = folder.live(), folder.names()
    gone = [name for name in names[: max(0, len(names) - keep)] if name != live]
    for name in gone:
        # Out of sight in one step, so that a release with a name is always whole.
        hidden = folder.releases / f".old-{name}"
        with contextlib.suppress(OSError):
            folder.release(name).rename(hidden)
            switch.discard(hidden)
    return len(gone)


def point(folder: Folder, name: str, copy: bool) -> None:
    """Makes a release live in one step: by a link, or by a whole folder of the same files. Raises OSError."""
    if copy or folder.copied:
        _copy(folder, name)
        return
    link = folder.root / ".~current"
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(Path(RELEASES) / name / SITE, target_is_directory=True)
    except OSError:
        # A file system or an account without links; never a full disk, which the copy would meet again.
        _copy(folder, name)
        return
    link.replace(folder.current)
    flush(folder.root)


def _copy(folder: Folder, name: str) -> None:
    staging = switch.new_staging(folder.current)
    try:
        twin(folder.release(name) / SITE, staging)
        if folder.current.is_symlink():
            folder.current.unlink()
        switch.make_live(staging, folder.current)
    except BaseException:
        switch.discard(staging)
        raise
    put(folder.root / "live", name.encode())


def twin(source: Path, target: Path) -> None:
    """Every file of ``source`` below ``target``, linked where the file system can."""
    for where, folders, files in os.walk(source):
        below = target / Path(where).relative_to(source)
        for name in folders:
            (below / name).mkdir(exist_ok=True)
        for name in files:
            link_or_copy(Path(where) / name, below / name)


def link_or_copy(source: Path, target: Path) -> None:
    """One file in two places: the same inode, else a copy with the same time. Raises OSError."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)


def put(place: Path, raw: bytes) -> None:
    """Writes a file in one step; nobody ever reads half of it, and no other name of the old file changes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".~", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_json(place: Path, data: object) -> None:
    """The same for JSON data."""
    put(place, (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode())


def flush(place: Path) -> None:
    """Asks the system to put all of a folder's file system onto the disk, so that a power cut finds it whole."""
    if sys.platform == "win32":
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _order(name: str) -> tuple[str, int]:
    day, _, number = name.rpartition("-")
    return day, int(number)
