"""The staging tree: every file of a build is written here once, and nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path

from gongshi.site.inodes import Inode, Inodes, inode_of, whole
from gongshi.source.halves import halves


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
            if same and _link(old, target, self.seals[path][0]):
                return
        self.changed += 1
        self._put(path, target, raw)

    def take(self, files: Mapping[str, str]) -> bool:
        """Takes files over from the tree of before: all of them, or none unless each has the SHA-256 (hex) given with it.

        CollisionError when a path is taken.
        """
        return self.take_each([files])[0]

    def take_each(self, sets: Sequence[Mapping[str, str]]) -> list[bool]:
        """``take`` for each of many sets, by two processes: most of it is what the file system has to do."""
        if self.previous is None:
            return [False] * len(sets)
        for path in chain.from_iterable(sets):
            self._open(path)
        found = list(chain.from_iterable(halves(self._linked, sets)))
        for files, inodes in zip(sets, found, strict=True):
            for (path, digest), inode in zip(files.items(), inodes or (), strict=inodes is not None):
                self._claim(path)
                self.seals[path], self.inodes[path] = (digest, inode[1]), inode
        return [inodes is not None for inodes in found]

    def _linked(self, sets: Sequence[Mapping[str, str]]) -> list[list[Inode] | None]:
        """What each file was known by, of each set that could be taken over."""
        return [self._link_all(files) for files in sets]

    def _link_all(self, files: Mapping[str, str]) -> list[Inode] | None:
        inodes: list[Inode] = []
        for path, digest in files.items():
            inode = self._holds(path, digest)
            if inode is None:
                return None
            inodes.append(inode)
        for i, (path, digest) in enumerate(files.items()):
            if not _link(f"{self.previous}/{path}", f"{self._place}/{path}", digest):
                for other in list(files)[:i]:
                    os.unlink(f"{self._place}/{other}")  # noqa: PTH108
                return None
        return inodes

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
        # Never through a hard link into the live site, whatever led here.
        with open(target, "xb", buffering=0) as file:  # noqa: PTH123
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
        self._open(path)
        self.files.add(path.casefold())
        return f"{self._place}/{path}"

    def _open(self, path: str) -> None:
        """Makes the folder of a path at which nothing is yet."""
        if path.casefold() in self.files:
            raise CollisionError(path)
        if path.startswith("/") or "/../" in f"/{path}/" or "\\" in path:
            raise CollisionError(f"path leaves the staging tree: {path}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


def _plain(place: str, flags: int) -> int:
    """Opens what is no link, and never waits for a pipe: who knows what somebody put into the tree of before."""
    return os.open(place, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _link(old: str, new: str, digest: str) -> bool:
    """Whether the file at ``old``, of this SHA-256 (hex), is at ``new`` as well."""
    try:
        os.link(old, new)
    except FileExistsError:
        # By a second process that died before it could say so.
        return os.path.samefile(old, new)  # noqa: PTH121
    except OSError:
        return _copied(old, new, digest)
    return True


def _copied(old: str, new: str, digest: str) -> bool:
    """On a file system without hard links, or from another device, with the time of its last change all the same."""
    with suppress(OSError):
        shutil.copy2(old, new)
        if sha256(Path(new).read_bytes()).hexdigest() == digest:
            return True
    with suppress(OSError):
        os.unlink(new)  # noqa: PTH108
    return False
