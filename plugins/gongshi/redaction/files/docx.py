"""Word: what a reader of the pages does not see and a reader of the file does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gongshi.findings import Severity
from gongshi.redaction.files.package import Element, Package, attribute, local

_REVISIONS = frozenset(
    [
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tcPrChange",
        "trPrChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "numberingChange",
        "moveFromRangeStart",
        "moveToRangeStart",
    ]
)
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}  # fmt: skip
_TINY = 4  # half-points
_PIECE = 20_000
_DARK = frozenset(("black", "darkBlue", "darkRed", "darkGreen", "darkMagenta", "darkCyan", "darkGray"))
Style = dict[str, str]


def audit_docx(package: Package, add: Callable[..., None]) -> list[tuple[str, str]]:
    """Tells ``add`` what is hidden; returns the texts of all parts with their places."""
    styles = _styles(package)
    texts = []
    for name in package.named("word/"):
        base = name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if "/" in base and not base.startswith(("diagrams/", "charts/", "glossary/")):
            continue
        root = package.xml(name)
        place = _PLACES.get(base, "其他部件")
        if base in _PLACES:
            _part(root, place, styles, add)
        if base not in ("styles", "stylesWithEffects", "fontTable", "theme", "webSettings", "settings", "numbering"):
            texts += [(place, piece) for piece in _pieces(root)]
    if "word/settings.xml" in package.parts:
        variables = [attribute(e, "val") or "" for e in package.xml("word/settings.xml").iter() if local(e) == "docVar"]
        if variables:
            add("metadata", "带有文档变量", "", Severity.NOTE)
    if any(local(e) == "comment" for name in package.named("word/comments") for e in package.xml(name)):
        add("revisions", "留着批注，请删除全部批注", "批注")
    return texts


def _pieces(root: Element) -> Iterator[str]:
    """Paragraphs joined into pieces; deleted text, field codes, alternative text and links among them."""
    lines: list[str] = []
    line: list[str] = []
    size = 0
    for e in root.iter():
        name = local(e)
        if name in ("p", "tr") and line:
            lines.append("".join(line))
            size += len(lines[-1])
            line = []
        if name in ("t", "delText", "instrText", "delInstrText", "v") and e.text:
            line.append(e.text)
        elif name in ("tab", "br", "tc") and line:
            line.append("\t")
        elif name in ("docPr", "cNvPr", "shape"):
            said = [attribute(e, key) or "" for key in ("descr", "title", "alt")]
            lines += [text for text in said if text]
        if size > _PIECE:
            yield "\n".join(lines)
            lines, size = [], 0
    lines.append("".join(line))
    if text := "\n".join(lines).strip():
        yield text


def _part(root: Element, place: str, styles: dict[str, Style], add: Callable[..., None]) -> None:
    if any(local(e) in _REVISIONS for e in root.iter()):
        add("revisions", "留着修订记录，删除的文字还在；请接受全部修订", place)
    page = _page_colour(root)
    for run in root.iter("{*}r"):
        text = "".join(t.text or "" for t in run if local(t) in ("t", "delText")).strip()
        if text:
            _run(run, text, place, styles, page, add)
    for shape in root.iter("{*}wsp", "{*}rect", "{*}roundrect"):
        if not any((t.text or "").strip() for t in shape.iter("{*}t")) and _solid(shape):
            add("unseen", "有填色的浮动图形，可能遮着下面的文字，机器不能判断", place, Severity.DEFECT)


def _solid(shape: Element) -> bool:
    if local(shape) in ("rect", "roundrect"):
        return attribute(shape, "filled") not in ("f", "false")
    properties = next((e for e in shape if local(e) == "spPr"), None)
    return properties is not None and any(local(e) == "solidFill" for e in properties)


def _run(run: Element, text: str, place: str, styles: dict[str, Style], page: str, add: Callable[..., None]) -> None:
    style = {**styles.get("", {}), **_of_paragraph(run, styles), **_own(run, styles)}
    if style.get("vanish") == "1":
        add("hidden", "有设为“隐藏”的文字", place)
    size = style.get("sz", "21")
    if size.isdigit() and int(size) <= _TINY and len(text) > 1:
        add("hidden", "有小得看不见的文字", place)
    if style.get("w", "100").rstrip("%").isdigit() and int(style.get("w", "100").rstrip("%")) <= 3:
        add("hidden", "有压扁得看不见的文字", place)
    colour = style.get("color", "auto")
    if style.get("highlight") in _DARK and (colour == "auto" or _light(colour) < 90):
        add("covered", "有用深色突出显示盖住的文字，仍可复制出来", place)
        return
    if colour == "auto":
        return
    ground = style.get("highlight_fill") or style.get("fill") or _ground(run) or page
    if ground != "?" and _far(colour, ground) < 24:
        add("hidden", "有与背景同色的文字，仍可复制出来", place)


def _own(run: Element, styles: dict[str, Style]) -> Style:
    properties = next((e for e in run if local(e) == "rPr"), None)
    return {} if properties is None else _resolved(properties, styles)


def _resolved(properties: Element, styles: dict[str, Style]) -> Style:
    found: Style = {}
    for e in properties:
        if local(e) == "rStyle":
            found.update(styles.get(attribute(e, "val") or "", {}))
    found.update(_read(properties))
    return found


def _of_paragraph(run: Element, styles: dict[str, Style]) -> Style:
    paragraph = next((a for a in run.iterancestors() if local(a) == "p"), None)
    if paragraph is None:
        return {}
    for e in paragraph.iterchildren("{*}pPr"):
        found: Style = {}
        for inner in e:
            if local(inner) == "pStyle":
                found.update(styles.get(attribute(inner, "val") or "", {}))
            elif local(inner) == "shd":
                found.update(_fill(inner))
        return found
    return styles.get("@paragraph", {})


def _read(properties: Element) -> Style:
    found: Style = {}
    for e in properties:
        name, value = local(e), attribute(e, "val")
        if name in ("vanish", "specVanish"):
            found["vanish"] = "0" if value in ("0", "false", "off") else "1"
        elif name in ("sz", "color", "highlight", "w") and value:
            found[name] = value
            if name == "highlight" and value in ("white", "yellow", "cyan", "green", "magenta", "lightGray"):
                found["highlight_fill"] = _HIGHLIGHTS[value]
        elif name == "shd":
            found.update(_fill(e))
    return found


_HIGHLIGHTS = {"white": "FFFFFF", "yellow": "FFFF00", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "lightGray": "C0C0C0"}  # fmt: skip


def _fill(e: Element) -> Style:
    fill = attribute(e, "fill")
    if attribute(e, "val") == "solid":
        fill = attribute(e, "color")
    return {"fill": fill} if fill and fill != "auto" else {}


def _styles(package: Package) -> dict[str, Style]:
    """Style → what it sets, its ancestors' settings below it; "" holds the defaults of the document."""
    if "word/styles.xml" not in package.parts:
        return {}
    root = package.xml("word/styles.xml")
    parents: dict[str, str] = {}
    own: dict[str, Style] = {}
    found: dict[str, Style] = {}
    for e in root.iter("{*}rPrDefault"):
        for properties in e:
            found[""] = _read(properties)
    for e in root.iterchildren("{*}style"):
        name = attribute(e, "styleId") or ""
        own[name] = {}
        for part in e:
            if local(part) == "rPr":
                own[name].update(_read(part))
            elif local(part) == "pPr":
                for shading in part.iterchildren("{*}shd"):
                    own[name].update(_fill(shading))
            elif local(part) == "basedOn":
                parents[name] = attribute(part, "val") or ""
        if attribute(e, "type") == "paragraph" and attribute(e, "default") in ("1", "true"):
            parents["@paragraph"] = name
            own["@paragraph"] = {}
    for name in own:
        chain, at = [name], name
        while at in parents and parents[at] not in chain and len(chain) < 20:
            at = parents[at]
            chain.append(at)
        found[name] = {key: value for ancestor in reversed(chain) for key, value in own.get(ancestor, {}).items()}
    return found


