"""Marks of records that were taken down in error (误公开) by ``pull``: what they hold back, and until when.

A mark is an empty file below DIR/pulled, which even a full disk takes; its time is when it was made.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from gongshi.findings import Finding, Scope, Severity
from gongshi.records.decision import Decision
from gongshi.registry.declared import records_of
from gongshi.registry.register import Register

CODE = "GS473"
IDENTITY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_BASIS = "个人信息保护法第四十七条；政府信息公开条例第十五条"


def marked(root: Path) -> dict[str, date]:
    """Ids that were ever pulled → the day in Shanghai on which they were, the last time."""
    found = {}
    with contextlib.suppress(OSError):
        for place in sorted((root / "pulled").iterdir()):
            if IDENTITY.fullmatch(place.name):
                moment = datetime.fromtimestamp(place.stat().st_mtime, UTC) + timedelta(hours=8)
                found[place.name] = moment.date()
    return found


def mark(root: Path, record: str, day: date) -> None:
    """Says that a record must come down, before anything else is tried. OSError."""
    place = root / "pulled" / record
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    noon = datetime.combine(day, time(12), timezone(timedelta(hours=8))).timestamp()
    os.utime(place, (noon, noon))


def unmark(root: Path, record: str) -> bool:
    """Takes the mark away, so that a mended record may be published anew; False when there was none."""
    place = root / "pulled" / record
    there = place.exists()
    place.unlink(missing_ok=True)
    return there


def held_back(register: Register, pulled: Mapping[str, date]) -> list[Finding]:
    """Records that were pulled and do not own up to it: they stay down.

    A decision owns up with 误公开; other kinds have no such field: for them somebody says ``pull ID --again``.
    """
    found = []
    for record in records_of(register) if pulled else ():
        day = pulled.get(record.id)
        if day is None:
            continue
        if isinstance(record, Decision):
            if any(takedown.day >= day for takedown in record.takedowns):
                continue
            message = f"这条记录已于 {day} 因误公开撤下，没有写明“误公开”，不会再公示"
            fix = f"误公开: [{{下线日期: {day}, 重新公示日期: 改好以后的日期}}]"
        else:
            message = f"这条记录已于 {day} 因误公开撤下，不会再公示"
            fix = f"改好以后运行 gongshi pull {record.id} --site 发布文件夹 --again"
        found.append(
            Finding(CODE, Severity.GATE, message, record.file, 1, 1, fix, _BASIS, Scope.RECORD, record=record.id)
        )
    return found
