"""All detectors over all views of a text. Findings are spans of the text as it was given; nothing is printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from gongshi.findings import Severity
from gongshi.redaction.allowed import Permits, passes_role, role_of
from gongshi.redaction.births import births, may_be_birth
from gongshi.redaction.conditions import health, may_be_health, may_be_minor, minors
from gongshi.redaction.contacts import emails, may_be_email, networks
from gongshi.redaction.guessed import guessed_names
from gongshi.redaction.homes import homes, may_be_home
from gongshi.redaction.mapped import Mapped
from gongshi.redaction.numbers import all_landlines, may_be_number, numbers
from gongshi.redaction.plain import plain
from gongshi.redaction.roles import names
from gongshi.redaction.span import Found, Span, Type
from gongshi.redaction.things import doubtful_things, may_be_secret, may_be_thing, secrets, things
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
# Those that may be sure of what they find, each with a look at a piece of a text that no find reaches out of (``pieces``):
# where it says no, nothing in that piece makes the detector look, whatever stands around.
SURE: dict[Detector, Callable[[str], bool]] = {
    numbers: may_be_number, births: may_be_birth, homes: may_be_home, health: may_be_health, minors: may_be_minor,
    emails: may_be_email, secrets: may_be_secret, things: may_be_thing,
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
