"""Where a release lies: a publishing folder with ``current``, or a plain tree that was built."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from gongshi.release.folder import CURRENT, MANIFEST, Folder
from gongshi.release.manifest import ManifestError
from gongshi.release.switch import MARK, is_ours


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
    """The manifest of what ``folder`` serves: a publishing folder, or ``current`` in one; None for a plain tree."""
    folder = folder.absolute()
    for root in (folder, folder.parent) if folder.name == CURRENT else (folder,):
        found = Folder(root)
        name = found.live()
        if name is not None:
            return found.release(name) / MANIFEST
    return None
