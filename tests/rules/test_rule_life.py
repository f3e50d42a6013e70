"""GS121, GS122, GS131, GS132: the life of a decision, and where its files lie."""

from __future__ import annotations

from pathlib import Path

from decision_cases import key_at
from rule_cases import PENALTY_FILE, only, place, told

from county import ENTITY, write_county
from gongshi.findings import Severity

FILE = "qnz-zz-2026-003/a.pdf"
WITHDRAWN = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}


def test_gs121_restored_but_never_withdrawn(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, penalty={"恢复": [{"日期": "2026-03-12", "依据": "某判决"}]}), "GS121")
    assert place(finding) == (PENALTY_FILE, 31, 3)
    assert finding.severity is Severity.GATE
    assert finding.fix == "补上撤回，或者删去这一项恢复"


def test_gs121_corrected_before_it_was_published(tmp_path: Path) -> None:
    correction = {"日期": "2026-03-03", "字段": "罚款金额", "原因": "录入错误"}
    finding = only(write_county(tmp_path, penalty={"更正": [correction]}), "GS121")
    assert place(finding) == (PENALTY_FILE, 31, 3)
    assert "2026-03-05" in finding.message
    assert finding.fix == "日期: 不早于 2026-03-05 的日期"


def test_gs121_first_published_before_it_was_decided(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, ledger={"qnz-zz-2026-003": "2026-03-01"}), "GS121")
    assert place(finding) == (PENALTY_FILE, 9, 1)


def test_gs122_withdrawn_late(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, penalty={"撤回": [{**WITHDRAWN, "撤回日期": "2026-03-16"}]}), "GS122")
    assert place(finding) == (PENALTY_FILE, 35, 3)
    assert finding.severity is Severity.NOTE
    assert finding.message == "【撤回日期】2026-03-16 晚于法定的最后一天 2026-03-13"


def test_gs122_withdrawn_on_the_last_day(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"撤回": [{**WITHDRAWN, "撤回日期": "2026-03-13"}]})
    assert not told(content)


def test_gs131_not_there(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, penalty={"附件": [{"文件": FILE, "名称": "附件"}]}), "GS131")
    assert place(finding) == (PENALTY_FILE, 31, 3)
    assert finding.message == f"附件“{FILE}”不存在"
    assert finding.fix == f"把文件放到 post/decisions/2026/{FILE}"


def test_gs131_a_form_of_the_organ(tmp_path: Path) -> None:
    rows = [{"编号": "1", "名称": "检查笔录", "用途": "检查", "版本": "2026", "文件": "forms-a/record.docx"}]
    forms = {"pre/forms/forms-a.yaml": {"执法主体": ENTITY, "更新日期": "2026-01-05", "文书": rows}}
    content = write_county(tmp_path, files=forms)
    finding = only(content, "GS131")
    assert finding.file == "pre/forms/forms-a.yaml" and key_at(tmp_path, finding).startswith(
        "文件: forms-a/record.docx"
    )
    assert finding.fix == "把文件放到 pre/forms/forms-a/record.docx"


def test_gs131_in_another_records_folder(tmp_path: Path) -> None:
    files = {"post/decisions/2026/other/a.pdf": b"%PDF-"}
    finding = only(
        write_county(tmp_path, penalty={"附件": [{"文件": "other/a.pdf", "名称": "附件"}]}, files=files), "GS131"
    )
    assert place(finding) == (PENALTY_FILE, 31, 3)
    assert finding.fix == f"文件: {FILE}"


def test_gs131_too_large(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"附件": [{"文件": FILE, "名称": "附件"}]})
    path = content / "post/decisions/2026" / FILE
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    finding = only(content, "GS131")
    assert place(finding) == (PENALTY_FILE, 31, 3)
    assert "超过 20 MB" in finding.message
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024)
    assert not told(content)


def test_gs132_wrong_year(tmp_path: Path) -> None:
    finding = only(
        write_county(tmp_path, penalty={"决定日期": "2025-03-03"}, ledger={"qnz-zz-2026-003": "2025-03-05"}), "GS132"
    )
    assert place(finding) == (PENALTY_FILE, 9, 1)
    assert finding.severity is Severity.NOTE
    assert finding.fix == "移到 post/decisions/2025/qnz-zz-2026-003.yaml"
