"""What a release adds to the release store, as it is kept beside the release until that is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gongshi.release.seal import Telling
from gongshi.release.store import Entry, Store

_FORMAT = 1


class CommitError(Exception):
    """The release went live, and what records it could not be written; the message says what, in Chinese."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a release adds to the release store: on which day, of which records, and what was taken down in error."""

    day: date
    told: Mapping[str, Telling] = field(default_factory=dict)
    pulled: tuple[str, ...] = ()

    def written(self) -> dict[str, Any]:
        """As JSON data."""
        told = {
            record: {"kind": t.kind, "statement": t.statement.decode(), "attachments": dict(t.attachments)}
            for record, t in self.told.items()
        }
        return {"format": _FORMAT, "day": self.day.isoformat(), "told": told, "pulled": sorted(self.pulled)}


def changed_only(told: Mapping[str, Telling], store: Store, statements: Mapping[str, str]) -> dict[str, Telling]:
    """What is not in the store already. ``statements``: id → SHA-256 of the statement."""
    found = {}
    for record, telling in told.items():
        entry: Entry | None = store.entries.get(record)
        if entry is None or (entry.statement, dict(entry.attachments)) != (
            statements[record],
            dict(telling.attachments),
        ):
            found[record] = telling
    return found


def read_told(place: Path) -> Told:
    """Raises CommitError when a release does not say what it told."""
    try:
        data = json.loads(place.read_bytes())
        told = {
            record: Telling(row["kind"], row["statement"].encode(), row["attachments"])
            for record, row in data["told"].items()
        }
        return Told(date.fromisoformat(data["day"]), told, tuple(data["pulled"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        name = place.parent.name
        raise CommitError(
            f"releases/{name}/{place.name} 残缺（{type(error).__name__}），{name} 记不进发布台账：请从备份恢复它；"
            "没有备份的，删去 journal.json，其中各条的首次公示日期按下一次发布的日子算"
        ) from None
