"""One build of a county in its own process, for `make bench PART=gate`: the gate beside the rest, as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from gongshi.cli.site import Job, run_build
from gongshi.cycles import without_collections
from gongshi.redaction import denylist
from gongshi.registry.declared import declared
from gongshi.release import gate, leaks
from gongshi.release.scanner import Scanner
from gongshi.site import pelican

KEY = bytes(range(32))
# Of nobody: no corpus knows them.
_NAMES = [
    f"{a}{b}{c}"
    for a in "欧司诸上尉"
    for b in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    for c in "梓轩涵宇浩然欣怡诗琪俊熙若曦语嫣泽楷彤妍"
]
_NUMBERS = [f"1390000{n:04d}" for n in range(1_400)]
_PLACES = [f"某市某某区某某路{n}号某小区{n % 9 + 1}幢{n}室" for n in range(100)]


class Clock:
    """Seconds since it was made: of the processors, of all processes of this program, and of the wall."""

    def __init__(self) -> None:
        self._cpu, self._wall = _cpu(), perf_counter()

    @property
    def cpu(self) -> float:
        return _cpu() - self._cpu

    @property
    def wall(self) -> float:
        return perf_counter() - self._wall


def _cpu() -> float:
    return sum(os.times()[:4])


def main(place: Path) -> dict[str, float]:
    """``build``: everything before the gate; ``gate``: cold, of the processors and by the wall; ``again``: nothing changed;
    ``decisions``: the pages of decisions alone, cold;
    ``speed``: MB a second of its pages on one core; ``listed``: the gate with a list of 3 500 entries, without memory;
    ``memory``: MB that the gate adds to the peak of the larger of its processes.
    """
    taken: dict[str, float] = {}
    look = gate.look
    whole = Clock()

    def timed(tree: Path, *more: object) -> gate.Verdict:
        taken["build"], taken["build wall"] = _cpu(), whole.wall
        before = getrusage(RUSAGE_SELF).ru_maxrss
        clock = Clock()
        verdict = look(tree, *more)  # type: ignore[arg-type]
        taken["gate"], taken["gate wall"] = clock.cpu, clock.wall
        peak = max(getrusage(of).ru_maxrss for of in (RUSAGE_SELF, RUSAGE_CHILDREN))
        taken["memory"] = (peak - before) * 1024 / 1e6
        clock = Clock()
        look(tree, *more)  # type: ignore[arg-type]
        taken["again"] = clock.cpu
        return verdict

    pelican.look = timed  # type: ignore[assignment]
    status, assembled = run_build(Job(place / "content", place / "out", place / "none.py"))
    if status or assembled is None:
        raise SystemExit(f"exit {status}")
    permits = declared(assembled.sound)
    scanner = Scanner(permits)
    pages = [path.read_text("utf-8") for path in sorted((place / "out").rglob("*.html"))]
    taken["mb"] = sum(len(page.encode()) for page in pages) / 1e6
    start = process_time()
    if any(any(scanner.suspected(pages[at : at + 200])) for at in range(0, len(pages), 200)):
        raise SystemExit("a clean page is not")
    taken["speed"] = taken["mb"] / (process_time() - start)
    alone = place / "alone"
    alone.mkdir()
    for page in (place / "out/decisions").glob("*.html"):
        os.link(page, alone / page.name)
    clock = Clock()
    with without_collections():
        if list(leaks.leaks_in(alone, Scanner(permits))):
            raise SystemExit("a clean page is not")
    taken["decisions"], taken["decisions wall"] = clock.cpu, clock.wall
    tags = denylist.read(denylist.make([*_NAMES, *_NUMBERS, *_PLACES], KEY).text, KEY)
    clock = Clock()
    if list(leaks.leaks_in(place / "out", Scanner(permits, tags))):
        raise SystemExit("a listed value where none is")
    taken["listed"] = clock.cpu
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
