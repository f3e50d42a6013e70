"""Which files of a release nobody has touched since their bytes were known: the file system tells, as it tells git.

Of each file are kept its inode, its size, when its bytes and when anything about it was last changed (nanoseconds), and
the SHA-256 of its bytes. A file of which all that is the same is taken over without being read. Whoever writes, links,
moves or puts back a file changes one of them, and then it is read; so it is after a run that died, or removed something.
What decays on the disk without being written shows in none: that is for ``verify``, which reads every byte.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

# What a file is known by while a tree is made: inode, size, last change of its bytes. A link to it changes none of them.
Inode = tuple[int, int, int]
# Path → the same, last change of anything, SHA-256 (hex).
Inodes = Mapping[str, list[Any]]


def inode_of(status: os.stat_result) -> Inode:
    """That of a file, at a moment when its bytes are known."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def whole(status: os.stat_result, digest: str) -> list[Any]:
    """What is kept of a file."""
    return [*inode_of(status), status.st_ctime_ns, digest]


def written(tree: Path, digests: Mapping[str, str], inodes: Mapping[str, Inode]) -> bytes:
    """What to keep of a tree once nobody of ours links its files any more. ``inodes``: as they were when it was made.

    A file that is another now is left out: what it holds is not known.
    """
    found: dict[str, list[Any]] = {}
    for path, digest in digests.items():
        try:
            status = os.lstat(f"{tree}/{path}")
        except OSError:
            continue
        if inode_of(status) == inodes.get(path):
            found[path] = whole(status, digest)
    return json.dumps({"tree": str(tree), "files": found}).encode()


def read(payload: bytes, tree: Path | None) -> Inodes:
    """What was kept of ``tree``; nothing when it was kept of another. The bytes are ours: the cache's seal says so."""
    with suppress(ValueError):
        kept = json.loads(payload)
        if kept["tree"] == str(tree):
            files: Inodes = kept["files"]
            return files
    return {}
