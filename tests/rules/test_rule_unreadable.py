"""A file that cannot be read is told of by itself: no rule says that what may stand in it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from listed_county import FILES, GUIDE, ORGAN_FILE, POLICY_FILE, write

from gongshi.assembly import assemble
from gongshi.findings import Finding

BROKEN = {".yaml": "执法主体: [没有写完\n", ".md": "---\n标题: [没有写完\n---\n正文。\n"}
# GS102: a reference to a record whose file cannot be read is told of, as a note on the one who refers.
TOLD = {"GS102"}


def accused(content: Path, spoilt: str) -> list[Finding]:
    return [f for f in assemble(content).findings if f.file != spoilt and f.code not in TOLD]


@pytest.mark.parametrize(
    "file", sorted(f for f in {*FILES, GUIDE, POLICY_FILE, ORGAN_FILE} if Path(f).suffix in BROKEN)
)
def test_nobody_else_is_accused(tmp_path: Path, file: str) -> None:
    before = accused(write(tmp_path / "whole"), file)
    content = write(tmp_path / "spoilt")
    (content / file).write_text(BROKEN[Path(file).suffix], encoding="utf-8")
    findings = assemble(content).findings
    assert any(f.file == file and f.is_gate for f in findings)
    known = {(f.code, f.file, f.message) for f in before}
    assert not [f for f in accused(content, file) if (f.code, f.file, f.message) not in known]
