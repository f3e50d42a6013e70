"""Counts by year: a finished year stays as it is, whatever becomes of its decisions; what is kept back is counted only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from county import ENTITY, PENALTY, penalty, write, write_county
from gongshi.assembly import assemble
from gongshi.public.figures import BY_RULE, Figures, figures
from gongshi.public.scorecard import scorecard
from gongshi.public.statement import canonical, digest, statement_of
from gongshi.registry.register import Register
from gongshi.release.seal import written
from gongshi.release.store import Entry, place_of

FILE = f"post/decisions/2026/{PENALTY}.yaml"
WITHDRAWN = {"情形": "撤销", "生效日期": "2027-05-11", "依据": "青政复决〔2027〕4号", "说明": "复议决定撤销。"}
NEXT_YEAR = "2027-06-01"


def register_of(content: Path, day: str = NEXT_YEAR) -> Register:
    return assemble(content, date.fromisoformat(day)).sound


def of_year(register: Register, year: int) -> Figures:
    return next((figure for figure in figures(register) if figure.year == year), Figures(year))


def counted(content: Path, year: int = 2026) -> dict[str, list[int]]:
    return of_year(register_of(content), year).by_kind(ENTITY)


MARCH = {"penalty": [0, 0, 1, *([0] * 9)]}


@pytest.mark.parametrize(
    "later",
    [
        {},
        {"撤回": WITHDRAWN},
        {"提前终止公示": {"日期": "2027-01-10", "依据": "信用修复"}},
        {"误公开": {"下线日期": "2026-03-06"}},
    ],
    ids=["lapsed", "withdrawn", "ended early", "taken down in error"],
)
def test_a_finished_year_stays_whatever_becomes_of_a_decision(later: dict[str, Any], tmp_path: Path) -> None:
    assert counted(write_county(tmp_path, penalty=later)) == MARCH


def test_a_withdrawal_counts_in_its_own_year(tmp_path: Path) -> None:
    register = register_of(write_county(tmp_path, penalty={"撤回": WITHDRAWN}))
    assert of_year(register, 2027).reasons() == {"撤销": 1}
    assert of_year(register, 2026).reasons() == {}
    assert of_year(register, 2027).total() == 0


def test_a_withdrawal_that_has_not_taken_effect_is_not_known_yet(tmp_path: Path) -> None:
    register = register_of(write_county(tmp_path, penalty={"撤回": WITHDRAWN}), "2027-05-10")
    assert all(not figure.withdrawn for figure in figures(register))


def keep_statement(content: Path) -> None:
    """The store as a release leaves it: with the statement of the decision."""
    record = register_of(content, "2026-03-16").decisions[PENALTY]
    statement = statement_of(record)
    name = digest(statement)
    entry = Entry(date(2026, 3, 5), "decision", date(2026, 3, 5), name)
    write(content / "release/store.json", written({PENALTY: entry}))
    write(content / place_of(name), canonical(statement))


def test_a_finished_year_stays_when_a_lapsed_record_leaves_the_repository(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    keep_statement(content)
    before = counted(content), scorecard(register_of(content))
    (content / FILE).unlink()
    register = register_of(content)
    assert PENALTY not in register.decisions
    assert (counted(content), scorecard(register)) == before
    assert before[0] == MARCH


def test_one_bad_file_does_not_change_the_count(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    keep_statement(content)
    write(content / FILE, penalty(3, 决定日期="去年三月"))
    assert counted(content) == MARCH


def test_what_nobody_saw_is_not_counted(tmp_path: Path) -> None:
    waiting = {"内部": {"公开审查": {"采集人": "C003", "结论": "待审"}}}
    assert figures(register_of(write_county(tmp_path, penalty=waiting, ledger={}))) == []


def test_not_published_by_rule_is_counted_without_organ_or_month(tmp_path: Path) -> None:
    register = register_of(write_county(tmp_path, penalty={"依规不公示": {"依据": "示例"}}, ledger={}))
    figure = of_year(register, 2026)
    assert figure.undisclosed == {BY_RULE: 1}
    assert (figure.months, figure.total()) == ({}, 0)


def test_undisclosed_decisions_are_counted_by_ground(tmp_path: Path) -> None:
    kept_back = {
        "执法主体": ENTITY, "执法类别": "行政处罚", "文书号": "青农（种子）罚〔2026〕9号", "决定日期": "2026-02-08",
        "理由": "商业秘密", "依据": "政府信息公开条例第十五条", "批准人": "L001", "批准日期": "2026-02-12",
    }  # fmt: skip
    content = write_county(tmp_path, files={"post/undisclosed/2026/nyncj-001.yaml": kept_back})
    assert of_year(register_of(content), 2026).undisclosed == {"商业秘密": 1}
