"""公示截止日: the last day on which a decision may be seen, and by which rule."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import NamedTuple

from gongshi.calendars import add_period
from gongshi.lifecycle.subject import Subject, in_words
from gongshi.profiles import Profile, TermRule


class Term(NamedTuple):
    """``end`` is the last visible day; ``basis`` says in Chinese how it came about."""

    end: date
    basis: str


def term_of(subject: Subject, profile: Profile, published: date) -> Term:
    """The term by the profile's rules, the shortest that applies, before any early end.

    A licence stays while it is valid (``until_valid``); a restriction that outlasts the term prolongs it (市场监管
    总局令第45号 art 13). ``published`` is the day of first publication, recorded or expected.
    """
    party, penalties = subject.party_class, subject.penalty_kinds
    gravity = subject.credit or profile.gravities.of(subject.procedure, penalties)
    low_fine = profile.is_low_fine(party, penalties, subject.fine)
    # The profile refuses to load when a kind and class of party has no rule, so there is always one.
    applying = [rule for rule in profile.term_rules(subject.kind) if rule.applies(party, penalties, gravity, low_fine)]
    end, chosen = min(((_end(rule, subject, published), rule) for rule in applying), key=itemgetter(0))
    restricted = subject.restricted_to
    if restricted and restricted > end and not penalties.isdisjoint(profile.prolongation.penalties):
        return Term(restricted, f"公示至限制期满，依据：{profile.prolongation.basis}")
    return Term(end, _basis(chosen, end == subject.valid_to and chosen.until_valid))


def _end(rule: TermRule, subject: Subject, published: date) -> date:
    end = add_period(subject.decided if rule.start == "决定日期" else published, rule.value, rule.unit)
    if rule.until_valid and subject.valid_to and subject.valid_to > end:
        return subject.valid_to
    return end


def _basis(rule: TermRule, by_validity: bool) -> str:
    if by_validity:
        return f"公示至许可有效期届满，依据：{rule.basis}"
    measure = "个月" if rule.unit == "月" else rule.unit
    start = "首次公示之日" if rule.start == "首次公示" else "决定之日"
    return f"自{start}起{rule.value}{measure}，依据：{rule.basis}"


def last_day(term: Term, early_end: date | None) -> date:
    """The last visible day once an early end is counted in; an early end never lengthens a term."""
    if early_end is None or early_end > term.end:
        return term.end
    return date.fromordinal(early_end.toordinal() - 1) if early_end > date.min else date.min


def ended_words(term: Term) -> str:
    """Why a decision is no longer there, in one sentence."""
    return f"公示期于{in_words(term.end)}届满。{term.basis}。"
