"""Texts and files through the detectors, for ``gongshi scan``: places and hints, never what was found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongshi.causes import cause
from gongshi.findings import SEVERITY_ZH, Severity
from gongshi.redaction.scan import scan_text
from gongshi.redaction.span import ZH

# Bytes; a longer line or file is said to be too long, not read in part.
LONGEST = 64 * 1024 * 1024
_TEXT = frozenset(
    [
        ".txt",
        ".md",
        ".markdown",
        ".yaml",
        ".yml",
        ".json",
        ".jsonl",
        ".csv",
        ".tsv",
        ".html",
        ".htm",
        ".xml",
        ".xhtml",
        ".svg",
        ".css",
        ".js",
        ".ics",
        ".atom",
        ".rss",
        ".log",
        ".ini",
        ".toml",
        ".cfg",
        ".tex",
        ".rst",
        ".vcf",
        ".eml",
    ]
)
_AUDITED = frozenset([".pdf", ".docx", ".xlsx", ".png", ".jpg", ".jpeg"])


@dataclass(frozen=True, slots=True)
class Result:
    """One finding in a file; ``line`` and ``column`` count from 1, 0 where a file has none (``place`` then says where)."""

    file: str
    severity: Severity
    type: str
    message: str
    line: int = 0
    column: int = 0
    place: str = ""

    @property
    def stops(self) -> bool:
        """True when it must not be published as it is."""
        return self.severity is Severity.GATE


def answer(line: bytes, field: str | None, *, names: bool = False) -> str:
    """The answer to one line of ``--jsonl``."""
    identity: Any = None
    try:
        data = json.loads(line.decode("utf-8", "surrogatepass"))
        identity = data["id"]
        text = data["text"]
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        if not isinstance(identity, str | int | float | bool | list | dict):
            identity = None
        return json.dumps({"id": identity, "error": '这一行不是 {"id": …, "text": "…"}'}, ensure_ascii=False)
    spans = [
        {"start": s.start, "end": s.end, "type": s.type, "severity": s.severity.value}
        for s in scan_text(text, role=field, guess_names=names)
    ]
    # Escaped: a half surrogate in the id goes out as it came in.
    return json.dumps({"id": identity, "spans": spans})


def hint(text: str) -> str:
    """First and last character: enough to find the place, too little to know the value."""
    shown = text.strip()
    return f"{shown[0]}…{shown[-1]}" if len(shown) > 2 else "…"


def scanned(paths: Sequence[Path], field: str | None) -> Iterator[Result]:
    """Every finding in the files named and below the folders named, in the order of their names."""
    for path in paths:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            yield from _file(file, field)


def _file(file: Path, field: str | None) -> Iterator[Result]:
    name = file.as_posix()
    for span in scan_text(file.name):
        yield Result(
            name, span.severity, span.type, _message(span.type, file.name[span.start : span.end]), place="文件名"
        )
    try:
        size = file.stat().st_size
        if size > LONGEST:
            yield Result(name, Severity.GATE, "unreadable", f"文件有 {size} 字节，超过 {LONGEST} 字节，没有检查")
            return
        ending = file.suffix.lower()
        if ending in _AUDITED:
            yield from _attachment(file)
            return
        text = decoded(file.read_bytes())
    except OSError as error:
        yield Result(name, Severity.GATE, "unreadable", f"读不出来：{cause(error)}")
        return
    if text is None or (ending not in _TEXT and "\0" in text):
        yield Result(
            name, Severity.GATE, "unreadable", "这种文件检查不了，不能公开；请改成 PDF、DOCX、XLSX、图片或者文本"
        )
        return
    yield from _text(name, text, field)


def decoded(raw: bytes) -> str | None:
    """UTF-8, UTF-16 with its mark, or GB 18030; None for what is none of them."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _text(name: str, text: str, field: str | None) -> Iterator[Result]:
    for span in scan_text(text, role=field, guess_names=True):
        line = text.count("\n", 0, span.start) + 1
        column = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
        yield Result(name, span.severity, span.type, _message(span.type, text[span.start : span.end]), line, column)


def _attachment(file: Path) -> Iterator[Result]:
    from gongshi.redaction.files import audit

    for problem in audit(file, file.name, scan_text).problems:
        yield Result(file.as_posix(), problem.severity, problem.kind, problem.message, place=problem.place)


def _message(type_: str, value: str) -> str:
    return f"{ZH.get(type_, type_)}（{hint(value)}）"


def as_json(results: Sequence[Result]) -> str:
    """The machine format: {findings: [{file, line, column, place, type, severity, message}]}."""
    rows = [
        {"file": r.file, "line": r.line, "column": r.column, "place": r.place, "type": r.type,
         "severity": r.severity.value, "message": r.message}
        for r in results
    ]  # fmt: skip
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=1)


def as_text(results: Sequence[Result]) -> str:
    """A line a finding, and how many there are."""
    lines = []
    for r in results:
        place = f"{r.file}:{r.line}:{r.column}" if r.line else f"{r.file}{f' {r.place}' if r.place else ''}"
        lines.append(f"{SEVERITY_ZH[r.severity]}  {place}  {r.message}")
    gates = sum(r.stops for r in results)
    return "\n".join([*lines, f"拦截 {gates}，其他 {len(results) - gates}"])
