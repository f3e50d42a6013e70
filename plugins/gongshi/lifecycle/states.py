"""The states that a decision can be in on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """Code names; ``label`` gives the Chinese word of the pages."""

    NOT_DISCLOSED = "not_disclosed"
    SCHEDULED = "scheduled"
    VISIBLE = "visible"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    TAKEN_DOWN = "taken_down"
    ENDED_EARLY = "ended_early"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.NOT_DISCLOSED: "不公示",
    Status.SCHEDULED: "待公示",
    Status.VISIBLE: "公示中",
    Status.CORRECTED: "已更正",
    Status.WITHDRAWN: "已撤回",
    Status.TAKEN_DOWN: "误公开下线",
    Status.ENDED_EARLY: "提前终止公示",
    Status.LAPSED: "公示期满",
}
SHOWN = frozenset({Status.VISIBLE, Status.CORRECTED})


class Segment(NamedTuple):
    """From ``since`` (``date.min``: from the beginning) until the next segment."""

    since: date
    status: Status
    tombstone: bool
    withdrawal: int | None


@dataclass(frozen=True, slots=True)
class State:
    """A decision on one day.

    ``shown``: its content may be seen. ``tombstone``: only the notice of its withdrawal may be seen. ``since`` is the
    first day of this state (None: from the beginning), ``later`` what follows by itself.
    ``expected``: no first publication is recorded, so a page calls as_of the expected day. ``term_end`` is the last
    visible day, an early end counted in; None for what is never published. ``withdrawal`` points into the subject's
    withdrawals.
    """

    status: Status
    reason: str
    since: date | None = None
    later: tuple[Segment, ...] = ()
    first_published: date | None = None
    expected: bool = False
    term_end: date | None = None
    term_basis: str = ""
    tombstone: bool = False
    withdrawal: int | None = None
    withdrawn_on: date | None = None

    @property
    def shown(self) -> bool:
        return self.status in SHOWN

    @property
    def next_change(self) -> date | None:
        """The day on which it ends by itself; None when it does not."""
        return self.later[0].since if self.later else None

    @property
    def next_status(self) -> Status | None:
        """What comes then."""
        return self.later[0].status if self.later else None
