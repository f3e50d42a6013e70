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
from gongshi.source.halves import halves
from gongshi.source.sound import Said

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
    _ahead([rule for rule, _ in asked if rule.pure], register, locate)
    for rule, severity in asked:
        for hit, (line, column) in _hits(rule, register, locate):
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


def _ahead(pure: Sequence[Rule], register: Register, locate: Locate) -> None:
    """The rules that look at each record by itself look at the new ones first, at many of them in two processes."""
    digests = register.sound.unseen((rule.code for rule in pure), records_of(register))
    for kept, told in halves(partial(_left_by, pure, register, locate), digests):
        register.sound.learn(kept, told)


def _left_by(
    pure: Sequence[Rule], register: Register, locate: Locate, digests: Sequence[bytes]
) -> tuple[set[bytes], dict[bytes, Said]]:
    whole = register.sound
    register.sound = part = whole.only(digests)
    try:
        for rule in pure:
            for _ in _hits(rule, register, locate):
                pass
    finally:
        register.sound = whole
    return part.kept, part.told


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
