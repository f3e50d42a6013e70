"""Excel: cells, sheets and caches that a reader of the visible sheets does not see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from gongshi.redaction.files import limits
from gongshi.redaction.files.package import Element, Package, attribute, local
from gongshi.redaction.files.verdict import Refused

_FORBIDDEN = (
    ("xl/comments", "revisions", "有批注，请删除全部批注"),
    ("xl/threadedComments/", "revisions", "有会话批注，请全部删除"),
    ("xl/externalLinks/", "embedded", "链接了别的工作簿，里面存着它的数据；请断开链接"),
    ("xl/pivotCache/", "embedded", "透视表里存着全部源数据；请粘贴为数值"),
    ("xl/connections", "embedded", "连接了外部数据；请断开后粘贴为数值"),
    ("xl/queryTables/", "embedded", "连接了外部数据；请断开后粘贴为数值"),
    ("xl/revisions/", "revisions", "留着修订记录；请停止共享工作簿"),
    ("xl/model/", "embedded", "里面有数据模型"),
)
# Attributes that hold words.
_SAYING = ("descr", "title", "tooltip", "display", "prompt", "promptTitle", "error", "errorTitle")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NARROW = 0.5  # characters
_LOW = 1.5  # points
_TINY = 2.0  # points
_PIECE = 20_000
T = TypeVar("T")
_CELL_PARTS = ("worksheets/sheet", "sharedStrings", "styles", "theme/", "workbook")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell format shows what it holds."""

    blank: bool
    tiny: bool
    same: bool


def audit_xlsx(package: Package, add: Callable[..., None]) -> list[tuple[str, str]]:
    """Tells ``add`` what is hidden; returns the texts of all parts with their places."""
    for start, kind, message in _FORBIDDEN:
        if any(name.startswith(start) and name.endswith((".xml", ".bin")) for name in package.parts):
            add(kind, message)
    strings = _strings(package)
    looks = _looks(package)
    used: set[int] = set()
    texts: list[tuple[str, str]] = []
    relations = package.relations("xl/workbook.xml")
    loose = set(package.named("xl/worksheets/"))
    for sheet in package.xml("xl/workbook.xml").iter("{*}sheet"):
        title = sheet.get("name", "")
        target = relations.get(attribute(sheet, "id") or "", ("", "", False))[1]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part not in package.parts:
            continue
        loose.discard(part)
        cells = _sheet(package.xml(part), title, strings, looks, used, add)
        if sheet.get("state", "visible") != "visible" and cells:
            add("hidden", "有隐藏的工作表", f"工作表“{_short(title)}”")
        texts += _pieces(title, cells)
    if loose:
        add("hidden", "文件里残留着不属于任何工作表的单元格；请新建工作簿粘贴数值")
    left = [text for i, text in enumerate(strings) if i not in used and text.strip()]
    if left:
        add("hidden", "文件里残留着已经不在任何单元格里的文字；请新建工作簿粘贴数值")
        texts.append(("残留的文字", "\n".join(left)))
    for name in package.named("xl/"):
        if not name.removeprefix("xl/").startswith(_CELL_PARTS):
            said = "\n".join(_said(package.xml(name)))
            if said.strip():
                texts.append(("图表、图形和批注", said))
    names = [e.text or "" for e in package.xml("xl/workbook.xml").iter("{*}definedName")]
    if any(names):
        texts.append(("定义的名称", "\n".join(names)))
    return texts


def _short(title: str) -> str:
    return title if len(title) <= 12 else f"{title[:11]}…"


def _strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.parts:
        return []
    root = package.xml("xl/sharedStrings.xml")
    return ["".join(t.text or "" for t in entry.iter("{*}t")) for entry in root.iterchildren("{*}si")]


def _said(root: Element) -> list[str]:
    found = []
    for e in root.iter():
        if isinstance(e.tag, str):
            if e.text and e.text.strip():
                found.append(e.text.strip())
            found += [v for k in _SAYING if (v := attribute(e, k))]
    return found


def _looks(package: Package) -> list[_Look]:
    if "xl/styles.xml" not in package.parts:
        return []
    root = package.xml("xl/styles.xml")
    formats = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
    fonts = [_font(e) for group in root.iterchildren("{*}fonts") for e in group]
    fills = [_filled(e) for group in root.iterchildren("{*}fills") for e in group]
    looks = []
    for group in root.iterchildren("{*}cellXfs"):
        for xf in group:
            size, colour = _at(fonts, xf.get("fontId"), (11.0, ""))
            fill = _at(fills, xf.get("fillId"), "")
            code = formats.get(xf.get("numFmtId"), "")
            blank = bool(code) and not re.sub(r"\[[^\]]*\]|[;\s]|\"\s*\"", "", code)
            same = colour != "" and colour == (fill or "FFFFFF")
            looks.append(_Look(blank, size <= _TINY, same))
    return looks


