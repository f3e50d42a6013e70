"""The parent's side of the children that audit: started when first needed, killed when late, started again."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from typing import IO

from gongshi.redaction.files import limits
from gongshi.redaction.files.verdict import Audit, refusal

_GONE = "不能审计的附件不公示：审计程序用尽了限定的内存或时间，请重新导出或者拆分"


class Child:
    """One process for many files, one after the other."""

    def __init__(self, seconds: float = limits.WALL_SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def audit(self, raw: bytes, name: str, digest: str) -> Audit:
        """The child's verdict; a child that dies or is late is a refusal. Never raises on a file."""
        process = self._running()
        late = threading.Timer(self.seconds, process.kill)
        late.start()
        try:
            answer = _asked(process, raw, name)
        finally:
            late.cancel()
        try:
            return Audit.of(json.loads(answer), digest)
        except (ValueError, KeyError, TypeError):
            self.stop()
            return refusal(_GONE, digest)

    def start(self) -> None:
        """Ahead of the first file: it takes a moment until it can audit one. What hinders it is met with that file."""
        with suppress(OSError):
            self._running()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            root = str(Path(__file__).parents[3])
            paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gongshi.redaction.files.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._process

    def stop(self) -> None:
        """Ends the child, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue
            process.wait()


class Children:
    """As many as there is work for at once; whoever asks has one to himself meanwhile, the one that was used last."""

    def __init__(self, count: int) -> None:
        self._all = [Child() for _ in range(count)]
        self._idle: LifoQueue[Child] = LifoQueue()
        for child in self._all:
            self._idle.put(child)

    def audit(self, raw: bytes, name: str, digest: str) -> Audit:
        """As ``Child.audit``; waits while all are at work."""
        child = self._idle.get()
        try:
            return child.audit(raw, name, digest)
        finally:
            self._idle.put(child)

    def start(self) -> None:
        """All of them, ahead of the first file."""
        for child in self._all:
            child.start()

    def stop(self) -> None:
        """Ends them."""
        for child in self._all:
            child.stop()


def _asked(process: subprocess.Popen[bytes], raw: bytes, name: str) -> bytes:
    sink, source = process.stdin, process.stdout
    if sink is None or source is None:
        return b""
    try:
        _put(sink, json.dumps([name, len(raw)]).encode("ascii") + b"\n" + raw)
        return source.readline()
    except (OSError, ValueError):
        return b""


def _put(sink: IO[bytes], data: bytes) -> None:
    sink.write(data)
    sink.flush()


AT_ONCE = min(2, os.cpu_count() or 1)
CHILDREN = Children(AT_ONCE)
atexit.register(CHILDREN.stop)
