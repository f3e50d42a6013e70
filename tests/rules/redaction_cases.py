"""A sound decision on a natural person, and what the rules on personal data (GS400 to GS439) say once it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from decision_cases import FILE, INTERNAL, SOUND

from county import changed, write_county
from gongshi.assembly import assemble
from gongshi.findings import Finding

__all__ = ["ENTRY", "FILE", "INTERNAL", "leak", "leaks", "person"]

ENTRY = {"字段": "行政相对人名称", "内容": "自然人姓名", "方式": "部分遮盖", "依据": "个人信息"}
NATURAL: dict[str, Any] = {
    **SOUND,
    "行政相对人": {"类别": "自然人", "名称": "张某", "住所": "青禾县北滩乡"},
    "违法事实": "2026年2月11日，执法人员检查发现当事人所售玉米种子的标签没有标注检疫证明编号。",
    "脱敏": [ENTRY],
}


def person(**changes: Any) -> dict[str, Any]:
    """The party of the sound decision with some keys laid over it."""
    return {"行政相对人": changed(NATURAL["行政相对人"], changes)}


def leaks(folder: Path, changes: Mapping[str, Any] | None = None, **county: Any) -> list[Finding]:
    """The findings of GS400 to GS439 over the county whose decision bears ``changes``."""
    content = write_county(folder, penalty=changed(NATURAL, changes), **county)
    found = assemble(content).findings
    assert not [f for f in found if f.code < "GS100"], found
    return [f for f in found if "GS400" <= f.code < "GS440"]


def leak(folder: Path, changes: Mapping[str, Any] | None = None, **county: Any) -> Finding:
    """The one finding that there is."""
    found = leaks(folder, changes, **county)
    assert len(found) == 1, [(f.code, f.file, f.line, f.message) for f in found]
    return found[0]
