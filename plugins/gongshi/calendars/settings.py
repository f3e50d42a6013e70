"""Reads a small settings file (calendar, profile) strictly: text scalars, line marks, and every slip in Chinese."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from gongshi.findings import Finding, Scope, Severity, ordered

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TYPES = {
    "model_type": "应当写成“键: 值”的多层结构",
    "dict_type": "应当写成“键: 值”的多层结构",
    "tuple_type": "应当写成列表",
    "string_type": "应当写成文字",
    "string_too_long": "内容太长",
}

# Where a value stands: keys and list positions from the top of the file.
Place = tuple[str | int, ...]


class SettingsError(Exception):
    """A settings file cannot be used. ``findings`` are gates on the whole release, in Chinese."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = ordered(findings)
        super().__init__("；".join(f"{f.file}：{f.message}" if f.file else f.message for f in self.findings))


@dataclass(slots=True)
class SettingsFile:
    """``data`` holds text, lists and mappings only; ``lines`` the line (from 1) of each place."""

    file: str
    data: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)


class _RefusedError(Exception):
    def __init__(self, line: int, message: str, fix: str = "") -> None:
        self.line, self.message, self.fix = line, message, fix


def gate(code: str, file: str, message: str, *, line: int = 0, fix: str = "", basis: str = "") -> Finding:
    """A finding that stops the release: without its clocks nothing can be published rightly."""
    return Finding(code, Severity.GATE, message, file, line, fix=fix, basis=basis, scope=Scope.RELEASE)


def settings_in(folder: Path) -> list[Path]:
    """The settings files of ``folder`` by name; none when there is no such folder."""
    return sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml")) if folder.is_dir() else []


def read_settings(path: Path, code: str) -> SettingsFile:
    """The mapping in ``path``. Raises SettingsError; names the file by its folder and name, never by the full path."""
    file = f"{path.parent.name}/{path.name}"
    raw = _bytes(path)
    if raw is None:
        raise SettingsError([gate(code, file, "文件无法读取", fix="检查文件是否存在、是否有读取权限")])
    if len(raw) > MAX_BYTES:
        raise SettingsError([gate(code, file, f"文件超过 {MAX_BYTES // 1024} KiB", fix="拆分或删减文件")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError([gate(code, file, "文件不是 UTF-8 编码", line=line, fix="另存为 UTF-8 编码")]) from None
    try:
        return _Builder(text, file).build()
    except _RefusedError as refused:
        raise SettingsError([gate(code, file, refused.message, line=refused.line, fix=refused.fix)]) from None
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        message = "YAML 写法有误，从这一行起读不下去"
        raise SettingsError([gate(code, file, message, line=line, fix="核对缩进、冒号后的空格和引号")]) from None


def _bytes(path: Path) -> bytes | None:
    if not path.is_file():  # a pipe or a device would be waited on for ever
        return None
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return None


class _Builder:
    """From parser events to text, lists and mappings; events show anchors and duplicates that loaders swallow."""

    def __init__(self, text: str, file: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._file = file
        self._lines: dict[Place, int] = {}

    def build(self) -> SettingsFile:
        next(self._events)
        if not isinstance(next(self._events), yaml.DocumentStartEvent):
            raise _RefusedError(1, "文件是空的")
        data = self._value(next(self._events), ())
        next(self._events)
        extra = next(self._events)
        if isinstance(extra, yaml.DocumentStartEvent):
            raise _RefusedError(_line(extra), "一个文件只能写一份设置，这里又开始了一份", "删去“---”")
        if not isinstance(data, dict):
            raise _RefusedError(1, "文件最外层应当是“键: 值”")
        return SettingsFile(self._file, data, self._lines)

    def _value(self, event: Any, place: Place) -> Any:
        line = _line(event)
        self._lines.setdefault(place, line)
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _RefusedError(line, "不接受锚点、别名和标签（&、*、!）", "把内容写全")
        if len(place) > MAX_DEPTH:
            raise _RefusedError(line, f"层次超过 {MAX_DEPTH} 层")
        if isinstance(event, yaml.ScalarEvent):
            return None if event.value == "" and event.style is None else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place)
        return self._mapping(place)

    def _list(self, place: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise _RefusedError(line, "键应当是一个词")
            key = event.value
            if key in found:
                raise _RefusedError(line, f"“{key}”写了两次（第 {self._lines[(*place, key)]} 行已有）", "删去其中一处")
            self._lines[(*place, key)] = line
            found[key] = self._value(next(self._events), (*place, key))
        return found


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def shown(place: Place) -> str:
    """A place as a clerk reads it: 公示期限 › 行政处罚 › 值."""
    return " › ".join(f"第{part + 1}项" if isinstance(part, int) else part for part in place)


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word most like ``word``, or nothing."""
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.5)), "")


def findings_of(error: ValidationError, code: str, file: str, lines: Mapping[Place, int]) -> list[Finding]:
    """Every complaint of pydantic as a gate at its own line. Never pydantic's English."""
    found = []
    for detail in error.errors(include_url=False):
        place: Place = tuple(detail["loc"])
        context = detail.get("ctx", {})
        message, fix, basis = _say(str(detail["type"]), place, detail["input"], context)
        if detail["type"] == "gongshi" and context.get("key"):
            place = (*place, str(context["key"]))
        found.append(gate(code, file, message, line=_line_of(place, lines), fix=fix, basis=basis))
    return found


def _line_of(place: Place, lines: Mapping[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _say(kind: str, place: Place, value: Any, context: Mapping[str, Any]) -> tuple[str, str, str]:
    where, last = shown(place), str(place[-1]) if place else ""
    if kind == "gongshi":
        prefix = f"“{where}”：" if where else ""
        return prefix + str(context["text"]), str(context.get("fix", "")), str(context.get("basis", ""))
    if kind == "missing":
        return f"缺少“{where}”", f"{last}: …", ""
    if kind == "extra_forbidden":
        return f"没有“{where}”这一项", "删去，或核对键的写法", ""
    found = f"，这里是“{value[:40]}”" if isinstance(value, str) else ""
    if kind == "literal_error":
        wanted = str(context.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        return f"“{where}”只能是 {wanted}{found}", f"{last}: {wanted.split('、')[0]}", ""
    return f"“{where}”{_TYPES.get(kind, '写法不对')}{found}", "", ""
