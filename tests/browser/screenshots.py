"""Pictures of every page kind, to be looked at by people: `make screenshots` writes screenshots/KIND-WIDTH.png."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright
from sample_site import ARGUMENTS, AS_OF, KINDS, NOON, REPOSITORY, build_sample, missing, served

from gongshi.paper import chromium

FOLDER = REPOSITORY / "screenshots"
WIDTHS = (360, 768, 1280)
# Looked at in the dark, in high contrast, in large text and on paper too.
CLOSER = (
    "home", "decision", "decisions-kind", "tombstone", "entity", "officers", "items", "openness", "lookup", "flow", "board",
    "guide", "rules",
)  # fmt: skip
# A list of eighty rows need not be seen whole.
TALLEST = 6_000


def main() -> int:
    """Writes the pictures and prints their names; 1 when there is nothing to take them with."""
    if reason := missing():
        print(f"no screenshots: {reason}", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as play:
        site = build_sample(Path(work))
        browser = play.chromium.launch(executable_path=chromium.browser(), args=ARGUMENTS)
        with served(site) as address:
            for path in _pictures(browser, address):
                print(path.relative_to(REPOSITORY))
        browser.close()
        for path in _sheets(Path(work)):
            print(path.relative_to(REPOSITORY))
    return 0


def _pictures(browser: Browser, address: str) -> Iterator[Path]:
    context = browser.new_context()
    context.clock.set_fixed_time(NOON)
    page = context.new_page()
    for kind, path in KINDS.items():
        page.goto(address + path)
        if "?q=" in path:
            page.locator("[data-hits] a").first.wait_for()
        for width in WIDTHS:
            yield _picture(page, f"{kind}-{width}", width)
        if kind not in CLOSER:
            continue
        page.emulate_media(color_scheme="dark")
        yield _picture(page, f"{kind}-dark", 1280)
        page.emulate_media(color_scheme="light")
        page.evaluate("document.documentElement.classList.add('contrast')")
        yield _picture(page, f"{kind}-contrast", 1280)
        page.evaluate("document.documentElement.className = 'js large'")
        yield _picture(page, f"{kind}-large", 360)
        yield from _paper(page, kind)
    yield from _moments(page, address)
    context.close()


def _moments(page: Page, address: str) -> Iterator[Path]:
    """What is seen only after somebody did something."""
    page.goto(address)
    page.set_viewport_size({"width": 360, "height": 900})
    page.locator("summary").first.click()
    yield _picture(page, "menu-360", 360)
    yield _picture(page, "menu-1280", 1280)
    for name, number in (("good", "65990001"), ("bad", "65990023"), ("unknown", "123")):
        page.goto(f"{address}officers/check/?no={number}")
        page.locator("[data-answer] .answer").wait_for()
        yield _picture(page, f"lookup-{name}", 360)
    page.clock.set_fixed_time("2040-01-01T00:00:00Z")
    page.goto(address + KINDS["decision"])
    yield _picture(page, "decision-over", 1280)
    page.goto(address + KINDS["decisions-organ-month"])
    yield _picture(page, "decisions-over", 1280)


def _picture(page: Page, name: str, width: int) -> Path:
    page.set_viewport_size({"width": width, "height": 900})
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    return path


def _paper(page: Page, kind: str) -> Iterator[Path]:
    document = pdfium.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    for number, sheet in enumerate(document, 1):
        yield _sheet(sheet, f"{kind}-print-{number}")


def _sheets(work: Path) -> Iterator[Path]:
    """The first sheet of everything that one organ hangs up."""
    command = [sys.executable, "-m", "gongshi", "board", "--organ", "qinghe-nyncj", "--month", "2026-04"]
    command += ["--as-of", AS_OF, "--content", str(work / "content"), "--output", str(work / "paper")]
    subprocess.run(command, cwd=REPOSITORY, check=False)
    for file in sorted((work / "paper").glob("*.pdf")):
        yield _sheet(pdfium.PdfDocument(file)[0], f"board-{file.stem}")


def _sheet(sheet: pdfium.PdfPage, name: str) -> Path:
    path = FOLDER / f"{name}.png"
    sheet.render(scale=1.5).to_pil().save(path)
    return path


if __name__ == "__main__":
    sys.exit(main())
