"""Publishing a county: cold into an empty folder, then again the same day with nothing changed, and with one record changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import HEAD, Run, Series, run, show, verdict, write_corpus
from parts import part

SIZES = tuple(map(int, os.environ.get("PUBLISH_SIZES", "2000 10000").split()))
_GONGSHI = (sys.executable, "-m", "gongshi")
# Where the user's own memories lie: of what was read and made, and of what was found clean.
_MEMORIES = {"GONGSHI_CACHE": "cache", "XDG_STATE_HOME": "state"}


@part("publish")
def publish() -> None:
    """Cold: nothing live, nothing remembered. Warm: what happened later was added to one decision since."""
    for count in SIZES:
        with TemporaryDirectory(prefix="gongshi-bench-") as folder:
            place = Path(folder)
            write_corpus(count, place)
            os.environ.update({name: str(place / memory) for name, memory in _MEMORIES.items()})
            cold = Series("publish, cold", count, (_publish(place),))
            same = Series("publish, unchanged", count, (_publish(place),))
            warm = Series("publish, one changed", count, (_changed(place),))
        show([HEAD, cold.row(), same.row(), warm.row()])
        for name, series in (("unchanged", same), ("one changed", warm)):
            verdict(
                f"time at {count}, {name} / cold",
                series.seconds / cold.seconds,
                "<= 0.10",
                series.seconds <= cold.seconds / 10,
            )
            verdict(f"cpu at {count}, {name} / cold", series.cpu / cold.cpu, "<= 0.10", series.cpu <= cold.cpu / 10)


def _publish(place: Path) -> Run:
    return run((*_GONGSHI, "publish", "--content", place / "content", "--site", place / "www"), place)


def _changed(place: Path) -> Run:
    """What happened later, which is no correction, on a decision in the middle."""
    records = [
        (path, text)
        for path in sorted((place / "content/post/decisions").glob("2026/*.yaml"))
        if "\n后续:" not in (text := path.read_text(encoding="utf-8")) and "\n撤回:" not in text
    ]
    path, text = records[len(records) // 2]
    path.write_text(f"{text}后续:\n- {{日期: 2026-11-20, 情形: 已履行}}\n", encoding="utf-8", newline="\n")
    return _publish(place)
