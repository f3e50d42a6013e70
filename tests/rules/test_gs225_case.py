"""GS225 to GS231: what a penalty decision states, and the clocks of the procedure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FILE, flaw, flaws, internal, items, key_at, licence, seen

from county import PENALTY
from gongshi.findings import Finding, Severity

LICENCE = "post/decisions/2026/xk.yaml"
BOTH = {PENALTY: "2026-03-05", "xk": "2026-03-05"}


def of_licence(folder: Path, files: dict[str, Any] | None = None, **changes: Any) -> list[Finding]:
    return flaws(folder, files={LICENCE: licence(**changes), **(files or {})}, ledger=BOTH)


@pytest.mark.parametrize("key", ["证据", "履行方式和期限"])
def test_gs225_something_is_not_stated(tmp_path: Path, key: str) -> None:
    finding = flaw(tmp_path, {key: None})
    assert (finding.code, finding.severity) == ("GS225", Severity.DEFECT)
    assert seen(finding)[1:] == (FILE, 1, 1)
    assert f"【{key}】没有填写" in finding.message
    assert finding.fix.startswith(f"{key}: ")


def test_gs225_a_warning_leaves_nothing_to_perform(tmp_path: Path) -> None:
    changes = {"处罚类别": ["警告"], "罚款金额": None, "处罚内容": "给予警告", "履行方式和期限": None}
    assert flaws(tmp_path, changes) == []


def test_gs225_no_remedies_anywhere(tmp_path: Path) -> None:
    finding = flaw(tmp_path, entity={"救济": {"复议机关": "青禾县人民政府"}})
    assert (finding.code, finding.file, finding.line, finding.column) == ("GS225", FILE, 1, 1)
    assert finding.fix == "诉讼法院: 青禾县人民法院"


def test_gs225_remedies_of_the_record_lack_one(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"救济": {"诉讼法院": "青禾县人民法院"}})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS225", "救济:")
    assert finding.fix == "复议机关: 青禾县人民政府"


def test_gs225_remedies_of_the_item_will_do(tmp_path: Path) -> None:
    told = {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院"}
    found = flaws(
        tmp_path, {"执法事项": "NY-CF-001"}, entity={"救济": {}}, files={"pre/items/nyncj.yaml": items(救济=told)}
    )
    assert found == []


def test_gs225_before_the_law(tmp_path: Path) -> None:
    early = {"决定日期": "2021-07-14", "送达日期": None, "证据": None, "内部": {}}
    assert flaws(tmp_path, early, ledger={}) == []


def test_gs226_valid_before_it_was_granted(tmp_path: Path) -> None:
    (finding,) = of_licence(tmp_path, 有效期自="2026-03-01")
    assert (finding.code, finding.severity) == ("GS226", Severity.NOTE)
    assert key_at(tmp_path, finding) == "有效期自: '2026-03-01'"


def test_gs226_a_renewal_may_run_on(tmp_path: Path) -> None:
    assert of_licence(tmp_path, 有效期自="2026-01-01", 许可结果="延续") == []


def test_gs227_decided_after_21_working_days(tmp_path: Path) -> None:
    (finding,) = of_licence(tmp_path, 受理日期="2026-01-26")
    assert (finding.code, finding.severity) == ("GS227", Severity.NOTE)
    assert key_at(tmp_path, finding).startswith("决定日期:")
    assert "21个工作日，法定20个工作日" in finding.message


def test_gs227_decided_on_the_20th_working_day(tmp_path: Path) -> None:
    assert of_licence(tmp_path, 受理日期="2026-01-27") == []


def test_gs227_the_item_has_a_longer_term(tmp_path: Path) -> None:
    listed = items(事项编码="NY-XK-001", 执法类别="行政许可", 法定时限="自受理之日起45日")
    found = of_licence(tmp_path, {"pre/items/nyncj.yaml": listed}, 受理日期="2026-01-15", 执法事项="NY-XK-001")
    assert found == []


def test_gs228_expired(tmp_path: Path) -> None:
    (finding,) = of_licence(tmp_path, 有效期至="2026-03-15")
    assert (finding.code, finding.severity) == ("GS228", Severity.NOTE)
    assert key_at(tmp_path, finding) == "有效期至: '2026-03-15'"


@pytest.mark.parametrize(
    "changes",
    [{"有效期至": "2026-03-16"}, {"有效期至": "2026-03-15", "后续": [{"日期": "2026-03-15", "情形": "许可证注销"}]}],
)
def test_gs228_valid_or_ended_in_form(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert of_licence(tmp_path, **changes) == []


@pytest.mark.parametrize(("filed", "late"), [("2025-12-02", False), ("2025-12-01", True)])
def test_gs229_ninety_days(tmp_path: Path, filed: str, late: bool) -> None:
    found = flaws(tmp_path, {"内部": internal(立案日期=filed)})
    assert [f.code for f in found] == (["GS229"] if late else [])
    assert all(key_at(tmp_path, f).startswith("立案日期:") and "91日" in f.message for f in found)


def test_gs229_prolonged_in_law(tmp_path: Path) -> None:
    until = {"至": "2026-03-02", "依据": "市场监督管理行政处罚程序规定第六十四条"}
    assert flaws(tmp_path / "a", {"内部": internal(立案日期="2025-12-01", 办案期限延长=until)}) == []
    past = internal(立案日期="2025-12-01", 办案期限延长={**until, "至": "2026-03-01"})
    finding = flaw(tmp_path / "b", {"内部": past})
    assert finding.code == "GS229"
    assert key_at(tmp_path / "b", finding) == "立案日期: '2025-12-01'"


def test_gs230_published_before_service(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"送达日期": "2026-03-06"})
    assert (finding.code, finding.severity) == ("GS230", Severity.NOTE)
    assert key_at(tmp_path, finding) == "送达日期: '2026-03-06'"
    assert "首次公示日期 2026-03-05" in finding.message


def test_gs230_not_published_yet(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"送达日期": "2026-03-11", "内部": internal(公开审查=None)}, ledger={}) == []


@pytest.mark.parametrize(("served", "late"), [("2026-03-11", False), ("2026-03-12", True)])
def test_gs231_seven_working_days_for_service(tmp_path: Path, served: str, late: bool) -> None:
    found = flaws(tmp_path, {"送达日期": served}, ledger={PENALTY: "2026-03-13"})
    assert [f.code for f in found] == (["GS231"] if late else [])
    assert all(key_at(tmp_path, f).startswith("送达日期:") and "第8个工作日" in f.message for f in found)


def test_gs231_served_by_public_notice(tmp_path: Path) -> None:
    follow = {"后续": [{"日期": "2026-03-12", "情形": "公告送达期满"}]}
    assert flaws(tmp_path, {"送达日期": "2026-03-12", **follow}, ledger={PENALTY: "2026-03-13"}) == []


@pytest.mark.parametrize(("served", "late"), [("2026-03-16", False), ("2026-03-17", True)])
def test_gs232_ten_working_days_for_the_certificate(tmp_path: Path, served: str, late: bool) -> None:
    found = flaws(
        tmp_path, files={LICENCE: licence(送达日期=served)}, ledger={PENALTY: "2026-03-05", "xk": "2026-03-16"}
    )
    found = [f for f in found if f.code != "GS230"]
    assert [(f.code, f.severity) for f in found] == ([("GS232", Severity.NOTE)] if late else [])
    assert all(key_at(tmp_path, f) == f"送达日期: '{served}'" and "第11个工作日" in f.message for f in found)


def test_gs232_a_refusal_brings_no_certificate(tmp_path: Path) -> None:
    found = of_licence(tmp_path, 送达日期="2026-03-17", 许可结果="不予许可")
    assert [f.code for f in found if f.code != "GS230"] == []
