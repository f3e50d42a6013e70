"""GS233, GS240 to GS242: gaps in document numbers, and wording that the law has left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FILE, SOUND, flaw, flaws, items, key_at, seen

from county import ENTITY, PENALTY, penalty
from gongshi.findings import Severity

FIRST = {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院", "复议前置": "是"}
UNDISCLOSED = {
    "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": "青农（种子）罚〔2026〕第004号", "决定日期": "2026-03-03", "理由": "未成年人保护",
    "依据": "个人信息保护法第二十八条", "批准人": "L003", "批准日期": "2026-03-04",
}  # fmt: skip


def another(number: int, name: str, **changes: Any) -> dict[str, Any]:
    return {
        f"post/decisions/2026/{name}.yaml": penalty(
            number, **{k: v for k, v in SOUND.items() if k != "文书号"}, **changes
        )
    }


def test_gs233_a_gap_is_told_once_after_it(tmp_path: Path) -> None:
    files = {**another(6, "p-6"), **another(7, "p-7")}
    finding = flaw(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "p-6": "2026-03-05", "p-7": "2026-03-05"})
    assert seen(finding) == ("GS233", "post/decisions/2026/p-6.yaml", key_line(tmp_path, "p-6"), 1)
    assert finding.severity is Severity.NOTE
    assert "3号之后是6号，缺4号至5号（2件）" in finding.message


def key_line(folder: Path, name: str) -> int:
    lines = (folder / f"content/post/decisions/2026/{name}.yaml").read_text(encoding="utf-8").split("\n")
    return next(i for i, line in enumerate(lines, 1) if line.startswith("文书号:"))


def test_gs233_what_is_not_made_public_fills_the_gap(tmp_path: Path) -> None:
    files = {**another(5, "p-5"), "post/undisclosed/2026/u-4.yaml": UNDISCLOSED}
    assert flaws(tmp_path, files=files, ledger={PENALTY: "2026-03-05", "p-5": "2026-03-05"}) == []


def test_gs233_another_year_or_word_is_another_series(tmp_path: Path) -> None:
    other = {"post/decisions/2026/p-9.yaml": {**SOUND, "文书号": "青农（农药）罚〔2026〕9号"}}
    assert flaws(tmp_path, files=other, ledger={PENALTY: "2026-03-05", "p-9": "2026-03-05"}) == []


@pytest.mark.parametrize(
    "organ",
    [
        "青禾县人民政府或者上一级农业农村主管部门",
        "塔城地区农业农村局",
        "上一级主管部门",
        "青禾县人民政府或者自治区农业农村厅",
    ],
)
def test_gs240_the_old_reconsideration_organ(tmp_path: Path, organ: str) -> None:
    finding = flaw(tmp_path, {"救济": {"复议机关": organ, "诉讼法院": "青禾县人民法院"}})
    assert (finding.code, finding.file, finding.severity) == ("GS240", FILE, Severity.NOTE)
    assert key_at(tmp_path, finding).startswith("复议机关:")
    assert finding.fix == "复议机关: 青禾县人民政府"


@pytest.mark.parametrize(
    "organ",
    [
        "青禾县人民政府",
        "青禾县人民政府行政复议局",
        "和布克赛尔蒙古自治县人民政府",
        "青禾县行政复议委员会",
        "青禾工业园区管理委员会",
    ],
)
def test_gs240_the_government(tmp_path: Path, organ: str) -> None:
    assert flaws(tmp_path, {"救济": {"复议机关": organ, "诉讼法院": "青禾县人民法院"}}) == []


def test_gs240_in_the_text(tmp_path: Path) -> None:
    text = "自收到决定书之日起15日内缴纳。不服本决定的，可以在60日内向塔城地区农业农村局申请行政复议。"
    finding = flaw(tmp_path, {"履行方式和期限": text})
    assert finding.code == "GS240"
    assert key_at(tmp_path, finding).startswith("履行方式和期限:")
    assert "塔城地区农业农村局" in finding.message


def test_gs240_before_2024(tmp_path: Path) -> None:
    early = {
        "决定日期": "2023-12-29",
        "送达日期": None,
        "内部": {},
        "救济": {"复议机关": "某地区农业农村局", "诉讼法院": "某法院"},
    }
    assert [f.code for f in flaws(tmp_path, early, ledger={})] == ["GS210"]


@pytest.mark.parametrize("name", ["国家税务总局青禾县税务局", "青禾县司法局"])
def test_gs240_organs_under_vertical_leadership(tmp_path: Path, name: str) -> None:
    roster = {"机构名录": [{"标识": ENTITY, "名称": name, "简称": name}]}
    told = {"救济": {"复议机关": "某地区税务局", "诉讼法院": "青禾县人民法院"}}
    assert flaws(tmp_path, told, site=roster, entity={"名称": name}) == []


def test_gs241_an_old_kind_of_penalty(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"处罚内容": "罚款2000元，暂扣执照三个月"})
    assert (finding.code, finding.severity) == ("GS241", Severity.NOTE)
    assert key_at(tmp_path, finding) == "处罚内容: 罚款2000元，暂扣执照三个月"
    assert "“暂扣执照”" in finding.message


PRICE = [{"法律": "价格违法行为行政处罚规定", "条款": "第七条"}]


def test_gs242_price_without_reconsideration_first(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"处罚依据": PRICE})
    assert (finding.code, finding.severity) == ("GS242", Severity.DEFECT)
    assert seen(finding)[1:] == (FILE, 1, 1)
    assert "《价格违法行为行政处罚规定》" in finding.message
    assert finding.fix == "复议前置: 是"


def test_gs242_the_record_tells_of_both_side_by_side(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"处罚依据": PRICE, "救济": {**FIRST, "复议前置": "否"}})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS242", "复议前置: 否")


def test_gs242_told_by_the_record(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"处罚依据": PRICE, "救济": FIRST}) == []


def test_gs242_told_by_the_item(tmp_path: Path) -> None:
    files = {"pre/items/nyncj.yaml": items(救济=FIRST)}
    assert flaws(tmp_path, {"处罚依据": PRICE, "执法事项": "NY-CF-001"}, files=files) == []


@pytest.mark.parametrize(
    "number", ["青农（种子）罚[2026]3号", "青农（种子）罚（2026）3号", "青农（种子）罚【2026】3号"]
)
def test_gs234_brackets_of_the_year(tmp_path: Path, number: str) -> None:
    finding = flaw(tmp_path, {"文书号": number})
    assert (finding.code, finding.severity) == ("GS234", Severity.NOTE)
    assert key_at(tmp_path, finding) == f"文书号: {number}"
    assert finding.fix == "文书号: 青农（种子）罚〔2026〕3号"


def test_gs234_brackets_around_something_else(tmp_path: Path) -> None:
    assert flaws(tmp_path, {"文书号": "青农（种子）罚〔2026〕3号"}) == []
