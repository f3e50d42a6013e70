"""Makes a finished staging tree live in one step; until then the tree of before stays as it is, byte for byte."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path

# A tree that we made says so; any other folder is never replaced.
MARK = "build.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class ForeignFolderError(Exception):
    """The output folder holds files that no build of ours made."""


def new_staging(output: Path) -> Path:
    """A fresh folder beside ``output``, on the same file system. Leftovers of builds that died are removed first.

    Raises ForeignFolderError when ``output`` is a folder of somebody else's files.
    """
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    recover(output)
    if output.exists() and (not output.is_dir() or (any(output.iterdir()) and not (output / MARK).is_file())):
        raise ForeignFolderError(str(output))
    for leftover in output.parent.glob(f".{output.name}.staging-*"):
        if not _alive(leftover.name.rsplit("staging-", 1)[-1].split("-", 1)[0]):
            discard(leftover)
    return Path(tempfile.mkdtemp(prefix=f".{output.name}.staging-{os.getpid()}-", dir=output.parent))


def discard(tree: Path) -> None:
    """Removes a staging tree, whatever is in it."""
    shutil.rmtree(tree, ignore_errors=True)


def make_live(staging: Path, output: Path) -> None:
    """Puts ``staging`` in the place of ``output``: by one rename, one atomic exchange, or a journal.

    The tree must bear the mark; its permissions become those of a folder to be served.
    """
    output = output.resolve()
    if not (staging / MARK).is_file():
        raise FileNotFoundError(f"{MARK} is missing: an unfinished tree never goes live")
    staging.chmod(0o755)
    if not output.exists():
        staging.rename(output)
        return
    if _exchange(staging, output):
        discard(staging)
        return
    _by_journal(staging, output)


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
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _journal(output: Path) -> Path:
    return output.with_name(f".{output.name}.journal")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


def _by_journal(staging: Path, output: Path) -> None:
    journal, old = _journal(output), _old(output)
    discard(old)
    journal.write_text(staging.name, encoding="utf-8")
    output.rename(old)
    staging.rename(output)
    journal.unlink()
    discard(old)


def recover(output: Path) -> None:
    """Completes or undoes a switch that was cut between its two renames."""
    output = output.resolve()
    journal, old = _journal(output), _old(output)
    if not journal.exists():
        return
    staging = output.with_name(journal.read_text(encoding="utf-8").strip() or "-")
    if not output.exists():
        if (staging / MARK).is_file() and staging.name.startswith(f".{output.name}.staging-"):
            staging.rename(output)
        elif old.exists():
            old.rename(output)
    journal.unlink()
    discard(old)


def _alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    if sys.platform == "win32":
        # os.kill would end the process there; a leftover of a dead build is swept when its number is free again.
        return int(pid) == os.getpid()
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
