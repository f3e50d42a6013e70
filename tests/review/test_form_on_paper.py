"""The review and the 公开审查表 in Chromium: on a phone, in large print, and on the paper that leaders sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page
from review_repository import committed
from watched import Watched

from answers import call
from county import DECISION, ENTITY, PENALTY, changed, penalty, write, write_county

pytestmark = pytest.mark.browser

FOURTH = "qnz-zz-2026-004"
# What no line can break at a space: an address in the middle of a text.
LONG = "https://www.qinghe.example/" + "x" * 120
FACTS = "".join(f"第{n}项：检查时货架上摆放没有标签的种子{n}袋。\n" for n in range(1, 61)) + "事实到此为止。"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A review of one record of each sort, and the form of one long record, as files."""
    top = tmp_path_factory.mktemp("papers")
    content = write_county(top, site={"审核账号": ["qinghe/sfj-jdg"]})
    write(content / "post/decisions/2026/qnz-zz-2026-005.yaml", penalty(5))
    committed(top)
    new = penalty(4, 违法事实=FACTS, 备注=LONG, 内部={**DECISION["内部"], "公开审查": {
        "采集人": "C003", "保密审查人": "C001", "审核人": "F001", "批准人": "L001", "日期": "2026-03-04", "结论": "同意公开"}})  # fmt: skip
    write(content / f"post/decisions/2026/{FOURTH}.yaml", new)
    write(
        content / f"post/decisions/2026/{PENALTY}.yaml", changed(DECISION, {"违法事实": "改过的事实。", "备注": LONG})
    )
    write(content / "post/decisions/2026/qnz-zz-2026-005.yaml", penalty(5, 撤回={
        "情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议撤销。"}))  # fmt: skip
    organ = content / f"pre/entities/{ENTITY}.yaml"
    write(organ, organ.read_text(encoding="utf-8").replace("团结路", "文化路"))
    committed(top, "改动\n\n传递: 王某\n审核: 示例采集人")
    made = {}
    for name, wanted in {"review": ("HEAD~1..HEAD",), "form": ("--form", FOURTH)}.items():
        made[name] = top / f"{name}.html"
        answer = call("review", *wanted, "--content", str(content), "--format", "html")
        made[name].write_text(answer.out, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def page(_page: Page) -> Page:
    """One for all tests here, each of which opens a file in it; on the screen of a phone."""
    _page.set_viewport_size({"width": 360, "height": 800})
    _page.emulate_media(media="null")
    return _page


@pytest.mark.parametrize("name", ["review", "form"])
@pytest.mark.parametrize(("width", "size"), [(320, 100), (360, 100), (360, 200), (768, 100), (1280, 200)])
def test_no_sideways_scrolling(name: str, width: int, size: int, papers: dict[str, Path], page: Page) -> None:
    watched = Watched(page, "file://")
    page.set_viewport_size({"width": width, "height": 800})
    watched.go(str(papers[name]))
    # Letters of the size that a reader set in the browser; the page sets none of its own.
    page.add_style_tag(content=f":root {{ font-size: {size}% }}") if size != 100 else None
    assert watched.overflow() is None
    if size != 100:
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 16 * size / 100
    assert watched.faults == []


def printed(page: Page, path: Path) -> pdfium.PdfDocument:
    page.goto(f"file://{path}")
    return pdfium.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def words(document: pdfium.PdfDocument) -> list[str]:
    return ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]


def test_the_form_on_a4(papers: dict[str, Path], page: Page) -> None:
    document = printed(page, papers["form"])
    sizes = {(round(sheet.get_width() / 72 * 25.4), round(sheet.get_height() / 72 * 25.4)) for sheet in document}
    assert sizes == {(210, 297)}
    sheets = words(document)
    assert 3 <= len(sheets) <= 5, "sixty lines of facts and a table"
    hashed = page.locator(".hash-line .hash").text_content() or ""
    assert len(hashed) == 39
    for number, sheet in enumerate(sheets, 1):
        # Every sheet names what it belongs to, so that none can be exchanged.
        assert f"校验码{hashed}" in sheet and f"{number}/{len(sheets)}" in sheet
    text = "".join(sheets)
    for said in (
        "公开审查表",
        "采集",
        "传递",
        "保密审查",
        "审核",
        "发布",
        "C003",
        "C001",
        "F001",
        "L001",
        "签字",
        "日期",
    ):
        assert said in text
    for line in (*FACTS.split(), LONG, DECISION["案件名称"], "《中华人民共和国种子法》第七十九条", "第7个工作日"):
        assert "".join(line.split()) in text
    # The places to sign stay together.
    assert sum(all(name in sheet for name in ("手续", "传递", "保密审查", "L001")) for sheet in sheets) == 1


def test_nothing_of_a_sheet_is_cut_off(papers: dict[str, Path], page: Page) -> None:
    for name in papers:
        for sheet in printed(page, papers[name]):
            text = sheet.get_textpage()
            boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
            assert boxes
            assert min(box[0] for box in boxes) > 20 and max(box[2] for box in boxes) < sheet.get_width() - 20
            assert min(box[1] for box in boxes) > 10 and max(box[3] for box in boxes) < sheet.get_height() - 20


def test_the_review_on_a4(papers: dict[str, Path], page: Page) -> None:
    text = "".join(words(printed(page, papers["review"])))
    for said in (
        "新公开",
        "有改动",
        "撤下",
        "改过的事实。",
        "事实到此为止。",
        "文化路",
        "一人兼了采集、审核",
        "@qinghe/sfj-jdg",
    ):
        assert said in text
    assert "这次改动的记录" not in text, "links are for the screen"


def test_changed_words_are_marked_on_paper_as_well(papers: dict[str, Path], page: Page) -> None:
    page.goto(f"file://{papers['review']}")
    page.emulate_media(media="print")
    marked = page.locator("#r2 ins, #r3 ins").first
    assert marked.evaluate("node => getComputedStyle(node).printColorAdjust") == "exact"
    assert page.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