def _at(shelf: list[T], index: str | None, default: T) -> T:
    i = int(index) if index and index.isdigit() else -1
    return shelf[i] if 0 <= i < len(shelf) else default


def _font(e: Element) -> tuple[float, str]:
    size, colour = 11.0, ""
    for part in e:
        if local(part) == "sz":
            size = _number(part.get("val"), 11.0)
        elif local(part) == "color":
            colour = _colour(part)
    return size, colour


def _filled(e: Element) -> str:
    for pattern in e.iterchildren("{*}patternFill"):
        if pattern.get("patternType") == "solid":
            return next((_colour(c) for c in pattern.iterchildren("{*}fgColor")), "?")
        if pattern.get("patternType") not in (None, "none"):
            return "?"
    return "?" if any(local(c) == "gradientFill" for c in e) else ""


def _colour(e: Element) -> str:
    """RRGGBB, or a token for a theme's or an index colour; both spell white one way."""
    rgb = e.get("rgb")
    if rgb:
        return str(rgb)[-6:].upper()
    theme, indexed = e.get("theme"), e.get("indexed")
    if (theme == "0" and _number(e.get("tint"), 0.0) > -0.05) or indexed in ("1", "9"):
        return "FFFFFF"
    if indexed == "8" or indexed == "0" or (theme == "1" and not e.get("tint")):
        return "000000"
    return f"theme{theme}/{e.get('tint', '')}" if theme else ""


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text is not None else default
    except ValueError:
        return default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _sheet(
    root: Element, title: str, strings: list[str], looks: list[_Look], used: set[int], add: Callable[..., None]
) -> list[tuple[str, str]]:
    """(reference, text) of every filled cell."""
    hidden_columns = [
        (int(c.get("min", "1")), int(c.get("max", "1")))
        for c in root.iter("{*}col")
        if _true(c.get("hidden")) or 0 <= _number(c.get("width"), 9.0) < _NARROW
    ]
    cells: list[tuple[str, str]] = []
    told: set[str] = set()

    def tell(message: str, reference: str) -> None:
        if message not in told:
            told.add(message)
            add("hidden", message, f"工作表“{_short(title)}”{reference}")

    for number, row in enumerate(root.iter("{*}row"), 1):
        low = row.get("customHeight") is not None and _number(row.get("ht"), 15.0) < _LOW
        hidden_row = _true(row.get("hidden")) or low
        for c in row.iterchildren("{*}c"):
            value = _value(c, strings, used)
            if not value.strip():
                continue
            if len(cells) >= limits.CELLS:
                raise Refused("单元格太多，不能在限定时间内审计；请拆分")
            reference = c.get("r") or f"第{number}行"
            cells.append((reference, value))
            if hidden_row:
                tell("有隐藏的行", reference)
            match = _REFERENCE.fullmatch(reference)
            if match and any(a <= _column(match[1]) <= b for a, b in hidden_columns):
                tell("有隐藏的列", reference)
            look = _at(looks, c.get("s", "0"), _Look(False, False, False))
            if look.blank:
                tell("有用数字格式藏起来的内容（如 ;;;）", reference)
            if look.same:
                tell("有与背景同色的内容", reference)
            if look.tiny:
                tell("有小得看不见的内容", reference)
    other = [text for e in root if local(e) != "sheetData" for text in _said(e)]
    return [*cells, *(("页眉页脚、校验和提示", text) for text in other)]


def _true(value: str | None) -> bool:
    return value in ("1", "true")


def _value(cell: Element, strings: list[str], used: set[int]) -> str:
    found = []
    for e in cell:
        if local(e) == "v" and e.text:
            if cell.get("t") == "s" and e.text.isdigit():
                i = int(e.text)
                used.add(i)
                found.append(strings[i] if i < len(strings) else "")
            else:
                found.append(e.text)
        elif local(e) == "is":
            found.append("".join(t.text or "" for t in e.iter("{*}t")))
        elif local(e) == "f" and e.text and '"' in e.text:
            found.append(e.text)
    return " ".join(found)


def _pieces(title: str, cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cells joined into pieces, each named after its first cell; the sheet's own name first."""
    texts, lines, size = [], [title], 0
    first = ""
    for reference, text in cells:
        first = first or reference
        lines.append(text)
        size += len(text)
        if size > _PIECE:
            texts.append((f"工作表“{_short(title)}”{first}起", "\n".join(lines)))
            lines, size, first = [], 0, ""
    if lines:
        texts.append((f"工作表“{_short(title)}”{first or 'A1'}起", "\n".join(lines)))
    return texts
