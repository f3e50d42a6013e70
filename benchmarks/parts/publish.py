"""Publishing a county: cold into an empty folder, then again the same day with one record changed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Run, Series, run, show, verdict, write_corpus
from parts import part

# Records → how many runs of each kind.
SIZES = {1_000: 3, 10_000: 1}
_GONGSHI = (sys.executable, "-m", "gongshi")


@part("publish")
def publish() -> None:
    """Cold: nothing live, nothing remembered beside the content. Warm: one remark added since the last release."""
    for count, runs in SIZES.items():
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place = Path(folder)
            write_corpus(count, place)
            store = (place / "content/release/store.json").read_bytes()
            cold = Series("publish, cold", count, tuple(_cold(place, store) for _ in range(runs)))
            warm = Series("publish, one changed", count, tuple(_changed(place, n) for n in range(runs)))
        show([HEAD, cold.row(), warm.row()])
        ratio = warm.seconds / cold.seconds
        verdict(f"time at {count}, one changed / cold", ratio, "<= 0.10", ratio <= 0.1)
        steady = warm.cpu / cold.cpu
        verdict(f"cpu at {count}, one changed / cold", steady, "<= 0.10", steady <= 0.1)


def _publish(place: Path) -> Run:
    return run((*_GONGSHI, "publish", "--content", place / "content", "--site", place / "www"), place)


def _cold(place: Path, store: bytes) -> Run:
    for leftover in ("www", ".gongshi", "content/release"):
        shutil.rmtree(place / leftover, ignore_errors=True)
    (place / "content/release").mkdir()
    (place / "content/release/store.json").write_bytes(store)
    return _publish(place)


def _changed(place: Path, number: int) -> Run:
    """What happened later, which is no correction, on another decision each time."""
    records = [
        (path, text)
        for path in sorted((place / "content/post/decisions").glob("2026/*.yaml"))
        if "\n后续:" not in (text := path.read_text(encoding="utf-8")) and "\n撤回:" not in text
    ]
    path, text = records[len(records) // 2 + number]
    path.write_text(f"{text}后续:\n- {{日期: 2026-11-20, 情形: 已履行}}\n", encoding="utf-8", newline="\n")
    return _publish(place)
