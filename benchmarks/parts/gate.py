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

# Records → how many cold runs.
SIZES = {400: 1, 2_000: 1, 10_000: 1}
_CHILD = Path(__file__).parents[1] / "gate_run.py"
HALF, MB_PER_SECOND = 0.5, 10.0


@part("gate")
def gate() -> None:
    """CPU of the gate and of all that comes before it, in one process; again over the same tree; with a list besides."""
    rows = [
        [
            "records",
            "build cpu s",
            "gate cold",
            "again",
            "gate / build",
            "pages MB",
            "MB/s",
            "with a list of 3 500",
            "more MB of memory",
        ]
    ]
    found = {}
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place = Path(folder)
            write_corpus(count, place)
            answers = [_measured(place) for _ in range(runs)]
        best = found[count] = min(answers, key=lambda answer: answer["gate"] / answer["build"])
        rows.append([f"{count}", *(f"{best[k]:.2f}" for k in ("build", "gate", "again")), f"{best['gate'] / best['build']:.2f}",
                     f"{best['mb']:.1f}", f"{best['speed']:.1f}", f"{best['listed']:.2f}", f"{best['memory']:.0f}"])  # fmt: skip
    show(rows)
    for count, best in found.items():
        share = best["gate"] / best["build"]
        again = best["again"] / best["gate"]
        verdict(f"unchanged gate / cold gate at {count}", again, "<= 0.2", again <= 0.2)
        verdict(f"cold gate / build at {count}", share, f"<= {HALF}", share <= HALF)
        verdict(
            f"MB a second of clean pages at {count}",
            best["speed"],
            f">= {MB_PER_SECOND}",
            best["speed"] >= MB_PER_SECOND,
        )


def _measured(place: Path) -> dict[str, float]:
    """One run of gate_run.py with caches of its own."""
    for name in ("out", "cache", "state"):
        shutil.rmtree(place / name, ignore_errors=True)
    environment = {**os.environ, "GONGSHI_CACHE": str(place / "cache"), "XDG_STATE_HOME": str(place / "state")}
    child = subprocess.run(
        [sys.executable, _CHILD, str(place)], cwd=place, env=environment, capture_output=True, check=False
    )
    if child.returncode:
        raise FailedError(child.stderr.decode("utf-8", "replace")[-2000:])
    answer: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    return answer
