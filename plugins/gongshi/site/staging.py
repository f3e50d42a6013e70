"""The staging tree: every file of a build is written here once, and nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from gongshi.site.inodes import Inode, Inodes, inode_of, whole


class CollisionError(Exception):
    """Two pages want one address. A fault of the engine or of ids that a rule should have caught."""


class Staging:
    """Writes files below ``root``; a file whose bytes equal the ``previous`` tree's is linked, not written again.

    The tree is always fresh, so no write can reach an inode of the live site through a hard link.
    """

    def __init__(self, root: Path, previous: Path | None, untouched: Inodes | None = None) -> None:
        """``untouched``: what is known of files of ``previous`` without reading them."""
        self.root = root
        self.previous = previous
        self.files: set[str] = set()
        # SHA-256 (hex) and number of bytes of each, as it was written or, when it was taken over, read or known.
        self.seals: dict[str, tuple[str, int]] = {}
        # What each was known by at that moment.
        self.inodes: dict[str, Inode] = {}
        self._untouched = untouched or {}
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
                with open(old, "rb", opener=_plain) as file:
                    self.inodes[path] = inode_of(os.fstat(file.fileno()))
                    same = file.read() == raw
            except OSError:
                same = False
            if same and _link(old, target):
                return
        self.changed += 1
        self._put(path, target, raw)

    def take(self, files: Mapping[str, str]) -> bool:
        """Takes files over from the tree of before: all of them, or none unless each has the SHA-256 (hex) given with it.

        CollisionError when a path is taken.
        """
        if self.previous is None:
            return False
        held: dict[str, Inode] = {}
        for path, digest in files.items():
            inode = self._holds(path, digest)
            if inode is None:
                return False
            held[path] = inode
        for path, inode in held.items():
            target = self._claim(path)
            self.seals[path], self.inodes[path] = (files[path], inode[1]), inode
            old = f"{self.previous}/{path}"
            if not _link(old, target):
                self._put(path, target, Path(old).read_bytes())
        return True

    def _holds(self, path: str, digest: str) -> Inode | None:
        """The inode of a file of the tree of before that has this SHA-256 (hex); None when it has another, or is gone."""
        old, known = f"{self.previous}/{path}", self._untouched.get(path)
        try:
            if known is not None and known == whole(status := os.lstat(old), digest):
                return inode_of(status)
            with open(old, "rb", opener=_plain) as file:
                inode, raw = inode_of(os.fstat(file.fileno())), file.read()
        except OSError:
            return None
        return inode if sha256(raw).hexdigest() == digest else None

    def _put(self, path: str, target: str, raw: bytes) -> None:
        with open(target, "wb", buffering=0) as file:  # noqa: PTH123
            rest = memoryview(raw)
            while rest:
                rest = rest[file.write(rest) :]
            self.inodes[path] = inode_of(os.fstat(file.fileno()))

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


def _plain(place: str, flags: int) -> int:
    """Opens what is no link, and never waits for a pipe: who knows what somebody put into the tree of before."""
    return os.open(place, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


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
