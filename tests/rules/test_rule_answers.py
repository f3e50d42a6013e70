"""What a record says of its own findings: flaws owned up to, notes silenced; a profile may raise, nothing lowers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import listed_county
import pytest
from listed_county import BOARD, FILES, FRONT, GUIDE, ORGAN_FILE, POLICY_FILE, POWERS, markdown

from county import DECISION, changed, write_county
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


def _silent(code: str) -> dict[str, object]:
    return {"提示静默": [{"代码": code, "原因": "样品原因", "到期": "2026-12-31"}]}


def _owned(code: str) -> dict[str, object]:
    return {"缺陷说明": [{"代码": code, "内容": "样品缺陷", "批准人": "L001", "日期": "2026-03-05"}]}


# What is wrong with a list, a page, an organ or the site: the code, the file, and the record or the changes to it.
BOARD_FLAW = {**FILES[BOARD], "投诉举报": "向本局反映"}
FLOW = "pre/flows/flow-a.yaml"
OLD_FLOW = {**FILES[FLOW], "依据": [{"法律": "公司登记管理条例", "条款": "第五条"}]}
NOTES = {
    "list": ("GS260", POWERS, {**FILES[POWERS], "更新日期": "2024-01-01"}),
    "board": ("GS281", BOARD, BOARD_FLAW),
    "flow": ("GS263", FLOW, OLD_FLOW),
}
DEFECTS = {
    "list": ("GS204", POWERS, {**FILES[POWERS], "法制审核": None}),
    "guide": ("GS275", GUIDE, {**FRONT, "承诺办结时限": "30"}),
    "organ": ("GS258", ORGAN_FILE, {"救济": {"诉讼法院": "青禾县人民法院"}}),
    "policy": ("GS202", POLICY_FILE, {"公开审查": "{结论: 待审}"}),
}


def _written(folder: Path, file: str, record: Mapping[str, Any], internal: Mapping[str, object] | None) -> Path:
    whole = {**record, **({"内部": internal} if internal else {})}
    if file == ORGAN_FILE:
        return listed_county.write(folder, entity=whole)
    if file == GUIDE:
        return listed_county.write(folder, {GUIDE: markdown(whole)})
    if file == POLICY_FILE:
        front = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False) if key == '内部' else value}\n"
            for key, value in whole.items()
        )
        return listed_county.write(folder, {file: listed_county.POLICY.replace("---\n正文", f"{front}---\n正文")})
    return listed_county.write(folder, {file: changed(whole, None)})


@pytest.mark.parametrize("where", NOTES)
def test_a_note_of_a_page_is_silenced_in_the_page(tmp_path: Path, where: str) -> None:
    code, file, record = NOTES[where]
    ((severity, answer),) = _of(_written(tmp_path / "open", file, record, None), code, file)
    assert (severity, answer) == (Severity.NOTE, "")
    ((severity, answer),) = _of(_written(tmp_path / "silent", file, record, _silent(code)), code, file)
    assert (severity, answer) == (Severity.NOTE, "已静默：样品原因（至2026-12-31）")


@pytest.mark.parametrize("where", DEFECTS)
def test_a_page_owns_up_to_its_defect(tmp_path: Path, where: str) -> None:
    code, file, record = DEFECTS[where]
    ((severity, answer),) = _of(_written(tmp_path / "open", file, record, None), code, file)
    assert (severity, answer) == (Severity.DEFECT, "")
    ((severity, answer),) = _of(_written(tmp_path / "owned", file, record, _owned(code)), code, file)
    assert (severity, answer) == (Severity.NOTE, "缺陷已说明：L001 2026-03-05 批准公示")


def test_the_site_silences_its_own_notes(tmp_path: Path) -> None:
    content = write_county(tmp_path, site={"内部": _silent("GS293")})
    ((severity, answer),) = _of(content, "GS293", "site.yaml")
    assert (severity, answer) == (Severity.NOTE, "已静默：样品原因（至2026-12-31）")


def _of(content: Path, code: str, file: str) -> list[tuple[Severity, str]]:
    found = assemble(content, date(2026, 3, 16)).findings
    return [(f.severity, f.answer) for f in found if (f.code, f.file) == (code, file)]


@pytest.mark.parametrize(
    ("file", "internal", "at", "said"),
    [
        (POWERS, _silent("GS204"), "代码: GS204", "GS204 不是提示"),
        (BOARD, _owned("GS281"), "代码: GS281", "GS281 不是缺陷的代码"),
        (
            FLOW,
            {"提示静默": [{"代码": "GS263", "原因": "样品", "到期": "2026-03-15"}]},
            "到期: '2026-03-15'",
            "已经到期",
        ),
    ],
)
def test_gs161_of_a_page(tmp_path: Path, file: str, internal: dict[str, object], at: str, said: str) -> None:
    content = _written(tmp_path, file, FILES[file], internal)
    (finding,) = [f for f in assemble(content, date(2026, 3, 16)).findings if f.code == "GS161"]
    line = (content / file).read_text(encoding="utf-8").split("\n")[finding.line - 1]
    assert (finding.file, line[finding.column - 1 :]) == (file, at)
    assert said in finding.message
