"""Sheets as they come out of a real Chromium: size, number, words, language, fonts; the same bytes each time."""

from __future__ import annotations

import io
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from test_board import BASE, BOARD

from answers import call
from county import ENTITY, penalty, write_county
from gongshi.paper.chromium import printed

pytestmark = pytest.mark.browser

A4, A3 = (210, 297), (297, 420)


def sizes(raw: bytes) -> list[tuple[int, int]]:
    return [(round(s.get_width() / 72 * 25.4), round(s.get_height() / 72 * 25.4)) for s in pdfium.PdfDocument(raw)]


def words(raw: bytes) -> str:
    return "".join("".join(s.get_textpage().get_text_bounded().split()) for s in pdfium.PdfDocument(raw))


def unembedded(raw: bytes) -> list[str]:
    """Fonts of the file that a reader's machine would have to have: neither drawn in it (Type 3) nor with a file in it."""
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        return [
            str(font.get("/BaseFont"))
            for font in fonts
            # A composite font is embedded with its descendant, which is among the fonts, too.
            if "/CharProcs" not in font
            and "/DescendantFonts" not in font
            and not any(file in font.get("/FontDescriptor", {}) for file in files)
        ]


def test_sheets_on_a4_and_a3(able: None, tmp_path: Path) -> None:
    long = {**BOARD, "窗口": "长窗口", "岗位职责": ["受理申请，当场审查材料是否齐全、是否符合法定形式" * 2] * 8}
    files = {
        **BASE,
        "pre/boards/board-long.yaml": long,
        **{f"post/decisions/2026/qnz-zz-2026-{n:03d}.yaml": penalty(n) for n in range(10, 50)},
    }
    days = {"qnz-zz-2026-003": "2026-03-05"} | {f"qnz-zz-2026-{n:03d}": "2026-03-05" for n in range(10, 50)}
    content = write_county(tmp_path, files=files, ledger=days)
    common = ("board", "--content", str(content), "--output", str(tmp_path), "--month", "2026-03")
    assert call(*common, "--kind", "notice", "--kind", "cards", "--kind", "flows").status < 2
    assert call(*common, "--kind", "windows", "--paper", "A3").status < 2
    found = {path.stem: path.read_bytes() for path in tmp_path.glob("*.pdf")}
    across = A4[::-1]
    assert sizes(found[f"cards-{ENTITY}"]) == [across, across]
    assert sizes(found["chart-flow-a"]) == [A4]
    assert sizes(found["window-board-12"]) == sizes(found["window-board-long"]) == [A3[::-1]]
    notice = found[f"notice-{ENTITY}-2026-03"]
    assert 1 < len(sizes(notice)) <= 3 and set(sizes(notice)) == {across}
    assert all(f"罚〔2026〕{n}号" in words(notice) for n in (3, *range(10, 50)))
    assert words(found["window-board-long"]).count("当场审查材料") == 16
    assert "65990091" in words(found[f"cards-{ENTITY}"])
    for raw in found.values():
        assert unembedded(raw) == []
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            assert str(pdf.Root.Lang) == "zh-CN" and pdf.Root.MarkInfo.Marked
            assert set(pdf.docinfo.keys()) == {"/Title"} and str(pdf.docinfo["/Title"])


def test_the_same_page_is_the_same_bytes_and_nothing_is_fetched(able: None) -> None:
    asked = []

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/a.png"
        page = f'<html lang="zh-CN"><title>题目</title><p>青禾县</p><img src="{url}"></html>'
        one, two = printed(page, "题目"), printed(page, "题目")
        server.shutdown()
    assert one == two and "青禾县" in words(one)
    assert asked == []
