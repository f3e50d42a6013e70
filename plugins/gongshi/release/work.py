"""What publishing asks of the rest of the house, what it is told to do, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongshi import __version__
from gongshi.assembly import Assembled
from gongshi.findings import Finding
from gongshi.registry.register import Register
from gongshi.release.gate import Verdict
from gongshi.release.manifest import Seal

ENGINE = f"gongshi {__version__}"


class StoppedError(Exception):
    """The end of a run that did not do what it was asked; the message says why in Chinese.

    ``status`` is the exit status (DESIGN §8): 1 done in part, 2 used wrongly, 3 nothing was published.
    """

    def __init__(self, message: str, status: int = 3) -> None:
        super().__init__(message)
        self.status = status


class BlockedError(Exception):
    """No whole release can go out; ``findings`` say why, where findings do. Removals go on all the same."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Made:
    """What building left: path → whose it is; path → seal of what was written or taken over, and what it was known by
    then; how many files are new or changed.
    """

    owners: Mapping[str, str]
    seals: Mapping[str, Seal]
    inodes: Mapping[str, tuple[int, int, int]]
    changed: int


@dataclass(frozen=True, slots=True)
class Work:
    """``assemble`` takes findings that hold back records, and the files whose last good version may not stand in.
    ``render`` takes what was assembled, an empty tree, the tree of before, and a folder for the page 更新中.
    ``look`` is the last look at every byte of a tree, of which some files have a seal. ``remember`` takes a tree that is
    live, the SHA-256 (hex) of each of its files, and their inodes. ``today``: the day in Shanghai. ``asked``: the day that
    somebody named. ``say``: words for people.
    """

    content: Path
    assemble: Callable[[tuple[Finding, ...], frozenset[str]], Assembled]
    render: Callable[[Assembled, Path, Path | None, Path], Made]
    look: Callable[[Path, Register, Mapping[str, Seal]], Verdict]
    remember: Callable[[Path, Mapping[str, str], Mapping[str, tuple[int, int, int]]], None]
    today: Callable[[], date]
    say: Callable[[str], None]
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """``copy``: plain files in place of a link. ``keep``: how many releases stay. ``sign``: signs a file; SignatureError."""

    copy: bool = False
    keep: int = 5
    dry_run: bool = False
    sign: Callable[[Path], None] | None = None
