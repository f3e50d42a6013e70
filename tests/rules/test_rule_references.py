"""GS101, GS102, GS103: names of other records."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import PENALTY_FILE, flow, items, officers, only, place, told

from county import DECISION, ENTITY, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity


def test_gs101_names_the_nearest(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, penalty={"执法主体": "qinghe-nynj"}), "GS101")
    assert finding.severity is Severity.GATE
    assert place(finding) == (PENALTY_FILE, 4, 1)
    assert finding.message == "机构标识“qinghe-nynj”在本站找不到，是不是“qinghe-nyncj”？"
    assert finding.fix == "执法主体: qinghe-nyncj"
    assert finding.record == "qnz-zz-2026-003"


# What a decision may name: (changes, line and column, beginning of the message).
BROKEN = {
    "item": ({"执法事项": "ZZ-QQ-999"}, (30, 1), "事项编码“ZZ-QQ-999”"),
    "entrusted": ({"受委托组织": "nobody-at-all"}, (30, 1), "机构标识“nobody-at-all”"),
    "replaced": ({"替代": "gone-forever"}, (30, 1), "决定记录“gone-forever”"),
    "benchmark": (
        {"内部": {**DECISION["内部"], "裁量": {"基准编码": "ZZ-CL-9", "阶次": "从轻"}}},
        (31, 5),
        "裁量权基准编码“ZZ-CL-9”",
    ),
    "related": ({"关联": [{"记录": "gone-forever", "关系": "同案"}]}, (31, 3), "决定记录“gone-forever”"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_gs101_of_a_decision(case: str, tmp_path: Path) -> None:
    changes, where, label = BROKEN[case]
    finding = only(write_county(tmp_path, penalty=changes), "GS101")
    assert place(finding) == (PENALTY_FILE, *where)
    assert finding.message.startswith(label)
    assert finding.fix.endswith("，或者删去这一行")


def test_gs101_of_an_officer_points_at_the_entry(tmp_path: Path) -> None:
    internal = {**DECISION["内部"], "执法人员": ["65990001", "65990009"]}
    content = write_county(tmp_path, penalty={"内部": internal}, files={"pre/officers/x.yaml": officers("65990001")})
    finding = only(content, "GS101")
    lines = (content / PENALTY_FILE).read_text(encoding="utf-8").split("\n")
    assert "65990009" in lines[finding.line - 1]
    assert "是不是“6599" in finding.message


def test_gs101_of_an_inspector(tmp_path: Path) -> None:
    row = {"名称": "某公司", "统一社会信用代码": "00000000000000000X", "结果": "未发现问题"}
    result = {
        "任务名称": "抽查", "执法主体": ENTITY, "检查开始": "2026-03-02", "检查完成": "2026-03-03", "检查对象": [row], "抽查情况": "抽取1家。",
        "内部": {**DECISION["内部"], "执法人员": ["65990091", "77770001"]},
    }  # fmt: skip
    finding = only(write_county(tmp_path, files={"post/random-results/2026/sj-1.yaml": result}), "GS101")
    assert place(finding) == ("post/random-results/2026/sj-1.yaml", 18, 5)
    assert finding.message == "执法证号“77770001”在本站找不到"


def test_gs101_of_an_item(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, files={"pre/items/x.yaml": items(流程图="flow-x")}), "GS101")
    assert place(finding) == ("pre/items/x.yaml", 13, 3)
    assert "流程图“flow-x”" in finding.message


def test_gs102_when_what_is_named_cannot_be_read(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"执法事项": "NY-CF-001"}, files={"pre/items/x.yaml": "事项：坏\n"})
    assembled = assemble(content)
    notes = [f for f in assembled.findings if f.code == "GS102"]
    assert [f.severity for f in notes] == [Severity.NOTE]
    assert place(notes[0]) == (PENALTY_FILE, 30, 1)
    assert "NY-CF-001" in notes[0].message
    assert assembled.held == {"pre/items/x.yaml"}


def test_gs103_name_differs(tmp_path: Path) -> None:
    finding = only(write_county(tmp_path, entity={"名称": "青禾县农业局"}), "GS103")
    assert place(finding) == (f"pre/entities/{ENTITY}.yaml", 1, 1)
    assert finding.fix == "名称: 青禾县农业农村局"
    assert "青禾县农业局" in finding.message


def test_gs103_not_in_the_roster(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    organ = (content / f"pre/entities/{ENTITY}.yaml").read_bytes()
    write(content / "pre/entities/qinghe-new.yaml", organ)
    finding = only(content, "GS103")
    assert place(finding) == ("pre/entities/qinghe-new.yaml", 1, 1)
    assert finding.fix.startswith("- {标识: qinghe-new, 名称: 青禾县农业农村局")


def test_flow_may_be_named_by_an_item(tmp_path: Path) -> None:
    steps = (
        {"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]},
        {"编号": "b", "内容": "结案", "形状": "结束"},
    )
    files = {"pre/items/x.yaml": items(流程图="flow-x"), "pre/flows/flow-x.yaml": flow(*steps)}
    assert not told(write_county(tmp_path, files=files))


def test_gs101_of_a_partner_in_a_random_inspection(tmp_path: Path) -> None:
    row = {"名称": "某公司", "统一社会信用代码": "00000000000000000X", "结果": "未发现问题"}
    result = {
        "任务名称": "抽查", "执法主体": ENTITY, "配合部门": ["nobody-at-all"], "检查开始": "2026-03-02", "检查完成": "2026-03-03",
        "检查对象": [row], "抽查情况": "抽取1家。", "内部": DECISION["内部"],
    }  # fmt: skip
    finding = only(write_county(tmp_path, files={"post/random-results/2026/sj-1.yaml": result}), "GS101")
    assert place(finding) == ("post/random-results/2026/sj-1.yaml", 4, 3)
    assert finding.message == "机构标识“nobody-at-all”在本站找不到"
