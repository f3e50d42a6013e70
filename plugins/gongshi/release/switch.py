"""Makes a finished staging tree live in one step; until then the tree of before stays as it is, byte for byte.

Whoever calls these functions holds the output folder's turn (``release.turn``).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

# A tree that we made says so in this file; any other folder is never replaced.
MARK = "build.json"
_GENERATOR = "gongshi "
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# Some sandboxes answer an unknown system call with EPERM. A true lack of rights shows in the renames that follow.
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
# Windows refuses a rename while a virus scanner or an indexer looks into the folder: tries, and seconds between them.
_TRIES, _PAUSE = 25, 0.2


class ForeignFolderError(Exception):
    """The output folder holds files that no build of ours made."""


def new_staging(output: Path) -> Path:
    """A fresh folder beside ``output``, on the same file system. Leftovers of builds that died are removed first.

    Raises ForeignFolderError when ``output`` is a folder of somebody else's files.
    """
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    recover(output)
    if output.exists() and not is_ours(output) and not _is_empty(output):
        raise ForeignFolderError(str(output))
    sweep(output)
    return Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))


def sweep(output: Path) -> None:
    """Removes what runs that died have left beside ``output`` (a resolved path)."""
    prefix = _prefix(output)
    for leftover in sorted(output.parent.iterdir()):
        if leftover.name.startswith(prefix):
            discard(leftover)


def is_ours(folder: Path) -> bool:
    """True when the folder bears the mark of a whole build. A ``build.json`` of another tool is no mark."""
    try:
        mark = json.loads((folder / MARK).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(mark, dict) and str(mark.get("generator")).startswith(_GENERATOR)


def discard(tree: Path) -> None:
    """Removes a tree that is not live, whatever is in it; no other account reads it from here on.

    It may be the site of before, with what was withdrawn today, in a folder whose parent a web server shows.
    """
    with contextlib.suppress(OSError):
        tree.chmod(0o700)
    shutil.rmtree(tree, ignore_errors=True)


def make_live(staging: Path, output: Path) -> None:
    """Puts ``staging`` in the place of ``output``: by one rename, one atomic exchange, or a journal.

    The tree must bear the mark, else FileNotFoundError; its permissions become those of a folder to be served.
    Raises OSError with ``output`` as it was.
    """
    output = output.resolve()
    if not is_ours(staging):
        raise FileNotFoundError(f"{MARK} is missing: an unfinished tree never goes live")
    staging.chmod(0o755)
    if not output.exists():
        _rename(staging, output)
    elif _exchange(staging, output):
        discard(staging)
    else:
        _by_journal(staging, output)


def recover(output: Path) -> None:
    """Completes or undoes a switch that was cut between its two renames."""
    output = output.resolve()
    journal, old = _journal(output), _old(output)
    if not journal.exists() and not old.exists():
        return
    if output.is_dir() and _is_empty(output):
        # A web server or a mount may have made the missing folder anew.
        output.rmdir()
    if not output.exists():
        staging = _journalled(output)
        if staging is not None and is_ours(staging):
            _rename(staging, output)
        elif is_ours(old):
            _rename(old, output)
    if is_ours(output):
        discard(old)
        journal.unlink(missing_ok=True)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE; False where kernel, libc or file system has none."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _by_journal(staging: Path, output: Path) -> None:
    journal, old = _journal(output), _old(output)
    discard(old)
    journal.write_text(staging.name, encoding="utf-8")
    _rename(output, old)
    try:
        _rename(staging, output)
    except BaseException:
        _rename(old, output)
        raise
    journal.unlink()
    discard(old)


def _rename(source: Path, target: Path) -> None:
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    source.rename(target)


def _journalled(output: Path) -> Path | None:
    """The staging tree that the journal names; None when it names anything else, or cannot be read."""
    try:
        name = _journal(output).read_bytes()[:1000].decode("utf-8").strip()
    except (OSError, ValueError):
        return None
    # A path in the journal must not reach outside the folder.
    return output.with_name(name) if name.startswith(_prefix(output)) and Path(name).name == name else None


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _prefix(output: Path) -> str:
    return f".{output.name}.staging-"


def _journal(output: Path) -> Path:
    return output.with_name(f".{output.name}.journal")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")
