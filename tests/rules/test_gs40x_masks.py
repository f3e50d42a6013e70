"""GS405 to GS413: masks agree with each other, with the 脱敏 entries, and with titles, names of files and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, key_at
from redaction_cases import ENTRY, leak, leaks, person

from county import PENALTY
from gongshi.findings import Severity

FACTS = "执法人员检查发现，{}所售种子的标签没有标注检疫证明编号。"


def two(*names: str) -> dict[str, Any]:
    return {"行政相对人": [{"类别": "自然人", "名称": name, "住所": "青禾县北滩乡"} for name in names]}


def attached(**changes: str) -> dict[str, Any]:
    files = {f"post/decisions/2026/{PENALTY}/{changes.get('文件', 'a.pdf')}": b"%PDF-1.4\n"}
    entry = {"名称": "现场照片", **changes, "文件": f"{PENALTY}/{changes.get('文件', 'a.pdf')}"}
    return {"changes": {"附件": [entry]}, "files": files}


def test_gs405_two_parties_one_mask(tmp_path: Path) -> None:
    finding = leak(tmp_path, two("买某", "买某"))
    assert (finding.code, finding.severity, key_at(tmp_path, finding)) == ("GS405", Severity.DEFECT, "名称: 买某")
    assert "买某1" in finding.fix


def test_gs405_numbers_tell_them_apart(tmp_path: Path) -> None:
    assert leaks(tmp_path, {**two("买某1", "买某2"), "违法事实": FACTS.format("买某1、买某2")}) == []


@pytest.mark.parametrize("written", ["张某某", "张某1"])
def test_gs406_the_mask_changes(tmp_path: Path, written: str) -> None:
    entry = {**ENTRY, "字段": "违法事实"}
    finding = leak(tmp_path, {"违法事实": FACTS.format(written), "脱敏": [ENTRY, entry]})
    assert (finding.code, finding.severity) == ("GS406", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("违法事实:")


@pytest.mark.parametrize("key", ["案件名称", "摘要", "备注"])
def test_gs406_titles_and_summaries_too(tmp_path: Path, key: str) -> None:
    assert "GS406" in [f.code for f in leaks(tmp_path, {key: "张某某经营种子案"})]


def test_gs406_attachments_and_followups_too(tmp_path: Path) -> None:
    case = attached(名称="张某某现场照片")
    assert "GS406" in [f.code for f in leaks(tmp_path / "a", case["changes"], files=case["files"])]
    followup = {"后续": [{"日期": "2026-03-10", "情形": "张某某缴清罚款"}]}
    assert "GS406" in [f.code for f in leaks(tmp_path / "b", followup)]


def test_gs407_a_mask_without_entry(tmp_path: Path) -> None:
    finding = leak(tmp_path, {"脱敏": None})
    assert (finding.code, finding.severity, key_at(tmp_path, finding)) == ("GS407", Severity.DEFECT, "名称: 张某")
    assert "字段: 行政相对人名称" in finding.fix


@pytest.mark.parametrize("text", ["证人李某证实", "联系电话138****1234", "收款人×××"])
def test_gs407_a_mask_in_a_text(tmp_path: Path, text: str) -> None:
    finding = leak(tmp_path / "a", {"证据": text})
    assert (finding.code, key_at(tmp_path / "a", finding)) == ("GS407", f"证据: {text}")
    assert leaks(tmp_path / "b", {"证据": text, "脱敏": [ENTRY, {**ENTRY, "字段": "证据"}]}) == []


def test_gs407_the_party_again_needs_no_other_entry(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"违法事实": FACTS.format("张某")}) == []


@pytest.mark.parametrize("called", ["行政相对人", "行政相对人名称", "名称", "当事人姓名"])
def test_gs407_what_clerks_call_the_name(tmp_path: Path, called: str) -> None:
    assert leaks(tmp_path, {"脱敏": [{**ENTRY, "字段": called}]}) == []


def test_gs408_an_entry_without_a_mask(tmp_path: Path) -> None:
    finding = leak(tmp_path, {"行政相对人": FIRM})
    assert (finding.code, finding.severity) == ("GS408", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("字段: 行政相对人名称")


def test_gs408_an_entry_for_a_field_that_is_not_there(tmp_path: Path) -> None:
    entry = {**ENTRY, "字段": "许可内容", "方式": "隐去"}
    finding = leak(tmp_path, {"脱敏": [ENTRY, entry]})
    assert (finding.code, key_at(tmp_path, finding)) == ("GS408", "字段: 许可内容")


@pytest.mark.parametrize("method", ["隐去", "概括", "删除", "不列"])
def test_gs408_what_leaves_no_trace_cannot_be_seen(tmp_path: Path, method: str) -> None:
    assert leaks(tmp_path, {"脱敏": [ENTRY, {**ENTRY, "字段": "违法事实", "方式": method}]}) == []


@pytest.mark.parametrize(
    ("key", "text"), [("案件名称", "张小禾经营标签不符合规定的种子案"), ("违法行为类型", "张小禾销售假种子")]
)
def test_gs410_a_full_name_in_a_title(tmp_path: Path, key: str, text: str) -> None:
    finding = leak(tmp_path, {key: text})
    assert (finding.code, finding.severity) == ("GS410", Severity.GATE)
    assert key_at(tmp_path, finding).startswith(f"{key}:")
    assert "张小禾" not in finding.message


@pytest.mark.parametrize("title", ["张小禾询问笔录", "当事人张禾身份证照片", "现场照片（张小禾）"])
def test_gs410_a_full_name_in_an_attachment(tmp_path: Path, title: str) -> None:
    case = attached(名称=title)
    finding = leak(tmp_path, case["changes"], files=case["files"])
    assert (finding.code, key_at(tmp_path, finding)) == ("GS410", f"名称: {title}")


def test_gs410_in_a_correction_and_a_followup(tmp_path: Path) -> None:
    corrected = {"更正": [{"日期": "2026-03-10", "字段": "行政相对人名称", "原因": "误写张小禾"}]}
    assert leak(tmp_path / "a", corrected).code == "GS410"
    later = {"后续": [{"日期": "2026-03-10", "情形": "罚款缴清", "说明": "张小禾缴纳"}]}
    assert leak(tmp_path / "b", later).code == "GS410"


@pytest.mark.parametrize(
    ("party", "title"),
    [("马某", "马场照片"), ("周某", "周边环境照片"), ("高某", "高温杀菌记录"), ("王某", "王庄村现场照片")],
)
def test_gs410_words_are_no_names(tmp_path: Path, party: str, title: str) -> None:
    case = attached(名称=title)
    assert leaks(tmp_path, {**person(名称=party), **case["changes"]}, files=case["files"]) == []


def test_gs411_a_file_named_in_pinyin(tmp_path: Path) -> None:
    case = attached(文件="zhang-xiaohe.pdf")
    finding = leak(tmp_path / "a", case["changes"], files=case["files"])
    assert (finding.code, finding.severity) == ("GS411", Severity.DEFECT)
    assert key_at(tmp_path / "a", finding).startswith("文件:")
    case = attached(文件="zhangdan.pdf")
    assert leaks(tmp_path / "b", case["changes"], files=case["files"]) == []


@pytest.mark.parametrize("key", ["说明", "依据"])
def test_gs412_a_withdrawal_names_nobody(tmp_path: Path, key: str) -> None:
    withdrawal = {
        "情形": "撤销",
        "生效日期": "2026-03-10",
        "依据": "青政复决〔2026〕4号",
        "说明": "复议决定撤销原决定。",
    }
    assert leaks(tmp_path / "a", {"撤回": [withdrawal]}) == []
    said = {**withdrawal, key: f"{withdrawal[key]}（张某）"}
    finding = leak(tmp_path / "b", {"撤回": [said]})
    assert finding.code == "GS412"
    assert key_at(tmp_path / "b", finding).startswith(f"{key}:")


def test_gs413_a_name_in_the_facts_of_a_decision(tmp_path: Path) -> None:
    facts = "执法人员检查时，邻居王丽华到场证实，当事人所售玉米种子的标签没有标注检疫证明编号。"
    finding = leak(tmp_path, {"违法事实": facts})
    assert (finding.code, finding.severity) == ("GS413", Severity.NOTE)
    assert "王丽华" not in finding.message + finding.fix


def test_gs413_masked_witnesses_are_none(tmp_path: Path) -> None:
    facts = "执法人员检查时，邻居王某某到场证实，当事人所售玉米种子的标签没有标注检疫证明编号。"
    assert leaks(tmp_path, {"违法事实": facts, "脱敏": [ENTRY, {**ENTRY, "字段": "违法事实"}]}) == []
