"""Word and Excel files made on the spot: each way to hide something once, and files without a flaw."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

SECRET = "张三 652301198803154425"
DOCX_TRICKS: dict[str, Callable[[], bytes]] = {}
DOCX_CLEAN: dict[str, Callable[[], bytes]] = {}
XLSX_TRICKS: dict[str, Callable[[], bytes]] = {}
XLSX_CLEAN: dict[str, Callable[[], bytes]] = {}


def _document(change: Callable[[Document], None]) -> bytes:
    document = Document()
    document.add_paragraph("行政处罚决定书摘要")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx(shelf: dict[str, Callable[[], bytes]]) -> Callable[[Callable[[Document], None]], None]:
    def keep(change: Callable[[Document], None]) -> None:
        shelf[change.__name__.strip("_")] = lambda: _document(change)

    return keep


def parts(raw: bytes, changes: dict[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """The package with some parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = changes.get(name)
            new.writestr(name, change(old.read(name)) if callable(change) else old.read(name))
        for name, data in changes.items():
            if isinstance(data, bytes):
                new.writestr(name, data)
    return out.getvalue()


def _wrapped(document: Document, tag: str, text_tag: str = "w:t") -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(SECRET)._r
    for t in run.findall(qn("w:t")):
        t.tag = qn(text_tag)
    mark = OxmlElement(tag)
    mark.set(qn("w:author"), "李四")
    paragraph._p.append(mark)
    mark.append(run)


@docx(DOCX_TRICKS)
def _deleted(d: Document) -> None:
    _wrapped(d, "w:del", "w:delText")


@docx(DOCX_TRICKS)
def _inserted(d: Document) -> None:
    _wrapped(d, "w:ins")


@docx(DOCX_TRICKS)
def _moved(d: Document) -> None:
    _wrapped(d, "w:moveFrom")


@docx(DOCX_TRICKS)
def _comment(d: Document) -> None:
    d.add_comment(d.paragraphs[0].runs, SECRET, author="李四")


@docx(DOCX_TRICKS)
def _vanished(d: Document) -> None:
    d.add_paragraph().add_run(SECRET).font.hidden = True


@docx(DOCX_TRICKS)
def _vanished_by_style(d: Document) -> None:
    style = d.styles.add_style("Secret", 2)
    style.font.hidden = True
    d.add_paragraph().add_run(SECRET, style="Secret")


@docx(DOCX_TRICKS)
def _white(d: Document) -> None:
    d.add_paragraph().add_run(SECRET).font.color.rgb = RGBColor(255, 255, 255)


@docx(DOCX_TRICKS)
def _white_in_header(d: Document) -> None:
    d.sections[0].header.paragraphs[0].add_run(SECRET).font.color.rgb = RGBColor(254, 254, 254)


@docx(DOCX_TRICKS)
def _black_highlight(d: Document) -> None:
    d.add_paragraph().add_run(SECRET).font.highlight_color = WD_COLOR_INDEX.BLACK


@docx(DOCX_TRICKS)
def _tiny(d: Document) -> None:
    d.add_paragraph().add_run(SECRET).font.size = Pt(1)


def _in_zip(base: Callable[[], bytes], name: str, data: bytes) -> Callable[[], bytes]:
    return lambda: parts(base(), {name: data})


def _plain_docx() -> bytes:
    return _document(lambda d: None)


DOCX_TRICKS["embedded"] = _in_zip(_plain_docx, "word/embeddings/sheet.xlsx", b"PK")
DOCX_TRICKS["macro"] = _in_zip(_plain_docx, "word/vbaProject.bin", b"\0")


@docx(DOCX_CLEAN)
def _plain(d: Document) -> None:
    d.core_properties.author = "李四"


@docx(DOCX_CLEAN)
def _table_with_dark_head(d: Document) -> None:
    cell = d.add_table(2, 2).cell(0, 0)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "1F4E79")
    cell._tc.get_or_add_tcPr().append(shading)
    cell.paragraphs[0].add_run("名称").font.color.rgb = RGBColor(255, 255, 255)


@docx(DOCX_CLEAN)
def _yellow_highlight_and_link(d: Document) -> None:
    d.add_paragraph().add_run("罚款2000元").font.highlight_color = WD_COLOR_INDEX.YELLOW


