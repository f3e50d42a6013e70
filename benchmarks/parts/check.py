"""Checking alone: reading, schema, references, clocks, lifecycle, rules; cold, again, and with one record changed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Run, Series, run, show, verdict, write_corpus
from parts import part

SIZES = {1_000: 5, 10_000: 3}
# A first check is shared by two processes, and what they share counts for each.
COLD, WARM, LARGEST_MB = 15, 3, 800
_COMMAND = (sys.executable, "-m", "gongshi", "check", "--content", "content")


@part("check")
def check() -> None:
    """`gongshi check` alone."""
    cold, same, one = {}, {}, {}
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place, cache = Path(folder) / "county", Path(folder) / "cache"
            place.mkdir()
            write_corpus(count, place)
            os.environ["GONGSHI_CACHE"] = str(cache)
            cold[count] = Series("check, cold", count, tuple(_cold(place, cache) for _ in range(runs)))
            same[count] = Series("check again, same", count, tuple(run(_COMMAND, place) for _ in range(runs)))
            one[count] = Series("check again, one changed", count, tuple(_changed(place, n) for n in range(runs)))
    show([HEAD, *(kind[count].row() for count in SIZES for kind in (cold, same, one))])
    small, large = min(SIZES), max(SIZES)
    growth = cold[large].per_record / cold[small].per_record
    verdict(f"time per record at {large} / at {small}", growth, "<= 1.10", growth <= 1.1)
    verdict(f"seconds at {large}, cold", cold[large].seconds, f"<= {COLD}", cold[large].seconds <= COLD)
    verdict(f"seconds at {large}, one changed", one[large].seconds, f"<= {WARM}", one[large].seconds <= WARM)
    ratio = one[large].seconds / cold[large].seconds
    verdict(f"time at {large}, one changed / cold", ratio, "<= 0.33", ratio <= 0.33)
    verdict(f"peak MB at {large}", cold[large].peak, f"<= {LARGEST_MB}", cold[large].peak <= LARGEST_MB)


def _cold(place: Path, cache: Path) -> Run:
    shutil.rmtree(cache, ignore_errors=True)
    return run(_COMMAND, place)


def _changed(place: Path, number: int) -> Run:
    record = max((place / "content/post/decisions").glob("2026/*.yaml"))
    text = record.read_text(encoding="utf-8")
    record.write_text(
        f"{text}备注: 第{number + 1}次修改\n" if "备注:" not in text else text.replace("次修改", "次改动"),
        encoding="utf-8",
        newline="\n",
    )
    return run(_COMMAND, place)
