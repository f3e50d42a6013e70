"""The rulebook: every rule that looks at the whole register, and the runner that attaches codes and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from gongshi.findings import Finding, Severity
from gongshi.registry.declared import records_of
from gongshi.registry.register import Register
from gongshi.rules import (
    addresses,
    alterations,
    answers,
    attached_files,
    benchmarks,
    boards,
    boilerplate,
    case_clocks,
    case_officers,
    colours,
    coverage,
    deadlines,
    decision_remedies,
    duplicates,
    exempt,
    fines,
    flows,
    freshness,
    inspections,
    law_changes,
    legal_review,
    lists,
    numbering,
    on_the_spot,
    organs,
    penalty_contents,
    personnel,
    places,
    private_data,
    publication_days,
    random_plans,
    recordings,
    redaction_masks,
    redaction_names,
    references,
    release_review,
    remedies,
    reports,
    services,
    signed_forms,
    stale_articles,
    stated_amounts,
    transitions,
    translations,
)
from gongshi.rules.answers import Answers, severity_of
from gongshi.rules.base import RULES, Hit, Path, Rule
from gongshi.rules.texts import AT_ONCE, texts_of
from gongshi.source.halves import beside
from gongshi.source.sound import Left, Said

__all__ = ["MODULES", "RULES", "Rule", "run"]

MODULES = (
    references,
    duplicates,
    addresses,
    places,
    attached_files,
    flows,
    transitions,
    deadlines,
    answers,
    release_review,
    legal_review,
    case_officers,
    on_the_spot,
    fines,
    stated_amounts,
    penalty_contents,
    case_clocks,
    numbering,
    exempt,
    boilerplate,
    decision_remedies,
    stale_articles,
    personnel,
    organs,
    remedies,
    freshness,
    law_changes,
    lists,
    recordings,
    inspections,
    random_plans,
    services,
    boards,
    benchmarks,
    reports,
    coverage,
    publication_days,
    alterations,
    redaction_names,
    redaction_masks,
    private_data,
    signed_forms,
    colours,
    translations,
)

# Line and column from 1.
Place = tuple[int, int]
# (file, keys) → the place.
Locate = Callable[[str, Path], Place]
# The part of the new records that the first process looks at: it has the other rules besides.
_OURS = 1 / 3


def run(register: Register, locate: Locate, only_gates: bool = False) -> list[Finding]:
    """Every finding of every rule, in the order of the codes; a record's own answers to its findings come with them.

    ``only_gates``: of the rules that are gates under this profile.
    """
    answers = Answers(register)
    findings: list[Finding] = []
    asked = [
        (rule, severity)
        for rule in sorted(RULES.values(), key=lambda r: r.code)
        for severity in [severity_of(rule, register)]
        if severity is Severity.GATE or not only_gates
    ]
    hits = _all_hits([rule for rule, _ in asked], register, locate)
    for rule, severity in asked:
        for hit, (line, column) in hits[rule.code]:
            finding = Finding(
                code=rule.code,
                severity=severity,
                scope=rule.scope,
                message=hit.message,
                file=hit.file,
                line=line,
                column=column,
                fix=hit.fix,
                basis=rule.basis,
                record=hit.record,
            )
            findings.append(answers.applied(finding))
    if not only_gates:  # of which the others say nothing
        register.sound.close({finding.file for finding in findings})
    return findings


def _all_hits(asked: Sequence[Rule], register: Register, locate: Locate) -> dict[str, list[tuple[Hit, Place]]]:
    """By the code of the rule. Rules that look at each record by itself look at the new ones first: at most of these in
    a second process, while this one goes on to the other rules.
    """
    pure, others = [rule for rule in asked if rule.pure], [rule for rule in asked if not rule.pure]
    digests = register.sound.unseen({rule.code for rule in pure}, records_of(register))
    ours = int(len(digests) * _OURS)
    look = partial(_left_by, pure, register, locate)
    with beside(look, digests[ours:]) as theirs:
        register.sound.learn(look(digests[:ours]))
        hits = {rule.code: list(_hits(rule, register, locate)) for rule in others}
        register.sound.learn(theirs())
    return hits | {rule.code: list(_hits(rule, register, locate)) for rule in pure}


def _left_by(pure: Sequence[Rule], register: Register, locate: Locate, digests: Sequence[bytes]) -> Left:
    whole = register.sound
    register.sound = part = whole.ahead()
    try:
        for start in range(0, len(digests), AT_ONCE):
            part.look_at(digests[start : start + AT_ONCE])
            for rule in pure:
                for _ in _hits(rule, register, locate):
                    pass
    finally:
        register.sound = whole
        register.memo.pop(texts_of, None)  # a build would carry them to its end
    return part.left


def _hits(rule: Rule, register: Register, locate: Locate) -> Iterator[tuple[Hit, Place]]:
    """What the rule sees and where, and what it saw before in records that it need not look at again."""
    said: dict[str, Said] = defaultdict(list)
    for hit in rule.check(register):
        place = hit.place or locate(hit.file, hit.path)
        if rule.pure:
            said[hit.file].append([hit.file, hit.path, hit.message, hit.fix, hit.record, place])
        yield hit, place
    for file, path, message, fix, record, place in register.sound.again(rule.code):
        yield Hit(file, tuple(path), message, fix, record), tuple(place)
    register.sound.settle(rule.code, said)
