"""A clerk's slips, found in the raw lines and said at their own line with the mended line beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongshi.findings import Finding, Severity
from gongshi.source import values
from gongshi.source.lines import KEYED, PROPER_KEY, Line, Role, classify, has_cjk, split
from gongshi.source.values import SYNTAX
from gongshi.source.wording import mended as shown_line

# Longer lines are text; looking for slips in them costs time and finds none.
_LONGEST_LINE = 2000
# Nobody mends more in one go; it also bounds the work on a hostile file.
MOST_SLIPS = 50
_BULLET = re.compile(r"(?:[－—–−•●○▪◦‣·*]|-(?=[^\s\d\-]))[ \t\u3000\xa0]*(?=\S)")
_NO_COLON = re.compile(r"([\u3400-\u9fff]{2,12})([ \t\u3000\xa0]+)([^\s:：#].*)")
_ODD_SPACES = {"\u3000": "全角空格", "\t": "制表符（Tab）"}


@dataclass(frozen=True, slots=True)
class Slip:
    """``mended`` is the whole line as it should be; ``line`` and ``column`` count from 1."""

    line: int
    column: int
    what: str
    mended: str
    code: str = SYNTAX

    def finding(self, file: str) -> Finding:
        """The gate that says so; its ``fix`` is the mended line."""
        return Finding(self.code, Severity.GATE, self.what, file, self.line, self.column, shown_line(self.mended))


def slips(text: str, suspects: Iterable[int] = ()) -> list[Slip]:
    """Every slip of a file that YAML could not read, by line.

    ``suspects`` are the line numbers that YAML complained of: there, what is ambiguous (a full-width colon that may be
    part of a text) counts as a slip too.
    """
    return _Reader(classify(text), frozenset(suspects)).found


def slip_at(number: int, raw: str) -> Slip | None:
    """The slip on one line (``number`` from 1) of a file that YAML could read, but not as the clerk meant it."""
    if len(raw) > _LONGEST_LINE:
        return None
    line = split(number, raw)
    if line.role is not Role.STRUCTURE:
        return None
    found = _Reader([line], frozenset((number,)), alone=True).found
    if found:
        return found[0]
    start = _value_start(line)
    value = values.without_comment(raw[start:].strip())
    broken = values.wrapped(value) or values.cut_by_hash(value) or values.flow_slip(value)
    return Slip(number, start + 1, broken.what, raw[:start] + broken.value) if broken else None


def cut_off(text: str) -> list[Slip]:
    """Values that lost their end to a ``#`` glued to text, in a file that YAML could read."""
    found = []
    for line in classify(text):
        if line.role is not Role.STRUCTURE or len(line.raw) > _LONGEST_LINE or "#" not in line.raw:
            continue
        start = _value_start(line)
        value = line.raw[start:].strip()
        broken = values.cut_by_hash(value) if value[:1] not in ("[", "{", "|", ">") else None
        if broken:
            found.append(Slip(line.number, start + 1, broken.what, line.raw[:start] + broken.value))
    return found


def apply(text: str, found: Iterable[Slip]) -> str:
    """``text`` with the slips' lines mended; line numbers stay."""
    raws = text.split("\n")
    for slip in found:
        raws[slip.line - 1] = slip.mended
    return "\n".join(raws)


def _value_start(line: Line) -> int:
    """Where the value starts in ``raw``, counted from 0."""
    keyed = KEYED.match(line.rest)
    before = len(line.lead) + len(line.dashes)
    if keyed is None:
        return before
    after = keyed["after"]
    return before + keyed.start("after") + len(after) - len(after.lstrip())


class _Fault(list[tuple[int, str, str]]):
    """Faults of one line: column from 1, what is wrong, code."""

    def add(self, column: int, what: str, code: str = SYNTAX) -> None:
        self.append((column, what, code))


