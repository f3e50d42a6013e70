"""One walk of the publishing branch: when each record came into it, and every change since.

Only first parents are followed: what counts is the day on which a merge brought a file into the branch, not the day on
which somebody wrote it at home. Days are the committer's, in Asia/Shanghai (UTC+8 the year round). A commit cannot be
later than one that follows it: where a clock ran ahead, the earlier of the two days counts, since it is a lower bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from os import fsdecode
from pathlib import Path
from typing import NamedTuple

from gongshi.findings import Finding, Scope, Severity
from gongshi.history.git import GitError, Repository
from gongshi.registry.past import Step
from gongshi.release.store import INDEX

# Below the content folder: what is dated, what says since when, what must not be moved.
SITE = "site.yaml"
WATCHED = ("post", SITE, INDEX)
# How many files a commit may add and delete for each pair to be compared; files that only moved are always found.
_RENAMES = "-l200"
_HOURS = timedelta(hours=8)
# Seconds by which clocks of different machines may differ before it is worth a word.
_SLACK = 24 * 3600
_ROW = re.compile(rb'\+  ("[^"\\]+": \{.*\}),?')
_HEAD = re.compile(rb"[0-9a-f]{40,64} \d+")


class HistoryError(Exception):
    """The history is there and cannot be trusted, so no date may be built on it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        basis = "国办秘函〔2019〕19号（伪造发稿日期单项否决）"
        self.findings = [Finding("GS051", Severity.GATE, message, fix=fix, basis=basis, scope=Scope.RELEASE)]


@dataclass(slots=True)
class Walk:
    """``trails`` by path below content/, the steps oldest first. ``days``: the first day that the store's index ever
    gave to a record, and the commit that recorded it. ``backwards``: commits dated more than a day before the one that
    they follow, with that one's day. ``last`` is the newest commit that was walked, ``clock`` its time in seconds.
    """

    trails: dict[str, list[Step]] = field(default_factory=dict)
    days: dict[str, tuple[date, Step]] = field(default_factory=dict)
    backwards: list[tuple[Step, date]] = field(default_factory=list)
    last: str = ""
    clock: int = 0


class _Commit(NamedTuple):
    name: str
    seconds: int
    # (status, path before, path after)
    files: list[tuple[str, str, str]]


def locate(content: Path) -> tuple[Repository, str, str] | None:
    """The repository around ``content``, the folder's path in it (empty or ending with a slash), and HEAD's commit.

    None where there is no git, no repository or no commit yet: then the store alone has to do.
    """
    folder = content.resolve()
    try:
        repository = Repository.around(folder)
        if repository is None:
            return None
        below = folder.relative_to(repository.top.resolve()).as_posix()
        return repository, "" if below == "." else f"{below}/", repository.resolve("HEAD")
    except (GitError, ValueError):
        return None


def walk(repository: Repository, below: str, head: str, known: Walk | None = None) -> Walk:
    """The history of the content folder ``below`` up to ``head``; what ``known`` has walked already is not walked again.

    Empty ``trails`` mean that git does not keep this folder. Raises HistoryError on a shallow clone and where git fails.
    """
    try:
        walked = known if known is not None and _continues(repository, known.last, head) else Walk()
        if walked.last != head:
            _extend(repository, below, walked, head)
        if walked.trails and repository.shallow:
            message = "这个仓库是浅克隆，历史不全，核对不了记录是哪一天进来的"
            raise HistoryError(message, "先运行 git fetch --unshallow；流水线里把检出深度设为 0（fetch-depth: 0）")
    except GitError as error:
        raise HistoryError(f"git 历史读不出来：{error}", "修好仓库（git fsck），或者重新完整克隆") from None
    return walked


def _continues(repository: Repository, last: str, head: str) -> bool:
    """True when ``last`` is ``head`` or one of its first parents: only then may a walk go on from there."""
    if last == head:
        return True
    try:
        rows = repository.run("rev-list", "--first-parent", "--parents", f"{last}..{head}").split(b"\n")
    except GitError:
        return False
    oldest = next((row for row in reversed(rows) if row), b"").decode().split(" ")
    return len(oldest) > 1 and oldest[1] == last


