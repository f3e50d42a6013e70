"""Git as a child process: plumbing commands only, their output parsed by NUL, their failures in plain Chinese.

A content repository is somebody else's: its settings must not make us run hooks, pagers, external diffs or filters, and
its paths and messages are bytes that anybody may have written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Nothing of the user's or the repository's own settings changes what we read.
_SETTINGS = (
    "core.quotePath=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.directory=*",
)
_FILE, _EXECUTABLE = "100644", "100755"


class GitError(Exception):
    """What git could not do, as a clerk may read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a revision: ``mode`` as git writes it (100644, 120000 for a link…), ``blob`` the hash of its bytes."""

    mode: str
    blob: str
    path: str


@dataclass(frozen=True, slots=True)
class Change:
    """``status`` is A, M, D or R (renamed); ``old`` and ``new`` are paths from the top folder, empty where there is none."""

    status: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Repository:
    """``top`` is the folder that holds .git."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository | None:
        """The repository that ``folder`` lies in; None where there is none. GitError when git is not installed."""
        try:
            found = _call(folder, ("rev-parse", "--show-toplevel"))
        except GitError:
            if not _installed():
                raise
            return None
        return cls(Path(os.fsdecode(found.rstrip(b"\n"))))

    def run(self, *arguments: str, feed: bytes | None = None) -> bytes:
        """Standard output of one git command. GitError with git's own first line when it fails."""
        return _call(self.top, arguments, feed)

    @property
    def shallow(self) -> bool:
        """True when the history was cut off on cloning, so that dates read from it would be wrong."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def resolve(self, revision: str) -> str:
        """The full hash of the commit that ``revision`` names. GitError when there is no such commit."""
        if not revision or revision.startswith("-"):
            raise GitError(f"“{revision}”不是版本号")
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
        except GitError:
            raise GitError(f"仓库里没有“{revision}”这个版本") from None

    def merge_base(self, one: str, other: str) -> str:
        """The last common commit. GitError when the two have none."""
        try:
            return self.run("merge-base", one, other).decode().strip()
        except GitError:
            raise GitError(f"“{one}”和“{other}”没有共同的历史") from None

    def entries(self, commit: str, below: str = "") -> list[Entry]:
        """Every file of a commit, below one folder if given."""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", commit, *(["--", below] if below else []))
        found = []
        for row in listed.split(b"\0"):
            if row:
                head, _, path = row.partition(b"\t")
                mode, _, blob = head.decode().split(" ")
                found.append(Entry(mode, blob, os.fsdecode(path)))
        return found

    def changes(self, base: str, head: str, below: str = "") -> list[Change]:
        """Files that differ between two commits, renames found by likeness."""
        options = ("-r", "-z", "-M", "--no-ext-diff", "--no-textconv")
        raw = self.run("diff-tree", *options, base, head, *(["--", below] if below else []))
        fields = iter(os.fsdecode(raw).split("\0"))
        found = []
        for head_field in fields:
            if not head_field:
                continue
            status = head_field.rsplit(" ", 1)[-1][:1]
            old = next(fields)
            new = next(fields) if status in "RC" else old
            found.append(Change(status, "" if status == "A" else old, "" if status == "D" else new))
        return found

    def blobs(self, names: Iterable[str]) -> Iterator[bytes]:
        """The bytes of blobs, in order; one child process for all of them."""
        wanted = list(names)
        raw = self.run("cat-file", "--batch", feed="".join(f"{name}\n" for name in wanted).encode())
        place = 0
        for name in wanted:
            end = raw.index(b"\n", place)
            head = raw[place:end].split(b" ")
            if head[1:2] != [b"blob"]:
                raise GitError(f"仓库里缺少对象 {name[:12]}")
            size = int(head[2])
            yield raw[end + 1 : end + 1 + size]
            place = end + 1 + size + 1

    def export(
        self,
        commit: str,
        below: str,
        folder: Path,
        beside: Mapping[str, Path] | None = None,
        without: Collection[str] = (),
    ) -> dict[str, Path]:
        """Writes the files of a commit under ``below`` into ``folder``, as they were committed; blob → file written.

        No attribute or filter of the repository has a say. Links become no file at all: the reader refuses links
        anyway, and here one must not lead out of ``folder``. ``beside``: what another export has written and nobody
        changes; files with the same bytes are linked to it instead of being read from git again. ``without``: paths
        below ``below`` that are left out.
        """
        skip = len(below.rstrip("/")) + 1 if below else 0
        listed = [entry for entry in self.entries(commit, below) if entry.mode in (_FILE, _EXECUTABLE)]
        entries = [entry for entry in listed if entry.path[skip:] not in without]
        folder.mkdir(parents=True, exist_ok=True)
        known = dict(beside or {})
        fresh = dict.fromkeys(entry.blob for entry in entries if entry.blob not in known)
        raws = dict(zip(fresh, self.blobs(fresh), strict=True))
        made: set[str] = set()
        written: dict[str, Path] = {}
        for entry in entries:
            path = entry.path[skip:]
            if _leads_out(path):
                raise GitError(f"仓库里的路径“{entry.path}”不正常")
            target = folder / path
            if (above := path.rpartition("/")[0]) not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(above)
            if entry.blob not in raws and _linked(known[entry.blob], target):
                continue
            target.write_bytes(raws[entry.blob] if entry.blob in raws else known[entry.blob].read_bytes())
            written.setdefault(entry.blob, target)
        return written


def _leads_out(path: str) -> bool:
    """Whether a path that somebody put into a tree by hand would be written elsewhere, or as a repository of its own."""
    parts = path.lower().split("/")
    return any(part in ("", ".", "..", ".git") for part in parts) or (os.name == "nt" and ("\\" in path or ":" in path))


def _linked(there: Path, target: Path) -> bool:
    """Gives a file a second name; False where the file system cannot."""
    try:
        target.hardlink_to(there)
    except OSError:
        return False
    return True


def _call(folder: Path, arguments: tuple[str, ...], feed: bytes | None = None) -> bytes:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Words for people come from us; git's are kept in one language so that logs agree.
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "--no-pager", "--literal-pathspecs", *settings, "-C", str(folder), *arguments],  # noqa: S607
            input=feed,
            stdin=None if feed is not None else subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError:
        raise GitError("这台机器上没有 git，读不到历史") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git {arguments[0]} 失败：{said[0][:200] if said else '没有说明原因'}")
    return done.stdout


def _installed() -> bool:
    try:
        subprocess.run(["git", "--version"], capture_output=True, check=False)  # noqa: S607
    except OSError:
        return False
    return True
