"""What a record says of its own findings: flaws owned up to, notes silenced; a profile may raise, nothing lowers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from county import DECISION, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity

LICENCE_NUMBER = "农药经许（新）65990010023"


def _internal(**more: object) -> dict[str, object]:
    return {**DECISION["内部"], **more}


def _note(folder: Path) -> list[tuple[Severity, str, int]]:
    found = assemble(folder, date(2026, 3, 16)).findings
    return [(f.severity, f.answer, f.line) for f in found if f.code == "GS113"]


def test_a_note_is_silenced_until_its_day_and_still_listed(tmp_path: Path) -> None:
    silence = {"代码": "GS113", "原因": "许可证编号没有年份", "到期": "2026-03-16"}
    content = write_county(tmp_path, penalty={"文书号": LICENCE_NUMBER, "内部": _internal(提示静默=[silence])})
    ((severity, answer, _),) = _note(content)
    assert severity is Severity.NOTE
    assert answer == "已静默：许可证编号没有年份（至2026-03-16）"


def test_a_silence_that_ran_out_is_no_answer_and_is_reported(tmp_path: Path) -> None:
    silence = {"代码": "GS113", "原因": "许可证编号没有年份", "到期": "2026-03-15"}
    content = write_county(tmp_path, penalty={"文书号": LICENCE_NUMBER, "内部": _internal(提示静默=[silence])})
    assert _note(content)[0][1] == ""
    found = [f for f in assemble(content, date(2026, 3, 16)).findings if f.code == "GS161"]
    assert [f.message for f in found] == ["【到期】GS113 的静默到 2026-03-15 为止，已经到期"]
    assert found[0].line > 1


@pytest.mark.parametrize("code", ["GS101", "GS999"])
def test_what_is_no_note_cannot_be_silenced(tmp_path: Path, code: str) -> None:
    silence = {"代码": code, "原因": "不想看见", "到期": "2026-12-31"}
    content = write_county(tmp_path, penalty={"执法事项": "NY-CF-404", "内部": _internal(提示静默=[silence])})
    assembled = assemble(content, date(2026, 3, 16))
    gates = [f for f in assembled.findings if f.code == "GS101"]
    assert [f.severity for f in gates] == [Severity.GATE]
    assert gates[0].answer == ""
    assert any(f.code == "GS161" and f"{code} 不是提示" in f.message for f in assembled.findings)


def test_a_profile_raises_a_note_to_a_defect_and_the_record_owns_up_to_it(tmp_path: Path) -> None:
    raised = {"规则调整": {"问题从严": {"GS113": {"等级": "缺陷", "依据": "青禾县行政执法公示办法第十条"}}}}
    content = write_county(tmp_path / "open", site=raised, penalty={"文书号": LICENCE_NUMBER})
    assert [s for s, _, _ in _note(content)] == [Severity.DEFECT]
    assert assemble(content, date(2026, 3, 16)).exit_code == 1
    flaw = {"代码": "GS113", "内容": "许可证编号没有年份", "批准人": "L001", "日期": "2026-03-05"}
    content = write_county(
        tmp_path / "owned", site=raised, penalty={"文书号": LICENCE_NUMBER, "内部": _internal(缺陷说明=[flaw])}
    )
    ((severity, answer, _),) = _note(content)
    assert (severity, answer) == (Severity.NOTE, "缺陷已说明：L001 2026-03-05 批准公示")
    assert assemble(content, date(2026, 3, 16)).exit_code == 0


def test_a_profile_cannot_lower_a_gate(tmp_path: Path) -> None:
    lowered = {"规则调整": {"问题从严": {"GS101": {"等级": "缺陷", "依据": "试一试"}}}}
    content = write_county(tmp_path, site=lowered, penalty={"执法事项": "NY-CF-404"})
    found = [f.severity for f in assemble(content, date(2026, 3, 16)).findings if f.code == "GS101"]
    assert found == [Severity.GATE]
