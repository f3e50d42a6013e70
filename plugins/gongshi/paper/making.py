"""From content to sheets of paper: made, looked through as a site is, printed, looked through once more."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from gongshi.assembly import Assembled
from gongshi.findings import Finding
from gongshi.paper.chromium import pages_of, printed
from gongshi.paper.pages import PrintPage
from gongshi.release.gate import Verdict, look
from gongshi.release.rounds import settled

Assemble = Callable[[Collection[Finding], Collection[str]], Assembled]
Draw = Callable[[Assembled], list[PrintPage]]


@dataclass(frozen=True, slots=True)
class Made:
    """What lies in the folder. ``pages`` fit as they should, but for ``spilt``: title → sheets they fill."""

    assembled: Assembled
    verdict: Verdict
    pages: tuple[PrintPage, ...]
    spilt: dict[str, int]


def make(
    assemble: Assemble, draw: Draw, folder: Path, content: Path, *, pdf: bool, said: Callable[[str], None]
) -> Made:
    """Writes the pages that ``draw`` gives into the empty ``folder``, as PDF or HTML, when nothing in them may not leave.

    A record that leaks is held back, as in a build; a verdict with findings means that nothing may be taken from the
    folder. ``said`` is told each title before it is printed. NoPrinterError when there is no Chromium.
    """
    drawn: list[PrintPage] = []

    def attempt(now: Assembled) -> Verdict:
        drawn[:] = [] if now.stopped else draw(now)
        _empty(folder)
        for page in drawn:
            (folder / f"{page.name}.html").write_text(page.html, encoding="utf-8", newline="\n")
        return look(folder, now.sound, content) if drawn else Verdict()

    assembled, verdict = settled(assemble, attempt)
    spilt: dict[str, int] = {}
    if pdf and drawn and not verdict.findings:
        _empty(folder)
        for page in drawn:
            said(page.title)
            raw = printed(page.html, page.title)
            (folder / f"{page.name}.pdf").write_bytes(raw)
            if page.sheets is not None and (count := pages_of(raw)) != page.sheets:
                spilt[page.title] = count
        verdict = look(folder, assembled.sound, content)
    return Made(assembled, verdict, tuple(drawn), spilt)


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
