"""Runs a command and says how long it took and how much memory it and its children held; prints plain tables."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil  # type: ignore[import-untyped]

_SAMPLE = 0.02


class FailedError(Exception):
    """A measured command did not end as it should; the end of its output is the message."""


@dataclass(frozen=True, slots=True)
class Run:
    """``seconds`` by the wall, ``cpu`` of the process and its children, ``peak`` resident bytes."""

    seconds: float
    cpu: float
    peak: int


def run(command: Sequence[str | Path], cwd: Path) -> Run:
    """One run. FailedError when it does not exit with 0.

    The peak is the larger of what the kernel recorded for any one process and the largest sum of the whole tree seen
    every 20 ms (shared pages count once for each process, so that workers are never made to look cheaper).
    """
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=output, stderr=output)
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.done.set()
        sampler.join()
        if process.returncode:
            output.seek(0)
            tail = output.read()[-2000:].decode("utf-8", "replace")
            raise FailedError(f"exit {process.returncode}: {' '.join(map(str, command))}\n{tail}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(sampler.peak, usage.ru_maxrss * 1024))


def write_corpus(count: int, target: Path, *options: str) -> None:
    """A corpus below ``target``, written by another process: a process that starts from a large one counts as large."""
    run((sys.executable, Path(__file__).with_name("corpus.py"), str(count), target, *options), target)


class _Sampler(threading.Thread):
    """Adds up the resident memory of a process tree while it lives."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.peak = 0
        self._root = psutil.Process(pid)

    def run(self) -> None:
        """Until ``done`` is set or the process is gone."""
        while not self.done.wait(_SAMPLE):
            try:
                tree = [self._root, *self._root.children(recursive=True)]
                self.peak = max(self.peak, sum(process.memory_info().rss for process in tree))
            except psutil.Error:
                continue


@dataclass(frozen=True, slots=True)
class Series:
    """Several runs of one thing over ``count`` records."""

    name: str
    count: int
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(r.seconds for r in self.runs)

    @property
    def cpu(self) -> float:
        """The median; steadier than ``seconds`` on a machine that others use as well."""
        return statistics.median(r.cpu for r in self.runs)

    @property
    def peak(self) -> float:
        """The largest, in MB (10^6 bytes)."""
        return max(r.peak for r in self.runs) / 1e6

    @property
    def per_record(self) -> float:
        """Milliseconds by the wall, from the median."""
        return self.seconds / self.count * 1000

    def row(self) -> list[str]:
        """A row below ``HEAD``."""
        fastest, slowest = min(r.seconds for r in self.runs), max(r.seconds for r in self.runs)
        return [
            self.name, f"{self.count}", f"{len(self.runs)}", f"{self.seconds:.2f}", f"{fastest:.2f}-{slowest:.2f}",
            f"{self.cpu:.2f}", f"{self.per_record:.3f}", f"{self.peak:.0f}",
        ]  # fmt: skip


HEAD = ["what", "records", "runs", "median s", "spread s", "cpu s", "ms/record", "peak MB"]


def show(rows: Sequence[Sequence[str]]) -> None:
    """A plain table: the first column to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        first, *others = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
        print("  ".join([first.strip().ljust(widths[0]), *others]), flush=True)


def verdict(what: str, value: float, limit: str, met: bool) -> None:
    """One line beside a target."""
    print(f"  {'met   ' if met else 'MISSED'}  {what}: {value:.2f} (target {limit})", flush=True)
