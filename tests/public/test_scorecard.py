"""The timeliness scorecard: what counts where, and that a finished quarter stays as it is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from answers import call
from county import ENTITY, PENALTY, write_county
from gongshi.assembly import assemble
from gongshi.public.scorecard import COLUMNS, Score, cells, scorecard

WITHDRAWN = {
    "情形": "撤销",
    "生效日期": "2026-05-11",
    "依据": "青政复决〔2026〕4号",
    "说明": "行政复议决定撤销原处罚决定。",
}


def scores(folder: Path, day: str = "2026-03-16", **county: Any) -> dict[str, Score]:
    register = assemble(write_county(folder, **county), date.fromisoformat(day)).sound
    return {score.quarter: score for score in scorecard(register) if score.entity == ENTITY}


@pytest.mark.parametrize(
    ("published", "counted"),
    [("2026-03-05", ("on_time", None)), ("2026-03-13", ("late", 2)), (None, ("overdue", None))],
)
def test_in_time_late_and_not_yet(published: str | None, counted: tuple[str, int | None], tmp_path: Path) -> None:
    review = {"内部": {"公开审查": {"采集人": "C003", "结论": "待审"}}} if published is None else {}
    found = scores(tmp_path, penalty=review, ledger={PENALTY: published} if published else {})["2026Q1"]
    assert (found.due, getattr(found, counted[0]), found.late_max) == (1, 1, counted[1])


def test_a_finished_quarter_stays_when_its_decision_is_withdrawn(tmp_path: Path) -> None:
    before = scores(tmp_path / "a", "2026-06-01")["2026Q1"]
    after = scores(tmp_path / "b", "2026-06-01", penalty={"撤回": WITHDRAWN})
    assert after["2026Q1"] == before
    assert (after["2026Q2"].withdrawn, after["2026Q2"].withdrawn_on_time) == (1, 1)


def test_a_withdrawal_after_three_working_days_is_late(tmp_path: Path) -> None:
    found = scores(tmp_path, "2026-06-01", penalty={"撤回": {**WITHDRAWN, "撤回日期": "2026-05-20"}})["2026Q2"]
    assert (found.withdrawn, found.withdrawn_on_time) == (1, 0)


def test_corrections_count_in_their_own_quarter(tmp_path: Path) -> None:
    correction = [{"日期": "2026-04-02", "字段": "违法事实", "原因": "录入错误"}]
    assert scores(tmp_path, "2026-04-10", penalty={"更正": correction})["2026Q2"].corrected == 1


def test_what_is_not_published_by_rule_is_in_no_denominator(tmp_path: Path) -> None:
    assert scores(tmp_path, penalty={"依规不公示": {"依据": "示例"}}, ledger={}) == {}


def test_a_spreadsheet_runs_nothing() -> None:
    row = cells([Score("x", "=HYPERLINK(1)", "2026Q1")])[1]
    assert row[1] == "'=HYPERLINK(1)"
    assert len(row) == len(COLUMNS)


def test_three_forms_say_the_same(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    data = json.loads(call("scorecard", "--format", "json", "--content", str(content)).out)
    table = list(csv.reader(io.StringIO(call("scorecard", "--format", "csv", "--content", str(content)).out)))
    assert [row["on_time"] for row in data["rows"]] == [int(row[4]) for row in table[1:]]
    assert "应公示" in call("scorecard", "--content", str(content)).out
