"""All detectors over all views of a text. Findings are spans of the text as it was given; nothing is printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from gongshi.findings import Severity
from gongshi.redaction.allowed import Permits, passes_role, role_of
from gongshi.redaction.births import birth_hints, births
from gongshi.redaction.conditions import health, health_hints, minor_hints, minors
from gongshi.redaction.contacts import email_hints, emails, networks
from gongshi.redaction.guessed import guessed_names
from gongshi.redaction.homes import home_hints, homes
from gongshi.redaction.mapped import Mapped, Place
from gongshi.redaction.numbers import all_landlines, number_hints, numbers
from gongshi.redaction.plain import plain
from gongshi.redaction.roles import names
from gongshi.redaction.span import Found, Span, Type
from gongshi.redaction.things import doubtful_things, secret_hints, secrets, thing_hints, things
from gongshi.redaction.version import detectors_version
from gongshi.redaction.views import views

# Goes into the key of whatever is remembered about a text.
DETECTORS_VERSION = detectors_version()

# What a sure find of each type is; a find that is not sure is a note. A profile may raise these, never lower them.
SEVERITIES: dict[Type, Severity] = {
    "resident_id": Severity.GATE,
    "tax_number": Severity.GATE,
    "phone": Severity.GATE,
    "landline": Severity.NOTE,
    "bank_account": Severity.GATE,
    "address": Severity.GATE,
    "birth_date": Severity.GATE,
    "person_name": Severity.NOTE,
    "minor": Severity.GATE,
    "health": Severity.GATE,
    "secret": Severity.GATE,
    "social_account": Severity.NOTE,
    "email": Severity.GATE,
    "plate": Severity.NOTE,
    "passport": Severity.GATE,
    "property_certificate": Severity.GATE,
    "protected_place": Severity.GATE,
    "trade_secret": Severity.NOTE,
}
Detector = Callable[[str], Iterable[Found]]


class Hints(NamedTuple):
    """``find``: the stretches of a text that make a detector look, and more of them where the text is cut at a ``BREAK`` or
    before a tag that begins a line. Whatever the detector is sure of lies ``near`` characters from one at most, and is
    found in ``reach`` characters on both sides of it as it is in the whole text.
    """

    find: Callable[[str], Iterable[Place]]
    near: int
    reach: int


# Those that may be sure of what they find.
SURE: dict[Detector, Hints] = {
    numbers: Hints(number_hints, 0, 48), births: Hints(birth_hints, 80, 180), homes: Hints(home_hints, 0, 40),
    health: Hints(health_hints, 0, 80), minors: Hints(minor_hints, 0, 64), emails: Hints(email_hints, 0, 170),
    secrets: Hints(secret_hints, 0, 32), things: Hints(thing_hints, 0, 170),
}  # fmt: skip
# With those that never are.
_DETECTORS: tuple[Detector, ...] = (*SURE, networks, names, doubtful_things, all_landlines)
_RANK = {Severity.NOTE: 0, Severity.DEFECT: 1, Severity.GATE: 2}


def scan_text(
    text: str,
    *,
    role: str | None = None,
    allowed: Permits | None = None,
    severities: Mapping[Type, Severity] | None = None,
    guess_names: bool = False,
) -> list[Span]:
    """Everything private in ``text``, in order; spans of one type do not overlap.

    ``role`` is the field that the text fills, by its Chinese label or English name (``allowed.ROLES``): what that field
    is there for is left out. ``allowed`` are exact values that may be shown. ``severities`` raise types over their own. ``guess_names`` adds what statistics take
    for names, as notes whatever ``severities`` say: a guess stops nothing.
    """
    field = role_of(role)
    levels = {**SEVERITIES, **{t: s for t, s in (severities or {}).items() if _RANK[s] > _RANK[SEVERITIES[t]]}}
    spans: list[Span] = []
    for view in (Mapped(text), *views(text)):
        for start, end, type_, sure, shown, whole in _found(view):
            if allowed is not None and allowed.passes(type_, shown):
                continue
            if field and passes_role(field, type_, shown, whole):
                continue
            spans.append(Span(start, end, type_, levels[type_] if sure else _doubtful(type_, severities)))
    if guess_names and not (field and passes_role(field, "person_name", "", text)):
        spans += [Span(start, end, type_, Severity.NOTE) for start, end, type_, _ in guessed_names(text)]
    return _united(spans)


def _doubtful(type_: Type, severities: Mapping[Type, Severity] | None) -> Severity:
    return (severities or {}).get(type_, Severity.NOTE) if SEVERITIES[type_] is Severity.NOTE else Severity.NOTE


def _found(view: Mapped) -> Iterator[tuple[int, int, Type, bool, str, str]]:
    spelt = plain(view.text)
    for start, end, type_, sure in _detected(spelt.text):
        inner = spelt.source(start, end)
        outer = view.source(*inner)
        yield *outer, type_, sure, spelt.text[start:end], spelt.text


def _detected(text: str) -> Iterator[Found]:
    for detector in _DETECTORS:
        yield from detector(text)


def _united(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans of one type become one, as severe as the worst of them."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.type, s.start, s.end)):
        last = found[-1] if found else None
        if last is not None and last.type == span.type and span.start < last.end:
            worst = max(last.severity, span.severity, key=_RANK.__getitem__)
            found[-1] = Span(last.start, max(last.end, span.end), last.type, worst)
        else:
            found.append(span)
    return sorted(found)
