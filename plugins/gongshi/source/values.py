"""Slips inside the value part of one line: quotes, brackets, full-width punctuation, characters special to YAML."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongshi.source.lines import HEADER, KEY, closing_quote, has_cjk, open_brackets

SYNTAX, REFUSED = "GS002", "GS004"


class Mend(NamedTuple):
    """What was wrong, in Chinese, and the value as it should be."""

    what: str
    value: str
    code: str = SYNTAX


_PAIRS = {"“": "”", "‘": "’", "＂": "＂", "「": "」"}
_FULL_WIDTH_CLOSE = frozenset(_PAIRS.values())
_BRACKETS = str.maketrans("｛｝［］", "{}[]")
_SPECIAL = "@`%&*!|>,]}#"
_COMMENT = re.compile(r"(?:^|(?<![ \t])[ \t]+)#(?=\s|$).*$", re.S)
_GLUED_COMMENT = re.compile(r"\S[ \t]+#(?![\s#])")
# A field inside {…}: after the opening bracket or a comma of either width.
_FLOW_KEY = re.compile(rf"([{{,，]\s*)({KEY})\s*([:：])(\s*)")
_FLOW_COMMA = re.compile(rf"(?<!\s)\s*，\s*(?={KEY}\s*[:：])")


def quoted(value: str) -> str:
    """``value`` as a YAML string on one line, whatever it contains."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def without_comment(value: str) -> str:
    """``value`` less a trailing ``# comment``; one glued to its ``#`` stays, for it is rarely meant as a comment."""
    return value if value[:1] in ("'", '"') else _COMMENT.sub("", value)


def wrapped(value: str) -> Mend | None:
    """A value that stands as a whole in full-width quotes, or between one full-width and one half-width quote."""
    first, last = value[:1], value[-1:]
    if len(value) < 2 or any(character in value[1:-1] for character in first + last):
        return None
    inner = value[1:-1]
    if _PAIRS.get(first) == last:
        plain = inner if not _needs_quotes(inner) else quoted(inner)
        return Mend("整个值放在全角引号里，YAML 不认，会连引号一起显示；要保留引号的，外面再加一对半角引号", plain)
    if (first in "\"'" and last in _FULL_WIDTH_CLOSE) or (first in _PAIRS and last in "\"'"):
        return Mend("引号一个全角一个半角，没有配对", quoted(inner))
    return None


def cut_by_hash(value: str) -> Mend | None:
    """A ``#`` glued to text, which YAML takes for a comment: ``3号楼 #201室``, ``#3号仓库``."""
    if value[:1] in ("'", '"') or not (value.startswith("#") or _GLUED_COMMENT.search(value)):
        return None
    return Mend("“#”以后的文字会被当成注释丢掉，要给整个值加引号（真是注释的，“#”后面空一格）", quoted(value))


def flow_slip(value: str, unclosed: str = "") -> Mend | None:
    """Full-width brackets, commas, colons and missing spaces in ``{…}`` or ``[…]``, and the brackets not closed."""
    if value[:1] not in ("[", "{", "［", "｛"):
        return None
    if value[-1] not in "]}］｝，," and any(closer in value for closer in "]}］｝"):
        return Mend("以方括号或花括号开头的文字要加引号", quoted(value))
    mended = _flow_punctuation(value)
    faults = ["括号里用了全角的括号、逗号或冒号，或者冒号后面少了空格"] if mended != value else []
    lacking = open_brackets(mended) if unclosed else ""
    if lacking:
        faults.append("括号没有配对")
    return Mend("；".join(faults), mended + lacking) if faults else None


def mend(value: str, unclosed: str) -> Mend | None:
    """The slip in ``value`` (the text after key, colon and space), for a file that YAML could not read."""
    value = value.strip()
    if not value or HEADER.match(value):
        return None
    if value[0] in "\"'":
        if unclosed:
            return wrapped(value) or Mend("引号没有配对", value + unclosed)
        return _after_quote(value)
    bare = without_comment(value)
    if not bare:
        return None
    if value[0] in "[{［｛":
        return flow_slip(bare, unclosed)
    found = wrapped(bare)
    if found and (_needs_quotes(bare) or bare[-1] in "\"'"):
        return found
    return _special(bare)


def _special(value: str) -> Mend | None:
    """Plain text that YAML reads as something else because of how it begins or of a colon inside."""
    first = value[0]
    if first in "|>":
        return Mend(f"以“{first}”开头的值要加引号；要写多行正文，“{first}”后面换行", quoted(value))
    if first in "&*!":
        return Mend(f"以“{first}”开头的值在 YAML 里另有含义，不接受；如果是文字，请加引号", quoted(value), REFUSED)
    if first in _SPECIAL or value.startswith(("- ", "? ", ": ")):
        return Mend(f"以“{first}”开头的值在 YAML 里另有含义，要加引号", quoted(value))
    if ": " in value or value.endswith(":"):
        return Mend("值里有半角冒号加空格，YAML 会当成另一个字段，要给整个值加引号", quoted(value))
    return cut_by_hash(value)


def _needs_quotes(text: str) -> bool:
    return not text or text[0] in _SPECIAL + "[{?:-'\"" or ": " in text or " #" in text or text.endswith(":")


def _after_quote(value: str) -> Mend | None:
    end = closing_quote(value)
    rest = value[end + 1 :].strip()
    if end < 0 or not rest or rest.startswith(("#", ":", "：")):
        return None
    return Mend("引号后面还有文字，要么去掉引号，要么把整个值放进引号", quoted(value))


def _flow_punctuation(value: str) -> str:
    """Only a comma that a field follows parts two fields; elsewhere "，" belongs to the text, as in [停止，并改正]."""
    value = value.translate(_BRACKETS)
    if "{" not in value:
        return value
    return _FLOW_KEY.sub(_half_width_field, _FLOW_COMMA.sub(", ", value))


def _half_width_field(match: re.Match[str]) -> str:
    before, name, colon, space = match.groups()
    if colon == ":" and (space or not has_cjk(name)):
        return match[0]
    return f"{before}{name}: "
