"""CODEOWNERS from the roster, in the three ways in which forges read it.

GitHub and GitLab take globs and let the last line that matches decide (GitHub Docs, "About code owners"; GitLab Docs,
"Syntax of CODEOWNERS file"). Gitea and Forgejo take Go regular expressions that must match the whole path, and ask
everybody whose line matches; a line with "!" matches all other files (Gitea Docs, "Code Owners"). No two lines written
here for organs match one file, so that each way gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongshi.records.base import Record
from gongshi.records.kinds import KINDS
from gongshi.registry.register import Register
from gongshi.review.seen import records_of

FORGES = ("github", "gitlab", "gitea")
_HEAD = "# 由 gongshi codeowners 从 site.yaml 的机构名录生成，不要手工改；名录、文件命名有变化时重新生成。"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Files, and folders beside them, whose name is ``word`` or, when ``begins``, starts with it.

    ``folder`` is below the content folder; a part of it may be "*" for any one folder.
    """

    folder: str
    word: str
    begins: bool = False

    def among(self, files: Iterable[str]) -> set[str]:
        """Those of ``files`` (below the content folder) that it covers."""
        named = re.compile(self.regex(""))
        return {file for file in files if named.fullmatch(file)}

    def globs(self, prefix: str) -> Iterator[str]:
        """For GitHub and GitLab: the files, and all that lies in the folders. Neither reaches below a folder by "*"."""
        place = f"/{prefix}{self.folder}/{self.word}"
        yield f"{place}*" if self.begins else f"{place}.*"
        yield f"{place}*/" if self.begins else f"{place}/"

    def regex(self, prefix: str) -> str:
        """For Gitea: without a backslash, which its reader would take for its own."""
        folder = f"{prefix}{self.folder}".replace(".", "[.]").replace("*", "[^/]+")
        return f"{folder}/{self.word}.+" if self.begins else f"{folder}/{self.word}[./].+"


def codeowners(register: Register, prefix: str, forge: str = "github") -> str:
    """The file for a ``forge`` of ``FORGES``; ``prefix`` is the content folder with its slash, empty for the top.

    Files whose organ has no accounts, and what several organs share, stay with the site's own reviewers. Where files are
    named after their organ, new ones are covered as well.
    """
    accounts = {entry.id: _named(entry.accounts) for entry in register.site.roster}
    site = _named(register.site.accounts)
    owned = [(pattern, accounts[organ]) for organ, pattern in _patterns(register) if accounts.get(organ)]
    owned.sort(key=lambda pair: (pair[1], pair[0].folder, pair[0].word))
    if forge == "gitea":
        lines = [f"{pattern.regex(prefix)} {who}" for pattern, who in owned]
        # What is no organ's, content or not: here nothing else can say "the rest".
        rest = f"!({'|'.join(pattern.regex(prefix) for pattern, _ in owned)})" if owned else ".*"
        return "\n".join([_HEAD, *([f"{rest} {site}"] if site else []), *lines]) + "\n"
    lines = [f"{glob} {who}" for pattern, who in owned for glob in pattern.globs(prefix)]
    return "\n".join([_HEAD, *([f"{f'/{prefix}' if prefix else '*'} {site}"] if site else []), *lines]) + "\n"


def _patterns(register: Register) -> Iterator[tuple[str, Pattern]]:
    """Each organ with its patterns: by name where every file so named is its own, else file by file."""
    organs = {file: _organ(record) for file, record in _records(register).items()}
    for organ in register.roster:
        ours = [file for file, owner in organs.items() if owner == organ]
        covered: set[str] = set()
        for pattern in _general(organ, ours, register.roster):
            found = pattern.among(organs)
            # No record of another organ, or of several, may be covered.
            if all(organs[file] == organ for file in found):
                covered |= found
                yield organ, pattern
        for file in ours:
            if file not in covered:
                folder, _, name = file.rpartition("/")
                yield organ, Pattern(folder, name.rsplit(".", 1)[0])


def _general(organ: str, ours: Iterable[str], roster: Mapping[str, object]) -> Iterator[Pattern]:
    """How files of an organ are named: pre/…/ID.yaml and ID-….yaml, post/…/WORD-….yaml with the words that are in use.

    An organ without decisions yet will begin them with the last part of its id, when nobody else does.
    """
    yield Pattern("pre/*", organ)
    yield Pattern("pre/*", f"{organ}-", begins=True)
    words = {file.rpartition("/")[2].partition("-")[0] for file in ours if file.startswith("post/")}
    last = organ.rpartition("-")[2]
    if sum(other.rpartition("-")[2] == last for other in roster) == 1:
        words.add(last)
    for word in sorted(words):
        for kind in KINDS:
            if kind.folder.startswith("post/"):
                yield Pattern(f"{kind.folder}/*" if kind.by_year else kind.folder, f"{word}-", begins=True)


def _records(register: Register) -> dict[str, Record]:
    return {**records_of(register), **{record.file: record for record in register.undisclosed.values()}}


def _named(accounts: tuple[str, ...]) -> str:
    return " ".join(f"@{account}" for account in accounts)


def _organ(record: Record) -> str:
    shared: tuple[str, ...] = tuple(getattr(record, "entities", ()))
    if len(shared) == 1:
        return str(shared[0])
    return str(getattr(record, "entity", "") or (record.id if record.file.startswith("pre/entities/") else ""))
