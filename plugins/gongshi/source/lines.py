"""What each raw line of a YAML file is, without a YAML parser: it serves files on which the parser has given up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Role(Enum):
    """STRUCTURE lines carry keys, list items or single-line values; only they can hold a clerk's slip in syntax."""

    BLANK = auto()
    COMMENT = auto()
    MARKER = auto()  # "---", "...", "%YAML"
    STRUCTURE = auto()
    BLOCK = auto()  # text of a "|" or ">" scalar
    STRAY = auto()  # meant as text of a block scalar, but not indented enough
    QUOTED = auto()  # goes on inside a quoted value
    FLOW = auto()  # goes on inside [...] or {...}


@dataclass(slots=True)
class Line:
    """``raw`` = ``lead`` + ``dashes`` + ``rest``; ``indent`` is the width of ``lead`` in columns."""

    number: int
    raw: str
    role: Role
    lead: str = ""
    indent: int = 0
    dashes: str = ""
    rest: str = ""
    wanted: int = 0  # STRAY: the indentation that would make it text of its block
    unclosed: str = ""  # what a quote or bracket opened on this line lacks at its end

    @property
    def key_column(self) -> int:
        """Columns before the key or value, counted from 0."""
        return self.indent + len(self.dashes)


# A key as clerks write them: one run of letters, digits and the few signs that occur in field names.
KEY = r"[\w（）()、/·\-]{1,24}"
# A line that opens a field: the first colon of either width, when nothing before it looks like a sentence.
KEYED = re.compile(rf"(?P<key>{KEY}|\"{KEY}\"|'{KEY}'|“{KEY}”)(?P<gap>\s*)(?P<colon>[:：])(?P<after>.*)", re.S)
PROPER_KEY = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'\[\]{},&*!|>%@`#][^:：#]{0,80}?) *:(?=[ \t]|$)")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LEAD = re.compile(r"\s*")
_DASHES = re.compile(r"(?:- +)*(?:-$)?")
HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")
_CLOSE = {"[": "]", "{": "}"}
_QUOTES = ("'", '"')
# Bounds on the search for the end of a quote or bracket, so that a hostile file costs little.
_LOOK_AHEAD, _LONGEST, _MOST_FAILURES = 40, 4000, 20
WIDTH = {"\t": 2, "\u3000": 2}


def has_cjk(text: str) -> bool:
    return _CJK.search(text) is not None


def width(lead: str) -> int:
    """Columns that the clerk saw: a tab or a full-width space is as wide as two spaces."""
    return sum(WIDTH.get(character, 1) for character in lead)


def value_of(rest: str) -> str:
    """The value after the key of ``rest`` (or all of it when there is no key), without the space before it."""
    keyed = KEYED.match(rest)
    return (keyed["after"] if keyed else rest).strip()


def closing_quote(value: str) -> int:
    """Index of the quote that closes ``value[0]``; -1 when it stays open."""
    quote, at = value[0], 1
    while at < len(value):
        if quote == '"' and value[at] == "\\":
            at += 2
        elif value[at] == quote:
            if quote == "'" and value[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        else:
            at += 1
    return -1


def open_brackets(value: str) -> str:
    """The closers that ``value``, which starts with a bracket, still lacks, innermost first; empty when whole."""
    stack: list[str] = []
    at = 0
    while at < len(value):
        character = value[at]
        if character in "\"'" and value[at - 1] in " [{,:":
            end = closing_quote(value[at:])
            if end < 0:
                break
            at += end
        elif character in _CLOSE:
            stack.append(_CLOSE[character])
        elif stack and character == stack[-1]:
            stack.pop()
        at += 1
    return "".join(reversed(stack))


def classify(text: str) -> list[Line]:
    """One ``Line`` for each line of ``text``."""
    return _Classifier(text.split("\n")).lines


def split(number: int, raw: str) -> Line:
    """One line by itself, as if nothing were open above it."""
    lead = _LEAD.match(raw)[0]  # type: ignore[index]
    body = raw[len(lead) :]
    dashes = _DASHES.match(body)[0]  # type: ignore[index]
    if not body:
        role = Role.BLANK
    elif body.startswith("#"):
        role = Role.COMMENT
    elif not lead and (body.rstrip() in ("---", "...") or body.startswith("%")):
        role = Role.MARKER
    else:
        role = Role.STRUCTURE
    return Line(number, raw, role, lead, width(lead), dashes, body[len(dashes) :])


class _Classifier:
    """Walks down the lines; what a line opens decides the role of those below it."""

    def __init__(self, raws: list[str]) -> None:
        self.lines: list[Line] = []
        self._raws = raws
        self._failures = 0
        while len(self.lines) < len(raws):
            line = self._next()
            self.lines.append(line)
            if line.role is not Role.STRUCTURE:
                continue
            value = value_of(line.rest)
            if HEADER.match(value):
                self._block(line)
            elif value[:1] in _QUOTES and closing_quote(value) < 0:
                self._continued(line, value, Role.QUOTED)
            elif value[:1] in _CLOSE and open_brackets(value):
                self._continued(line, value, Role.FLOW)

    def _next(self, ahead: int = 0) -> Line:
        at = len(self.lines) + ahead
        return split(at + 1, self._raws[at])

    def _block(self, header: Line) -> None:
        """Text of a block scalar, and text that was meant to be."""
        has_key = KEYED.match(header.rest) is not None
        parent = header.key_column if has_key else header.indent + max(0, len(header.dashes.rstrip()) - 1)
        content = 0
        stray: str | None = None  # what stands before text that is not indented enough
        while len(self.lines) < len(self._raws):
            line = self._next()
            spaces = len(line.raw) - len(line.raw.lstrip(" "))
            if line.role is not Role.BLANK:
                if spaces > parent and (not content or spaces >= content):
                    content = content or spaces
                    line.role = Role.BLOCK
                elif spaces > parent or _meant_as_text(line, line.lead if not content and stray is None else stray):
                    line.role, line.wanted, stray = Role.STRAY, content or parent + 2, line.lead
                else:
                    break
            self.lines.append(line)

    def _continued(self, opener: Line, value: str, role: Role) -> None:
        """Lines inside the quote or bracket that ``opener`` leaves open; ``unclosed`` is set when it is a slip."""
        joined, taken = value, 0
        while self._failures < _MOST_FAILURES and taken < _LOOK_AHEAD and len(joined) < _LONGEST:
            if len(self.lines) + taken >= len(self._raws):
                break
            following = self._next(taken)
            if PROPER_KEY.match(following.rest) and (role is Role.QUOTED or following.indent <= opener.key_column):
                break
            joined += "\n" + following.raw.strip()
            taken += 1
            if closing_quote(joined) >= 0 if role is Role.QUOTED else not open_brackets(joined):
                for _ in range(taken):
                    inner = self._next()
                    inner.role = role
                    self.lines.append(inner)
                return
        self._failures += 1
        opener.unclosed = value[0] if role is Role.QUOTED else open_brackets(value)


def _meant_as_text(line: Line, lead: str | None) -> bool:
    """Is a line that ends a block scalar, as YAML sees it, meant as its text? ``lead`` is how such text began before."""
    if line.role is not Role.STRUCTURE or line.dashes or PROPER_KEY.match(line.rest):
        return False
    keyed = KEYED.match(line.rest)
    if keyed is None:
        return True
    # "经查：……" right below the header, or indented with full-width spaces, is text; "处罚内容：……" later on is a key.
    return keyed["colon"] == "：" and ("\u3000" in line.lead or lead == line.lead)
