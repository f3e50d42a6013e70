"""The staging tree: every file of a build is written here once, and nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path


class CollisionError(Exception):
    """Two pages want one address. A fault of the engine or of ids that a rule should have caught."""


class Staging:
    """Writes files below ``root``; a file whose bytes equal the ``previous`` tree's is linked, not written again.

    The tree is always fresh, so no write can reach an inode of the live site through a hard link.
    """

    def __init__(self, root: Path, previous: Path | None) -> None:
        self.root = root
        self.previous = previous
        self.files: set[str] = set()
        # SHA-256 (hex) and number of bytes of each, as it was written or, when it was taken over, read.
        self.seals: dict[str, tuple[str, int]] = {}
        self.changed = 0
        self._folders: set[str] = set()
        self._place = str(root)

    def write(self, path: str, data: str | bytes) -> None:
        """Puts ``data`` at ``path`` (relative, forward slashes). CollisionError when the path is taken."""
        raw = data.encode("utf-8") if isinstance(data, str) else data
        target = self._claim(path)
        self.seals[path] = sha256(raw).hexdigest(), len(raw)
        if self.previous is not None:
            old = f"{self.previous}/{path}"
            try:
                with open(old, "rb") as file:  # noqa: PTH123 - the hot path: no Path object for each of 10 000 files
                    same = file.read() == raw
            except OSError:
                same = False
            if same and _link(old, target):
                return
        self.changed += 1
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(raw)

    def take(self, files: Mapping[str, str]) -> bool:
        """Takes files over from the tree of before: all of them, or none unless each has the SHA-256 (hex) given with it.

        CollisionError when a path is taken.
        """
        if self.previous is None:
            return False
        held: dict[str, bytes] = {}
        for path, digest in files.items():
            try:
                with open(f"{self.previous}/{path}", "rb") as file:  # noqa: PTH123
                    held[path] = file.read()
            except OSError:
                return False
            if sha256(held[path]).hexdigest() != digest:
                return False
        for path, raw in held.items():
            target = self._claim(path)
            self.seals[path] = files[path], len(raw)
            if not _link(f"{self.previous}/{path}", target):
                with open(target, "wb") as file:  # noqa: PTH123
                    file.write(raw)
        return True

    def copy(self, path: str, source: Path) -> None:
        """Puts a copy of ``source`` at ``path``."""
        self.write(path, source.read_bytes())

    def published(self, path: str) -> bytes | None:
        """What the tree of before holds at ``path``; None when there is nothing."""
        if self.previous is None:
            return None
        try:
            return (self.previous / path).read_bytes()
        except OSError:
            return None

    def _claim(self, path: str) -> str:
        folded = path.casefold()
        if folded in self.files:
            raise CollisionError(path)
        if path.startswith("/") or "/../" in f"/{path}/" or "\\" in path:
            raise CollisionError(f"path leaves the staging tree: {path}")
        self.files.add(folded)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._place}/{path}"


def _link(old: str, new: str) -> bool:
    try:
        os.link(old, new)
    except OSError:
        # A file system without hard links, or another device: a copy keeps the modification time all the same.
        try:
            shutil.copy2(old, new)
        except OSError:
            return False
    return True
