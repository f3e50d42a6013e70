"""The last look before a tree goes live: every byte of it, in every view, and whose bytes they are that may not leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from gongshi.findings import Finding, Scope, Severity
from gongshi.records.base import Record
from gongshi.redaction.denylist import DenylistError, normal
from gongshi.redaction.fields import Path as Keys
from gongshi.redaction.fields import walk
from gongshi.redaction.files import audit
from gongshi.redaction.span import ZH
from gongshi.registry.register import Register
from gongshi.release.clean import Clean
from gongshi.release.scanner import Found, Scanner, records_of, scanner_for
from gongshi.release.views import is_text, views
from gongshi.search import reader
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
    """``path`` of the file, ``view`` and line (from 1) in that view; ``value`` is never printed or logged."""

    path: str
    view: str
    line: int
    type: str
    tag: str
    value: str = field(repr=False, compare=False)

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
        leaks = list(leaks_in(tree, scanner_for(register), memory))
    except DenylistError as error:
        return Verdict((_unable(str(error)),))
    except Exception as error:  # whatever went wrong, the tree was not looked through
        # The error's own words may quote what was being read.
        return Verdict((_unable(f"发布前的扫描没有完成（{type(error).__name__}）"),))
    return judged(leaks, register, content)


def leaks_in(tree: Path, scanner: Scanner, memory: Path | None = None) -> Iterator[Leak]:
    """Every leak in every file of ``tree``, at most fifty; files known to be clean are not looked at again."""
    if scanner.idle:
        return
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
    for file in sorted(tree.rglob("*")):
        if file.is_file():
            path = file.relative_to(tree).as_posix()
            if path.startswith("search/") and path.endswith(".bin"):
                packed[path] = file.read_bytes()
            else:
                yield path, file.read_bytes()


def _index(packed: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The texts of the search index as if each of its files were plain. An index that cannot be read is an error.

    Left out are grams: at most six characters of the very texts that are looked at here.
    """
    found: dict[str, list[str]] = {}
    for path, text in reader.texts(packed):
        if path.rsplit("/", 1)[-1][0] in "txck":
            found.setdefault(path, []).append(text)
    for path, texts in found.items():
        yield f"{path}.txt", _APART.join(texts).encode("utf-8", "surrogatepass")


def _leaks_of(path: str, raw: bytes, scanner: Scanner) -> Iterator[Leak]:
    told: set[tuple[str, str]] = set()
    for view, text, found in _found_in(path, raw, scanner):
        if (found.type, normal(found.value)) not in told:
            told.add((found.type, normal(found.value)))
            yield Leak(path, view, text.count("\n", 0, found.start) + 1, found.type, found.tag, found.value)


def _found_in(path: str, raw: bytes, scanner: Scanner) -> Iterator[tuple[str, str, Found]]:
    for view, text in _texts(path, raw):
        for one in scanner.listed(text):
            yield view, text, one
        # The detectors take a file as it is written, and make their own views of it.
        if view in "名附":
            for one in scanner.detected(text):
                yield view, text, one
    if is_text(path):
        text = raw.decode("utf-8", "replace")
        for one in scanner.detected(text):
            yield "码", text, one


def _texts(path: str, raw: bytes) -> Iterator[tuple[str, str]]:
    if is_text(path):
        yield from views(path, raw)
        return
    yield "名", path
    for _, text in audit(raw, path).texts:
        yield "附", text


def judged(leaks: list[Leak], register: Register, content: Path) -> Verdict:
    """Pins each leak to the records that its bytes came from, by value first, else by the page's own address."""
    findings: list[Finding] = []
    held: set[str] = set()
    locator = Locator(content)
    pages = _pages(register)
    for leak in leaks:
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
        UNABLE: "恢复名单、密钥或者程序",
    }[code]
    return Finding(code, Severity.GATE, message, fix=fix, basis=_BASIS, scope=scope, **place)  # type: ignore[arg-type]
