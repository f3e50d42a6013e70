"""Runs the rulebook over a tiny county and finds the one finding that a mutation is meant to raise."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from county import ENTITY, changed
from gongshi.assembly import assemble
from gongshi.findings import Finding

PENALTY_FILE = "post/decisions/2026/qnz-zz-2026-003.yaml"


def found(content: Path, code: str) -> list[Finding]:
    """All findings of one rule."""
    return [f for f in assemble(content).findings if f.code == code]


def told(content: Path, day: date | None = None) -> list[Finding]:
    """All findings but those from GS200 on, which weigh decisions and lists and have examples of their own."""
    return [f for f in assemble(content, day).findings if f.code < "GS200"]


def only(content: Path, code: str) -> Finding:
    """The one finding of the whole county; any other would be a fault of the example or of another rule."""
    findings = told(content)
    assert [f.code for f in findings] == [code], [(f.code, f.file, f.line, f.message) for f in findings]
    return findings[0]


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.file, finding.line, finding.column


def items(**row: Any) -> dict[str, Any]:
    """A list with one enforcement item."""
    first = {
        "事项编码": "NY-CF-001", "执法类别": "行政处罚", "事项名称": "样品事项", "执法依据": [{"法律": "种子法", "条款": "第七十九条"}],
        "承办机构": "大队", "执法对象": "经营者", "法定时限": "90日",
    }  # fmt: skip
    return {"执法主体": ENTITY, "更新日期": "2026-03-01", "事项": [changed(first, row)]}


def officers(*certificates: str) -> dict[str, Any]:
    """A list of officers with these certificates."""
    person = {
        "姓名": "王小禾", "所属单位": "大队", "执法类别": "农业", "发证机关": "自治区人民政府", "有效期自": "2023-06-01", "有效期至": "2028-05-31",
    }  # fmt: skip
    return {
        "执法主体": ENTITY,
        "更新日期": "2026-03-01",
        "人员": [{**person, "执法证号": number} for number in certificates],
    }


def flow(*steps: dict[str, Any]) -> dict[str, Any]:
    """A chart with these steps."""
    return {
        "名称": "样品流程图",
        "执法主体": ENTITY,
        "执法类别": "行政处罚",
        "更新日期": "2026-03-01",
        "步骤": [deepcopy(step) for step in steps],
    }
