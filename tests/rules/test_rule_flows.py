"""GS151: a chart that leads nowhere, at the step that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rule_cases import flow, found, place

from county import write_county

START: dict[str, Any] = {"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]}
MIDDLE: dict[str, Any] = {"编号": "b", "内容": "调查", "下一步": [{"到": "c"}]}
END: dict[str, Any] = {"编号": "c", "内容": "结案", "形状": "结束"}
FILE = "pre/flows/flow-x.yaml"


def lines(folder: Path, *steps: dict[str, Any]) -> list[tuple[str, int]]:
    content = write_county(folder, files={FILE: flow(*steps)})
    text = (content / FILE).read_text(encoding="utf-8").split("\n")
    findings = found(content, "GS151")
    assert all(place(f)[0] == FILE and f.line > 1 and f.column > 0 for f in findings)
    return [(text[f.line - 1].strip(), f.column) for f in findings]


def test_sound_chart(tmp_path: Path) -> None:
    assert lines(tmp_path, START, MIDDLE, END) == []


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        ((START, {**MIDDLE, "下一步": [{"到": "z"}]}, END), "- 编号: b"),
        ((START, MIDDLE, END, {**MIDDLE, "编号": "d"}), "- 编号: d"),
        ((START, {**MIDDLE, "形状": "判断", "下一步": [{"到": "c", "条件": "是"}]}, END), "- 编号: b"),
    ],
    ids=["next step is not there", "step that nothing leads to", "question with one answer"],
)
def test_gs151_points_at_the_step(steps: tuple[dict[str, Any], ...], line: str, tmp_path: Path) -> None:
    assert (line, 3) in lines(tmp_path, *steps)


def test_gs151_same_number_twice(tmp_path: Path) -> None:
    assert lines(tmp_path, START, MIDDLE, {**END, "编号": "b"}, END)


def test_gs151_no_end(tmp_path: Path) -> None:
    assert lines(tmp_path, START, {**MIDDLE, "下一步": []})
