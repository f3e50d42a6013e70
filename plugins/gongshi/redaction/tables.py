"""Cells of tables, each behind the head of its column, so that 出生日期 above a column is said of every date below it.

Only columns whose heads name something private are taken: of CSV, tabs, Markdown and HTML tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongshi.redaction.mapped import Mapped, Place

_HEADS = (
    "出生", "生日", "生辰", "住址", "地址", "住所", "居住", "户籍", "账号", "帐号", "卡号", "账户", "存折", "身份证", "证件号", "公民身份", "手机", "电话",
    "联系方式", "税务登记",
)  # fmt: skip
_HEAD = re.compile("|".join(_HEADS))
_LONGEST_HEAD, _LONGEST_LINE = 16, 2000
# Cells behind one head; a longer table is looked at in part, whose every other row the other views see.
_MOST_ROWS = 5_000
# Columns of beasts and goods: their days of birth are nobody's.
_NOT_OF_PEOPLE = re.compile(r"耳标|畜|羊|牛|猪|品种|批号|产品|苗")
_ROW = re.compile(r"<tr\b[^<>]{0,400}+>", re.IGNORECASE)
_ROW_BEGINS = re.compile("<[tT][rR]")
_CELL = re.compile(r"<t[hd]\b[^<>]{0,400}+>", re.IGNORECASE)
_CELL_END = re.compile(r"<(?:/?t[hdr]|/table)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,400}+>")


def cells(text: str) -> Iterator[Mapped]:
    """``head：cell`` for every cell below a head that names something private, mapped to the cell."""
    head = _HEAD.search(text)
    if head:
        yield from _of_lines(text, head.start())
        if "<t" in text or "<T" in text:
            yield from _of_html(text, head.start())


def heads(text: str) -> Iterator[tuple[int, bool]]:
    """Where words stand that may be at the head of a column, and whether their line names columns: without such a line there
    are no such cells, without such a word none in HTML.
    """
    columns = _Columns(text)
    start = end = -1
    named = False
    for head in _HEAD.finditer(text):
        if head.start() > end:
            start, line = _line(text, head.start())
            end = start + len(line)
            named = bool(columns.named(_parts(line, _delimiter(line), start)))
        yield head.start(), named


def rows(text: str) -> Iterator[int]:
    """Where rows of HTML begin: without one there are no such cells in HTML."""
    return (match.start() for match in _ROW_BEGINS.finditer(text))


class _Columns:
    """Columns below heads that name something private, as far as rows of the same shape follow each other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.heads: list[tuple[int, str]] = []
        self._shape, self._taken = ("", 0), 0

    def below(self, delimiter: str, row: list[Place]) -> Iterator[Mapped]:
        """The cells of the next row that stand below such a head."""
        if (delimiter, len(row)) != self._shape or self._taken > _MOST_ROWS:
            self.heads, self._taken = [], 0
        found = self.named(row)
        if found:
            self.heads, self._shape, self._taken = found, (delimiter, len(row)), 0
            return
        for column, head in self.heads:
            start, end = row[column]
            if start < end:
                self._taken += 1
                yield Mapped(f"{head}：{self._text[start:end]}", [0, len(head) + 1], [start, start], [0, end - start])

    def named(self, row: list[Place]) -> list[tuple[int, str]]:
        """(column, head) of each head in ``row`` that names something private; none where it is no row of heads."""
        names = [_TAG.sub("", self._text[start:end]) for start, end in row]
        found = [(i, name) for i, name in enumerate(names) if len(name) <= _LONGEST_HEAD and _HEAD.search(name)]
        if not found or any(re.search("[0-9]{3}", name) for name in names) or any(map(_NOT_OF_PEOPLE.search, names)):
            return []
        return found


def _of_lines(text: str, first: int) -> Iterator[Mapped]:
    """Of lines with a delimiter, from that of the first head on; where none stands, lines are passed over to the next."""
    columns = _Columns(text)
    at = first
    while at < len(text):
        if not columns.heads:
            head = _HEAD.search(text, at)
            if head is None:
                return
            at = head.start()
        at, line = _line(text, at)
        delimiter = _delimiter(line)
        if line.strip(" |-:\t") if delimiter else line:
            yield from columns.below(delimiter, _parts(line, delimiter, at))
        at += len(line) + 1


def _line(text: str, place: int) -> tuple[int, str]:
    """Where the line begins in which ``place`` lies, and the line."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return start, text[start : end if end >= 0 else len(text)]


def _delimiter(line: str) -> str:
    return next((d for d in "\t|;；,，" if d in line), "") if len(line) <= _LONGEST_LINE else ""


def _parts(line: str, delimiter: str, at: int) -> list[Place]:
    row: list[Place] = []
    for part in line.split(delimiter) if delimiter else ():
        bare = part.strip(' "\r')
        start = at + part.find(bare)
        row.append((start, start + len(bare)))
        at += len(part) + 1
    return row


def _of_html(text: str, first: int) -> Iterator[Mapped]:
    columns = _Columns(text)
    starts = [match.end() for match in _ROW.finditer(text)]
    for start, behind in pairwise([*starts, len(text)]):
        if behind < first or (not columns.heads and not _HEAD.search(text, start, behind)):
            continue
        row = []
        for cell in _CELL.finditer(text, start, behind):
            end = _CELL_END.search(text, cell.end(), behind)
            row.append((cell.end(), end.start() if end else behind))
        yield from columns.below("", row)