class _Reader:
    """Goes down the structure lines, keeping the columns at which fields and list items may stand."""

    def __init__(self, lines: list[Line], suspects: frozenset[int], *, alone: bool = False) -> None:
        self.found: list[Slip] = []
        self._suspects = suspects
        self._alone = alone
        self._levels = [0]
        self._before: tuple[Line, str, list[int]] | None = None  # the field above, its mended text, the levels then
        self._opens = False  # the line above ends with "key:" or "-", so that a deeper line may follow
        structure = [line for line in lines if line.role is Role.STRUCTURE]
        below = dict(zip((line.number for line in structure), structure[1:], strict=False))
        for line in lines:
            if len(self.found) >= MOST_SLIPS:
                break
            if len(line.raw) > _LONGEST_LINE:
                continue
            if line.role is Role.STRAY:
                what = "看起来是上面“|”的正文，但缩进不够：正文要比字段名多缩进两个半角空格"
                self.found.append(Slip(line.number, 1, what, " " * line.wanted + line.raw.strip()))
            elif line.role is Role.STRUCTURE:
                self._read(line, below.get(line.number))

    def _read(self, line: Line, below: Line | None) -> None:
        faults = _Fault()
        dashes, rest = line.dashes, line.rest
        bullet = None if PROPER_KEY.match(rest) else _BULLET.match(rest)
        if bullet:
            faults.add(len(line.lead) + len(dashes) + 1, "列表项要用“- ”（半角减号加空格）开头")
            dashes, rest = dashes + "- ", rest[bullet.end() :]
        self._blame_line_above(line, below)
        indent = self._indent(line, dashes, rest, faults)
        rest = self._rest(line, rest, dashes, below, faults)
        levels = list(self._levels)
        self._remember(indent, dashes, rest)
        self._before = None if dashes or faults else (line, rest, levels)
        if faults:
            faults.sort()
            whole = " " * indent + dashes + rest
            self.found.append(
                Slip(line.number, faults[0][0], "；".join(what for _, what, _ in faults), whole, faults[0][2])
            )

    def _blame_line_above(self, line: Line, below: Line | None) -> None:
        """Two lines that fit the level which the line above left: it was that line that lost its indentation."""
        if self._before is None or below is None or line.indent in self._levels or self._opens:
            return
        above, rest, levels = self._before
        if line.indent in levels and above.indent < line.indent == below.indent:
            what = "缩进没有和上下行对齐"
            self.found.append(Slip(above.number, above.indent + 1, what, " " * line.indent + rest))
            self._levels = levels

    def _indent(self, line: Line, dashes: str, rest: str, faults: _Fault) -> int:
        """The column at which the line should start; a fault is noted when it does not."""
        odd = line.lead.strip(" ")
        indent = line.indent if self._alone else self._nearest(line.indent, bool(odd), dashes, rest)
        if odd:
            name = _ODD_SPACES.get(odd[0], "特殊空格")
            faults.add(line.lead.index(odd[0]) + 1, f"缩进用了{name}，只能用半角空格")
        elif indent != line.indent:
            faults.add(line.indent + 1, "缩进没有和同级的行对齐（也可能是上一行缩进错了）")
        return indent

    def _nearest(self, indent: int, odd: bool, dashes: str, rest: str) -> int:
        if indent in self._levels or (self._opens and indent > self._levels[-1]):
            return indent
        if not (dashes or odd or PROPER_KEY.match(rest)):
            keyed = KEYED.match(rest)
            if keyed is None or keyed["colon"] == "：":
                return indent  # text that goes on from the line above: not a matter of indentation
        candidates = [*self._levels, self._levels[-1] + 2] if self._opens else self._levels
        return min(candidates, key=lambda level: (abs(level - indent), -level))

    def _remember(self, indent: int, dashes: str, rest: str) -> None:
        while len(self._levels) > 1 and self._levels[-1] > indent:
            self._levels.pop()
        keyed = PROPER_KEY.match(rest)
        columns = [indent + at for at, character in enumerate(dashes) if character == "-"]
        for column in [*columns, indent + len(dashes)] if keyed else columns:
            if column > self._levels[-1]:
                self._levels.append(column)
        self._opens = not rest or (keyed is not None and not values.without_comment(rest[keyed.end() :]).strip())

    def _rest(self, line: Line, rest: str, dashes: str, below: Line | None, faults: _Fault) -> str:
        """Key, colon and value as they should be."""
        start = len(line.raw) - len(rest)
        keyed = KEYED.match(rest)
        if keyed is None:
            return self._without_key(line, rest, dashes, faults)
        key, gap, colon, after = keyed.group("key", "gap", "colon", "after")
        what = self._colon_fault(line, keyed, dashes, below)
        if not what and (colon == "：" or (after and after[0] not in " \t")):
            return rest  # text with a colon in it, a time, an address: no field
        if what:
            faults.add(start + len(key) + 1, what)
            key, gap = key.strip("“”"), ""
        value = self._value(after.strip(), start + keyed.start("after"), line, faults)
        return rest if not what and value == after.strip() else f"{key}{gap}: {value}".rstrip()

    def _without_key(self, line: Line, rest: str, dashes: str, faults: _Fault) -> str:
        lost = _NO_COLON.fullmatch(rest)
        named = line.number in self._suspects or line.number + 1 in self._suspects
        if lost and named and not (dashes or self._opens or self._alone) and line.indent in self._levels:
            faults.add(len(line.lead) + len(lost[1]) + 1, "字段名后面少了半角冒号")
            return f"{lost[1]}: {lost[3]}"
        if dashes or rest[:1] in ("'", '"', "[", "{", "［", "｛"):
            return self._value(rest, len(line.raw) - len(rest), line, faults)
        return rest

    def _colon_fault(self, line: Line, keyed: re.Match[str], dashes: str, below: Line | None) -> str:
        gap, colon, after = keyed.group("gap", "colon", "after")
        if keyed["key"][0] == "“":
            return "字段名不加引号，冒号用半角"
        if colon == ":":
            if gap.strip(" ") or (after[:1].isspace() and after[0] not in " \t"):
                return "冒号前后有全角空格或特殊空格，只能用半角空格"
            glued = after and not after[0].isspace() and has_cjk(keyed["key"])
            return "冒号后面要空一个半角空格" if glued else ""
        level = line.indent + len(dashes)
        goes_on = not (dashes or self._opens) and line.indent > self._levels[-1]
        certain = line.number in self._suspects or not (dashes or self._opens or goes_on)
        if not certain and not goes_on and below is not None:
            # A lone "责令改正：限期" below its field is text; with a field beside it, it is one too.
            certain = below.indent == level and not below.dashes and KEYED.match(below.rest) is not None
        return "冒号是全角的，要用半角冒号加空格" if certain else ""

    def _value(self, value: str, start: int, line: Line, faults: _Fault) -> str:
        """``start`` counts the characters of the line before ``value`` and the space in front of it."""
        broken = None if self._alone else values.mend(value, line.unclosed)
        if broken is None:
            return value
        space = len(line.raw[start:]) - len(line.raw[start:].lstrip())
        faults.add(start + space + 1, broken.what, broken.code)
        return broken.value