def _ground(run: Element) -> str:
    """The fill of the cell or shape around; "?" when a style that is not read may set it."""
    for a in run.iterancestors():
        name = local(a)
        if name == "tc":
            for e in a.iterchildren("{*}tcPr"):
                for shading in e.iterchildren("{*}shd"):
                    fill = _fill(shading).get("fill")
                    if fill:
                        return fill
        elif name == "tbl":
            for e in a.iterchildren("{*}tblPr"):
                styled = next((s for s in e.iterchildren("{*}tblStyle")), None)
                if styled is not None and (attribute(styled, "val") or "") not in ("TableGrid", "TableNormal", "a3"):
                    return "?"
        elif name in ("txbxContent", "wsp", "textbox"):
            return "?"
    return ""


def _page_colour(root: Element) -> str:
    background = next((e for e in root.iterchildren("{*}background")), None)
    return (attribute(background, "color") or "FFFFFF") if background is not None else "FFFFFF"


def _rgb(colour: str) -> tuple[int, int, int] | None:
    value: Any = colour.lstrip("#")
    try:
        return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)) if len(value) == 6 else None
    except ValueError:
        return None


def _light(colour: str) -> float:
    rgb = _rgb(colour)
    return sum(rgb) / 3 if rgb else 0.0


def _far(one: str, other: str) -> int:
    a, b = _rgb(one), _rgb(other)
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) if a and b else 255
