"""status.json: for which day the site was built, when, and when it has to be built anew. For monitoring.

The one file of a tree that differs from run to run; no manifest names it, and nothing compares it.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from gongshi.records.decision import Decision
from gongshi.registry.register import Register
from gongshi.release.today import next_change

FORMAT = 1
# Bytes; ours is a few hundred.
LIMIT = 64 * 1024


class StatusError(Exception):
    """What lies there is no status of ours."""


@dataclass(frozen=True, slots=True)
class Status:
    """``next_change``: the first day on which the site says something else by itself; None when never."""

    built_for: date
    built_at: datetime
    next_change: date | None


def status_of(register: Register, built_at: datetime) -> str:
    """The file's text. ``built_at`` with its zone."""
    standings = register.standings
    shown = Counter("decision" if isinstance(r, Decision) else "random_result"
                    for r in register.dated() if standings[r.id].state.shown)  # fmt: skip
    following = next_change(register)
    data = {
        "format": FORMAT,
        "built_for": register.setting.as_of.isoformat(),
        "built_at": built_at.isoformat(),
        "next_change_on": following.isoformat() if following else None,
        "counts": {
            "decisions": shown["decision"],
            "withdrawn": sum(standing.state.tombstone for standing in standings.values()),
            "random_results": shown["random_result"],
            "organs": len(register.entities),
        },
    }
    return json.dumps(data, indent=1) + "\n"


def read_status(raw: bytes) -> Status:
    """Raises StatusError."""
    try:
        data = json.loads(raw)
        built_at = datetime.fromisoformat(data["built_at"])
        following = data["next_change_on"]
        if data["format"] != FORMAT or built_at.tzinfo is None:
            raise ValueError(data["format"])
        return Status(
            date.fromisoformat(data["built_for"]), built_at, date.fromisoformat(following) if following else None
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise StatusError("status.json 读不出来") from None
