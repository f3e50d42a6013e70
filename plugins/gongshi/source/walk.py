"""The content folder → the files to read, in one order on every system; names that a URL or Windows cannot bear are gates."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from gongshi.findings import Finding, Scope, Severity
from gongshi.source.wording import safe_name

PLACE = "GS006"
MAX_NAME = 100
MAX_PATH = 200
MAX_FOLDERS = 6
MAX_FILES = 200_000
# One file for each record that was published: the release store looks at each when somebody asks for it.
STORED = "release/statements"
_MOST_FINDINGS = 1000

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
# What editors, office programs and version control leave behind.
_DROPPINGS = re.compile(
    r"\.git|\.gitkeep|\.gitignore|\.gitattributes|\.svn|\.idea|\.vscode|\.obsidian"
    r"|\.DS_Store|\._.*|[Tt]humbs\.db|[Dd]esktop\.ini"
    r"|~\$.*|\.~.*|.*~|\.#.*|#.*#|.*\.sw[a-p]",
    re.S,
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """``rel`` is below the content folder, with forward slashes; what is unique and sorts."""

    path: str
    rel: str

    @property
    def folder(self) -> str:
        """``rel`` without the file's name; empty for a file directly in the content folder."""
        return self.rel.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.rel.rpartition("/")[2]


def walk(content: Path) -> tuple[list[SourceFile], list[Finding]]:
    """All files below ``content`` but those in ``STORED``, sorted; a gate for each that may not be read. Links are never followed.

    A folder that cannot be listed, and more than ``MAX_FILES`` files, hold back everything: what was not seen might
    be what takes a decision down.
    """
    walker = _Walker()
    walker.folder(str(content), "", 0)
    return sorted(walker.files, key=lambda file: file.rel), walker.findings


class _Walker:
    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.findings: list[Finding] = []
        self._seen = 0

    def folder(self, path: str, rel: str, depth: int) -> None:
        """Read one folder; ``rel`` is empty or ends with a slash."""
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            where = safe_name(rel.rstrip("/"))
            self._gate(where, "文件夹打不开，里面的内容没有读取", "检查文件夹是否存在、是否有读取权限", Scope.RELEASE)
            return
        found = [entry for entry in found if not _DROPPINGS.fullmatch(entry.name)]
        self._collisions([entry.name for entry in found], rel)
        for entry in found:
            self._seen += 1
            if self._seen > MAX_FILES:
                if self._seen == MAX_FILES + 1:
                    message = f"内容文件超过 {MAX_FILES} 个，后面的没有读取"
                    self._gate(safe_name(rel + entry.name), message, "把早年的记录移到归档库", Scope.RELEASE)
                return
            self._entry(entry, rel, depth)

    def _entry(self, entry: os.DirEntry[str], rel: str, depth: int) -> None:
        here = rel + entry.name
        fault = _name_fault(entry.name, here)
        if fault:
            self._gate(safe_name(here), *fault)
        elif entry.is_symlink():
            self._gate(here, "是链接，不读取；内容只能是普通文件", "把链接换成文件本身")
        elif entry.is_dir(follow_symlinks=False):
            if here == STORED:
                return
            if depth == MAX_FOLDERS:
                self._gate(here, f"文件夹套得太深，最多 {MAX_FOLDERS} 层，里面的内容没有读取", "移到上一层")
            else:
                self.folder(entry.path, here + "/", depth + 1)
        elif entry.is_file(follow_symlinks=False):
            self.files.append(SourceFile(entry.path, here))
        else:
            self._gate(here, "不是普通文件（设备、管道等），不读取", "删去")

    def _collisions(self, names: list[str], rel: str) -> None:
        """Two names that one folder of Windows or macOS cannot hold side by side."""
        first: dict[str, str] = {}
        for name in names:
            other = first.setdefault(name.casefold(), name)
            if other != name:
                message = f"和“{safe_name(other)}”只差大小写，在 Windows 上会互相覆盖"
                self._gate(safe_name(rel + name), message, "改成不同的名字，只用小写字母")

    def _gate(self, rel: str, message: str, fix: str, scope: Scope = Scope.RECORD) -> None:
        if len(self.findings) < _MOST_FINDINGS or scope is Scope.RELEASE:
            self.findings.append(Finding(PLACE, Severity.GATE, message, rel, fix=fix, scope=scope))
        elif len(self.findings) == _MOST_FINDINGS:
            message = f"这样的问题超过 {_MOST_FINDINGS} 处，后面的没有一一列出"
            self.findings.append(Finding(PLACE, Severity.GATE, message, rel, fix="先改上面列出的"))


def _name_fault(name: str, rel: str) -> tuple[str, str] | None:
    """What is wrong with a file's or folder's name, and how to mend it."""
    if name.endswith((".", " ")):
        return "名称以点或空格结尾，Windows 上不能用", "去掉末尾的点和空格"
    if not _NAME.fullmatch(name):
        wanted = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).lstrip("._-")
        return (
            "文件和文件夹的名称只能用小写字母、数字、点、下划线和连字符，以字母或数字开头",
            f"改名，如 {wanted}" if _NAME.fullmatch(wanted) and len(wanted) > 5 else "改名，如 qnz-zz-2026-003.yaml",
        )
    if name.split(".")[0] in _RESERVED:
        return f"“{name.split('.')[0]}”是 Windows 的保留名，不能作文件名", f"改名，如 x-{name}"
    if len(name) > MAX_NAME:
        return f"名称有 {len(name)} 个字符，最多 {MAX_NAME} 个", "改短"
    if len(rel) > MAX_PATH:
        return f"连同文件夹共 {len(rel)} 个字符，最多 {MAX_PATH} 个", "改短"
    return None
