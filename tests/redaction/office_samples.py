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
from PIL import Image

SECRET = "张三 652301198803154425"
DOCX_TRICKS: dict[str, Callable[[], bytes]] = {}
DOCX_CLEAN: dict[str, Callable[[], bytes]] = {}
XLSX_TRICKS: dict[str, Callable[[], bytes]] = {}
XLSX_CLEAN: dict[str, Callable[[], bytes]] = {}


def made_document(change: Callable[[Document], None]) -> bytes:
    document = Document()
    document.add_paragraph("行政处罚决定书摘要")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx(shelf: dict[str, Callable[[], bytes]]) -> Callable[[Callable[[Document], None]], None]:
    def keep(change: Callable[[Document], None]) -> None:
        shelf[change.__name__.strip("_")] = lambda: made_document(change)

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


def in_zip(base: Callable[[], bytes], name: str, data: bytes) -> Callable[[], bytes]:
    return lambda: parts(base(), {name: data})


def plain_docx() -> bytes:
    return made_document(lambda d: None)


DOCX_TRICKS["embedded"] = in_zip(plain_docx, "word/embeddings/sheet.xlsx", b"PK")
DOCX_TRICKS["macro"] = in_zip(plain_docx, "word/vbaProject.bin", b"\0")


# What no Word file needs, and nobody would look into.
_ELEMENT = f"<a>{SECRET}</a>".encode()
DOCX_TRICKS["part_beside_the_document"] = in_zip(plain_docx, "docs/note.xml", _ELEMENT)
DOCX_TRICKS["part_of_no_name"] = in_zip(plain_docx, "word/note.xml", _ELEMENT)
DOCX_TRICKS["part_in_a_folder"] = in_zip(plain_docx, "word/webextensions/webextension1.xml", _ELEMENT)
DOCX_TRICKS["part_of_an_ending"] = in_zip(plain_docx, "word/theme/theme1.txt", SECRET.encode())
DOCX_TRICKS["alternative_content"] = in_zip(plain_docx, "word/afchunk.htm", SECRET.encode())
DOCX_TRICKS["picture_of_vectors"] = in_zip(plain_docx, "word/media/image9.emf", SECRET.encode("utf-16-le"))
DOCX_TRICKS["picture_that_is_none"] = in_zip(plain_docx, "word/media/image9.png", SECRET.encode())
DOCX_TRICKS["font"] = in_zip(plain_docx, "word/fonts/font1.odttf", SECRET.encode())
DOCX_TRICKS["relations_of_nothing"] = in_zip(plain_docx, "word/_rels/note.xml.rels", b"<Relationships/>")
DOCX_TRICKS["remark_in_a_part"] = lambda: parts(
    plain_docx(), {"word/document.xml": lambda raw: raw.replace(b"<w:body>", f"<w:body><!--{SECRET}-->".encode())}
)
DOCX_TRICKS["remark_behind_a_part"] = lambda: parts(
    plain_docx(), {"word/styles.xml": lambda raw: raw + f"<!--{SECRET}-->".encode()}
)


def _with_metadata() -> bytes:
    """Labels and the list of editors, as Word keeps them."""
    people = '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="李四"/></w15:people>'
    kind = "http://schemas.microsoft.com/office/2011/relationships/people"
    return parts(
        plain_docx(),
        {
            "docMetadata/LabelInfo.xml": "<labelList>李四</labelList>".encode(),
            "word/people.xml": people.encode(),
            "word/_rels/document.xml.rels": lambda raw: raw.replace(
                b"</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="people.xml"/></Relationships>'.encode(),
            ),
            "[Content_Types].xml": lambda raw: raw.replace(
                b"</Types>", b'<Override PartName="/word/people.xml" ContentType="application/xml"/></Types>'
            ),
        },
    )


DOCX_CLEAN["labels_and_editors"] = _with_metadata


@docx(DOCX_CLEAN)
def _picture(d: Document) -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    out.seek(0)
    d.add_picture(out)


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


def made_workbook(change: Callable[[Workbook], None]) -> bytes:
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
        shelf[change.__name__.strip("_")] = lambda: made_workbook(change)

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
    return made_workbook(lambda b: None)


_STRINGS = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{SECRET}</t></si></sst>'
XLSX_TRICKS["stale_string"] = in_zip(_plain_xlsx, "xl/sharedStrings.xml", _STRINGS.encode())
_LOOSE = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{SECRET}</t></is></c></row></sheetData></worksheet>'
XLSX_TRICKS["sheet_of_no_workbook"] = in_zip(_plain_xlsx, "xl/worksheets/sheet9.xml", _LOOSE.encode())
XLSX_TRICKS["external_link"] = in_zip(_plain_xlsx, "xl/externalLinks/externalLink1.xml", b"<a/>")
XLSX_TRICKS["pivot"] = in_zip(_plain_xlsx, "xl/pivotCache/pivotCacheRecords1.xml", b"<a/>")
XLSX_TRICKS["part_beside_the_book"] = in_zip(_plain_xlsx, "docs/note.xml", _ELEMENT)
XLSX_TRICKS["part_of_no_name"] = in_zip(_plain_xlsx, "xl/note.xml", _ELEMENT)
XLSX_TRICKS["part_in_a_folder"] = in_zip(_plain_xlsx, "xl/richData/rdrichvalue.xml", _ELEMENT)
XLSX_TRICKS["drawing_of_another_kind"] = in_zip(_plain_xlsx, "xl/drawings/vmlDrawing1.vml", _ELEMENT)
XLSX_TRICKS["picture_of_vectors"] = in_zip(_plain_xlsx, "xl/media/image9.svg", _ELEMENT)
XLSX_TRICKS["relations_of_nothing"] = in_zip(_plain_xlsx, "xl/_rels/note.xml.rels", b"<Relationships/>")
XLSX_TRICKS["remark_in_a_part"] = lambda: parts(
    _plain_xlsx(), {"xl/workbook.xml": lambda raw: raw.replace(b"<sheets>", f"<!--{SECRET}--><sheets>".encode())}
)
XLSX_TRICKS["macro"] = in_zip(_plain_xlsx, "xl/vbaProject.bin", b"\0")


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


XLSX_CLEAN["labels"] = in_zip(_plain_xlsx, "docMetadata/LabelInfo.xml", "<labelList>李四</labelList>".encode())
