"""What makes a finding the same finding after lines have moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from gongshi.findings import Finding
from gongshi.reports.place import path_of


def fingerprinted(findings: Iterable[Finding], prefix: str) -> Iterator[tuple[Finding, str]]:
    """Each finding with 64 hexadecimal digits made of code, path, message and how often these came before.

    Line and column have no part in it. Unique within one report.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        same = (finding.code, path_of(finding, prefix), finding.message)
        seen[same] += 1
        # No code, path or message holds a NUL, so no two lists of parts join to one text.
        yield finding, sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest()
