"""The two sides of a change, read as they were committed, and who committed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from gongshi.assembly import Assembled, Known, assemble
from gongshi.cycles import without_collections
from gongshi.history.git import Change, GitError, Repository
from gongshi.review.duties import Duty, duties_of
from gongshi.review.memory import Memory, completed, untouched
from gongshi.source.cache import Cache
from gongshi.source.load import read

_RANGE = re.compile(r"(?P<base>[^\s.](?:[^\s]*?[^\s.])?)(?P<dots>\.{2,3})(?P<head>[^\s.]\S*)?")


@dataclass(frozen=True, slots=True)
class Sides:
    """``old`` and ``new`` are the content of the last common commit and of the head; ``files`` what git says changed,
    with paths below the content folder. Of ``old`` only gates are known.
    """

    base: str
    head: str
    old: Assembled
    new: Assembled
    files: tuple[Change, ...]
    duties: tuple[Duty, ...]


@contextmanager
def sides(content: Path, wanted: str, as_of: date | None, profile: str | None) -> Iterator[Sides]:
    """Both sides of ``BASE..HEAD`` (as of a pull request: from the last common commit), gone when the block ends.

    ``BASE...HEAD`` means the same; an empty HEAD is HEAD. Raises GitError in Chinese when there is no repository, no
    such commit, a history that was cut off, or no content folder on a side.
    """
    match = _RANGE.fullmatch(wanted)
    if match is None:
        raise GitError(f"“{wanted}”不是版本范围，应写成 起点..终点，如 main..HEAD")
    repository = Repository.around(content)
    if repository is None:
        raise GitError("内容文件夹不在 git 仓库里，没有可以比较的版本")
    base, head = (_commit(repository, name) for name in (match["base"], match["head"] or "HEAD"))
    try:
        base = repository.merge_base(base, head)
    except GitError:
        if repository.shallow:
            raise GitError(_CUT) from None
        raise
    below = content.resolve().relative_to(repository.top.resolve()).as_posix()
    below = "" if below == "." else below
    with TemporaryDirectory(prefix="gongshi-review-") as place, without_collections():
        files = tuple(_below(change, below) for change in repository.changes(base, head, below))
        folders = [Path(place) / name / (Path(below).name or "content") for name in ("old", "new")]
        written = repository.export(head, below, folders[1])
        memory = Memory(Cache.of(content))
        after = read(folders[1], cache=memory)
        known = untouched(after, files)
        repository.export(base, below, folders[0], written, known)
        before = completed(read(folders[0], cache=memory), after, known)
        # In this order what the rules have found sound in new records need not be looked at again in old ones.
        new = assemble(folders[1], as_of, profile, known=Known(memory, after))
        old = assemble(folders[0], as_of, profile, known=Known(memory, before), only_gates=True)
        new.folder = old.folder = below or "content"
        yield Sides(base, head, old, new, files, tuple(duties_of(repository, base, head, below)))


_CUT = "仓库的历史不全（浅克隆），找不到起点；先运行 git fetch --unshallow"


def _commit(repository: Repository, name: str) -> str:
    try:
        return repository.resolve(name)
    except GitError as error:
        hint = f"；{_CUT}" if repository.shallow else ""
        raise GitError(f"{error}{hint}") from None


def _below(change: Change, below: str) -> Change:
    skip = len(below) + 1 if below else 0
    return Change(change.status, change.old[skip:], change.new[skip:])
