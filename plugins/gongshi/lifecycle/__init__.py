"""From a decision, a profile, a calendar and a day to what may be shown: a pure function of these."""

from __future__ import annotations

from gongshi.lifecycle.deadlines import Deadline, deadline_of, withdrawal_deadline
from gongshi.lifecycle.punctuality import Punctuality, Timeliness, timeliness
from gongshi.lifecycle.sequence import Violation, violations
from gongshi.lifecycle.state import state_of, transitions
from gongshi.lifecycle.states import State, Status
from gongshi.lifecycle.subject import Subject, Takedown, Withdrawal, in_words

__all__ = [
    "Deadline",
    "Punctuality",
    "State",
    "Status",
    "Subject",
    "Takedown",
    "Timeliness",
    "Violation",
    "Withdrawal",
    "deadline_of",
    "in_words",
    "state_of",
    "timeliness",
    "transitions",
    "violations",
    "withdrawal_deadline",
]
