"""A tree onto a host by rsync: the same order as into a folder (``release.deploy``), one run of rsync for each turn.

rsync itself writes each file under a name of its own and renames it, and goes on where a run was cut.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import groupby
from pathlib import Path

from gongshi.release.deploy import OF_RECORDS, UNDERWAY, DeployError, Shipment, Tally, prepared, refuse_older
from gongshi.release.manifest import ManifestError
from gongshi.release.order import PARTS, stage, upwards
from gongshi.release.released import stamp_of
from gongshi.release.switch import MARK, ForeignFolderError
from gongshi.release.visit import FOREIGN

# user@host:path, host:path, rsync://host/module. A single letter before the colon is a drive.
_REMOTE = re.compile(r"(?:rsync://[^\s/]+/\S.*|(?!rsync://)(?:[^\s/:@-][^\s/:@]*@)?[^\s/:@-][^\s/:@]+:.*)")
# By content and not by time: two builds within a second may differ in a file of one size.
_SEND = (
    "--checksum",
    "--times",
    "--chmod=D0755,F0644",
    "--timeout=120",
    "--out-format=%n",
    "--from0",
    "--files-from=-",
)
_DELETE = ("--recursive", "--delete", "--existing", "--ignore-existing", "--timeout=120", "--out-format=%n",
           *(f"--exclude=/{name}" for name in FOREIGN))  # fmt: skip
# Pages go before their parts, and rsync has an order of its own: what is left out is not deleted.
_PAGES_ALONE = ("--include=*/", "--include=*.html", "--include=*.html.gz", "--exclude=*")
_OF_RECORDS = (*(f"--include=/{folder}***" for folder in OF_RECORDS), "--exclude=*")
_PARTIAL = frozenset({23, 24})
_LONGEST = 300


def is_remote(target: str) -> bool:
    """Whether somebody wrote a host for rsync and not a folder of this machine."""
    return _REMOTE.fullmatch(target) is not None


def deploy_by_rsync(shipment: Shipment, remote: str) -> Tally:
    """Makes the folder at ``remote`` hold the shipment and nothing else of ours, as ``deploy`` does.

    Raises ForeignFolderError, DeployError (rsync is missing, or what it said), OSError.
    """
    if shutil.which("rsync") is None:
        raise DeployError("这台机器上没有 rsync")
    remote = remote.rstrip("/") + "/"
    names = _names(remote)
    if names - {name.rstrip("/") for name in FOREIGN} and not names & {MARK, UNDERWAY}:
        raise ForeignFolderError(remote)
    with tempfile.TemporaryDirectory() as folder:
        refuse_older(_day(remote, Path(folder)), shipment.sealed)
        packed, empty = Path(folder) / "packed", Path(folder) / "underway"
        packed.mkdir()
        empty.mkdir()
        (empty / UNDERWAY).write_bytes(b"")
        copies = prepared(shipment, packed)
        tally = Tally()
        ended = ["--", f"{shipment.tree}/", f"{packed}/", remote]
        try:
            _run([*_SEND, "--", f"{empty}/", remote], [UNDERWAY])
            # Modes are set only where the host's umask hides new files: what another account of it owns has its own.
            send = _SEND if _shown(remote) else (*_SEND, "--perms")
            _up(shipment, packed, copies, remote, tally, send)
        except DeployError:
            # As by a copy: what has come down goes, whatever stops what is new.
            with suppress(DeployError):
                _run([*_DELETE, *_OF_RECORDS, *ended], [])
            raise
        gone = [line for pages in (_PAGES_ALONE, ()) for line in _files([*_DELETE, *pages, *ended], [])]
        tally.deleted = sum(name != f"deleting {UNDERWAY}" for name in gone)
    return tally


def _shown(remote: str) -> bool:
    """Whether the host lets everybody, its web server among them, read what was sent a moment ago."""
    lines = _run(["--list-only", "--timeout=120", "--", f"{remote}{UNDERWAY}"], [])
    return any(line[7:8] == "r" for line in lines)


def _up(
    shipment: Shipment, packed: Path, copies: Iterable[str], remote: str, tally: Tally, send: Sequence[str]
) -> None:
    """Sends everything in its order; ``copies`` are the paths of packed copies below ``packed``."""
    turns = [(shipment.tree, path, stage(path)) for path in shipment.paths()]
    turns += [(packed, path, stage(path.removesuffix(".gz"))) for path in upwards(copies)]
    # The mark of a whole tree goes up alone, after everything else.
    last = {MARK: 1, f"{MARK}.gz": 1}
    turns.sort(key=lambda turn: (turn[2], last.get(turn[1], 0), turn[0] == packed))
    for (source, number, _), group in groupby(turns, key=lambda turn: (turn[0], turn[2], last.get(turn[1], 0))):
        paths = [path for _, path, _ in group]
        # What is not there yet goes first (``release.order``); nothing leads from one part to another.
        new = _files([*send, "--ignore-existing", "--", f"{source}/", remote], paths) if number != PARTS else []
        sent = len(new) + len(_files([*send, "--", f"{source}/", remote], paths))
        tally.written += sent
        tally.kept += len(paths) - sent


def _names(remote: str) -> set[str]:
    """Names at the top of the remote folder; DeployError when it is not there."""
    lines = _run(["--list-only", "--timeout=120", "--", remote], [])
    return {line.split(maxsplit=4)[4] for line in lines if len(line.split(maxsplit=4)) == 5} - {"."}


def _day(remote: str, folder: Path) -> date | None:
    with suppress(DeployError, ManifestError):
        _run(["--timeout=120", "--", f"{remote}{MARK}", f"{folder}/"], [])
        return stamp_of(folder)[0]
    return None


def _files(arguments: Sequence[str], paths: Iterable[str]) -> list[str]:
    """What a run of rsync says of files; folders it names too."""
    return [line for line in _run(arguments, paths) if not line.endswith("/")]


def _run(arguments: Sequence[str], paths: Iterable[str]) -> list[str]:
    """One run of rsync; the lines that it wrote. DeployError with its last words when it did not end well."""
    feed = b"".join(path.encode("utf-8") + b"\0" for path in paths)
    done = subprocess.run(["rsync", *arguments], input=feed, capture_output=True, check=False)  # noqa: S603, S607
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        cause = "有文件没有传到" if done.returncode in _PARTIAL else "没有传成"
        raise DeployError(f"rsync {cause}（退出码 {done.returncode}）：{said[0][:_LONGEST] if said else ''}")
    return done.stdout.decode("utf-8", "replace").splitlines()
