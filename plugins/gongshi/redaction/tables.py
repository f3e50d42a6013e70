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
_LONGEST_HEAD = 16
# Cells behind one head; a longer table is looked at in part, whose every other row the other views see.
_MOST_ROWS = 5_000
# Columns of beasts and goods: their days of birth are nobody's.
_NOT_OF_PEOPLE = re.compile(r"耳标|畜|羊|牛|猪|品种|批号|产品|苗")
_ROW = re.compile(r"<tr\b[^<>]{0,400}+>", re.IGNORECASE)
# Its delimiter and its cells.
Row = tuple[str, list[Place]]
_CELL = re.compile(r"<t[hd]\b[^<>]{0,400}+>", re.IGNORECASE)
_CELL_END = re.compile(r"<(?:/?t[hdr]|/table)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,400}+>")


def cells(text: str) -> Iterator[Mapped]:
    """``head：cell`` for every cell below a head that names something private, mapped to the cell."""
    if not any(head in text for head in _HEADS):
        return
    yield from _behind_heads(text, _lines(text))
    if "<t" in text or "<T" in text:
        yield from _behind_heads(text, _html_rows(text))


def _behind_heads(text: str, rows: Iterator[Row]) -> Iterator[Mapped]:
    heads: list[tuple[int, str]] = []
    shape, taken = ("", 0), 0
    for delimiter, row in rows:
        if (delimiter, len(row)) != shape or taken > _MOST_ROWS:
            heads, taken = [], 0
        found = _heads(text, row)
        if found:
            heads, shape, taken = found, (delimiter, len(row)), 0
            continue
        for column, head in heads:
            start, end = row[column]
            if start < end:
                taken += 1
                yield Mapped(f"{head}：{text[start:end]}", [0, len(head) + 1], [start, start], [0, end - start])


def _heads(text: str, row: list[Place]) -> list[tuple[int, str]]:
    names = [_TAG.sub("", text[start:end]) for start, end in row]
    found = [(i, name) for i, name in enumerate(names) if len(name) <= _LONGEST_HEAD and _HEAD.search(name)]
    if not found or any(re.search("[0-9]{3}", name) for name in names) or any(map(_NOT_OF_PEOPLE.search, names)):
        return []
    return found


def _lines(text: str) -> Iterator[Row]:
    """Cells of lines that hold a delimiter; an empty list for any other line."""
    at = 0
    for line in text.split("\n"):
        delimiter = next((d for d in "\t|;；,，" if d in line), None)
        if delimiter is None or len(line) > 2000:
            if line:
                yield "", []
        elif line.strip(" |-:\t"):
            yield delimiter, _parts(line, delimiter, at)
        at += len(line) + 1


def _parts(line: str, delimiter: str, at: int) -> list[Place]:
    row = []
    for part in line.split(delimiter):
        bare = part.strip(' "\r')
        start = at + part.find(bare)
        row.append((start, start + len(bare)))
        at += len(part) + 1
    return row


def _html_rows(text: str) -> Iterator[Row]:
    starts = [match.end() for match in _ROW.finditer(text)]
    for start, behind in pairwise([*starts, len(text)]):
        row = []
        for cell in _CELL.finditer(text, start, behind):
            end = _CELL_END.search(text, cell.end(), behind)
            row.append((cell.end(), end.start() if end else behind))
        yield "", row
