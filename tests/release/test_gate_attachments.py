"""What is hidden in attachments does not go live, whether a clerk or a fault of the engine put it there."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256

import pikepdf
import pytest
from docx import Document
from leaking import NAME, listed, pdf, word, xlsx
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from releases import Bureau, bureau
from reportlab.pdfgen.canvas import Canvas

from county import PENALTY, penalty, write
from gongshi.redaction import denylist
from gongshi.release import scanner
from gongshi.release.leaks import leaks_in
from gongshi.site import pelican
from gongshi.site.press import Press

__all__ = ["bureau", "listed"]

pytestmark = pytest.mark.slow


def _pdf(change: Callable[[pikepdf.Pdf], None], raw: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw or pdf("张某"))) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 600, NAME)


def _invisible(canvas: Canvas) -> None:
    words = canvas.beginText(72, 600)
    words.setTextRenderMode(3)
    words.textLine(NAME)
    canvas.drawText(words)


def _information(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Author"] = NAME


def _xmp(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as data:
        data["dc:creator"] = [NAME]


def _annotation(opened: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=pikepdf.String(NAME)
    )
    opened.pages[0].Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(note)]))


def _embedded(opened: pikepdf.Pdf) -> None:
    opened.attachments["a.txt"] = NAME.encode()


def _word(change: Callable[[Document], None]) -> bytes:
    document, out = Document(io.BytesIO(word("张某"))), io.BytesIO()
    change(document)
    document.save(out)
    return out.getvalue()


def _sheet(change: Callable[[Workbook], None]) -> bytes:
    book, out = load_workbook(io.BytesIO(xlsx("张某"))), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def _hidden_sheet(book: Workbook) -> None:
    second = book.create_sheet("二")
    second.append([NAME])
    second.sheet_state = "veryHidden"


def _comment(book: Workbook) -> None:
    book.active["A1"].comment = Comment(NAME, "x")


def _foot(book: Workbook) -> None:
    book.active.oddFooter.center.text = NAME


def _image(form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(out, form, **options)
    return out.getvalue()


def _exif() -> Image.Exif:
    data = Image.Exif()
    data[0x010E] = NAME.encode().decode("latin-1")
    return data


def _chunk() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", NAME)
    return info


# Shown, or hidden so that the file itself is refused.
HIDDEN: dict[str, Callable[[], bytes]] = {
    "shown.pdf": lambda: pdf(NAME),
    "white.pdf": lambda: pdf("张某", _white),
    "invisible.pdf": lambda: pdf("张某", _invisible),
    "annotation.pdf": lambda: _pdf(_annotation),
    "embedded.pdf": lambda: _pdf(_embedded),
    "head.docx": lambda: _word(lambda d: d.sections[0].header.paragraphs[0].add_run(NAME)),
    "foot.docx": lambda: _word(lambda d: d.sections[0].footer.paragraphs[0].add_run(NAME)),
    "remark.docx": lambda: _word(lambda d: d.add_comment(d.paragraphs[0].runs, text=NAME, author="x")),
    "sheet.xlsx": lambda: _sheet(_hidden_sheet),
    "remark.xlsx": lambda: _sheet(_comment),
    "foot.xlsx": lambda: _sheet(_foot),
}
# Data about the file, which are left behind when it is published.
CARRIED: dict[str, Callable[[], bytes]] = {
    "author.pdf": lambda: _pdf(_information),
    "xmp.pdf": lambda: _pdf(_xmp),
    "author.docx": lambda: _word(lambda d: setattr(d.core_properties, "author", NAME)),
    "author.xlsx": lambda: _sheet(lambda b: setattr(b.properties, "creator", NAME)),
    "exif.jpg": lambda: _image("JPEG", exif=_exif()),
    "chunk.png": lambda: _image("PNG", pnginfo=_chunk()),
}


def test_a_fault_of_the_engine_puts_nothing_hidden_live(
    bureau: Bureau, listed: denylist.Denylist, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that passed no audit land in the tree: each of them alone stops the publication."""
    whole = pelican.build

    def faulty(press: Press) -> None:
        whole(press)
        for name, make in (HIDDEN | CARRIED).items():
            press.staging.write(f"files/decisions/{PENALTY}/{name}", make())

    monkeypatch.setattr(pelican, "build", faulty)
    assert bureau.publish() == 3
    said = "".join(capsys.readouterr())
    assert [name for name in HIDDEN | CARRIED if f"/{name}" not in said] == []
    assert NAME not in said
    assert not bureau.folder.current.exists()


def test_what_a_clerk_attaches_goes_live_clean_or_not_at_all(bureau: Bureau, listed: denylist.Denylist) -> None:
    """One record for each file: those that hide something stay behind, data about files stay behind alone."""
    for number, (name, make) in enumerate((HIDDEN | CARRIED).items(), 10):
        raw, folder = make(), f"qnz-zz-2026-{number:03d}"
        entry = {"文件": f"{folder}/{name}", "名称": "附件"}
        if name.endswith((".jpg", ".png")):
            tick = {"人": "C001", "日期": "2026-03-04", "校验": sha256(raw).hexdigest()[:16].upper()}
            entry |= {"替代文字": "绿色方块", "已人工核验": tick}
        write(bureau.content / f"post/decisions/2026/{folder}/{name}", raw)
        write(bureau.content / f"post/decisions/2026/{folder}.yaml", penalty(number, 附件=[entry]))
    assert bureau.publish() == 1
    live = {path.rsplit("/", 1)[1]: raw for path, raw in bureau.live().items() if path.startswith("files/")}
    assert set(live) == set(CARRIED)
    for name, raw in live.items():
        assert raw != CARRIED[name]()
    assert list(leaks_in(bureau.folder.current, scanner.Scanner(denylist=listed))) == []
