"""What a decision's page tells a reader, and what its data file tells a program: the same, and no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from county import PENALTY, write_county
from inprocess import Tree, site_of
from pages import read

PAGE, DATA = f"decisions/{PENALTY}.html", f"decisions/{PENALTY}.json"
WITHDRAWN = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}


def built(folder: Path, **county: Any) -> Tree:
    return site_of(write_county(folder, **county))[1]


def text(tree: Tree) -> str:
    return " ".join(read(tree[PAGE]).text.split())


def test_how_the_deadline_was_met_is_counted_in_working_days(tmp_path: Path) -> None:
    """2 March 2026 is a Monday; the decision's own day is not counted."""
    assert "决定作出后第 3 个工作日公示" in text(built(tmp_path))


def test_a_day_that_nobody_recorded_is_counted_nowhere(tmp_path: Path) -> None:
    assert "个工作日公示 " not in text(built(tmp_path, ledger={}))


def test_remedies_say_where_and_until_when(tmp_path: Path) -> None:
    organ = {
        "复议机关": "青禾县人民政府",
        "复议机关地址": "团结路3号",
        "诉讼法院": "青禾县人民法院",
        "法院地址": "法院路3号",
    }
    tree = built(tmp_path, entity={"救济": organ})
    words = text(tree)
    for said in ("团结路3号", "法院路3号", "自知道本决定之日起60日内", "自知道本决定之日起六个月内"):
        assert said in words


def test_review_first_leaves_fifteen_days_for_the_court(tmp_path: Path) -> None:
    tree = built(
        tmp_path, penalty={"救济": {"复议机关": "青禾县人民政府", "诉讼法院": "青禾县人民法院", "复议前置": "是"}}
    )
    assert "收到复议决定书之日起15日内" in text(tree)


def test_a_correction_is_told_at_the_head_and_found_from_there(tmp_path: Path) -> None:
    correction = {"日期": "2026-03-12", "字段": "罚款金额", "原因": "录入错误", "原内容": "20000元", "新内容": "2000元"}
    tree = built(tmp_path, penalty={"更正": [correction]})
    seen = read(tree[PAGE])
    assert "本记录于2026年3月12日更正过" in seen.text
    assert ("a", "href", "#corrections") in seen.links and "corrections" in seen.ids
    assert "20000元" in seen.text


def test_the_data_file_is_the_projection_at_its_permanent_address(tmp_path: Path) -> None:
    data = json.loads(built(tmp_path)[DATA])
    assert data["format"] == 1
    assert data["url"] == f"https://www.qinghe.example/xzzf/{PAGE}"
    assert (data["number"], data["amount"], data["decided"]) == ("青农（种子）罚〔2026〕3号", "2000.00", "2026-03-02")
    assert data["published"] == "2026-03-05"


def test_the_data_file_does_not_change_because_a_day_went_by(tmp_path: Path) -> None:
    """The page says 即将期满 in its last month; a program reads the last day itself."""
    early, late = (
        built(tmp_path / day, site={"基准日": day})
        for day in ("2026-03-16", "2027-02-20")
    )  # fmt: skip
    assert "即将期满" in text(late) and "即将期满" not in text(early)
    assert early[DATA] == late[DATA]


def test_the_data_file_says_no_more_of_a_party_than_the_page(tmp_path: Path) -> None:
    party = {
        "类别": "个体工商户",
        "名称": "青禾县丰穗农资经营部",
        "统一社会信用代码": "00000000000000000X",
        "代理人": "丁某",
    }
    tree = built(tmp_path, penalty={"行政相对人": party})
    assert "丁某" not in tree[DATA].decode() + text(tree)


def test_nothing_private_is_in_the_data_file(tmp_path: Path) -> None:
    redaction = [{"字段": "违法事实", "内容": "证人的姓名", "方式": "隐去", "依据": "个人隐私"}]
    raw = built(tmp_path, penalty={"脱敏": redaction})[DATA].decode()
    assert "个人隐私" in raw
    for word in ("证人的姓名", "隐去", "65990091", "C001", "L001"):
        assert word not in raw


@pytest.mark.parametrize(
    "gone",
    [
        {"撤回": WITHDRAWN},
        {"提前终止公示": {"日期": "2026-03-10", "依据": "信用修复"}},
        {"依规不公示": {"依据": "示例"}},
    ],
    ids=["withdrawn", "ended early", "never published"],
)
def test_the_data_file_goes_with_the_page(gone: dict[str, Any], tmp_path: Path) -> None:
    assert DATA not in built(tmp_path, penalty=gone)
