"""Where a release lies: a publishing folder with ``current``, or a plain tree that was built."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from gongshi.release.manifest import ManifestError
from gongshi.release.switch import MARK, is_ours

CURRENT, RELEASES, MANIFEST = "current", "releases", "manifest.json"


def tree_in(folder: Path) -> Path:
    """The tree that is served: ``folder/current`` of a publishing folder, else ``folder`` itself.

    Raises ManifestError when neither is a whole tree of ours.
    """
    for tree in (folder / CURRENT, folder):
        if is_ours(tree):
            return tree.resolve()
    raise ManifestError(f"“{folder}”里没有本程序生成的网站")


def stamp_of(tree: Path) -> tuple[date, str]:
    """The day that a tree says it was built for, and what built it. ManifestError when it does not say."""
    try:
        stamp = json.loads((tree / MARK).read_bytes())
        return date.fromisoformat(stamp["as_of"]), str(stamp["generator"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ManifestError(f"“{tree}”没有写明是按哪一天生成的") from None


def manifest_in(folder: Path) -> Path | None:
    """The manifest of what ``folder`` serves; None for a plain tree.

    Where ``current`` is a copy and no link, the newest release is the one that it was copied from.
    """
    current = folder / CURRENT
    if current.is_symlink():
        return current.resolve().parent / MANIFEST
    found = sorted((folder / RELEASES).glob(f"*/{MANIFEST}")) if current.is_dir() else []
    return found[-1] if found else None
