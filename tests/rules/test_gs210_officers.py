"""GS210 to GS212: how many officers, and their certificates on the days of the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, RELEASE, flaw, flaws, internal, key_at, officer, officers

from county import ENTITY, PENALTY
from gongshi.findings import Severity


def people(*rows: dict[str, Any], adjusted: str = "2026-01-05") -> dict[str, Any]:
    return {"pre/officers/nyncj.yaml": officers(*rows, adjusted=adjusted)}


@pytest.mark.parametrize("numbers", [["65990001"], ["65990001", "65990001"]])
def test_gs210_one_officer_alone(tmp_path: Path, numbers: list[str]) -> None:
    finding = flaw(tmp_path, {"内部": internal(执法人员=numbers)})
    assert (finding.code, finding.severity) == ("GS210", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("执法人员:")
    assert "写了1人，应当不少于2人" in finding.message


def coercion(manner: str, kind: str) -> dict[str, Any]:
    return {
        "执法类别": "行政强制", "文书号": "青农扣〔2026〕1号", "案件名称": "扣押涉案农药", "执法主体": ENTITY, "行政相对人": FIRM,
        "决定日期": "2026-03-02", "依据": [{"法律": "农药管理条例", "条款": "第四十一条"}], "强制类别": kind, "强制方式": manner,
        "事由": "涉嫌经营假农药", "决定内容": "扣押36瓶", "内部": {"公开审查": RELEASE},
    }  # fmt: skip


def test_gs210_a_measure_needs_two_an_execution_does_not(tmp_path: Path) -> None:
    files = {
        "post/decisions/2026/q-1.yaml": coercion("扣押财物", "行政强制措施"),
        "post/decisions/2026/q-2.yaml": {
            **coercion("申请法院强制执行", "申请法院强制执行"),
            "文书号": "青农扣〔2026〕2号",
        },
    }
    days = {PENALTY: "2026-03-05", "q-1": "2026-03-05", "q-2": "2026-03-05"}
    finding = flaw(tmp_path, files=files, ledger=days)
    assert (finding.code, finding.file) == ("GS210", "post/decisions/2026/q-1.yaml")
    assert key_at(tmp_path, finding) == "内部:"
    assert "行政强制法" in finding.message


# Every dated step of the case in turn, with the day before it.
STEPS = {
    "立案日期": ("2026-02-12", "2026-02-11"),
    "听证日期": ("2026-02-20", "2026-02-19"),
    "法制审核日期": ("2026-02-26", "2026-02-25"),
    "集体讨论日期": ("2026-03-01", "2026-02-28"),
    "决定日期": ("2026-03-02", "2026-03-01"),
}


@pytest.mark.parametrize("key", STEPS)
def test_gs211_lapsed_before_a_day_of_the_case(tmp_path: Path, key: str) -> None:
    day, before = STEPS[key]
    review = {"意见": "同意", "审核人": "F001", "日期": "2026-02-26"}
    inner = internal(听证日期="2026-02-20", 集体讨论日期="2026-03-01", 法制审核=review)
    finding = flaw(tmp_path, {"内部": inner}, files=people(officer("65990001"), officer("65990002", 有效期至=before)))
    assert (finding.code, finding.severity) == ("GS211", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "'65990002'"
    assert f"{key} {day} 无效" in finding.message


def test_gs211_lapsed_before_they_served_it(tmp_path: Path) -> None:
    files = people(officer("65990001"), officer("65990002", 有效期至="2026-03-02"))
    finding = flaw(tmp_path, files=files)
    assert (finding.code, finding.severity) == ("GS211", Severity.DEFECT)
    assert key_at(tmp_path, finding) == "送达日期: '2026-03-03'"
    assert "有效的只有1人，应当不少于2人" in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        {"内部": internal(过程记录={"送达": "邮寄"})},
        {"后续": [{"日期": "2026-03-03", "情形": "公告送达期满"}]},
        {"内部": internal(执法人员=["65990001", "65990002", "65990003"])},
    ],
)
def test_gs211_others_served_it(tmp_path: Path, changes: dict[str, Any]) -> None:
    files = people(officer("65990001"), officer("65990002", 有效期至="2026-03-02"), officer("65990003"))
    assert flaws(tmp_path, changes, files=files) == []


def test_gs211_a_random_inspection(tmp_path: Path) -> None:
    row = {"名称": "青禾县沃野农业有限公司", "统一社会信用代码": "00000000000000000X", "结果": "未发现问题"}
    result = {
        "任务名称": "抽查", "执法主体": ENTITY, "检查开始": "2026-02-24", "检查完成": "2026-03-02", "检查对象": [row], "抽查情况": "抽取1家。",
        "内部": {"公开审查": RELEASE, "执法人员": ["65990001", "65990002"]},
    }  # fmt: skip
    files = people(officer("65990001"), officer("65990002", 有效期至="2026-03-01"))
    record = "post/random-results/2026/sj-1.yaml"
    changes = {"决定日期": "2026-02-27", "送达日期": "2026-02-28"}
    finding = flaw(
        tmp_path, changes, files={**files, record: result}, ledger={PENALTY: "2026-03-05", "sj-1": "2026-03-05"}
    )
    assert (finding.code, finding.file) == ("GS211", record)
    assert key_at(tmp_path, finding) == "'65990002'"
    assert "检查完成 2026-03-02 无效" in finding.message


def test_gs211_valid_through_its_last_day(tmp_path: Path) -> None:
    files = people(officer("65990001"), officer("65990002", 有效期自="2026-02-12", 有效期至="2026-03-03"))
    assert flaws(tmp_path, files=files) == []


def test_gs211_a_new_decision_before_the_certificate(tmp_path: Path) -> None:
    files = people(officer("65990001"), officer("65990002", 有效期自="2026-03-03"))
    finding = flaw(tmp_path, files=files, ledger={})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS211", "'65990002'")
    assert "自 2026-03-03 起" in finding.message


def test_gs212_published_long_ago_the_certificate_may_have_been_renewed(tmp_path: Path) -> None:
    finding = flaw(tmp_path, files=people(officer("65990001"), officer("65990002", 有效期自="2026-03-03")))
    assert (finding.code, finding.severity) == ("GS212", Severity.NOTE)
    assert key_at(tmp_path, finding) == "'65990002'"


def test_gs212_suspended_before_the_decision(tmp_path: Path) -> None:
    finding = flaw(tmp_path, files=people(officer("65990001"), officer("65990002", 证件状态="暂扣")))
    assert (finding.code, key_at(tmp_path, finding)) == ("GS212", "'65990002'")
    assert "“暂扣”" in finding.message


def test_gs212_suspended_perhaps_after_the_decision(tmp_path: Path) -> None:
    files = people(officer("65990001"), officer("65990002", 证件状态="注销"), adjusted="2026-03-10")
    assert flaws(tmp_path, files=files) == []
