"""What cannot be audited is refused, with a reason, within bounds; nothing that a file does ends the audit."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from office_samples import DOCX_CLEAN, XLSX_CLEAN, parts
from pdf_samples import CLEAN, SECRET, TRICKS, drawn, edited
from pikepdf import Array, Dictionary, Name, Pdf

from gongshi.findings import Severity
from gongshi.redaction import files
from gongshi.redaction.files import audit
from gongshi.redaction.files.child import Child, Children
from gongshi.redaction.span import Span

PDF = CLEAN["plain"]()
DOCX = DOCX_CLEAN["plain"]()
XLSX = XLSX_CLEAN["plain_book"]()


def _encrypted(user: str) -> bytes:
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(PDF)).save(out, encryption=pikepdf.Encryption(owner="a", user=user))
    return out.getvalue()


def _loop() -> bytes:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
        pdf.pages[0].contents_add(b"/F Do")

    return edited(PDF, change)


def _forms_of_forms() -> bytes:
    """Ten levels of ten: ten thousand million rectangles from two kilobytes."""

    def change(pdf: Pdf) -> None:
        inner = pdf.make_stream(b"0 0 9 9 re f " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for _ in range(9):
            outer = pdf.make_stream(b"/F Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
            outer.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = outer
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=inner)
        pdf.pages[0].contents_add(b"/F Do")

    return edited(PDF, change)


def _page_tree_loop() -> bytes:
    return PDF.replace(b"/Kids [", b"/Kids [ 4 0 R 5 0 R 6 0 R ", 1)


def _many_pages() -> bytes:
    def change(pdf: Pdf) -> None:
        for _ in range(301):
            pdf.pages.append(pdf.pages[0])

    return edited(PDF, change)


def _zip_bomb() -> bytes:
    return parts(DOCX, {"word/media/image1.bin": bytes(150_000_000)})


def _many_parts() -> bytes:
    return parts(DOCX, {f"word/media/{i}.bin": b"" for i in range(2100)})


def _entities() -> bytes:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    return parts(DOCX, {"word/document.xml": lambda data: bomb.encode() + b"]><w>&j;</w>"})


def _outside_entity() -> bytes:
    head = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    return parts(XLSX, {"xl/workbook.xml": lambda data: head})


REFUSED = {
    "encrypted": ("a.pdf", lambda: _encrypted("b"), "密码"),
    "encrypted for its owner": ("a.pdf", lambda: _encrypted(""), "密码"),
    "cut off": ("a.pdf", lambda: b"%PDF-1.4\n%%EOF", "损坏"),
    "form loop": ("a.pdf", _loop, "循环"),
    "forms of forms": ("a.pdf", _forms_of_forms, "太多"),
    "many pages": ("a.pdf", _many_pages, "页"),
    "another type": ("a.pdf", lambda: DOCX, "却是"),
    "a page as a picture": ("a.png", lambda: b"<html></html>", "不是"),
    "legacy word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版"),
    "encrypted word": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "密码"),
    "archive": ("a.zip", lambda: DOCX, "压缩包"),
    "web page": ("a.html", lambda: b"<p>", "不收"),
    "no ending": ("a", lambda: b"a", "不收"),
    "empty": ("a.txt", lambda: b"", "空"),
    "binary text": ("a.txt", lambda: b"a\0b", "控制"),
    "word as excel": ("a.xlsx", lambda: DOCX, "内容不是"),
    "a sheet under another name": (
        "a.xlsx",
        lambda: parts(XLSX, {"xl/styles.xml": lambda data: b"<worksheet/>"}),
        "不符",
    ),
    "zip bomb": ("a.docx", _zip_bomb, "炸弹"),
    "many parts": ("a.docx", _many_parts, "太多"),
    "entity bomb": ("a.docx", _entities, "实体"),
    "entity from outside": ("a.xlsx", _outside_entity, "实体"),
    "too large": ("a.txt", lambda: b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_reason(case: str) -> None:
    name, make, reason = REFUSED[case]
    found = audit(make(), name)
    assert [p.kind for p in found.problems] == ["refused"]
    assert found.problems[0].severity is Severity.GATE and reason in found.problems[0].message


def test_a_page_tree_that_is_no_tree_ends() -> None:
    assert audit(_page_tree_loop(), "a.pdf").digest


def test_a_child_that_is_late_is_a_refusal_and_the_next_file_is_audited() -> None:
    child = Child(seconds=0.05)
    assert child.audit(PDF, "a.pdf", "d").problems[0].kind == "refused"
    child.seconds = 60
    assert child.audit(PDF, "a.pdf", "d").has_text
    child.stop()


def test_files_at_once_have_a_child_each_and_one_after_the_other_the_same() -> None:
    names = ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    for threads in (2, 1):
        children = Children(2)
        try:
            with ThreadPoolExecutor(threads) as pool:
                found = list(pool.map(lambda name: children.audit(PDF, name, name), names))  # noqa: B023
            assert [(audit.digest, audit.has_text) for audit in found] == [(name, True) for name in names]
            assert sum(child._process is not None for child in children._all) == threads
        finally:
            children.stop()


def _scan(text: str) -> list[Span]:
    at = text.find(SECRET)
    return [Span(at, at + len(SECRET), "resident_id", Severity.GATE)] if at >= 0 else []


def test_private_data_in_the_text_is_told_by_place_and_hint_only() -> None:
    found = [p for p in audit(PDF, "a.pdf", _scan).problems if p.kind == "private"]
    assert [(p.place, p.message, p.method) for p in found] == [("第1页", "居民身份证号（6…5）", "resident_id")]


def test_a_verdict_is_remembered_without_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = TRICKS["rectangle"]()
    first = audit(raw, "a.pdf", _scan, tmp_path)
    kept = list(tmp_path.rglob("*.json"))
    assert len(kept) == 1 and SECRET not in kept[0].read_text(encoding="utf-8")
    monkeypatch.setattr(files, "CHILDREN", None)
    assert audit(raw, "a.pdf", _scan, tmp_path).problems == first.problems
    monkeypatch.undo()
    kept[0].write_text(kept[0].read_text(encoding="utf-8").replace("gate", "note"), encoding="utf-8")
    assert audit(raw, "a.pdf", _scan, tmp_path).problems == first.problems
    kept[0].write_bytes(b"\xff")
    assert audit(raw, "b.pdf", _scan, tmp_path).problems == first.problems


def test_a_zip_that_is_published_holds_nothing_behind_its_parts() -> None:
    published = files.strip(DOCX + b"TAILSECRET", "a.docx")
    assert b"TAILSECRET" not in published and zipfile.is_zipfile(io.BytesIO(published))


def test_drawn_pages_are_counted() -> None:
    assert len(audit(drawn(lambda c: None, 3), "a.pdf").texts) == 3
