"""The last look before a tree goes live: every byte of it, in every view, and whose bytes they are that may not leave."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from gongshi.findings import Finding, Scope, Severity
from gongshi.records.base import Record
from gongshi.redaction.denylist import DenylistError, normal
from gongshi.redaction.fields import Path as Keys
from gongshi.redaction.fields import walk
from gongshi.redaction.files import Refused, audit
from gongshi.redaction.span import ZH
from gongshi.registry.declared import records_of
from gongshi.registry.register import Register
from gongshi.release.clean import Clean
from gongshi.release.scanner import Found, Scanner, scanner_for
from gongshi.release.views import is_text, plain, text_of
from gongshi.search import reader
from gongshi.search.grams import LONGEST
from gongshi.site.theme import default_theme
from gongshi.source.load import SITE_FILE, Locator

PINNED, UNPINNED, UNABLE = "GS470", "GS471", "GS472"
_BASIS = "个人信息保护法第二十八条；政府信息公开条例第十四条、第十五条"
_VIEWS = {"名": "文件名", "显": "正文", "码": "源码", "包": "编码的内容", "附": "附件", "检": "检索数据"}
_LISTED = {"name": "名单上的姓名", "number": "名单上的号码", "address": "名单上的地址"}
_MOST = 50
# Between two texts of the search index: the end of a sentence, so that no two numbers make an address.
_APART = "\n。\n"


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
        return f"{_LISTED[self.type]}（标签 {self.tag}）" if self.tag else ZH.get(self.type, self.type)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``held``: files of the records that the leaks came from; ``findings`` say so. Clean when both are empty."""

    findings: tuple[Finding, ...] = ()
    held: frozenset[str] = frozenset()

    @property
    def stops_everything(self) -> bool:
        """True when a leak is nobody's, or the look could not be taken."""
        return any(finding.stops_everything for finding in self.findings)


def look(tree: Path, register: Register, content: Path, memory: Path | None = None) -> Verdict:
    """Scans every file below ``tree``. Never raises on what it finds; a scanner that fails lets nothing through."""
    try:
        with without_collections():
            leaks = list(leaks_in(tree, scanner_for(register), memory))
    except DenylistError as error:
        return Verdict((_unable(str(error)),))
    except Exception as error:  # whatever went wrong, the tree was not looked through
        # The error's own words may quote what was being read.
        return Verdict((_unable(f"发布前的扫描没有完成（{type(error).__name__}）"),))
    return judged(leaks, register, content)


@contextmanager
def without_collections() -> Iterator[None]:
    """Holds Python's cycle collector off: what is remembered of lines has no cycles, and would be walked again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def leaks_in(tree: Path, scanner: Scanner, memory: Path | None = None) -> Iterator[Leak]:
    """Every leak in every file of ``tree``, at most fifty; files known to be clean are not looked at again."""
    clean = Clean(memory, scanner.identity) if memory else None
    count = 0
    packed: dict[str, bytes] = {}
    for path, raw in chain(_files(tree, packed), _index(packed)):
        digest = hashlib.sha256(path.encode("utf-8") + b"\0" + raw).hexdigest()
        if clean is not None and digest in clean.before:
            clean.now.add(digest)
            continue
        before = count
        for leak in _leaks_of(path, raw, scanner):
            yield leak
            count += 1
            if count >= _MOST:
                return
        if clean is not None and count == before:
            clean.now.add(digest)
    # A line that leaks is looked at once, so that beside a leak no other file is known to be clean.
    if clean is not None and not count:
        clean.keep()


def _files(tree: Path, packed: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree but those of the search index, which are put into ``packed``."""
    root = os.fspath(tree)
    for folder, folders, names in os.walk(root, onerror=_unread):
        folders.sort()
        if any(os.path.islink(f"{folder}/{inner}") for inner in folders):  # noqa: PTH114
            raise OSError(f"a link to a folder below {folder}")  # what it leads to would go live unseen
        below = folder[len(root) + 1 :].replace(os.sep, "/")
        for name in sorted(names):
            path = f"{below}/{name}" if below else name
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - no Path object for each of 10 000 files
                raw = file.read()
            if path.startswith("search/") and path.endswith(".bin"):
                packed[path] = raw
            else:
                yield path, raw


def _unread(error: OSError) -> None:
    raise error


