"""GS111 to GS117: one id, one document number, one row number, one address."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import PENALTY_FILE, found, items, officers, only, place

from county import DECISION, ENTITY, PENALTY, penalty, write_county
from gongshi.assembly import assemble
from gongshi.findings import Scope, Severity

LEDGER = {"qnz-zz-2026-003": "2026-03-05", "other": "2026-03-05"}


def test_gs111_same_name_in_two_years(tmp_path: Path) -> None:
    other = "post/decisions/2025/qnz-zz-2026-003.yaml"
    content = write_county(tmp_path, files={other: penalty(9, 决定日期="2025-03-02")})
    findings = found(content, "GS111")
    assert [place(f) for f in findings] == [(other, 1, 1), (PENALTY_FILE, 1, 1)]
    assert PENALTY_FILE in findings[0].message
    assert assemble(content).held == {other, PENALTY_FILE}


@pytest.mark.parametrize(
    "number", ["青农（种子）罚〔2026〕3号", "青农(种子)罚[2026]第003号", "青农（种子）罚【2026】03号"]
)
def test_gs112_same_number_however_written(number: str, tmp_path: Path) -> None:
    other = "post/decisions/2026/other.yaml"
    content = write_county(tmp_path, ledger=LEDGER, files={other: {**DECISION, "文书号": number}})
    findings = found(content, "GS112")
    assert [place(f) for f in findings] == [(other, 2, 1), (PENALTY_FILE, 2, 1)]
    assert all(f.severity is Severity.GATE for f in findings)


def test_gs112_undisclosed_counts_too(tmp_path: Path) -> None:
    secret = {
        "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": DECISION["文书号"], "决定日期": "2026-03-02", "理由": "个人隐私",
        "依据": "政府信息公开条例第十五条", "批准人": "L003", "批准日期": "2026-03-03",
    }  # fmt: skip
    content = write_county(tmp_path, files={"post/undisclosed/2026/x.yaml": secret})
    assert {f.file for f in found(content, "GS112")} == {PENALTY_FILE, "post/undisclosed/2026/x.yaml"}


def test_gs113_number_without_year(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, penalty={"文书号": "许可证第七号"}), "GS113")
    assert place(finding) == (PENALTY_FILE, 2, 1)
    assert finding.severity is Severity.NOTE
    assert "许可证第七号" in finding.message


def test_gs114_points_at_the_second_row(tmp_path: Path) -> None:
    finding = only(
        write_county(tmp_path, files={"pre/officers/x.yaml": officers("65990001", "65990002", "65990001")}), "GS114"
    )
    assert place(finding) == ("pre/officers/x.yaml", 24, 3)
    assert finding.message == "【执法证号】“65990001”与 pre/officers/x.yaml 第 1 条重复"


def test_gs114_across_files_and_case(tmp_path: Path) -> None:
    files = {"pre/items/a.yaml": items(), "pre/items/b.yaml": items(事项编码="ny-cf-001")}
    finding = only(write_county(tmp_path, files=files), "GS114")
    assert place(finding) == ("pre/items/b.yaml", 4, 3)


def test_gs115_index(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, files={"pre/items/index.yaml": items()}), "GS115")
    assert place(finding) == ("pre/items/index.yaml", 1, 1)
    assert finding.fix == "给这份文件换一个文件名"


def test_gs115_item_code(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, files={"pre/items/x.yaml": items(事项编码="INDEX")}), "GS115")
    assert place(finding) == ("pre/items/x.yaml", 4, 3)
    assert finding.fix == "事项编码: NY-CF-001"


def test_gs115_certificate(tmp_path: Path) -> None:
    for number in ("INDEX", "lookup"):
        finding = only(write_county(tmp_path / number, files={"pre/officers/x.yaml": officers(number)}), "GS115")
        assert place(finding) == ("pre/officers/x.yaml", 10, 3)
    assert finding.fix == "执法证号: 65990001"


def test_gs116_organ_named_twice(tmp_path: Path) -> None:
    entry = {"标识": ENTITY, "名称": "青禾县农业农村局", "简称": "农业农村局"}
    finding = only(write_county(tmp_path, site={"机构名录": [entry, dict(entry)]}), "GS116")
    assert place(finding)[0] == "site.yaml"
    assert finding.line > 10
    assert finding.scope is Scope.RELEASE
    assert "写了两次" in finding.message


def test_gs117_address_without_host(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, site={"网址": "https://["}), "GS117")
    assert place(finding) == ("site.yaml", 5, 1)
    assert finding.scope is Scope.RELEASE
    assert finding.fix == "网址: https://www.qinghe.example/xzzf"


def test_gs111_a_random_result_under_the_id_of_a_decision(tmp_path: Path) -> None:
    row = {"名称": "某公司", "统一社会信用代码": "00000000000000000X", "结果": "未发现问题"}
    result = {
        "任务名称": "抽查", "执法主体": ENTITY, "检查开始": "2026-03-02", "检查完成": "2026-03-03", "检查对象": [row], "抽查情况": "抽取1家。",
        "内部": DECISION["内部"],
    }  # fmt: skip
    file = f"post/random-results/2026/{PENALTY}.yaml"
    (finding,) = [f for f in assemble(write_county(tmp_path, files={file: result})).findings if f.code == "GS111"]
    assert (finding.file, finding.line, finding.column) == (file, 1, 1)
    assert finding.message == f"标识“{PENALTY}”与 post/decisions/2026/{PENALTY}.yaml 重复"
