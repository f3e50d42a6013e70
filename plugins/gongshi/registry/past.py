"""What is known of the time before today: what the public was told, and when git saw each file come and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One commit on the publishing branch that touched a file. ``day`` is its committer's, in Asia/Shanghai.

    ``status``: A added, M changed, D deleted, R moved; ``other`` is then the path that it came from, or went to.
    """

    status: str
    day: date
    commit: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A place where a record no longer says what the public was told; None: nothing there. Values are JSON data.

    ``added``: all that the public was told still stands, and something new stands beside it.
    """

    path: tuple[str | int, ...]
    old: Any
    new: Any
    added: bool = False

    @property
    def label(self) -> str:
        """The Chinese key of the field, as a correction names it."""
        return str(self.path[0])


@dataclass(frozen=True, slots=True)
class Alteration:
    """How a published record differs from its last statement, which was first made on ``stated``.

    ``over``: nothing of that statement is before the public any more (lapsed, ended early, taken down in error).
    ``events``: how many entries of each list of events (更正, 后续, …) are new, by Chinese key; they come last in it.
    ``attachments``: names of files that hold other bytes.
    """

    stated: date
    over: bool = False
    changes: tuple[Change, ...] = ()
    events: Mapping[str, int] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vanished:
    """A record of which nothing is left below content/, though its publication had neither ended nor been withdrawn.

    ``number`` as last told; ``place`` is its line and column in the store's index; ``file`` held it until ``step``.
    """

    record: str
    number: str
    place: tuple[int, int]
    step: Step | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A day of first publication that is no longer the one that ``step`` recorded; ``new`` is None when it is gone."""

    record: str
    old: date
    new: date | None
    place: tuple[int, int]
    step: Step


@dataclass(frozen=True, slots=True)
class Past:
    """``trails``: the commits of each file below content/, oldest first; empty where there is no git history.

    ``vouched``: ids whose first publication git cannot confirm, since they were in the store when history began.
    ``statements``: digest of a record that was published → SHA-256 of what it now tells the public. ``pulled``: records taken down in error, with the days. ``backwards``: commits dated more than a day before the one that they follow, with that one's day.
    """

    trails: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    altered: Mapping[str, Alteration] = field(default_factory=dict)
    vanished: tuple[Vanished, ...] = ()
    moved: tuple[Moved, ...] = ()
    vouched: frozenset[str] = frozenset()
    backwards: tuple[tuple[Step, date], ...] = ()
    pulled: Mapping[str, date] = field(default_factory=dict)
    statements: Mapping[bytes, bytes] = field(default_factory=dict)

    def came(self, file: str) -> Step | None:
        """The commit that brought a file into the publishing branch; None where git knows nothing of it."""
        trail = self.trails.get(file)
        return trail[0] if trail else None
