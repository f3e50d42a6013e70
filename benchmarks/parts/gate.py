"""The gate on the output beside the building of it, and how fast it passes what is clean."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import FailedError, show, verdict, write_corpus
from parts import part

SIZES = (400, 2_000, 10_000)
_CHILD = Path(__file__).parents[1] / "gate_run.py"
HALF, MB_PER_SECOND = 0.5, 10.0


@part("gate")
def gate() -> None:
    """The gate beside all that comes before it: of the processors and by the wall; again over the same tree; with a list."""
    rows = [
        [
            "records",
            "build cpu s",
            "wall",
            "gate cpu",
            "wall",
            "again cpu",
            "decisions cpu",
            "wall",
            "gate / build, cpu",
            "wall",
            "pages MB",
            "MB/s",
            "with a list of 3 500, cpu",
            "more MB of memory",
        ]
    ]
    found = {}
    for count in SIZES:
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place = Path(folder)
            write_corpus(count, place)
            one = found[count] = _measured(place)
        rows.append([
            f"{count}", *(f"{one[k]:.2f}" for k in ("build", "build wall", "gate", "gate wall", "again", "decisions", "decisions wall")),
            f"{one['gate'] / one['build']:.2f}", f"{one['gate wall'] / one['build wall']:.2f}",
            f"{one['mb']:.1f}", f"{one['speed']:.1f}", f"{one['listed']:.2f}", f"{one['memory']:.0f}",
        ])  # fmt: skip
    show(rows)
    for count, one in found.items():
        again = one["again"] / one["gate"]
        verdict(f"unchanged gate / cold gate at {count}", again, "<= 0.2", again <= 0.2)
        for files, looked in (("of all files", "gate"), ("of the decisions' pages", "decisions")):
            for what, key in (("cpu", ""), ("wall", " wall")):
                share = one[f"{looked}{key}"] / one[f"build{key}"]
                verdict(f"cold gate {files} / build at {count}, {what}", share, f"<= {HALF}", share <= HALF)
        verdict(f"MB a second and core of clean pages at {count}", one["speed"], f">= {MB_PER_SECOND}",
                one["speed"] >= MB_PER_SECOND)  # fmt: skip


def _measured(place: Path) -> dict[str, float]:
    """One run of gate_run.py with caches of its own."""
    for name in ("out", "alone", "cache", "state"):
        shutil.rmtree(place / name, ignore_errors=True)
    environment = {**os.environ, "GONGSHI_CACHE": str(place / "cache"), "XDG_STATE_HOME": str(place / "state")}
    child = subprocess.run(
        [sys.executable, _CHILD, str(place)], cwd=place, env=environment, capture_output=True, check=False
    )
    if child.returncode:
        raise FailedError(child.stderr.decode("utf-8", "replace")[-2000:])
    answer: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    return answer
