"""A Markdown record: the front matter between two ``---`` lines, and the text below it."""

from __future__ import annotations

import re

from gongshi.findings import Finding, Severity

FRONT = "GS013"

# What Word, input methods and habit make of three hyphens.
_ALMOST = re.compile(r"[ \t\u3000]*[-－—–−─_=*]{1,10}[ \t\u3000]*")
_FIELD = re.compile(r"[\w（）()、/·\-]{1,24} *[:：]")


def split(text: str, file: str) -> tuple[str, str, int, list[Finding]]:
    """Front matter, body, the line on which the body starts (from 1), findings.

    The front matter comes with one empty line before it, so that its line numbers are those of the file. With a
    finding, front matter and body are empty. The body is raw text, its leading empty lines included.
    """
    lines = text.split("\n")
    if not _is_mark(lines[0]):
        return "", "", 1, [_no_start(lines, file)]
    for at in range(1, len(lines)):
        if _is_mark(lines[at]):
            front = "\n".join(["", *lines[1:at], ""])
            return front, "\n".join(lines[at + 1 :]), at + 2, []
    return "", "", 1, [_no_end(lines, file)]


def _is_mark(line: str) -> bool:
    return line.rstrip() == "---"


def _gate(file: str, line: int, message: str) -> Finding:
    return Finding(FRONT, Severity.GATE, message, file, line, 1, "---")


def _no_start(lines: list[str], file: str) -> Finding:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return _gate(file, 1, "文件是空的：第一行应是“---”，下面写各个字段")
    if _is_mark(lines[first]):
        return _gate(file, 1, "“---”应在第一行，前面不能有空行")
    if _ALMOST.fullmatch(lines[first]):
        return _gate(file, first + 1, "第一行应是三个半角减号“---”，前后不加别的")
    return _gate(file, first + 1, "文件开头没有“---”：第一行写“---”，各个字段写在两行“---”之间，正文写在后面")


def _no_end(lines: list[str], file: str) -> Finding:
    """Points at a line that was meant to end the front matter, else at the last line that looks like a field."""
    last_field = 0
    for at, line in enumerate(lines[1:], 1):
        if _ALMOST.fullmatch(line):
            return _gate(file, at + 1, "字段结束的一行应是三个半角减号“---”，前后不加别的")
        if _FIELD.match(line):
            last_field = at
        elif line and not line[0].isspace() and not line.startswith(("-", "#")):
            break
    return _gate(file, last_field + 1, "字段写完后要另起一行写“---”，下面才是正文")
