"""Findings as people and machines read them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from gongshi.assembly import Assembled
from gongshi.findings import SEVERITY_ZH, Finding, Severity

_STYLE = {Severity.GATE: "bold red", Severity.DEFECT: "bold yellow", Severity.NOTE: "cyan"}


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many of each severity, zeros included."""
    tally = Counter(f.severity.value for f in findings)
    return {severity.value: tally[severity.value] for severity in Severity}


def as_json(findings: Sequence[Finding], as_of: date | None) -> str:
    """The machine format of ``check``: {as_of, findings: [...], counts}."""
    rows = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "scope": f.scope.value,
            "file": f.file,
            "line": f.line,
            "column": f.column,
            "message": f.message,
            "fix": f.fix,
            "basis": f.basis,
            **({"answer": f.answer} if f.answer else {}),
        }
        for f in findings
    ]
    data = {"as_of": as_of.isoformat() if as_of else None, "findings": rows, "counts": counts(findings)}
    return json.dumps(data, ensure_ascii=False, indent=1)


def say(assembled: Assembled, console: Console, notes: bool = False) -> None:
    """Findings for people: gates, then defects, then notes, each by file and line; notes are only counted unless asked
    for.
    """
    shown = [severity for severity in Severity if notes or severity is not Severity.NOTE]
    for finding in (f for severity in shown for f in assembled.findings if f.severity is severity):
        console.print(_text(finding, assembled.folder), soft_wrap=True)
    tally = counts(assembled.findings)
    summary = "，".join(f"{SEVERITY_ZH[s]} {tally[s.value]}" for s in Severity)
    day = assembled.register.setting.as_of.isoformat() if assembled.register else "——"
    console.print(Text(f"基准日 {day}：{summary}"), soft_wrap=True)


def _text(f: Finding, folder: str) -> Text:
    place = f"{folder}/{f.file}" if f.file else folder
    if f.line:
        place += f":{f.line}:{f.column}"
    text = Text.assemble((f"{SEVERITY_ZH[f.severity]} {f.code}", _STYLE[f.severity]), f"  {place}\n    {f.message}")
    if f.fix:
        example = f.fix.removeprefix("例如 ")
        word = "例如" if example != f.fix else "改为" if ":" in f.fix else "处理"
        text.append(f"\n    {word}：{example}")
    if f.basis:
        text.append(f"\n    依据：{f.basis}", style="dim")
    if f.answer:
        text.append(f"\n    {f.answer}", style="dim")
    return text
