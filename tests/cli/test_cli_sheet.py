"""``gongshi sheet``: the summary sheet of a decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from answers import call
from county import PENALTY, write_county
from gongshi.redaction.files import audit


def test_the_page_stands_alone_and_shows_what_may_be_shown(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"案件名称": "<script>种子案"})
    answer = call("sheet", PENALTY, "--content", str(content))
    assert answer.status == 0
    for word in (
        "青农（种子）罚〔2026〕3号",
        "《中华人民共和国种子法》第七十九条",
        "2,000元",
        "&lt;script&gt;种子案",
        "2026年3月2日",
    ):
        assert word in answer.out
    for word in ("<script", "65990091", "C001", "src=", "href="):
        assert word not in answer.out


def test_what_may_not_be_seen_has_no_sheet(tmp_path: Path) -> None:
    withdrawn = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    content = write_county(tmp_path, penalty={"撤回": [withdrawn]})
    answer = call("sheet", PENALTY, "--content", str(content))
    assert (answer.status, answer.out) == (3, "") and "不公示" in answer.err
    assert call("sheet", "nobody", "--content", str(content)).status == 3
    assert call("sheet", PENALTY, "--content", str(content), "--output", "a.doc").status == 2


@pytest.mark.browser
def test_as_a_pdf_it_passes_the_audit_without_a_word(able: None, tmp_path: Path) -> None:
    content = write_county(tmp_path)
    target = tmp_path / "sheet.pdf"
    answer = call("sheet", PENALTY, "--content", str(content), "--output", str(target))
    assert answer.status == 0, answer.err
    found = audit(target, "sheet.pdf")
    assert found.problems == () and found.has_text
