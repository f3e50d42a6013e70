"""Every file of a tree, in every view: what of it may not leave. Nothing here says whose bytes they are (``gate``)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from gongshi.findings import Severity
from gongshi.redaction.denylist import normal
from gongshi.redaction.files import Refused, audit
from gongshi.redaction.mapped import BETWEEN
from gongshi.redaction.span import ZH
from gongshi.release.clean import Clean
from gongshi.release.manifest import Seal
from gongshi.release.scanner import Scanner
from gongshi.release.views import is_text, plain, text_of
from gongshi.search import reader
from gongshi.search.grams import LONGEST
from gongshi.site.theme import default_theme
from gongshi.source.digests import digest
from gongshi.source.halves import halves

LISTED = {"name": "名单上的姓名", "number": "名单上的号码", "address": "名单上的地址"}
_MOST = 50
# Bytes of files that are looked at in one go.
_BATCH = 4_000_000


@dataclass(frozen=True, slots=True)
class Leak:
    """``path`` of the file, ``view`` and line (from 1) in that view; ``value`` is never printed or logged.

    ``why`` a file could not be looked into, in place of all but ``path``: nobody can say that it is clean.
    """

    path: str
    view: str
    line: int
    type: str
    tag: str
    value: str = field(repr=False, compare=False)
    why: str = ""

    @property
    def what(self) -> str:
        """Type, and the tag of a listed entry."""
        return f"{LISTED[self.type]}（标签 {self.tag}）" if self.tag else ZH.get(self.type, self.type)


@dataclass(slots=True)
class _File:
    """``digest`` is of path and bytes; ``texts``: (view, text) of all that is in it; ``refused``: why nobody can say what is."""

    path: str
    digest: str
    texts: list[tuple[str, str]]
    refused: str = ""


def leaks_in(
    tree: Path, scanner: Scanner, memory: Path | None = None, seals: Mapping[str, Seal] = MappingProxyType({})
) -> Iterator[Leak]:
    """Every leak in every file of ``tree``, at most fifty; files known to be clean are not looked at again, nor read when
    there are ``seals`` of them.
    """
    clean = Clean(memory, scanner.identity) if memory else None
    look = _Look(os.fspath(tree), scanner, clean.before if clean else frozenset(), list(_paths(tree)), seals)
    # Two and two in turn: large files lie together, and beside each page its data, which say the same.
    found = halves(look.at, [look.paths[i] for i in sorted(range(len(look.paths)), key=lambda i: i & 2)])
    leaks = sorted(chain.from_iterable(leaks for leaks, _ in found), key=lambda leak: leak.path)
    # Beside a leak no other file is known to be clean.
    if clean is not None and not leaks:
        clean.now.update(*(digests for _, digests in found))
        clean.keep()
    yield from leaks[:_MOST]


# Path, digest of path and bytes, and the bytes; of what is known to be clean they may be left out.
_Read = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class _Look:
    """The look at the files of a tree. ``known``: digests of what is clean; ``paths`` are all that there are."""

    tree: str
    scanner: Scanner
    known: frozenset[str]
    paths: Sequence[str]
    seals: Mapping[str, Seal]

    def at(self, paths: Sequence[str]) -> tuple[list[Leak], set[str]]:
        """The leaks in some of the files, and the digests of those that are clean."""
        leaks: list[Leak] = []
        clean: set[str] = set()
        for batch in _batches(self._read(paths)):
            clean.update(digest for _, digest, _ in batch if digest in self.known)
            files = [_file(*read) for read in batch if read[1] not in self.known]
            suspected = iter(self.scanner.suspected([text for file in files for _, text in file.texts]))
            for file in files:
                doubtful = [(view, text) for (view, text) in file.texts if next(suspected)]
                found = list(islice(_leaks_of(file, doubtful, self.scanner), _MOST))
                leaks += found
                if len(leaks) >= _MOST:
                    return leaks, clean
                if not found:
                    clean.add(file.digest)
        return leaks, clean

    def _read(self, paths: Sequence[str]) -> Iterator[_Read]:
        """The files, those of the search index as if each of them were plain."""
        for path in paths:
            if not _is_packed(path):
                yield path, *self._marked(path)
        packed = [path for path in paths if _is_packed(path)]
        if packed:
            yield from self._index(packed)

    def _marked(self, path: str) -> tuple[str, bytes]:
        """Digest and bytes. A seal says only that there is nothing to look at; what is looked at bears its own digest."""
        if path in self.seals and (mark := digest(path, self.seals[path][0])) in self.known:
            return mark, b""
        raw = self._bytes(path)
        return digest(path, _sum(raw)), raw

    def _index(self, wanted: Sequence[str]) -> Iterator[_Read]:
        """The texts of the files of the search index that are ``wanted``. An index that cannot be read is an error.

        Left out are grams: at most six characters of the very texts that are looked at here.
        """
        every = list(filter(_is_packed, self.paths))
        if all(path in self.seals for path in every):
            marks = _marks({path: self.seals[path][0] for path in every}, wanted)
            if self.known.issuperset(marks.values()):
                yield from ((f"{path}.txt", mark, b"") for path, mark in marks.items())
                return
        # They can be read only together.
        packed = {path: self._bytes(path) for path in every}
        marks = _marks({path: _sum(raw) for path, raw in packed.items()}, wanted)
        found: dict[str, list[str]] = {path: [] for path, mark in marks.items() if mark not in self.known}
        for path, text in reader.texts(packed, found):
            # Longer than any gram: a text, whatever file it stands in.
            if _name(path)[0] in "txck" or len(text) > LONGEST:
                found[path].append(text)
        for path, mark in marks.items():
            yield f"{path}.txt", mark, BETWEEN.join(found.get(path, ())).encode("utf-8", "surrogatepass")

    def _bytes(self, path: str) -> bytes:
        with open(f"{self.tree}/{path}", "rb") as file:  # noqa: PTH123 - no Path object for each of 10 000 files
            return file.read()


def _batches(files: Iterable[_Read]) -> Iterator[list[_Read]]:
    batch, size = [], 0
    for file in files:
        batch.append(file)
        size += len(file[2])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _paths(tree: Path) -> Iterator[str]:
    """Every file of the tree."""
    root = os.fspath(tree)
    for folder, folders, names in os.walk(root, onerror=_unread):
        folders.sort()
        if any(os.path.islink(f"{folder}/{inner}") for inner in folders):  # noqa: PTH114
            raise OSError(f"a link to a folder below {folder}")  # what it leads to would go live unseen
        below = folder[len(root) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in sorted(names))


def _is_packed(path: str) -> bool:
    return path.startswith("search/") and path.endswith(".bin")


def _unread(error: OSError) -> None:
    raise error


def _marks(sums: Mapping[str, str], wanted: Iterable[str]) -> dict[str, str]:
    """Digests of files of the search index by their ``sums``; what a file of texts says hangs on the table as well."""
    table = digest("", *(each for path, each in sorted(sums.items()) if _name(path) == "t.bin"))
    return {path: digest(path, sums[path], table if _name(path)[0] == "x" else "") for path in sorted(wanted)}


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _file(path: str, digest: str, raw: bytes) -> _File:
    file = _File(path, digest, [("名", unquote(path))])
    try:
        if is_text(path):
            file.texts.append(("", text_of(raw)))
        else:
            for text in _attached(path, raw):
                file.texts.append(("附", text))
    except Refused as verdict:
        file.refused = verdict.reason
    # The detectors take a text as it is written, and make their own views of it; besides, with attributes decoded.
    for view, text in list(file.texts):
        written = plain(text)
        if written != text:
            file.texts.append((view, written))
    return file


def _leaks_of(file: _File, doubtful: Iterable[tuple[str, str]], scanner: Scanner) -> Iterator[Leak]:
    told: set[tuple[str, str]] = set()
    for place, text in doubtful:
        for view, found in chain(scanner.listed(text), (("码", one) for one in scanner.detected(text))):
            if (found.type, normal(found.value)) not in told:
                told.add((found.type, normal(found.value)))
                line = text.count("\n", 0, found.start) + 1
                yield Leak(file.path, place or view, line, found.type, found.tag, found.value)
    if file.refused:
        yield Leak("" if told else file.path, "附", 0, "", "", "", file.refused)


def _attached(path: str, raw: bytes) -> Iterator[str]:
    """The texts of an attachment. Refused when it did not pass its audit: what was not looked into is not published, nor
    what still bears data about itself, which publishing takes out.
    """
    if _sum(raw) in _assets():
        return
    found = audit(raw, path)
    for problem in found.problems:
        if problem.severity is Severity.GATE:
            raise Refused(problem.message)
    yield from (text for _, text in found.texts)
    for problem in found.problems:
        if problem.kind == "metadata":
            raise Refused(problem.message)


@cache
def _assets() -> frozenset[str]:
    """SHA-256 of the engine's own files that are neither text nor attachments: fonts and the like, by their very bytes."""
    files = (file for file in (default_theme() / "static").rglob("*") if file.is_file())
    return frozenset(_sum(file.read_bytes()) for file in files)
