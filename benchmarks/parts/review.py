"""Reviewing a change of one decision: two revisions read out of git, compared; beside one cold check of one of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Run, Series, run, show, verdict, write_corpus
from parts import part

SIZES = {1_000: 3, 10_000: 2}
COLD, WARM, LARGEST_MB = 1.5, 1.0, 400
_CHECK = (sys.executable, "-m", "gongshi", "check", "--content", "content")
_REVIEW = (sys.executable, "-m", "gongshi", "review", "HEAD~1..HEAD", "--content", "content")


@part("review")
def review() -> None:
    """`gongshi review` of one changed decision in a real repository, beside `gongshi check`."""
    check, cold, warm = {}, {}, {}
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place, cache = Path(folder) / "county", Path(folder) / "cache"
            place.mkdir()
            write_corpus(count, place)
            _commit(place)
            _change(place)
            _commit(place)
            os.environ["GONGSHI_CACHE"] = str(cache)
            # By turns, so that a machine which others use as well treats both alike.
            turns = [(_cold(_CHECK, place, cache), _cold(_REVIEW, place, cache)) for _ in range(runs)]
            check[count] = Series("check, cold", count, tuple(turn[0] for turn in turns))
            cold[count] = Series("review, cold", count, tuple(turn[1] for turn in turns))
            run(_CHECK, place)
            warm[count] = Series("review after a check", count, tuple(run(_REVIEW, place) for _ in range(runs)))
    show([HEAD, *(kind[count].row() for count in SIZES for kind in (check, cold, warm))])
    large = max(SIZES)
    ratio = cold[large].cpu / check[large].cpu
    verdict(f"processor time at {large}, review / check, both cold", ratio, f"<= {COLD}", ratio <= COLD)
    ratio = warm[large].cpu / check[large].cpu
    verdict(f"processor time at {large}, review after a check / check", ratio, f"<= {WARM}", ratio <= WARM)
    verdict(f"peak MB at {large}", cold[large].peak, f"<= {LARGEST_MB}", cold[large].peak <= LARGEST_MB)


def _cold(command: tuple[str, ...], place: Path, cache: Path) -> Run:
    shutil.rmtree(cache, ignore_errors=True)
    return run(command, place)


def _change(place: Path) -> None:
    record = max((place / "content/post/decisions").glob("2026/*.yaml"))
    record.write_text(f"{record.read_text(encoding='utf-8')}备注: 改过\n", encoding="utf-8", newline="\n")


def _commit(place: Path) -> None:
    who = ("-c", "user.name=示例", "-c", "user.email=x@qinghe.example")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "示例")):
        subprocess.run(("git", *words), cwd=place, check=True)
