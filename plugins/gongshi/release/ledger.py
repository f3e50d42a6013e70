"""The reading side of the release ledger: on which day each record was first live.

The date is never typed into a record (国办秘函〔2019〕19号 counts forged publication dates among the faults that fail a
site outright): publishing writes it here, everything else only reads it through ``Ledger.first_published``.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gongshi.findings import Finding, Scope, Severity

FORMAT = 1
# Below the content folder.
PLACE = "release/ledger.json"
# Bytes; a ledger of a million records is smaller.
LIMIT = 64 * 1024 * 1024


class LedgerError(Exception):
    """The ledger cannot be trusted, so nothing may be built from it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.findings = [finding]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Days are Asia/Shanghai calendar days."""

    days: Mapping[str, date] = field(default_factory=dict)

    def first_published(self, record: str) -> date | None:
        """The day of the first release that held the record, or None when there was none yet."""
        return self.days.get(record)


def read_ledger(content: Path) -> Ledger:
    """Reads ``release/ledger.json``; a site that was never published has none.

    Raises LedgerError when the file is there and cannot be read or understood: guessing here would move dates.
    """
    try:
        raw = _bytes(content / PLACE)
        if raw is None:
            return Ledger()
        data = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except (OSError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise LedgerError(_gate("首次公示日期台账读不出来，不是完好的 JSON 文件", line)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("records"), dict):
        raise LedgerError(_gate(f"首次公示日期台账的格式不是本程序认识的第 {FORMAT} 版"))
    return Ledger({record: _day(record, entry) for record, entry in data["records"].items()})


def _bytes(path: Path) -> bytes | None:
    """None when there is no such file. OSError for a link, a pipe, a folder, or more than ``LIMIT`` bytes."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, opened without waiting on a pipe
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        raw = file.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise OSError("too large")
    return raw


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice would leave two days for one record."""
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key twice")
    return data


def _day(record: str, entry: object) -> date:
    written = entry.get("first_published") if isinstance(entry, dict) else None
    try:
        day = date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise LedgerError(_gate(f"首次公示日期台账中“{record[:80]}”的日期读不出来，应为 年-月-日"))
    return day


def _gate(message: str, line: int = 0) -> Finding:
    return Finding(
        code="GS050",
        severity=Severity.GATE,
        scope=Scope.RELEASE,
        message=message,
        file=PLACE,
        line=line or 1,
        column=1,
        fix="从最近一次发布的备份恢复这个文件；不要手工改写",
        basis="国办秘函〔2019〕19号（伪造发稿日期单项否决）",
    )
