"""GS420, GS421: what the detectors find in public fields, where it stands, and what may stand there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from redaction_cases import FILE, INTERNAL, leaks

from county import ENTITY, ORGAN, PENALTY, write
from gongshi.assembly import assemble
from gongshi.findings import Severity

MOBILE, ID, ACCOUNT, CARD = "13900000000", "11010519491231002X", "65990120100000001234", "6222020200112233446"
APPROVED = {"字段": "违法事实", "值": MOBILE, "原因": "服务电话", "批准人": "L001", "到期": "2026-12-31"}


def test_a_clean_record_says_nothing(tmp_path: Path) -> None:
    assert leaks(tmp_path) == []


@pytest.mark.parametrize(
    ("field", "value", "word", "shown"),
    [
        ("违法事实", f"电话联系{MOBILE}核实。", "手机号", "1…0"),
        ("违法事实", f"证件{ID}。", "居民身份证号", "1…X"),
        ("违法事实", "1985年3月2日出生。", "出生日期", "1…日"),
        ("摘要", "住青禾镇团结路12号幸福小区3号楼2单元301室", "住址", "青…室"),
        ("证据", "1.电子邮件wang@qq.com；2.照片。", "电子邮箱", "w…m"),
        ("备注", "秘密★1年", "密级标志", "秘…★"),
        ("处罚内容", f"罚款2000元，退入{CARD}", "银行账号", "6…6"),
    ],
)
def test_gs420_holds_the_record_and_says_where(tmp_path: Path, field: str, value: str, word: str, shown: str) -> None:
    found = [f for f in leaks(tmp_path, {field: value}) if f.code == "GS420"]
    assert [(f.severity, f.file, f.record) for f in found] == [(Severity.GATE, FILE, PENALTY)]
    assert word in found[0].message and f"（{shown}）" in found[0].message and f"【{field}】" in found[0].message
    assert value not in found[0].message + found[0].fix
    line = (tmp_path / "content" / FILE).read_text(encoding="utf-8").split("\n")[found[0].line - 1]
    assert line[found[0].column - 1] == shown[0]
    assert PENALTY not in assemble(tmp_path / "content").sound.decisions


def test_gs420_tells_the_line_within_a_block(tmp_path: Path) -> None:
    leaks(tmp_path)
    file = tmp_path / "content" / FILE
    text = file.read_text(encoding="utf-8")
    start = text.index("违法事实: ")
    end = text.index("\n", start)
    block = f"违法事实: |\n  第一段。\n  第二段，电话{MOBILE}。"
    file.write_text(text[:start] + block + text[end:], encoding="utf-8")
    (found,) = [f for f in assemble(tmp_path / "content").findings if f.code == "GS420"]
    assert file.read_text(encoding="utf-8").split("\n")[found.line - 1][found.column - 1 :].startswith(MOBILE)


def test_what_is_private_is_not_looked_at(tmp_path: Path) -> None:
    assert leaks(tmp_path, {"内部": {**INTERNAL, "备注": f"当事人电话{MOBILE}"}}) == []


FIRM = {"类别": "法人及非法人组织", "名称": "青禾县丰穗农资有限公司", "统一社会信用代码": "00000000000000000X"}
OLD = {"类别": "法人及非法人组织", "名称": FIRM["名称"], "工商注册号": MOBILE}
PREMISES = "青禾县青禾镇团结路12号幸福小区3号楼2单元101室"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"履行方式和期限": f"缴至罚款专户，账号：{ACCOUNT}。"}, []),
        ({"履行方式和期限": f"缴至罚款专户，账号：{ACCOUNT[:-1]}5。"}, []),
        ({"履行方式和期限": f"转入账号：{ACCOUNT[:-1]}5。"}, ["GS420"]),
        ({"违法事实": "详询0999-6590001。"}, []),
        ({"违法事实": "详询0999-6590077。"}, ["GS421"]),
        ({"行政相对人": {**FIRM, "经营场所": PREMISES}, "脱敏": None, "违法事实": f"检查其位于{PREMISES}的门店。"}, []),
        ({"行政相对人": FIRM, "脱敏": None, "违法事实": f"检查其住处{PREMISES}。"}, ["GS420"]),
        ({"行政相对人": {**FIRM, "经营场所": PREMISES}, "脱敏": None, "违法事实": f"检查其住处{PREMISES[:-4]}502室。"}, ["GS420"]),
        ({"行政相对人": OLD, "脱敏": None}, []),
        ({"行政相对人": OLD, "脱敏": None, "摘要": f"拨打{MOBILE}"}, ["GS420"]),
        ({"违法事实": "当事人驾驶新Q12345号货车。"}, ["GS421"]),
    ],
)  # fmt: skip
def test_what_may_stand_where(tmp_path: Path, changes: dict[str, Any], codes: list[str]) -> None:
    organ = {"罚款专户": {"户名": "青禾县财政局", "账号": ACCOUNT}}
    for _ in range(2):  # the second time with what the first one remembers
        found = leaks(tmp_path, changes, entity=organ)
        assert [f.code for f in found if f.code in ("GS420", "GS421")] == codes


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ({}, []),
        ({"字段": "摘要"}, ["GS420"]),
        ({"值": MOBILE[:-1] + "1"}, ["GS420"]),
        ({"到期": "2026-03-15"}, ["GS420"]),
    ],
)
def test_an_approved_value_passes_in_its_field_until_its_day(
    tmp_path: Path, entry: dict[str, str], codes: list[str]
) -> None:
    site = {"允许出现": [{**APPROVED, **entry}]}
    assert [f.code for f in leaks(tmp_path, {"违法事实": f"服务电话{MOBILE}。"}, site=site)] == codes


def test_what_was_clean_because_of_another_record_is_looked_at_again(tmp_path: Path) -> None:
    """The organ drops its account from its own file: the decision, whose bytes are the same, may name it no longer."""
    organ = {"罚款专户": {"户名": "青禾县财政局", "账号": ACCOUNT}}
    assert leaks(tmp_path, {"履行方式和期限": f"账号：{ACCOUNT}"}, entity=organ) == []
    write(tmp_path / f"content/pre/entities/{ENTITY}.yaml", ORGAN)
    found = [f.code for f in assemble(tmp_path / "content").findings if f.code == "GS420"]
    assert found == ["GS420"]