def _extend(repository: Repository, below: str, walked: Walk, head: str) -> None:
    span = f"{walked.last}..{head}" if walked.last else head
    common = ("log", "--reverse", "--first-parent", "-m", "--no-abbrev", "--no-ext-diff", "--no-textconv")
    watched = [below + name for name in WATCHED]
    form = ("--raw", "-z", "-M", _RENAMES, "--format=%H %ct")
    raw = repository.run(*common, *form, span, "--", *watched)
    commits = list(_commits(fsdecode(raw)))
    days = _settled(walked, commits)
    for commit in commits:
        for status, old, new in commit.files:
            _apply(walked, Step(status, days[commit.name], commit.name), old[len(below) :], new[len(below) :])
    if any(below + INDEX == new for commit in commits for _, _, new in commit.files):
        form = ("--no-renames", "--text", "-p", "-U0", "--format=%H %ct")
        _index(repository.run(*common, *form, span, "--", below + INDEX), walked, days)
    walked.last = head


def _commits(raw: str) -> Iterator[_Commit]:
    """Fields are parted by NUL, so that nothing in a path can pass for anything else; messages are not asked for."""
    fields = iter(raw.split("\0"))
    commit: _Commit | None = None
    for text in fields:
        text = text.removeprefix("\n")
        if text.startswith(":") and commit is not None:
            status = text.rsplit(" ", 1)[-1][:1]
            old = next(fields)
            new = next(fields) if status in "RC" else old
            commit.files.append((status if status in "AMDR" else "M", old, new))
        elif text:
            if commit is not None:
                yield commit
            name, _, seconds = text.partition(" ")
            commit = _Commit(name, int(seconds), [])
    if commit is not None:
        yield commit


def _settled(walked: Walk, commits: list[_Commit]) -> dict[str, date]:
    """The day of each commit, never later than that of one that follows; notes every clock that went back."""
    before = walked.clock
    for commit in commits:
        if before and commit.seconds < before - _SLACK:
            walked.backwards.append((Step("M", _day(commit.seconds), commit.name), _day(before)))
        before = commit.seconds
    days: dict[str, date] = {}
    ceiling = date.max
    for commit in reversed(commits):
        ceiling = days[commit.name] = min(ceiling, _day(commit.seconds))
    if commits and walked.clock and ceiling < _day(walked.clock):
        for trail in walked.trails.values():
            trail[:] = [_not_after(ceiling, step) for step in trail]
        walked.days = {record: (day, _not_after(ceiling, step)) for record, (day, step) in walked.days.items()}
    walked.clock = before
    return days


def _not_after(ceiling: date, step: Step) -> Step:
    return step if step.day <= ceiling else replace(step, day=ceiling)


def _day(seconds: int) -> date:
    try:
        return (datetime.fromtimestamp(seconds, UTC) + _HOURS).date()
    except (OverflowError, ValueError, OSError):
        return date.max


def _apply(walked: Walk, step: Step, old: str, new: str) -> None:
    if step.status != "R":
        if _is_kept(new):
            walked.trails.setdefault(new, []).append(step)
        return
    moved = _name(old) == _name(new)
    if _is_kept(new):
        # Under another id it is another record: likeness of files must not lend it an earlier day.
        past = walked.trails.get(old, []) if moved else []
        walked.trails[new] = [*walked.trails.get(new, []), *past, replace(step, other=old)]
    if _is_kept(old):
        walked.trails.setdefault(old, []).append(replace(step, other=new))


def _is_kept(path: str) -> bool:
    return path.endswith(".yaml") or path == INDEX


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _index(raw: bytes, walked: Walk, days: dict[str, date]) -> None:
    """Every day that the index ever gave to a record; it is written one line a record (``release.seal``)."""
    step: Step | None = None
    for line in raw.split(b"\n"):
        if _HEAD.fullmatch(line):
            name = line.split(b" ")[0].decode()
            step = Step("M", days[name], name) if name in days else None
            continue
        row = _ROW.fullmatch(line.rstrip(b"\r"))
        if row is None or step is None:
            continue
        try:
            ((record, entry),) = json.loads(b"{" + row[1] + b"}").items()
            first = date.fromisoformat(entry["first_published"])
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        walked.days.setdefault(record, (first, step))
