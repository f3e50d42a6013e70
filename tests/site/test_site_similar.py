"""A decision's page lists what is like it among the decisions shown, and nothing of the others."""

from __future__ import annotations

import re
from typing import Any

import pytest

from county import PENALTY, penalty, write_bureau
from gongshi.cli.site import Job, run_build

LIKE, WITHDRAWN, OTHER = "qnz-zz-2026-004", "qnz-zz-2026-005", "qnz-zz-2026-006"
_ROW = re.compile(r'<li class="row"(?: data-last-day="(?P<last>[\d-]+)")?>.*?</li>', re.S)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Four penalties: one like the first, one like it that is withdrawn, one on another article."""
    folder = tmp_path_factory.mktemp("similar")
    fallen = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    others: dict[str, dict[str, Any]] = {
        LIKE: penalty(4, 案件名称="某店经营标签不符合规定的种子案", 罚款金额="2500.00", 处罚内容="罚款2500元"),
        WITHDRAWN: penalty(5, 案件名称="撤回的案件", 撤回=[fallen]),
        OTHER: penalty(6, 处罚依据=[{"法律": "中华人民共和国种子法", "条款": "第七十三条"}]),
    }
    bureau = write_bureau(
        folder,
        ledger=dict.fromkeys((PENALTY, *others), "2026-03-05"),
        files={f"post/decisions/2026/{record}.yaml": data for record, data in others.items()},
    )
    assert run_build(Job(bureau / "content", folder / "output", bureau / "publishconf.py"))[0] == 0
    shown = folder / "output" / "decisions"
    return {record: (shown / f"{record}.html").read_text(encoding="utf-8") for record in (PENALTY, *others)}


def block(page: str) -> str:
    """The list of 类案 on a page; empty where there is none."""
    found = re.search(r"<h2>类案</h2>.*?</section>", page, re.S)
    return found[0] if found else ""


def test_title_number_amount_and_date_of_the_like_one(pages: dict[str, str]) -> None:
    rows = list(_ROW.finditer(block(pages[PENALTY])))
    assert len(rows) == 1
    for told in (
        f'href="../decisions/{LIKE}.html"',
        "某店经营标签不符合规定的种子案",
        "〔2026〕4号",
        "2,500元",
        "2026-03-02",
    ):
        assert told in rows[0][0]
    assert PENALTY in block(pages[LIKE])


def test_a_row_carries_its_last_day(pages: dict[str, str]) -> None:
    page_day = re.search(r'<html [^>]*data-last-day="([\d-]+)"', pages[LIKE])
    row = _ROW.search(block(pages[PENALTY]))
    assert page_day and row and row["last"] == page_day[1]


def test_no_party_is_named(pages: dict[str, str]) -> None:
    assert "丰穗农资" in pages[LIKE] and "丰穗农资" not in block(pages[PENALTY])


def test_what_is_withdrawn_is_not_listed_and_lists_nothing(pages: dict[str, str]) -> None:
    assert "撤回" in pages[WITHDRAWN] and not block(pages[WITHDRAWN])
    assert not any(WITHDRAWN in block(page) for page in pages.values())


def test_without_a_like_one_there_is_no_list(pages: dict[str, str]) -> None:
    assert OTHER in pages and "类案" not in pages[OTHER]
