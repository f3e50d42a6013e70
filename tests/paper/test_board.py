"""``gongshi board``: what the print pages say, what they leave out, and what stops them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from answers import Answer, call
from county import ENTITY, FRAGMENT, OFFICERS, changed, penalty, write_county
from gongshi.redaction import denylist
from pages import read

MONTH = "2026-03"
_HEAD = {"执法主体": ENTITY, "更新日期": "2026-03-01"}
BOARD: dict[str, Any] = {
    "窗口": "<b>12号窗口</b>", **_HEAD, "岗位": "受理岗", "岗位职责": ["受理农药经营许可申请"],
    "人员": [{"姓名": "王小禾", "工号": "65990091"}, {"姓名": "林晓禾", "工号": "青农012", "AB岗": "B岗"}],
    "办理事项": ["农药经营许可"], "进度查询": "电话查询", "咨询电话": "0999-6590012", "投诉举报": "12345", "办公时间": "工作日",
}  # fmt: skip
FLOW: dict[str, Any] = {
    "名称": "处罚流程图", **_HEAD, "执法类别": "行政处罚",
    "步骤": [
        {"编号": "a", "内容": "立案", "形状": "开始", "下一步": [{"到": "b"}]},
        {"编号": "b", "内容": "结案", "形状": "结束"},
    ],
}  # fmt: skip
BASE: dict[str, Any] = {"pre/boards/board-12.yaml": BOARD, "pre/flows/flow-a.yaml": FLOW}


def board(content: Path, folder: Path, *more: str) -> Answer:
    return call(
        "board", "--content", str(content), "--output", str(folder), "--format", "html", "--month", MONTH, *more
    )


def test_every_kind_as_pages_that_stand_alone(tmp_path: Path) -> None:
    content = write_county(tmp_path, penalty={"案件名称": "<script>alert(1)</script>种子案"}, files=BASE)
    answer = board(content, tmp_path / "out")
    names = [
        f"cards-{ENTITY}", "chart-flow-a", f"notice-{ENTITY}-{MONTH}", f"officers-{ENTITY}", "window-board-12",
    ]  # fmt: skip
    assert [Path(line).stem for line in answer.out.splitlines()] == names
    for name in names:
        seen = read((tmp_path / "out" / f"{name}.html").read_bytes())
        # Its style is all that it brings along; nothing is loaded and nothing runs.
        assert {fault for fault in seen.faults if not fault.startswith(("<style>", "inline <style>"))} == set(), name
        assert seen.links == [] and seen.metas["robots"] == "noindex" and seen.title
    notice = (tmp_path / "out" / f"notice-{ENTITY}-{MONTH}.html").read_text(encoding="utf-8")
    for word in (
        "青农（种子）罚〔2026〕3号",
        FRAGMENT,
        "&lt;script&gt;",
        "罚款（2,000元）",
        "2026-03-02",
        "本表张贴到",
    ):
        assert word in notice
    assert "65990091" not in notice and "C001" not in notice
    window = (tmp_path / "out" / "window-board-12.html").read_text(encoding="utf-8")
    # The code that asks for a certificate stands beside the number that is one.
    assert window.count("扫码查证件") == 2 and "&lt;b&gt;12号窗口" in window


def test_paper_does_not_run_ahead_of_the_website_nor_behind_it(tmp_path: Path) -> None:
    withdrawn = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "青政复决〔2026〕4号", "说明": "复议决定撤销。"}
    files = {
        "post/decisions/2026/qnz-zz-2026-004.yaml": penalty(4, 案件名称="撤回的案件", 撤回=[withdrawn]),
        "post/decisions/2026/qnz-zz-2026-005.yaml": penalty(5, 案件名称="还没有发布的案件"),
    }
    days = {"qnz-zz-2026-003": "2026-03-05", "qnz-zz-2026-004": "2026-03-05"}
    content = write_county(tmp_path, files=files, ledger=days)
    answer = board(content, tmp_path / "out", "--kind", "notice")
    notice = (tmp_path / "out" / f"notice-{ENTITY}-{MONTH}.html").read_text(encoding="utf-8")
    assert "罚〔2026〕3号" in notice
    assert "撤回的案件" not in notice and "还没有发布的案件" not in notice
    assert "另有 1 件还没有在网站公示" in answer.err


def test_an_empty_month_says_so_and_cards_are_for_good_certificates_alone(tmp_path: Path) -> None:
    first, second = OFFICERS["人员"]
    people = [first, {**second, "证件状态": "暂扣"}]
    content = write_county(tmp_path, files={"pre/officers/county.yaml": changed(OFFICERS, {"人员": people})})
    folder = tmp_path / "out"
    assert board(content, folder, "--month", "2026-02", "--kind", "notice").status == 0
    words = "截至2026年3月16日，没有正在公示的这个月作出的执法决定。"
    assert words in (folder / f"notice-{ENTITY}-2026-02.html").read_text(encoding="utf-8")
    board(content, folder, "--kind", "cards", "--kind", "officers")
    cards = (folder / f"cards-{ENTITY}.html").read_text(encoding="utf-8")
    listed = (folder / f"officers-{ENTITY}.html").read_text(encoding="utf-8")
    assert "王小禾" in cards and "林晓禾" not in cards
    assert "林晓禾" in listed and "暂扣" in listed


def test_what_may_not_leave_holds_back_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = bytes(32)
    (tmp_path / "tags").write_text(denylist.make([FRAGMENT], key).text, encoding="utf-8")
    monkeypatch.setenv(denylist.LIST, str(tmp_path / "tags"))
    monkeypatch.setenv(denylist.KEY, key.hex())
    content = write_county(tmp_path, files=BASE)
    answer = board(content, tmp_path / "out")
    assert answer.status == 1
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert len(pages) == 5 and not [name for name, text in pages.items() if FRAGMENT in text]
    # The name of the site itself is nobody's record: nothing is written.
    (tmp_path / "tags").write_text(denylist.make(["青禾县行政执法公示网"], key).text, encoding="utf-8")
    answer = board(content, tmp_path / "none")
    assert answer.status == 3 and not (tmp_path / "none").exists()
    assert "什么也没有写出" in answer.err and "青禾县行政执法公示网" not in answer.err


def test_without_chromium_there_is_a_word_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_county(tmp_path)
    monkeypatch.setenv("GONGSHI_CHROMIUM", str(tmp_path / "nowhere"))
    answer = call("board", "--content", str(content), "--output", str(tmp_path / "out"))
    assert answer.status == 3 and "--format html" in answer.err
    assert not (tmp_path / "out").exists()
