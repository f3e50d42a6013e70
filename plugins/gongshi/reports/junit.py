"""JUnit XML as Jenkins's xunit plugin and GitLab read it: a suite a file, a case a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from gongshi.findings import SEVERITY_ZH, Finding, Severity
from gongshi.reports.place import path_of, words_of

# What XML 1.0 cannot hold at all, not even escaped (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Sequence[Finding], prefix: str) -> str:
    """Gates and defects are failures; a note is a case that was passed, with its words as output.

    Without any finding there is one passed case, since readers take a report without cases for a broken one.
    """
    root = ET.Element("testsuites", name="gongshi check")
    by_file = sorted(findings, key=lambda f: path_of(f, prefix))
    for path, group in groupby(by_file, key=lambda f: path_of(f, prefix)):
        cases = list(group)
        failed = sum(f.severity is not Severity.NOTE for f in cases)
        suite = _suite(root, path, len(cases), failed)
        for finding in cases:
            _case(suite, finding, path)
    if not findings:
        ET.SubElement(_suite(root, "gongshi check", 1, 0), "testcase", name="没有问题", classname="gongshi")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(
        root, "testsuite", name=_clean(name), tests=str(tests), failures=str(failures), errors="0", skipped="0"
    )


def _case(suite: ET.Element, f: Finding, path: str) -> None:
    place = f"{path}:{f.line}:{f.column}" if f.line else path
    name = _clean(f"{f.code} {place} {f.message}")
    case = ET.SubElement(suite, "testcase", name=name, classname=_clean(path))
    words = _clean(words_of(f))
    if f.severity is Severity.NOTE:
        ET.SubElement(case, "system-out").text = words
    else:
        level = SEVERITY_ZH[f.severity]
        ET.SubElement(case, "failure", message=_clean(f.message), type=f"{level} {f.code}").text = words


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
