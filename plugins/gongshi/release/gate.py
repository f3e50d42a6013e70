"""The last look before a tree goes live: every byte of it, in every view, and whose bytes they are that may not leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gongshi.cycles import without_collections
from gongshi.findings import Finding, Scope, Severity
from gongshi.records.base import Record
from gongshi.redaction.denylist import DenylistError, normal
from gongshi.redaction.fields import Path as Keys
from gongshi.redaction.fields import walk
from gongshi.registry.declared import records_of
from gongshi.registry.register import Register
from gongshi.release.leaks import Leak, leaks_in
from gongshi.release.manifest import Seal
from gongshi.release.scanner import scanner_for
from gongshi.source.load import SITE_FILE
from gongshi.source.locator import Locator

PINNED, UNPINNED, UNABLE = "GS470", "GS471", "GS472"
_BASIS = "个人信息保护法第二十八条；政府信息公开条例第十四条、第十五条"
_VIEWS = {"名": "文件名", "显": "正文", "码": "源码", "包": "编码的内容", "附": "附件", "检": "检索数据"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``held``: files of the records that the leaks came from; ``findings`` say so. Clean when both are empty."""

    findings: tuple[Finding, ...] = ()
    held: frozenset[str] = frozenset()

    @property
    def stops_everything(self) -> bool:
        """True when a leak is nobody's, or the look could not be taken."""
        return any(finding.stops_everything for finding in self.findings)


def look(
    tree: Path,
    register: Register,
    content: Path,
    memory: Path | None = None,
    seals: Mapping[str, Seal] = MappingProxyType({}),
) -> Verdict:
    """Scans every file below ``tree``. Never raises on what it finds; a scanner that fails lets nothing through.

    ``memory``: where it is kept what was clean; ``seals``: of files that were written or taken over a moment ago.
    """
    try:
        with without_collections():
            leaks = list(leaks_in(tree, scanner_for(register), memory, seals))
    except DenylistError as error:
        return Verdict((_unable(str(error)),))
    except Exception as error:  # whatever went wrong, the tree was not looked through
        # The error's own words may quote what was being read.
        return Verdict((_unable(f"发布前的扫描没有完成（{type(error).__name__}）"),))
    return judged(leaks, register, content)


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
