"""What must not appear, where it is put, and files that hold it: for the tests of the gate."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongshi.redaction import denylist

KEY = bytes(range(32))
NAME, NUMBER = "司马小禾", "13900000000"


def page(inner: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>决定</title>{head}</head><body>{inner}</body></html>"


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> denylist.Denylist:
    """A list with one name and one number, configured by the environment."""
    text = denylist.make([NAME, NUMBER], KEY).text
    (tmp_path / "tags").write_text(text, encoding="utf-8")
    monkeypatch.setenv(denylist.LIST, str(tmp_path / "tags"))
    monkeypatch.setenv(denylist.KEY, KEY.hex())
    return denylist.read(text, KEY)


def pdf(value: str = NAME, also: Callable[[Canvas], None] = lambda canvas: None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, f"当事人：{value}")
    also(canvas)
    canvas.save()
    return out.getvalue()


def xlsx(value: str = NAME) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["名单", value])
    book.save(out)
    return out.getvalue()


def word(value: str = NAME) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(f"当事人：{value}")
    document.save(out)
    return out.getvalue()
