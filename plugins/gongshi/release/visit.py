"""A visit to a live site, in a folder or on the web: what is at each address, and what of it may not be."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from gongshi.causes import cause
from gongshi.release.manifest import Manifest, Row, plain_files
from gongshi.release.problems import Kind, Problem
from gongshi.release.today import Today
from gongshi.release.views import is_text
from gongshi.release.web import Answer

# Bytes read of what should be a page of one record, or not there at all.
_PAGE = 4 * 1024 * 1024
# Bytes by which a changed file may be longer and still be read to its end, for what it mentions.
MORE = 64 * 1024
MOST_LOST = 50
_ABSENT = frozenset({404, 410})
# What a host puts beside a site; everything else in the folder counts.
FOREIGN = (".well-known/", ".htaccess", "web.config")
# The mark that only the page of a decision that may be seen carries, in the first lines of it (DESIGN §6).
_SHOWS = b"data-last-day="
_HEAD = 400
# What a server may be told to answer with, whatever it is asked for.
_ANY = ("404.html", "index.html")
# What a browser must be told of a file, or it shows its source or leaves it out.
_MEDIA = {".html": r"text/html", ".css": r"text/css", ".js": r"(?:text|application)/(?:x-)?javascript"}
_CHARSET = re.compile(r"charset=(?!\s*[\"']?utf-?8\b)", re.I)
_ADDRESS = re.compile(r"(?:decisions|random-results)/[0-9A-Za-z][0-9A-Za-z._-]{0,120}\.html")


class Live(Protocol):
    """Something that is live: a folder or a web site."""

    def get(self, path: str, limit: int, packed: bool = True) -> Answer:
        """The file at a path, at most ``limit`` bytes of it; never raises on what is there."""
        ...

    def names(self) -> Iterable[str] | None:
        """Every path that is there; None where nobody can list them."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder of this machine, or one that is mounted."""

    root: Path

    def get(self, path: str, limit: int, packed: bool = True) -> Answer:
        """A file's bytes; a link is not followed."""
        del packed
        place = self.root / path
        try:
            if place.is_symlink() or not place.is_file():
                return Answer(404)
            with place.open("rb") as file:
                body = file.read(limit + 1)
        except OSError as error:
            return Answer(0, note=cause(error))
        return Answer(200, body[:limit], cut=len(body) > limit)

    def names(self) -> list[str]:
        """Raises ManifestError for what is no plain file, OSError."""
        return [path for path, _ in plain_files(self.root)]


