"""The reading side of the release ledger: on which day each record was first live.

The date is never typed into a record (国办秘函〔2019〕19号 counts forged publication dates among the faults that fail a
site outright): publishing writes it here, everything else only reads it through ``Ledger.first_published``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongshi.findings import Finding, Scope, Severity

FORMAT = 1
# Below the content folder.
PLACE = "release/ledger.json"


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
    path = content / PLACE
    if not path.exists():
        return Ledger()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise LedgerError(_gate("首次公示日期台账读不出来，不是完好的 JSON 文件", line)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("records"), dict):
        raise LedgerError(_gate(f"首次公示日期台账的格式不是本程序认识的第 {FORMAT} 版"))
    days: dict[str, date] = {}
    for record, entry in data["records"].items():
        try:
            days[record] = date.fromisoformat(entry["first_published"])
        except (TypeError, KeyError, ValueError):
            raise LedgerError(_gate(f"首次公示日期台账中“{record[:80]}”的日期读不出来，应为 年-月-日")) from None
    return Ledger(days)


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
