"""What was walked before, kept below .gongshi/ beside the content folder; whatever is odd in it is walked anew."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongshi.history.walk import Walk
from gongshi.registry.past import Step

VERSION = 1
_FOLDER, _FILE = ".gongshi", "history.json"
_LIMIT = 256 * 1024 * 1024


def load(content: Path, below: str) -> Walk | None:
    """The walk that was kept for the content folder ``below`` of its repository; None when there is none to trust."""
    try:
        path = _place(content)
        if path.is_symlink() or path.stat().st_size > _LIMIT:
            return None
        mark, _, body = path.read_bytes().partition(b"\n")
        if mark.decode() != sha256(body).hexdigest():
            return None
        data = json.loads(body)
        return _read(data) if (data["version"], data["below"]) == (VERSION, below) else None
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def save(content: Path, below: str, walked: Walk) -> None:
    """Keeps a walk. A folder that cannot be written to only costs the time of the next walk."""
    numbers: dict[str, int] = {}

    def row(step: Step) -> list[Any]:
        number = numbers.setdefault(step.commit, len(numbers))
        return [step.status, number, step.day.toordinal(), *([step.other] if step.other else [])]

    data = {
        "version": VERSION,
        "below": below,
        "last": walked.last,
        "clock": walked.clock,
        "trails": {path: [row(step) for step in trail] for path, trail in walked.trails.items()},
        "days": {record: [day.toordinal(), row(step)] for record, (day, step) in walked.days.items()},
        "backwards": [[row(step), day.toordinal()] for step, day in walked.backwards],
    }
    body = json.dumps({**data, "commits": list(numbers)}, separators=(",", ":")).encode()
    path = _place(content)
    with contextlib.suppress(OSError):
        if not path.parent.exists():
            path.parent.mkdir()
            # Nobody commits what only this machine needs.
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        descriptor, name = tempfile.mkstemp(prefix=".history-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sha256(body).hexdigest().encode() + b"\n" + body)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _place(content: Path) -> Path:
    return content.resolve().parent / _FOLDER / _FILE


def _read(data: dict[str, Any]) -> Walk:
    commits = data["commits"]

    def step(row: list[Any]) -> Step:
        return Step(row[0], date.fromordinal(row[2]), commits[row[1]], row[3] if len(row) > 3 else "")

    return Walk(
        trails={path: [step(row) for row in trail] for path, trail in data["trails"].items()},
        days={record: (date.fromordinal(day), step(row)) for record, (day, row) in data["days"].items()},
        backwards=[(step(row), date.fromordinal(day)) for row, day in data["backwards"]],
        last=data["last"],
        clock=data["clock"],
    )
