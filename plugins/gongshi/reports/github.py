"""GitHub Actions (Gitea and Forgejo read the same): annotations by workflow commands, and a job summary for the rest.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; escaping as in actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongshi.findings import SEVERITY_ZH, Finding, Severity
from gongshi.reports.place import path_of, words_of

# A step shows ten annotations of each level; what comes later is dropped without a word.
LIMIT = 10
# Bytes of a step's summary that GitHub takes, with room for a last line.
SUMMARY_LIMIT = 1024 * 1024 - 1024
_LEVEL = {Severity.GATE: "error", Severity.DEFECT: "warning", Severity.NOTE: "notice"}
# Each of these means something in Markdown or HTML somewhere; a backslash or an entity takes that from it.
_MARKDOWN = str.maketrans(
    {c: f"\\{c}" for c in "\\`*_{}[]()#+-.!|~@:/$"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": " ", "\n": " ", "\0": " "}
)


class Annotations(NamedTuple):
    """``commands``: what goes to standard output. ``rest``: the findings that had no room there."""

    commands: str
    rest: list[Finding]


def annotated(findings: Sequence[Finding], prefix: str) -> Annotations:
    """At most ten findings of each level as workflow commands, gates first, then defects, then notes."""
    commands: list[str] = []
    rest: list[Finding] = []
    for severity in Severity:
        of_level = [f for f in findings if f.severity is severity]
        commands += [_command(f, prefix) for f in of_level[:LIMIT]]
        rest += of_level[LIMIT:]
    return Annotations("\n".join(commands), rest)


def summary(findings: Sequence[Finding], prefix: str) -> str:
    """The job summary in Markdown: ``findings`` as a table, cut with a word when GitHub would refuse it for its size."""
    lines = ["## 公示检查：注解里放不下的问题", "", "| 级别 | 代码 | 位置 | 问题 |", "|---|---|---|---|"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for count, finding in enumerate(findings):
        row = _row(finding, prefix)
        size += len(row.encode()) + 1
        if size > SUMMARY_LIMIT:
            lines += ["", f"还有 {len(findings) - count} 条放不下，运行 gongshi check 看全部。"]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _command(f: Finding, prefix: str) -> str:
    properties = {"file": path_of(f, prefix)}
    if f.line:
        properties["line"] = str(f.line)
        properties["col"] = str(max(f.column, 1))
    properties["title"] = f"{SEVERITY_ZH[f.severity]} {f.code}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVEL[f.severity]} {listed}::{_data(words_of(f))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(f: Finding, prefix: str) -> str:
    place = path_of(f, prefix) + (f":{f.line}" if f.line else "")
    cells = (SEVERITY_ZH[f.severity], f.code, place, words_of(f))
    return "| " + " | ".join(cell.translate(_MARKDOWN) for cell in cells) + " |"
