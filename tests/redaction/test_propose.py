"""`gongshi redact`: a diff that a clerk accepts; comments and layout stay; what is accepted passes the checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from answers import call
from county import PENALTY, write_county
from gongshi.assembly import assemble

DRAFT = """# 草稿，案卷 2026-003
执法类别: 行政处罚
文书号: 青农（种子）罚〔2026〕3号   # 原样
案件名称: 张小禾经营标签不符合规定的种子案
执法主体: qinghe-nyncj
行政相对人:
  类别: 自然人
  名称: 张小禾
  住所: 青禾县北滩乡上滩村3组12号
决定日期: 2026-03-02
违法行为类型: 经营标签不符合规定的种子
违法事实: |
  2026年2月11日，执法人员检查发现张小禾所售玉米种子的标签没有标注检疫证明编号。

  张小禾对此没有异议。
处罚依据:
  - {法律: 中华人民共和国种子法, 条款: 第七十九条}
处罚类别: [罚款]
处罚内容: 罚款2000元
罚款金额: 2000.00
内部:
  公开审查: {保密审查人: C001, 批准人: L001, 日期: 2026-03-04, 结论: 同意公开}
  执法人员: ['65990091', '65990092']
"""
FILE = f"content/post/decisions/2026/{PENALTY}.yaml"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_county(tmp_path)
    monkeypatch.chdir(tmp_path)
    place = tmp_path / FILE
    place.write_text(DRAFT, encoding="utf-8")
    return place


def personal(folder: Path) -> list[str]:
    return [f.code for f in assemble(folder / "content").findings if f.code.startswith("GS4")]


def test_it_shows_and_does_not_write(draft: Path) -> None:
    answer = call("redact", FILE)
    assert answer.status == 1
    assert "-  名称: 张小禾" in answer.out
    assert "+  名称: 张某" in answer.out
    assert draft.read_text(encoding="utf-8") == DRAFT
    assert "张小禾" not in answer.err


def test_what_is_accepted_passes_the_checks(draft: Path, tmp_path: Path) -> None:
    assert "GS400" in personal(tmp_path)
    answer = call("redact", FILE, "--write")
    assert answer.status == 0
    assert "张小禾" not in answer.out + answer.err
    text = draft.read_text(encoding="utf-8")
    assert "张小禾" not in text
    assert text.startswith("# 草稿，案卷 2026-003\n")
    assert "〔2026〕3号   # 原样\n" in text
    assert "  住所: 青禾县北滩乡\n" in text
    assert text.index("脱敏:\n") < text.index("内部:\n")
    assert personal(tmp_path) == []
    assert call("redact", FILE).status == 0


NUMBERS = "证人的手机是138 1234 5678，身份证号11010519491231002X，货款汇入银行卡6222020200112233440，单价12.50元。"


def with_facts(facts: str) -> str:
    return DRAFT.replace("  张小禾对此没有异议。\n", f"  {facts}\n")


def test_numbers_in_prose_are_covered_with_their_entries(draft: Path, tmp_path: Path) -> None:
    draft.write_text(with_facts(NUMBERS), encoding="utf-8")
    answer = call("redact", FILE)
    assert answer.status == 1
    assert draft.read_text(encoding="utf-8") == with_facts(NUMBERS)
    assert call("redact", FILE, "--write").status == 0
    text = draft.read_text(encoding="utf-8")
    assert "手机是138****5678，身份证号******************，货款汇入银行卡***************3440，单价12.50元。" in text
    for kind in ("手机号", "居民身份证号", "银行账号"):
        assert f"  - {{字段: 违法事实, 内容: {kind}, 方式: 部分遮盖, 依据: 个人信息}}\n" in text
    assert personal(tmp_path) == []
    assert call("redact", FILE).status == 0


def test_a_number_that_may_be_shown_stays(draft: Path, tmp_path: Path) -> None:
    allowed = {
        "字段": "违法事实",
        "值": "13812345678",
        "原因": "登记的举报手机",
        "批准人": "L001",
        "到期": "2030-01-01",
    }
    write_county(tmp_path, site={"允许出现": [allowed]})
    draft.write_text(with_facts("举报手机13812345678，证人手机13912345678。"), encoding="utf-8")
    assert call("redact", FILE, "--write").status == 0
    assert "举报手机13812345678，证人手机139****5678。" in draft.read_text(encoding="utf-8")


def test_a_number_that_the_file_spells_otherwise_is_left_to_the_clerk(draft: Path) -> None:
    line = '"证人的手机是138\\u00312345678"'
    start, end = DRAFT.index("违法事实: |"), DRAFT.index("处罚依据:")
    draft.write_text((DRAFT[:start] + f"违法事实: {line}\n" + DRAFT[end:]).replace("张小禾", "张某"), encoding="utf-8")
    answer = call("redact", FILE, "--write")
    assert "【违法事实】里有号码" in answer.err
    assert "138" not in answer.err


def test_two_people_of_one_mask_are_numbered(draft: Path, tmp_path: Path) -> None:
    parties = "行政相对人:\n  - {类别: 自然人, 名称: 买买提·艾力}\n  - {类别: 自然人, 名称: 买合木提·吐尔逊}\n"
    start, end = DRAFT.index("行政相对人:"), DRAFT.index("决定日期:")
    draft.write_text((DRAFT[:start] + parties + DRAFT[end:]).replace("张小禾", "买买提·艾力"), encoding="utf-8")
    assert call("redact", FILE, "--write").status == 0
    text = draft.read_text(encoding="utf-8")
    assert "名称: 买某1}" in text
    assert "名称: 买某2}" in text
    assert "发现买某1所售" in text
    assert personal(tmp_path) == []


def test_an_operator_who_is_not_shown_is_taken_out(draft: Path, tmp_path: Path) -> None:
    shop = "行政相对人:\n  类别: 个体工商户\n  名称: 青禾县丰穗农资经营部\n  统一社会信用代码: 00000000000000000X\n  法定代表人: 李小麦\n"
    start, end = DRAFT.index("行政相对人:"), DRAFT.index("决定日期:")
    draft.write_text((DRAFT[:start] + shop + DRAFT[end:]).replace("张小禾", "当事人"), encoding="utf-8")
    assert call("redact", FILE, "--write").status == 0
    assert "法定代表人" not in draft.read_text(encoding="utf-8").split("脱敏:")[0]


def test_entries_go_on_where_some_are(draft: Path, tmp_path: Path) -> None:
    entry = "脱敏:\n  - {字段: 违法事实, 内容: 证人姓名, 方式: 隐去, 依据: 个人隐私}   # 原有\n"
    draft.write_text(DRAFT.replace("内部:\n", entry + "内部:\n"), encoding="utf-8")
    assert call("redact", FILE, "--write").status == 0
    text = draft.read_text(encoding="utf-8")
    assert text.count("脱敏:") == 1
    assert text.count("字段: 违法事实") == 1
    assert "# 原有" in text
    assert personal(tmp_path) == []


def test_a_draft_that_cannot_be_read_is_said_so(draft: Path) -> None:
    draft.write_text("执法类别：行政处罚\n", encoding="utf-8")
    answer = call("redact", FILE)
    assert (answer.status, answer.out) == (2, "")
    assert "还读不出来" in answer.err
    assert call("redact", "nowhere.yaml").status == 2
