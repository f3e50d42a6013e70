"""Real processes for tests: what a person types, with what it prints and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

GONGSHI = (sys.executable, "-m", "gongshi")
PELICAN = (sys.executable, "-m", "pelican")
# Seconds after which a process that should have ended, or a state that should have come, counts as never.
LONG = 60.0


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """This process's, with ``changes``; None takes a variable away. AS_OF never leaks in."""
    merged: dict[str, str | None] = {**os.environ, "AS_OF": None, **(changes or {})}
    return {name: value for name, value in merged.items() if value is not None}


def run(
    command: tuple[str, ...], *args: str | Path, cwd: Path, env: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs to the end; text of both streams as UTF-8."""
    return subprocess.run(
        [*command, *map(str, args)],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        encoding="utf-8",
        timeout=LONG,
        check=False,
    )


def start(command: tuple[str, ...], *args: str | Path, cwd: Path, log: Path) -> subprocess.Popen[bytes]:
    """Starts in a process group of its own; both streams go to ``log``."""
    with log.open("wb") as stream:
        return subprocess.Popen(
            [*command, *map(str, args)],
            cwd=cwd,
            env=environment({"PYTHONUNBUFFERED": "1"}),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )


def wait_for(true: Callable[[], object], seconds: float = LONG) -> None:
    """Until ``true()`` holds; fails the test when it never does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "never happened"
        time.sleep(0.05)
