"""Building a county: ours beside stock Pelican, cold and again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Run, Series, run, show, verdict, write_corpus
from parts import part

# Records → how many runs of each side.
SIZES = {1_000: 5, 10_000: 3}
FEWEST = 11
LARGEST_MB = 300
_GONGSHI = (sys.executable, "-m", "gongshi")
_PELICAN = (sys.executable, "-m", "pelican")


@part("build")
def build() -> None:
    """Check and build, cold into an empty folder, beside stock Pelican with the same records as articles."""
    ours, stock = {}, {}
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place = Path(folder)
            write_corpus(count, place, "--stock")
            ours[count], stock[count] = _beside(place, count, runs)
            again, one = _rebuilds(place, count, runs)
            pages = [f"  {name}: {files} files, {size / 1e6:.1f} MB" for name, files, size in _sizes(place)]
        show([HEAD, *(series.row() for series in (ours[count], stock[count], again, one))])
        print(*pages, sep="\n", flush=True)
    for count in SIZES:
        wall, cpu = ours[count].seconds / stock[count].seconds, ours[count].cpu / stock[count].cpu
        verdict(f"time at {count}, ours / stock Pelican", wall, "<= 1", wall <= 1)
        verdict(f"cpu at {count}, ours / stock Pelican", cpu, "<= 1", cpu <= 1)
    small, large = min(SIZES), max(SIZES)
    verdict(f"peak MB at {large}", ours[large].peak, f"<= {LARGEST_MB}", ours[large].peak <= LARGEST_MB)
    growth = ours[large].per_record / ours[small].per_record
    # The fixed start is shared by more records, so that only growth would be a fault here.
    verdict(f"time per record at {large} / at {small}, start included", growth, "<= 1.10", growth <= 1.1)
    start = _start()
    slopes = [(ours[count].cpu - start.cpu) / (count - start.count) for count in (large, small)]
    slope = slopes[0] / slopes[1]
    verdict(f"cpu per further record to {large} / to {small}", slope, "0.90-1.10", 0.9 <= slope <= 1.1)
    print(f"  start, and pages that are there whatever N is: {start.seconds:.2f} s, {start.cpu:.2f} s cpu", flush=True)


def _start() -> Series:
    """What the smallest corpus takes: a record of each kind."""
    with TemporaryDirectory(prefix="gongshi-bench-") as folder:
        write_corpus(FEWEST, Path(folder))
        return Series("gongshi", FEWEST, tuple(_cold(Path(folder)) for _ in range(max(SIZES.values()))))


def _cold(place: Path) -> Run:
    shutil.rmtree(place / "out-ours", ignore_errors=True)
    return _ours(place)()


def _ours(place: Path) -> Callable[[], Run]:
    command = (*_GONGSHI, "build", "--content", place / "content", "--output", place / "out-ours")
    return lambda: run(command, place)


def _beside(place: Path, count: int, runs: int) -> tuple[Series, Series]:
    """Turn and turn about, so that a busy minute of the machine hits both."""
    mine, theirs = [], []
    command = (*_PELICAN, "content", "-s", "pelicanconf.py", "-o", place / "out-stock", "-q", "--fatal", "errors")
    for _ in range(runs):
        mine.append(_cold(place))
        shutil.rmtree(place / "out-stock", ignore_errors=True)
        theirs.append(run(command, place / "stock"))
    return Series("gongshi check+build", count, tuple(mine)), Series("stock pelican", count, tuple(theirs))


def _rebuilds(place: Path, count: int, runs: int) -> tuple[Series, Series]:
    """Over the output of before: with nothing changed, then with a remark added to one record each time."""
    build_ours = _ours(place)
    same = tuple(build_ours() for _ in range(runs))
    record = max((place / "content/post/decisions").glob("2026/*.yaml"))
    text, changed = record.read_text(encoding="utf-8"), []
    for n in range(runs):
        record.write_text(f"{text}备注: 第{n + 1}次修改\n", encoding="utf-8", newline="\n")
        changed.append(build_ours())
    return Series("gongshi again, same", count, same), Series("gongshi again, one changed", count, tuple(changed))


def _sizes(place: Path) -> list[tuple[str, int, int]]:
    found = []
    for name in ("out-ours", "out-stock"):
        files = [path.stat().st_size for path in (place / name).rglob("*") if path.is_file()]
        found.append((name, len(files), sum(files)))
    return found
