"""Who did what: 采集, 传递, 审核, 发布 (R-GEN-2), as a record's own 公开审查 says, and the commits that touched it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from gongshi.history.git import Repository
from gongshi.records.base import Record
from gongshi.records.life import ReleaseReview

DUTIES = ("采集", "传递", "审核", "发布")
# 保密审查 belongs on the form as well; who may do it beside another duty is for the rule GS203.
SIGNERS = ("采集", "传递", "保密审查", "审核", "发布")
# As a commit's last lines name them; git's own trailers in English are understood too.
_NAMES = {
    **{duty: duty for duty in DUTIES},
    "collected-by": "采集", "forwarded-by": "传递", "reviewed-by": "审核", "approved-by": "发布",
}  # fmt: skip
_TRAILER = re.compile(rf"^({'|'.join(_NAMES)})[ \t]*[:：][ \t]*(\S.{{0,120}})$", re.M | re.I)
_MAIL = re.compile(r"[ \t]*<([^<>\s]{1,100})>[ \t]*$")


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's part in one commit. ``mail`` may be empty; ``files`` are below the content folder."""

    duty: str
    person: str
    mail: str
    files: frozenset[str]

    def same_person(self, other: Duty) -> bool:
        """By name (spacing, width and case aside) or by e-mail."""
        return _folded(self.person) == _folded(other.person) or (self.mail != "" and self.mail == other.mail)


def duties_of(repository: Repository, base: str, head: str, below: str) -> list[Duty]:
    """The duties named by each commit from ``base`` to ``head`` that touched ``below``; oldest first.

    A trailer counts in the last paragraph of a message that has more than one, as for git. Where no 采集 is named, the
    author is meant.
    """
    options = (
        "--reverse",
        "--full-history",
        "--no-merges",
        "-z",
        "--raw",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
    )
    raw = repository.run(
        "log", *options, "--format=%H%n%an%n%ae%n%B", f"{base}..{head}", "--", *([below] if below else [])
    )
    found: list[Duty] = []
    for text, paths in _commits(raw):
        _, author, mail, message = (*text.split("\n", 3), "", "", "")[:4]
        skip = len(below) + 1 if below else 0
        files = frozenset(path[skip:] for path in paths)
        first, _, last = message.strip().rpartition("\n\n")
        named = [(_NAMES[key.lower()], *_person(person)) for key, person in _TRAILER.findall(last)] if first else []
        if all(duty != "采集" for duty, _, _ in named):
            named.insert(0, ("采集", author[:80], mail.lower()))
        found += [Duty(duty, person, address, files) for duty, person, address in named]
    return found


def _commits(raw: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each commit's text with the paths that it touched. Fields are parted by NUL; a commit's begins with its hash."""
    fields = iter(raw.split(b"\0"))
    text, paths = "", list[str]()
    for field in fields:
        stripped = field.removeprefix(b"\n")
        if stripped.startswith(b":"):
            paths.append(os.fsdecode(next(fields, b"")))
        elif stripped:
            if text:
                yield text, paths
            text, paths = stripped.decode("utf-8", "replace"), []
    if text:
        yield text, paths


def _person(written: str) -> tuple[str, str]:
    found = _MAIL.search(written)
    name = (written[: found.start()] if found else written).strip()
    return name[:80], found[1].lower() if found else ""


def of_record(record: Record, duties: Iterable[Duty], files: Iterable[str]) -> list[Duty]:
    """The duties done on one record: those that its 公开审查 names, and those of commits that touched ``files``.

    ``files``: paths of the record on both sides; what lies in the folder of that name counts as well. Of a duty that
    the record names itself, commits do not speak, but for 采集: whoever made the commit has had it in his hands.
    """
    release = _release(record)
    pairs = (("采集", "collector"), ("保密审查", "secrecy"), ("审核", "reviewer"), ("发布", "approver"))
    own = [Duty(duty, str(getattr(release, name)), "", frozenset()) for duty, name in pairs
           if release is not None and getattr(release, name)]  # fmt: skip
    named = {duty.duty for duty in own} - {"采集"}
    places = [(file, file.rsplit(".", 1)[0] + "/") for file in files if file]
    touched = [
        duty for duty in duties
        if duty.duty not in named and any(path == file or path.startswith(folder) for path in duty.files for file, folder in places)
    ]  # fmt: skip
    return [*own, *touched]


def people(duties: Iterable[Duty]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names for each of ``SIGNERS``, in their order; nobody where none is named."""
    listed = list(duties)
    return tuple((duty, tuple(dict.fromkeys(d.person for d in listed if d.duty == duty))) for duty in SIGNERS)


def conflicts(duties: Iterable[Duty]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Persons in more than one duty, with these duties: whoever collects must not review, nor whoever reviews publish."""
    listed = [duty for duty in duties if duty.duty in DUTIES]
    told: list[Duty] = []
    for duty in listed:
        same = [other for other in listed if duty.same_person(other)]
        in_duties = tuple(name for name in DUTIES if any(other.duty == name for other in same))
        if len(in_duties) > 1 and not any(duty.same_person(other) for other in told):
            told.append(duty)
            yield duty.person, in_duties


def _release(record: Record) -> ReleaseReview | None:
    internal = getattr(record, "internal", None)
    found = getattr(record, "release", None) or getattr(internal, "release", None)
    return found if isinstance(found, ReleaseReview) else None


def _folded(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())
