"""Word and Excel: each way to hide something is found, sound files pass, and what is published says nothing of who wrote it."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as DocumentClass
from docx.opc.constants import RELATIONSHIP_TYPE
from office_samples import (
    DOCX_CLEAN,
    DOCX_TRICKS,
    XLSX_CLEAN,
    XLSX_TRICKS,
    in_zip,
    made_document,
    made_workbook,
    plain_docx,
)
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from PIL import Image

from gongshi.findings import Severity
from gongshi.redaction.files import audit, strip

TRICKS = [(name, make, "docx") for name, make in DOCX_TRICKS.items()]
TRICKS += [(name, make, "xlsx") for name, make in XLSX_TRICKS.items()]
CLEAN = [(name, make, "docx") for name, make in DOCX_CLEAN.items()]
CLEAN += [(name, make, "xlsx") for name, make in XLSX_CLEAN.items()]


@pytest.mark.parametrize(("name", "make", "ending"), TRICKS, ids=[f"{e}-{n}" for n, _, e in TRICKS])
def test_a_trick_is_found(name: str, make: object, ending: str) -> None:
    found = audit(make(), f"a.{ending}")
    gates = [p for p in found.problems if p.severity is Severity.GATE]
    assert len(gates) == 1 and ("宏" in gates[0].message or gates[0].kind != "refused"), found.problems
    assert not any("652301" in p.message + p.place for p in found.problems)


@pytest.mark.parametrize(("name", "make", "ending"), CLEAN, ids=[f"{e}-{n}" for n, _, e in CLEAN])
def test_a_sound_file_passes(name: str, make: object, ending: str) -> None:
    raw = make()
    found = audit(raw, f"a.{ending}")
    assert all(p.severity is Severity.NOTE for p in found.problems), found.problems
    assert found.has_text and not found.needs_tick
    published = strip(raw, f"a.{ending}")
    assert published == strip(raw, f"a.{ending}")
    assert audit(published, f"a.{ending}").problems == ()
    assert "李四".encode() not in b"".join(_parts(published).values())
    assert not [
        name
        for name in _parts(published)
        if name.startswith(("docProps/", "customXml/", "docMetadata/", "word/people"))
    ]
    if ending == "docx":
        assert Document(io.BytesIO(published)).paragraphs[0].text == "行政处罚决定书摘要"
    else:
        assert load_workbook(io.BytesIO(published))["汇总"]["B2"].value == "丰穗农资"


def test_the_place_is_named() -> None:
    found = audit(XLSX_TRICKS["hidden_row"](), "a.xlsx")
    assert [p.place for p in found.problems if p.kind == "hidden"] == ["工作表“汇总”B7"]


def test_words_in_links_names_and_hints_are_read() -> None:
    def leads(document: DocumentClass) -> None:
        document.part.relate_to("mailto:wang@qq.com", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def hints(book: Workbook) -> None:
        book.active["A1"].hyperlink = Hyperlink(ref="A1", location="汇总!B2", tooltip="电话13812345678")

    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    for raw, ending, said in (
        (made_document(leads), "docx", "wang@qq.com"),
        (made_workbook(hints), "xlsx", "13812345678"),
        (in_zip(plain_docx, "word/media/13812345678.png", picture.getvalue())(), "docx", "13812345678"),
    ):
        assert said in "\n".join(text for _, text in audit(raw, f"a.{ending}").texts)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
