"""GS321: what was published does not vanish; 误公开 is remembered by the store even when history is purged."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import FILE, REAL, commit, git, only, place, published, release, rewrite, start, told

from county import DECISION, PENALTY, penalty, write
from gongshi.assembly import assemble
from gongshi.findings import Scope, Severity
from gongshi.release.store import INDEX, read_store

OTHER = "post/decisions/2026/qnz-zz-2026-004.yaml"
FALL = {"情形": "撤销", "生效日期": "2026-03-10", "依据": "某决定", "说明": "复议决定撤销。"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two published decisions, no git."""
    return published(tmp_path, site=REAL, files={OTHER: penalty(4)})


def test_gs321_a_file_was_deleted(content: Path) -> None:
    (content / FILE).unlink()
    finding = only(content)
    assert place(finding) == ("GS321", INDEX, 4, 3)
    assert (finding.severity, finding.scope, finding.record) == (Severity.GATE, Scope.RECORD, PENALTY)
    assert finding.message == (
        f"“{PENALTY}”（青农（种子）罚〔2026〕3号）于 2026-03-05 公示，公示期未满，也没有撤回，内容里却没有了"
    )


def test_gs321_holds_back_nobody_else(content: Path) -> None:
    """Another decision falls on the same day: it comes down, whatever else is missing."""
    (content / FILE).unlink()
    rewrite(content, OTHER, penalty(4), 撤回=[FALL])
    assembled = assemble(content)
    assert (assembled.exit_code, assembled.held) == (1, {INDEX})
    assert assembled.sound.standings["qnz-zz-2026-004"].state.tombstone


def test_gs321_moved_to_where_it_is_no_decision(content: Path) -> None:
    undisclosed = {
        "执法主体": "qinghe-nyncj", "执法类别": "行政处罚", "文书号": "青农（种子）罚〔2026〕3号", "决定日期": "2026-03-02",
        "理由": "个人隐私", "依据": "某条", "批准人": "L001", "批准日期": "2026-03-12",
    }  # fmt: skip
    (content / FILE).unlink()
    write(content / f"post/undisclosed/2026/{PENALTY}.yaml", undisclosed)
    assert only(content).code == "GS321"


def test_a_file_that_cannot_be_read_has_not_vanished(content: Path) -> None:
    write(content / FILE, "a: [\n")
    assert told(content) == []


def test_what_had_lapsed_or_was_withdrawn_may_go(content: Path) -> None:
    rewrite(content, OTHER, penalty(4), 撤回=[FALL])
    release(content, "2026-03-10")
    (content / OTHER).unlink()
    assert told(content) == []
    (content / FILE).unlink()
    assert [f.record for f in told(content)] == [PENALTY]
    assert told(content, "2040-01-01") == []


def test_before_it_was_published_nothing_is_missed(content: Path) -> None:
    (content / FILE).unlink()
    assert told(content, "2026-03-04") == []


def git_county(folder: Path) -> Path:
    content = published(start(folder), site=REAL, files={OTHER: penalty(4)})
    commit(folder, "2026-03-05")
    return content


def test_gs321_names_the_commit(tmp_path: Path) -> None:
    content = git_county(tmp_path / "bureau")
    (content / FILE).unlink()
    gone = commit(content.parent, "2026-03-12")
    finding = only(content)
    assert finding.message.endswith(f"：提交 {gone[:10]}（2026-03-12）把 {FILE} 删去")
    assert finding.fix.startswith(f"从提交 {gone[:10]} 的前一版恢复 {FILE}")


def test_gs321_a_file_under_another_name(tmp_path: Path) -> None:
    content = git_county(tmp_path / "bureau")
    git(content.parent, "mv", f"content/{FILE}", "content/post/decisions/2026/renamed.yaml")
    commit(content.parent, "2026-03-12")
    assert only(content).message.endswith(f"把 {FILE} 改名为 post/decisions/2026/renamed.yaml")


def test_what_was_public_in_error_survives_a_purge(tmp_path: Path) -> None:
    """Taken down, sealed as such, then purged from all of git's history: nothing is missed, nothing is left."""
    content = git_county(tmp_path / "bureau")
    rewrite(content, FILE, DECISION, 误公开=[{"下线日期": "2026-03-11"}])
    release(content, "2026-03-11")
    commit(content.parent, "2026-03-11")
    purged = start(tmp_path / "purged")
    (content / FILE).unlink()
    git(tmp_path, "-C", str(content.parent), "rm", "-q", "--cached", f"content/{FILE}")
    (content.parent / "content").rename(purged / "content")
    write(
        purged / "content/site.yaml",
        (purged / "content/site.yaml").read_text("utf-8") + "历史起点: {日期: 2026-03-12, 依据: 清除历史}\n",
    )
    commit(purged, "2026-03-12")
    assert [f.code for f in told(purged / "content")] == ["GS304"]
    entry = read_store(purged / "content").entries[PENALTY]
    assert (str(entry.pulled), entry.statement) == ("2026-03-11", None)
    assert len(list((purged / "content/release/statements").rglob("*.json"))) == 1


def test_a_random_result_that_vanished(tmp_path: Path) -> None:
    result = {
        "任务名称": "样品抽查", "执法主体": "qinghe-nyncj", "检查开始": "2026-03-01", "检查完成": "2026-03-03", "检查对象": [],
        "抽查情况": "随机抽取。", "内部": DECISION["内部"],
    }  # fmt: skip
    content = published(tmp_path, files={"post/random-results/2026/cc-1.yaml": result})
    (content / "post/random-results/2026/cc-1.yaml").unlink()
    finding = only(content)
    assert finding.message.startswith("“cc-1”（样品抽查）于 2026-03-05 公示")
