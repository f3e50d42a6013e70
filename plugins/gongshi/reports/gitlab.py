"""GitLab Code Quality: a JSON list of issues (GitLab Docs, "Code Quality", implement a custom tool)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gongshi.findings import Finding, Severity
from gongshi.reports.fingerprints import fingerprinted
from gongshi.reports.place import path_of, words_of

_LEVEL = {Severity.GATE: "blocker", Severity.DEFECT: "major", Severity.NOTE: "info"}


def code_quality(findings: Sequence[Finding], prefix: str) -> str:
    """The report. A finding on a whole file is put at its first line, since GitLab wants one."""
    issues = [
        {
            "description": words_of(f).replace("\n", "　"),
            "check_name": f.code,
            "fingerprint": fingerprint,
            "severity": _LEVEL[f.severity],
            "location": {"path": path_of(f, prefix), "lines": {"begin": max(f.line, 1)}},
        }
        for f, fingerprint in fingerprinted(findings, prefix)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1)
