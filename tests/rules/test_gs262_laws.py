"""GS262, GS263: laws that were amended or ended after a list, a page or a decision was last looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listed_county import (
    DISCRETION,
    FILES,
    FRONT,
    GUIDE,
    ITEMS,
    ORGAN_FILE,
    PENALTY_FILE,
    PLAN,
    POWERS,
    hits,
    item,
    markdown,
    one,
    rows,
    write,
)  # fmt: skip

from county import changed
from gongshi.findings import Severity
from gongshi.profiles import Profile
from gongshi.rules import RULES

SEED = "中华人民共和国种子法"
AMENDED = {"规则调整": {"法律变动": {SEED: {"日期": "2026-03-10", "变动": "修正", "依据": "主席令第〇号"}}}}
ENDED = {
    "规则调整": {
        "法律变动": {"种子条例": {"日期": "2026-03-10", "变动": "废止", "替代": SEED, "依据": "国务院令第〇号"}}
    }
}
FLOW = "pre/flows/flow-a.yaml"
OLD = [{"法律": "《种子条例》", "条款": "第五条"}]
CHECKED = {"核对日期": "2026-03-10"}


def checked_all() -> dict[str, Any]:
    """Every list and page of the county, checked on the day of the amendment; guides and flows were adjusted."""
    files = {
        file: {**record, **CHECKED}
        for file, record in FILES.items()
        if isinstance(record, dict) and "更新日期" in record
    }
    files = {file: record for file, record in files.items() if "/boards/" not in file}
    files[FLOW] = {**FILES[FLOW], "更新日期": "2026-03-10"}
    return {**files, GUIDE: markdown({**FRONT, "更新日期": "2026-03-10"})}


@pytest.mark.parametrize(
    ("file", "place"),
    [
        (ITEMS, "法律: 中华人民共和国种子法"),
        (POWERS, "法律: 中华人民共和国种子法"),
        (DISCRETION, "法律: 中华人民共和国种子法"),
        (GUIDE, "法律: 中华人民共和国种子法"),
    ],
)
def test_gs262_not_checked_since(tmp_path: Path, file: str, place: str) -> None:
    stale = markdown(FRONT) if file == GUIDE else FILES[file]
    where, text, message, _ = one(write(tmp_path, {**checked_all(), file: stale}, site=AMENDED), "GS262")
    assert (where, text) == (file, place)
    assert message == (
        "【法律】《中华人民共和国种子法》2026-03-10 修正施行（主席令第〇号），更新日期还是 2026-03-01，修改后没有核对"
    )
    assert RULES["GS262"].severity is Severity.NOTE


def test_gs262_a_flow(tmp_path: Path) -> None:
    cited = {**FILES[FLOW], "依据": [{"法律": "种子法", "条款": "第五条"}]}
    where, text, _, _ = one(write(tmp_path, {**checked_all(), FLOW: cited}, site=AMENDED), "GS262")
    assert (where, text) == (FLOW, "法律: 种子法")


def test_gs262_all_checked_an_earlier_version_or_not_in_force_yet(tmp_path: Path) -> None:
    assert hits(write(tmp_path / "a", checked_all(), site=AMENDED), "GS262") == []
    versioned = rows(POWERS, "权责", first={"权力依据": [{"法律": SEED, "条款": "第五条", "版本": "2021年修正"}]})
    assert hits(write(tmp_path / "b", {**checked_all(), **versioned}, site=AMENDED), "GS262") == []
    assert hits(write(tmp_path / "c", site=AMENDED), "GS262", date(2026, 3, 9)) == []


@pytest.mark.parametrize(
    ("file", "record"),
    [
        (
            PLAN.replace("random-plans", "items"),
            {**FILES[ITEMS], "事项": [item("NY-QT-009", "行政检查", 执法依据=OLD)]},
        ),
        (GUIDE, markdown({**FRONT, "设定依据": OLD})),
        (FLOW, {**FILES[FLOW], "依据": OLD}),
        (ORGAN_FILE, None),
    ],
)
def test_gs263_cites_a_law_that_has_ended(tmp_path: Path, file: str, record: Any) -> None:
    organ = {"主体依据": OLD} if file == ORGAN_FILE else None
    files = {} if record is None else {file.replace("items/a", "items/b"): record}
    where, text, message, fix = one(write(tmp_path, files, site=ENDED, entity=organ), "GS263")
    assert where == file.replace("items/a", "items/b")
    assert text == "法律: 《种子条例》"
    assert message == "【法律】《种子条例》已于 2026-03-10 废止，现在是《中华人民共和国种子法》（国务院令第〇号）"
    assert fix == f"法律: {SEED}"
    assert RULES["GS263"].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"决定日期": "2026-03-11"}, True),
        ({"决定日期": "2026-03-09"}, False),
        ({"决定日期": "2026-03-11", "行为发生日期": "2026-03-01"}, False),
        ({"决定日期": "2026-03-11", "处罚依据": [{**OLD[0], "版本": "2020年公布"}]}, False),
    ],
)
def test_gs263_of_a_decision(tmp_path: Path, changes: dict[str, Any], wrong: bool) -> None:
    content = write(tmp_path, site=ENDED, penalty=changed({"处罚依据": OLD}, changes), ledger={})
    assert [hit[:2] for hit in hits(content, "GS263")] == ([(PENALTY_FILE, "法律: 《种子条例》")] if wrong else [])


def test_every_change_that_the_package_knows_is_dated_and_sourced() -> None:
    changes = Profile.load("national").law_changes
    assert changes
    for law, change in changes.items():
        assert date(2020, 1, 1) <= change.day <= date(2026, 12, 31), law
        assert (change.successor is not None) == (change.change == "废止"), law
