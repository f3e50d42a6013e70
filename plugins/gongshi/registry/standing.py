"""From records to what the lifecycle asks about them, and back: the standing of each on the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongshi.lifecycle import Deadline, State, Subject, Takedown, Timeliness, Withdrawal, state_of, timeliness
from gongshi.records.decision import Decision
from gongshi.records.decisions import Licence
from gongshi.records.penalty import Penalty
from gongshi.records.results import RandomResult
from gongshi.registry.setting import Setting

# Several parties of different classes: the one whom the law protects most decides the term.
_PARTY_CLASS = {"自然人": "natural", "批量": "batch", "个体工商户": "sole_trader", "法人及非法人组织": "organisation"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be seen of one record on the day, until when, and whether it came in time."""

    subject: Subject
    state: State
    timeliness: Timeliness

    @property
    def deadline(self) -> Deadline:
        """The last day on which the record may first be published."""
        return self.timeliness.deadline


def subject_of(record: Decision | RandomResult) -> Subject:
    """The facts of a record on which its lifecycle depends."""
    if isinstance(record, RandomResult):
        return Subject(
            kind="inspection",
            decided=record.finished,
            party_class="batch",
            reviewed=record.internal.release.passed_on if record.internal.release else None,
            corrections=tuple(c.day for c in record.corrections),
        )
    penalty = record if isinstance(record, Penalty) else None
    classes = {p.kind for p in record.parties}
    override = record.deadline
    return Subject(
        kind=record.code,
        decided=record.decided,
        party_class=next(code for kind, code in _PARTY_CLASS.items() if kind in classes),
        penalty_kinds=frozenset(penalty.penalties) if penalty else frozenset(),
        procedure=penalty.procedure if penalty else "",
        fine=penalty.fine if penalty else None,
        credit=record.credit_class or "",
        valid_to=record.valid_to if isinstance(record, Licence) else None,
        restricted_to=penalty.restricted_to if penalty else None,
        reviewed=record.internal.release.passed_on if record.internal.release else None,
        migrated=record.migration.published if record.migration else None,
        deadline_override=(override.working_days, override.day) if override else (None, None),
        corrections=tuple(c.day for c in record.corrections),
        withdrawals=tuple(Withdrawal(w.effective, w.kind) for w in record.withdrawals),
        restorations=tuple(r.day for r in record.restorations),
        takedowns=tuple(Takedown(t.day, t.again) for t in record.takedowns),
        early_end=record.early_end.day if record.early_end else None,
        exempt=record.exemption is not None,
        undisclosed=record.internal.minor,
    )


def standing_of(record: Decision | RandomResult, setting: Setting) -> Standing:
    """A pure function of the record, the organ's rules, the calendar, the recorded day of first publication and the day."""
    subject = subject_of(record)
    profile = setting.profile_of(record.entity)
    first = setting.first_published.get(record.id)
    return Standing(
        subject=subject,
        state=state_of(subject, profile, setting.calendar, first, setting.as_of),
        timeliness=timeliness(subject, profile, setting.calendar, first, setting.as_of),
    )


class Standings(Mapping[str, Standing]):
    """Where each record stands, by id; worked out when it is asked for, since most runs ask for few of them."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._records: dict[str, Decision | RandomResult] = {}
        self._known: dict[str, Standing] = {}

    def add(self, record: Decision | RandomResult) -> None:
        """Of two with one id the first stays, and a rule reports the other."""
        self._records.setdefault(record.id, record)

    def __getitem__(self, record: str) -> Standing:
        found = self._known.get(record)
        if found is None:
            found = self._known[record] = standing_of(self._records[record], self._setting)
        return found

    def published(self, record: str) -> date | None:
        """The day of first publication, recorded or brought along, as its state says it; without reckoning the rest."""
        found = self._records[record]
        brought = found.migration.published if isinstance(found, Decision) and found.migration else None
        days = [day for day in (brought, self._setting.first_published.get(record)) if day is not None]
        return min(days, default=None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, record: object) -> bool:
        return record in self._records
