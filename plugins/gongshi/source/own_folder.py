"""Where on this machine the program may remember things: the user's own cache folder, never a working tree."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

# Names the folder to use in place of the user's own; empty for no cache at all.
VARIABLE = "GONGSHI_CACHE"
# Folders that are remembered; the one not used for longest goes first.
MAX_FOLDERS = 16


def folder_of(content: Path) -> Path | None:
    """The user's own folder for what is remembered about ``content``, outside any working tree; None where there is none."""
    # No home, no permission, a name that no path can bear.
    with suppress(OSError, RuntimeError, ValueError):
        return _made(_root(content), hashlib.sha256(os.fsencode(content.resolve())).hexdigest()[:32])
    return None


def _root(content: Path) -> Path | None:
    """Where all caches lie; None when there is to be none, or when content could bring one along."""
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    if named is None:
        home = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
        root = base / "gongshi"
    else:
        root = Path(named)
    root = root.absolute()
    real = root.resolve()
    above = (real, *real.parents)
    if content.resolve() in above or any((folder / ".git").exists() for folder in above):
        return None
    return root


def _made(root: Path | None, name: str) -> Path | None:
    """A folder below ``root``, as nobody but this user may write it."""
    if root is None:
        return None
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / name
    if not _private(root):
        return None
    if not folder.exists():
        _make_room(root)
        folder.mkdir(mode=0o700, exist_ok=True)
    if not _private(folder):
        return None
    os.utime(folder)
    return folder


def _private(folder: Path) -> bool:
    """A folder, no link, of this user, which nobody else may write."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    if not hasattr(os, "geteuid"):  # Windows: what lies in the user's profile is the user's
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _make_room(root: Path) -> None:
    folders = sorted((path.lstat().st_mtime, path) for path in root.iterdir() if path.is_dir())
    for _, folder in folders[: max(0, len(folders) - MAX_FOLDERS + 1)]:
        shutil.rmtree(folder, ignore_errors=True)