@dataclass(slots=True)
class Visit:
    """One run over a live site: what each address answers, against the manifest and the day."""

    live: Live
    manifest: Manifest
    today: Today
    step: Callable[[], None]
    forbidden: dict[str, str] = field(init=False)
    notices: dict[str, str] = field(init=False)
    index: dict[str, bytes] = field(default_factory=dict)
    asked: int = 0
    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.forbidden = self.today.forbidden(self.manifest)
        self.notices = {self.today.pages[record]: record for record in self.today.noticed}

    def get(self, path: str, limit: int, packed: bool = True) -> Answer:
        answer = Answer(0) if self.lost >= MOST_LOST else self.live.get(path, limit, packed)
        with self.lock:
            self.asked += 1
            self.lost += answer.status == 0
            self.step()
        return answer

    def file(self, path: str, row: Row) -> list[Problem]:
        """One file that the manifest names."""
        answer = self.get(path, row.size + MORE)
        problems = list(self._shown(path, answer))
        if path not in self.forbidden:
            problems += self._as_sealed(path, row, answer)
        return problems

    def _as_sealed(self, path: str, row: Row, answer: Answer) -> Iterator[Problem]:
        if answer.status in _ABSENT:
            yield Problem(Kind.MISSING, path, "发布清单里有，网站上没有", record_of(row))
        elif answer.status != 200:
            yield Problem(Kind.UNREACHABLE, path, answer.note or f"应答 {answer.status}", record_of(row))
        elif answer.cut or sha256(answer.body).hexdigest() != row.sha256:
            yield Problem(Kind.CHANGED, path, f"和发布清单里的不是同样的字节（应为 {row.size} 字节）", record_of(row))
        elif misnamed(path, answer.media):
            yield Problem(Kind.SOFT, path, f"按“{answer.media[:60]}”发送，浏览器显示不对", record_of(row))

    def _shown(self, path: str, answer: Answer) -> Iterator[Problem]:
        """What a file that was read shows and may not."""
        if answer.status != 200:
            return
        if path in self.forbidden:
            yield self._standing(path, answer)
        elif path in self.notices and _SHOWS in answer.body[:_HEAD]:
            yield Problem(Kind.STANDING, path, "已撤回的决定还在显示，应当只剩撤回公告", self.notices[path])
        elif path.startswith("search/") and path.endswith(".bin"):
            with self.lock:
                self.index[path] = answer.body
        elif is_text(path):
            yield from self.mentions(path, answer.body.decode("utf-8", "replace"))

    def _standing(self, path: str, answer: Answer) -> Problem:
        record = self.forbidden[path]
        others = {self.manifest.files[name].sha256 for name in _ANY if name in self.manifest.files}
        if sha256(answer.body).hexdigest() in others:
            note = "应答 200（“没有找到”页或者首页），应当答 404 或 410，搜索引擎才会忘掉它"
            return Problem(Kind.SOFT, path, note, record)
        return Problem(Kind.STANDING, path, f"今天不得再显示：{self.today.why(record)}", record)

    def mentions(self, path: str, text: str) -> Iterator[Problem]:
        """Addresses of records of which nothing may be seen, in a file that may."""
        for address in sorted(set(_ADDRESS.findall(text))):
            if address in self.forbidden:
                record = self.forbidden[address]
                yield Problem(Kind.MENTIONED, path, f"提到了今天不得再显示的 {record}", record)

    def absent(self, path: str, packed: bool) -> list[Problem]:
        """One address at which nothing may be."""
        answer = self.get(path, _PAGE, packed)
        if answer.status in _ABSENT:
            return []
        name = path if path in self.forbidden else path.removesuffix(".gz")
        if answer.status == 200:
            found = self._standing(name, answer)
            return [Problem(found.kind, path, found.note, found.record)]
        note = f"{answer.note or f'应答 {answer.status}'}；应当答 404 或 410"
        return [Problem(Kind.UNREACHABLE if answer.status == 0 else Kind.SOFT, path, note, self.forbidden[name])]

    def notice(self, path: str) -> list[Problem]:
        """The address of a withdrawn decision that the manifest does not name: a notice may be there, nothing else."""
        return list(self._shown(path, self.get(path, _PAGE)))

    def unnamed(self, path: str) -> list[Problem]:
        """A file of a folder that the manifest does not name."""
        name = path.removesuffix(".gz")
        row = self.manifest.files.get(name) if name != path else None
        if path in self.forbidden or (name in self.forbidden and row is None):
            return []  # asked for on its own
        if row is None or name in self.forbidden:
            return [Problem(Kind.EXTRA, path, "发布清单里没有")]
        body = unpacked(self.get(path, row.size + MORE).body, row.size)
        if body is None or sha256(body).hexdigest() != row.sha256:
            return [Problem(Kind.CHANGED, path, f"压缩的副本和 {name} 不是同样的内容", record_of(row))]
        return []


def misnamed(path: str, media: str) -> bool:
    """Whether a browser that is told ``media`` (Content-Type) shows a file of ours wrongly; never where it is told nothing."""
    wanted = _MEDIA.get(PurePosixPath(path).suffix)
    return bool(media and wanted and (not re.match(rf"{wanted}\b", media, re.I) or _CHARSET.search(media)))


def record_of(row: Row) -> str:
    """The record that a file is of; empty for what is drawn from many."""
    return row.of if row.of != "*" else ""


def unpacked(body: bytes, size: int) -> bytes | None:
    """What a gzip file of ours holds, at most ``size`` bytes; None for any other."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(body, size + 1)
    except zlib.error:
        return None
    return plain if unpack.eof and not unpack.unused_data and len(plain) <= size else None