def _index(packed: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The texts of the search index as if each of its files were plain. An index that cannot be read is an error.

    Left out are grams: at most six characters of the very texts that are looked at here.
    """
    found: dict[str, list[str]] = {}
    for path, text in reader.texts(packed):
        # Longer than any gram: a text, whatever file it stands in.
        if path.rsplit("/", 1)[-1][0] in "txck" or len(text) > LONGEST:
            found.setdefault(path, []).append(text)
    for path, texts in found.items():
        yield f"{path}.txt", _APART.join(texts).encode("utf-8", "surrogatepass")


def _leaks_of(path: str, raw: bytes, scanner: Scanner) -> Iterator[Leak]:
    told: set[tuple[str, str]] = set()
    try:
        for view, text, found in _found_in(path, raw, scanner):
            if (found.type, normal(found.value)) not in told:
                told.add((found.type, normal(found.value)))
                yield Leak(path, view, text.count("\n", 0, found.start) + 1, found.type, found.tag, found.value)
    except Refused as verdict:
        yield Leak("" if told else path, "附", 0, "", "", "", verdict.reason)


def _found_in(path: str, raw: bytes, scanner: Scanner) -> Iterator[tuple[str, str, Found]]:
    """(view, its text, what was found). Refused when nobody can say what is in the file."""
    name = unquote(path)
    parts = [("名", name)]
    if is_text(path):
        parts.append(("", text_of(raw)))
    else:
        parts += (("附", text) for text in _attached(path, raw))
    for place, text in parts:
        for view, one in scanner.listed(text):
            yield place or view, text, one
        # The detectors take a text as it is written, and make their own views of it; besides, with attributes decoded.
        written = plain(text)
        for part in (text, written) if written != text else (text,):
            for one in scanner.detected(part):
                yield place or "码", part, one


def _attached(path: str, raw: bytes) -> Iterator[str]:
    """The texts of an attachment. Refused when it did not pass its audit: what was not looked into is not published."""
    if hashlib.sha256(raw).hexdigest() in _assets():
        return
    found = audit(raw, path)
    for problem in found.problems:
        if problem.severity is Severity.GATE:
            raise Refused(problem.message)
    yield from (text for _, text in found.texts)


@cache
def _assets() -> frozenset[str]:
    """SHA-256 of the engine's own files that are neither text nor attachments: fonts and the like, by their very bytes."""
    files = (file for file in (default_theme() / "static").rglob("*") if file.is_file())
    return frozenset(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


def judged(leaks: list[Leak], register: Register, content: Path) -> Verdict:
    """Pins each leak to the records that its bytes came from, by value first, else by the page's own address."""
    findings: list[Finding] = []
    held: set[str] = set()
    locator = Locator(content)
    pages = _pages(register)
    for leak in leaks:
        if leak.why:
            findings.append(_unable(f"网站文件 {leak.path or '（文件名）'} 里有什么查不了，不能发布：{leak.why}"))
            continue
        sources = list(_sources(leak, register)) or [(record, ()) for record in pages.get(_owner(leak.path), ())]
        place = f"{leak.path if leak.view != '名' else '（文件名）'}（{_VIEWS[leak.view]}第 {leak.line} 行）"
        if not sources or any(record.file == SITE_FILE for record, _ in sources):
            findings.append(_finding(UNPINNED, f"网站文件 {place}里有{leak.what}，查不到出自哪一条记录", Scope.RELEASE))
        for record, path in sources:
            if record.file == SITE_FILE:
                continue
            held.add(record.file)
            line, column = locator.locate(record.file, path)
            label = next((str(part) for part in reversed(path) if isinstance(part, str)), "本记录")
            message = f"【{label}】{leak.what}会出现在 {place}；本记录已拦下"
            findings.append(
                _finding(PINNED, message, Scope.RECORD, file=record.file, line=line, column=column, record=record.id)
            )
    return Verdict(tuple(dict.fromkeys(findings)), frozenset(held))


def _sources(leak: Leak, register: Register) -> Iterator[tuple[Record, Keys]]:
    wanted = normal(leak.value)
    for record in records_of(register) if wanted else ():
        for part in walk(record):
            if not part.private and wanted in normal(part.value):
                yield record, part.path
                break


def _owner(path: str) -> str:
    """decisions/ID.html, decisions/ID.json and files/decisions/ID/… are of the record ID."""
    parts = path.split("/")
    if parts[0] == "files" and len(parts) > 2:
        return parts[2]
    name, _, ending = parts[-1].rpartition(".")
    return name if len(parts) == 2 and ending in ("html", "json") else ""


def _pages(register: Register) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records_of(register):
        if record.id and record.file != SITE_FILE:
            found.setdefault(record.id, []).append(record)
    return found


def _unable(message: str) -> Finding:
    return _finding(UNABLE, message, Scope.RELEASE)


def _finding(code: str, message: str, scope: Scope, **place: object) -> Finding:
    fix = {
        PINNED: "改掉这一项以后重新生成",
        UNPINNED: "在主题、设置和各条记录里找到它的出处",
        UNABLE: "照提示恢复名单、密钥或者程序；查不了的文件换掉或者删去",
    }[code]
    return Finding(code, Severity.GATE, message, fix=fix, basis=_BASIS, scope=scope, **place)  # type: ignore[arg-type]
