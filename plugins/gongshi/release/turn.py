"""One build at a time for one output folder: whoever comes second waits for its turn."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Seconds between two tries, and how long a build waits before it gives up.
PAUSE, PATIENCE = 0.2, 600.0
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class BusyError(Exception):
    """Another build has held the output folder for longer than anybody should wait."""


@contextmanager
def turn(output: Path, waiting: Callable[[], None], patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock beside ``output`` (a resolved path). ``waiting`` is called once when it is taken.

    The system frees the lock of a process that died. Raises BusyError after ``patience`` seconds, OSError where the
    file system knows no locks: two builds that sweep each other's staging are worse than none.
    """
    with hold(output.with_name(f".{output.name}.lock"), waiting, patience):
        yield


@contextmanager
def hold(place: Path, waiting: Callable[[], None], patience: float = PATIENCE, stays: bool = False) -> Iterator[None]:
    """Holds the lock file ``place``; all else as ``turn``. A file that ``stays`` can be locked again on a full disk.

    What is written meanwhile can be read by a web server of another account, whatever the umask of ours.
    """
    masked = os.umask(0o022)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _held(place, waiting, patience, stays):
            yield
    finally:
        os.umask(masked)


@contextmanager
def _held(place: Path, waiting: Callable[[], None], patience: float, stays: bool) -> Iterator[None]:
    descriptor = _take(place, waiting, patience)
    try:
        yield
    finally:
        if sys.platform != "win32" and not stays:
            # Before it is freed: nobody can hold a lock file that is gone, since holders look whether it is there.
            place.unlink(missing_ok=True)
        os.close(descriptor)
        if sys.platform == "win32" and not stays:
            with contextlib.suppress(OSError):  # the next build may have opened it in between
                place.unlink(missing_ok=True)


def _take(place: Path, waiting: Callable[[], None], patience: float) -> int:
    end = time.monotonic() + patience
    told = False
    while True:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if _locked(descriptor) and _still_there(descriptor, place):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() > end:
            raise BusyError(str(place))
        if not told:
            told = True
            waiting()
        time.sleep(PAUSE)


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True


def _still_there(descriptor: int, place: Path) -> bool:
    """False when the holder before us removed the file between our opening and our locking it."""
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except FileNotFoundError:
        return False
