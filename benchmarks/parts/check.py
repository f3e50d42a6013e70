"""Checking alone: reading, schema, references, clocks, lifecycle."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Series, run, show, verdict, write_corpus
from parts import part

SIZES = {1_000: 5, 10_000: 3}


@part("check")
def check() -> None:
    """`gongshi check` alone."""
    found = {}
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            write_corpus(count, Path(folder))
            command = (sys.executable, "-m", "gongshi", "check", "--content", "content")
            found[count] = Series("gongshi check", count, tuple(run(command, Path(folder)) for _ in range(runs)))
    show([HEAD, *(series.row() for series in found.values())])
    growth = found[max(SIZES)].per_record / found[min(SIZES)].per_record
    verdict(f"time per record at {max(SIZES)} / at {min(SIZES)}", growth, "<= 1.10", growth <= 1.1)
