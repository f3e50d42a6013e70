"""What Word and Excel files have in common: macros, embedded files, links, metadata, pictures; then each its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongshi.findings import Severity
from gongshi.redaction.files.docx import audit_docx
from gongshi.redaction.files.office_parts import is_dropped, is_known
from gongshi.redaction.files.package import Element, Package, attribute, local, unpacked
from gongshi.redaction.files.strip_office import strip_office
from gongshi.redaction.files.verdict import Audit, Kind, Problem, Refused
from gongshi.redaction.files.xlsx import audit_xlsx

_HOME = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_MACROS = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "activex/")
_PROPERTIES = ("creator", "lastModifiedBy", "Company", "Manager", "keywords", "subject", "description", "category")
# What a part with such a name begins with; a part that is none of its name would be read by nobody.
_ROOTS = {
    "word/document": "document", "word/styles": "styles", "word/stylesWithEffects": "styles", "word/settings": "settings",
    "word/webSettings": "webSettings", "word/fontTable": "fonts", "word/numbering": "numbering", "word/theme/": "theme",
    "xl/workbook": "workbook", "xl/worksheets/": "worksheet", "xl/sharedStrings": "sst", "xl/styles": "styleSheet",
    "xl/theme/": "theme",
}  # fmt: skip
_CROPPED = 5_000  # thousandths of a per cent


def audit_office(raw: bytes, kind: str) -> Audit:
    """Refused, or the problems and texts of every part."""
    package = unpacked(raw)
    if "[Content_Types].xml" not in package.parts or _HOME[kind] not in package.parts:
        raise Refused(f"内容不是 {kind}，请核对后重新导出")
    problems: list[Problem] = []

    def add(kind: Kind, message: str, place: str = "", severity: Severity = Severity.GATE) -> None:
        problem = Problem(kind, severity, message, place)
        if problem not in problems:
            problems.append(problem)

    _names(package)
    _shell(package, add)
    texts = audit_docx(package, add) if kind == "docx" else audit_xlsx(package, add)
    if all(problem.severity is not Severity.GATE for problem in problems):
        _unknown(package, add)
    strip_office(raw)
    tick = any(problem.kind == "unseen" for problem in problems)
    has_text = any(text.strip() for _, text in texts)
    texts.append(("链接和部件的名称", "\n".join([*_links(package), *package.parts])))
    return Audit(tuple(problems), tuple(texts), has_text, tick)


def _names(package: Package) -> None:
    """Refused when a part is not what its name says."""
    for start, root in _ROOTS.items():
        for name in package.named(start):
            if local(package.xml(name)) != root:
                raise Refused(f"文件已损坏：{name.rsplit('/', 1)[-1]} 的内容和名称不符，请重新导出")


def _shell(package: Package, tell: Callable[..., None]) -> None:
    types = package.parts["[Content_Types].xml"].lower()
    names = [name.lower() for name in package.parts]
    if b"macroenabled" in types or any(mark in name for name in names for mark in _MACROS):
        raise Refused("文件带宏或者控件，不公示；请另存为不带宏的格式")
    for name in names:
        if "/embeddings/" in name:
            tell("embedded", "里面嵌着别的文件（图表的数据表也算），请改为图片")
        if "thumbnail" in name:
            tell("metadata", "带有缩略图", "", Severity.NOTE)
        if name.startswith(("customxml/item", "docmetadata/", "word/people")):
            tell("metadata", "带有自定义数据，或者编辑者的名单", "", Severity.NOTE)
    for name in package.named("docProps/"):
        filled = any(local(e) in _PROPERTIES and (e.text or "").strip() for e in package.xml(name).iter())
        if filled or name.endswith("custom.xml"):
            tell("metadata", "带有作者等文档属性", "", Severity.NOTE)
    for name in package.named("", ".rels"):
        for relation in package.xml(name):
            if (attribute(relation, "TargetMode") or "").lower() != "external":
                continue
            what = (attribute(relation, "Type") or "").rsplit("/", 1)[-1]
            if what == "attachedTemplate":
                tell("metadata", "带有模板在本机的路径", "", Severity.NOTE)
            elif what not in ("hyperlink", "externalLinkPath"):
                tell("embedded", "引用了文件以外的内容，打开时会去读取")
    for name in package.named("word/") + package.named("xl/drawings/"):
        if any(local(e) == "srcRect" and _cropped(e) for e in package.xml(name).iter()):
            tell("unseen", "有裁剪过的图片，裁掉的部分还在文件里；请在“压缩图片”里删除裁剪区域", "", Severity.DEFECT)


def _links(package: Package) -> Iterator[str]:
    """Where the file leads to: addresses hold whatever the reader does not see of them."""
    for name in package.named("", ".rels"):
        for relation in package.xml(name):
            yield attribute(relation, "Target") or ""


def _unknown(package: Package, tell: Callable[..., None]) -> None:
    """What nobody looks into is not published."""
    if not all(is_known(name, package) for name in package.parts):
        tell("embedded", "里面有查不了的部件（嵌入的字体，PNG 和 JPEG 以外的图片等），请去掉或者改为 PNG 图片")
    for name in (*package.named(""), *package.named("", ".rels")):
        if is_dropped(name):
            continue
        root = package.xml(name)
        nodes = (*root.iter(), *root.itersiblings(preceding=True), *root.itersiblings())
        if not all(isinstance(e.tag, str) for e in nodes):
            tell("hidden", "里面有看不见的注释，请重新保存")


def _cropped(element: Element) -> bool:
    return any(str(value).lstrip("-").isdigit() and int(value) > _CROPPED for value in element.attrib.values())
