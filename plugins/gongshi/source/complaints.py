"""What YAML itself complains of, placed where the clerk should look and said in Chinese."""

from __future__ import annotations

import yaml

from gongshi.findings import Finding, Severity
from gongshi.source.values import SYNTAX


def where(error: yaml.YAMLError, text: str) -> tuple[int, int, list[int]]:
    """Line and column (from 1) where YAML's complaint is best shown, and all lines that it names."""
    last = text.count("\n") + 1
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    known = [mark for mark in marks if mark is not None]
    if not known:
        position = getattr(error, "position", 0) or 0
        return text.count("\n", 0, position) + 1, 1, []
    # What was left open, or never got its colon, is named by the context; everything else by the problem itself.
    context = str(getattr(error, "context", "") or "")
    opened = "simple key" in context or "quoted scalar" in context or "flow" in context
    mark = known[0] if opened else known[-1]
    named = sorted({min(m.line + 1, last) for m in known})
    return min(mark.line + 1, last), mark.column + 1, named


_PROBLEMS = (
    ("could not find expected ':'", "这一行不是“字段: 值”的写法，缺少半角冒号和空格", "字段: 值"),
    ("mapping values are not allowed", "这里多出一个“: ”：缩进没有对齐，或者值里有半角冒号要加引号", '字段: "值"'),
    ("found unexpected end of stream", "引号没有配对，一直到文件末尾都没有找到另一半", '字段: "值"'),
    ("document separator", "引号或括号还没有结束就遇到了“---”", '字段: "值"'),
    ("expected ','", "括号没有配对，或者括号里少了半角逗号", "[甲, 乙]"),
    ("expected key", "缩进没有和上下行对齐，或者引号后面还有文字", "与同级的字段左对齐，用半角空格"),
    ("expected <block end>", "缩进没有和上下行对齐，或者引号后面还有文字", "与同级的字段左对齐，用半角空格"),
    ("expected '-' indicator", "列表的各项没有对齐，或者少了“- ”", "- 内容"),
    ("block sequence entries are not allowed", "“- ”要另起一行写", "- 内容"),
    ("cannot start any token", "这里的字符在 YAML 里不能开头，文字要加引号，缩进只用半角空格", '字段: "值"'),
    ("escape", "双引号里的“\\”在 YAML 里另有含义，请改用单引号", "字段: '值'"),
)


def general(error: yaml.YAMLError, text: str) -> Finding:
    """A plain Chinese message for what no slip explains; YAML's own English is never shown."""
    line, column, _ = where(error, text)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    for part, message, fix in _PROBLEMS:
        if part in said:
            return Finding(SYNTAX, Severity.GATE, message, "", line, column, fix)
    return Finding(
        SYNTAX,
        Severity.GATE,
        "这里不合 YAML 的写法，请检查这一行和上一行的冒号、引号、括号和缩进",
        "",
        line,
        column,
        "字段: 值",
    )