@docx(DOCX_CLEAN)
def _header_and_grey(d: Document) -> None:
    d.sections[0].header.paragraphs[0].text = "青禾县农业农村局"
    d.add_paragraph().add_run("注").font.color.rgb = RGBColor(190, 190, 190)


def _workbook(change: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    sheet.append(["序号", "名称", "金额"])
    sheet.append([1, "丰穗农资", 2000])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(shelf: dict[str, Callable[[], bytes]]) -> Callable[[Callable[[Workbook], None]], None]:
    def keep(change: Callable[[Workbook], None]) -> None:
        shelf[change.__name__.strip("_")] = lambda: _workbook(change)

    return keep


def _second(book: Workbook, state: str) -> None:
    sheet = book.create_sheet("名单")
    sheet["A1"] = SECRET
    sheet.sheet_state = state


@xlsx(XLSX_TRICKS)
def _hidden_sheet(b: Workbook) -> None:
    _second(b, "hidden")


@xlsx(XLSX_TRICKS)
def _very_hidden_sheet(b: Workbook) -> None:
    _second(b, "veryHidden")


@xlsx(XLSX_TRICKS)
def _hidden_row(b: Workbook) -> None:
    b.active["B7"] = SECRET
    b.active.row_dimensions[7].hidden = True


@xlsx(XLSX_TRICKS)
def _hidden_column(b: Workbook) -> None:
    b.active["F2"] = SECRET
    b.active.column_dimensions["F"].hidden = True


@xlsx(XLSX_TRICKS)
def _narrow_column(b: Workbook) -> None:
    b.active["F2"] = SECRET
    b.active.column_dimensions["F"].width = 0.1


@xlsx(XLSX_TRICKS)
def _blank_format(b: Workbook) -> None:
    b.active["B7"] = SECRET
    b.active["B7"].number_format = ";;;"


@xlsx(XLSX_TRICKS)
def _white(b: Workbook) -> None:
    b.active["B7"] = SECRET
    b.active["B7"].font = Font(color="FFFFFFFF")


@xlsx(XLSX_TRICKS)
def _black_on_black(b: Workbook) -> None:
    b.active["B7"] = SECRET
    b.active["B7"].font = Font(color="FF000000")
    b.active["B7"].fill = PatternFill("solid", fgColor="FF000000")


@xlsx(XLSX_TRICKS)
def _tiny(b: Workbook) -> None:
    b.active["B7"] = SECRET
    b.active["B7"].font = Font(size=1)


@xlsx(XLSX_TRICKS)
def _comment(b: Workbook) -> None:
    b.active["B2"].comment = Comment(SECRET, "李四")


def _plain_xlsx() -> bytes:
    return _workbook(lambda b: None)


_STRINGS = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{SECRET}</t></si></sst>'
XLSX_TRICKS["stale_string"] = _in_zip(_plain_xlsx, "xl/sharedStrings.xml", _STRINGS.encode())
_LOOSE = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{SECRET}</t></is></c></row></sheetData></worksheet>'
XLSX_TRICKS["sheet_of_no_workbook"] = _in_zip(_plain_xlsx, "xl/worksheets/sheet9.xml", _LOOSE.encode())
XLSX_TRICKS["external_link"] = _in_zip(_plain_xlsx, "xl/externalLinks/externalLink1.xml", b"<a/>")
XLSX_TRICKS["pivot"] = _in_zip(_plain_xlsx, "xl/pivotCache/pivotCacheRecords1.xml", b"<a/>")
XLSX_TRICKS["macro"] = _in_zip(_plain_xlsx, "xl/vbaProject.bin", b"\0")


@xlsx(XLSX_CLEAN)
def _plain_book(b: Workbook) -> None:
    b.properties.creator = "李四"


@xlsx(XLSX_CLEAN)
def _dark_head(b: Workbook) -> None:
    for cell in b.active[1]:
        cell.font = Font(color="FFFFFFFF", bold=True)
        cell.fill = PatternFill("solid", fgColor="FF1F4E79")
    b.active["C2"].number_format = '#,##0.00;-#,##0.00;"-"'


@xlsx(XLSX_CLEAN)
def _filter_and_empty_hidden(b: Workbook) -> None:
    b.active.auto_filter.ref = "A1:C2"
    b.active.column_dimensions["Z"].hidden = True
    b.create_sheet("空").sheet_state = "hidden"
