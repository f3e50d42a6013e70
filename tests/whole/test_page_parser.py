"""The eye that looks at hostile output must see: each of these is a fault, and an innocent page has none."""

from __future__ import annotations

import pytest

from pages import faults_of

PAGE = '<!DOCTYPE html><html lang="zh-CN"><head><title>页</title></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    "piece",
    [
        "<script>alert(1)</script>", "<script src='https://x.example/a.js'></script>", "<script src='assets/../a.js'></script>",
        "<a href='javascript:x'>y</a>", "<a href=' JaVa\tScRiPt:x'>y</a>", "<a href='data:text/html,x'>y</a>",
        "<a href='//x.example'>y</a>", "<img src='https://x.example/p.png' alt=''>", "<b onclick=x>y</b>", "<b style='color:red'>y</b>",
        "<iframe src='a.html'></iframe>", "<style>x</style>", "<base href='/'>", "<!-- x -->", "<form action='https://x.example'></form>",
        "</p><p><b>open", "<svg onload=x></svg>",
    ],
)  # fmt: skip
def test_fault_is_seen(piece: str) -> None:
    assert faults_of("a.html", PAGE.format(piece).encode())


@pytest.mark.parametrize(
    "piece",
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "<a href='https://x.example/'>y</a>", "<a href='../a.html#b'>y</a>", "<br>1 &lt; 2",
     "<script src='../assets/page-0.js' defer></script>", "<img src='a.png' alt='图'>"],
)  # fmt: skip
def test_innocent_page_has_none(piece: str) -> None:
    assert faults_of("a.html", PAGE.format(piece).encode()) == []


@pytest.mark.parametrize("data", [b"<svg><script>x</script>", b"<a>\x00</a>", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
                                  b"<svg onload='x'/>", b"<svg><a href='javascript:x'/></svg>", b"\xff"])  # fmt: skip
def test_fault_in_xml_is_seen(data: bytes) -> None:
    assert faults_of("a.svg", data)
