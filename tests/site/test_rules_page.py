"""公示时限与规则: rows of the profile that differ in their label only are one row, whatever else is told is told once."""

from __future__ import annotations

from gongshi.profiles import Row
from gongshi.site.sections.front import _shown

ROW = Row("公示期限", "行政强制", "20", "工作日", "", "国办发〔2018〕118号", "")


def labels(*rows: Row) -> list[str]:
    return [row["label"] for row in _shown(rows)]


def test_neighbours_that_say_the_same_are_one_row() -> None:
    assert labels(ROW, ROW._replace(label="行政检查")) == ["公示期限：行政强制、行政检查"]


def test_a_row_that_differs_in_anything_else_stands_alone() -> None:
    for other in ("group", "value", "unit", "conditions", "basis", "source"):
        assert len(labels(ROW, ROW._replace(label="行政检查", **{other: "9"}))) == 2, other


def test_a_group_of_one_is_named_once() -> None:
    assert labels(ROW._replace(label="公示期限")) == ["公示期限"]
