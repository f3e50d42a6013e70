"""Merge conflicts that somebody committed: said at their own lines, before YAML complains of anything else."""

from __future__ import annotations

import re

from gongshi.findings import Finding, Severity
from gongshi.source.values import SYNTAX

# Git writes seven signs at the start of a line. Equals signs alone are a Markdown heading, so that they only count
# between the other two.
_MARKER = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.M)
_MIDDLE = re.compile(r"^={7}$", re.M)
_MOST = 20
_SAID = {
    "<": "合并冲突没有解决：从这里到“=======”是一种写法",
    "|": "合并冲突没有解决：从这里到“=======”是双方改动以前的写法",
    "=": "合并冲突没有解决：从这里到“>>>>>>>”是另一种写法",
    ">": "合并冲突没有解决：到这里为止是另一种写法",
}
_FIX = "两种写法留下对的一种，连同“<<<<<<<”“=======”“>>>>>>>”这几行一起删干净"


def conflicts(text: str, file: str) -> list[Finding]:
    """A gate for each marker, by line; empty when there is none."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    starts = [found.start() for found in _MARKER.finditer(text)]
    if not starts:
        return []
    starts += [found.start() for found in _MIDDLE.finditer(text)]
    return [
        Finding(SYNTAX, Severity.GATE, _SAID[text[at]], file, text.count("\n", 0, at) + 1, 1, _FIX)
        for at in sorted(starts)[:_MOST]
    ]
