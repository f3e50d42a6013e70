"""SARIF 2.1.0 (OASIS Standard, 27 March 2020), with what the manual says of each rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from typing import Any
from urllib.parse import quote

from gongshi import __version__
from gongshi.findings import Finding, Severity
from gongshi.reports.fingerprints import fingerprinted
from gongshi.reports.place import path_of, words_of
from gongshi.rules import RULES, manual

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.GATE: "error", Severity.DEFECT: "warning", Severity.NOTE: "note"}


def sarif(findings: Sequence[Finding], prefix: str) -> str:
    """One run; its rules are those that found something. Paths are URI references from the repository's root."""
    codes = sorted({f.code for f in findings})
    results = [
        {
            "ruleId": f.code,
            "ruleIndex": codes.index(f.code),
            "level": _LEVEL[f.severity],
            "message": {"text": words_of(f)},
            "locations": [{"physicalLocation": _location(f, prefix)}],
            "partialFingerprints": {"gongshi/v1": fingerprint},
        }
        for f, fingerprint in fingerprinted(findings, prefix)
    ]
    driver = {"name": "gongshi", "version": __version__, "language": "zh-CN", "rules": list(_rules(codes))}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rules(codes: Iterable[str]) -> Iterable[dict[str, Any]]:
    for code in codes:
        rule = RULES.get(code)
        title = rule.title if rule else manual.READING.get(code, code)
        described: dict[str, Any] = {"id": code, "shortDescription": {"text": title}}
        if rule:
            described["fullDescription"] = {"text": cleandoc(rule.manual).partition("\n")[0] or title}
            described["help"] = {"text": manual.page(rule)}
            described["defaultConfiguration"] = {"level": _LEVEL[rule.severity]}
        else:
            described["defaultConfiguration"] = {"level": "error"}
        yield described


def _location(f: Finding, prefix: str) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(path_of(f, prefix))}}
    if f.line:
        location["region"] = {"startLine": f.line, "startColumn": max(f.column, 1)}
    return location
