"""The sheet for the notice board (公示栏): an organ's decisions of one month, as far as the website shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongshi.lifecycle import in_words
from gongshi.public.decision import result_of, summary_of
from gongshi.registry.register import Register
from gongshi.site import addresses

Month = tuple[int, int]


def before(day: date) -> Month:
    """The month before that of ``day``."""
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def notice_of(register: Register, entity: str, month: Month) -> dict[str, Any]:
    """What the sheet says of the decisions made in ``month``, in the order of their days.

    Only what the website has shown already: paper does not run ahead of it. ``until``: the day after which the first of
    them may hang no longer; ``waiting``: how many are still to be published there.
    """
    rows, waiting = [], 0
    for record in register.decisions.values():
        decided = record.decided
        if record.entity != entity or (decided.year, decided.month) != month:
            continue
        if not register.standings[record.id].state.shown:
            continue
        summary = summary_of(record, register)
        if summary["expected"]:
            waiting += 1
            continue
        rows.append({**summary, "result": result_of(record)})
    rows.sort(key=lambda row: (row["decided"], row["number"]))
    last = [row["last_day"] for row in rows if row["last_day"]]
    group = f"organ-{entity}"
    return {
        "rows": rows,
        "until": min(last, default=None),
        "waiting": waiting,
        "statement": None if rows else f"截至{in_words(register.setting.as_of)}，没有正在公示的这个月作出的执法决定。",
        "page": addresses.group_month(group, *month) if rows else addresses.group(group),
    }
