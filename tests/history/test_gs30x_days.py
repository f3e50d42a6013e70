"""GS301 to GS306: days of first publication that cannot be forged, on real repositories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from repositories import (
    FILE,
    REAL,
    codes,
    commit,
    git,
    key_at,
    only,
    place,
    published,
    redate,
    release,
    rewrite,
    start,
    told,
)

from county import DECISION, PENALTY, changed, index, penalty, write, write_county
from gongshi.assembly import assemble
from gongshi.findings import Severity
from gongshi.release.store import INDEX, read_store

MIGRATED = {"系统": "旧栏目", "公示日期": "2026-03-04", "依据": "截图存档"}
START = {"历史起点": {"日期": "2026-03-10", "依据": "旧仓库封存件"}}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Came in on 3 March, was published on the 5th, and the store came in with the next commit."""
    folder = start(tmp_path / "bureau")
    write_county(folder, ledger={}, site=REAL)
    (folder / ".gitignore").write_text(".gongshi/\n")
    commit(folder, "2026-03-03")
    release(folder / "content", "2026-03-05")
    commit(folder, "2026-03-05T20:00:00+08:00")
    return folder / "content"


def test_a_sound_history(content: Path) -> None:
    assert told(content) == []


def test_gs301_migrated_later_than_the_store_knows(tmp_path: Path) -> None:
    late = {**MIGRATED, "公示日期": "2026-03-06"}
    content = write_county(tmp_path, penalty={"迁移": late})
    finding = only(content)
    assert finding.code == "GS301"
    assert key_at(content, finding) == "公示日期: '2026-03-06'"
    assert finding.fix == "公示日期: 不晚于 2026-03-05 的日期"
    assert told(write_county(tmp_path, penalty={"迁移": MIGRATED})) == []


def test_gs301_a_day_that_has_not_come(tmp_path: Path) -> None:
    content = write_county(tmp_path, ledger={}, penalty={"迁移": {**MIGRATED, "公示日期": "2026-03-17"}})
    assert "还没有到" in only(content).message
    assert told(content, "2026-03-17") == []


@pytest.mark.parametrize("correction", [None, [{"日期": "2026-03-16", "字段": "迁移公示日期", "原因": "漏写"}]])
def test_gs301_written_only_after_publication(tmp_path: Path, correction: Any) -> None:
    content = published(tmp_path, day="2026-03-09")
    rewrite(content, FILE, DECISION, 迁移=MIGRATED, 更正=correction)
    finding = only(content)
    assert finding.code == "GS301"
    assert "公示以后才用“迁移”写成 2026-03-04；台账记下的首次公示日期是 2026-03-09" in finding.message


def test_gs301_moved_earlier_after_publication(tmp_path: Path) -> None:
    content = published(tmp_path, penalty={"迁移": MIGRATED})
    assert told(content) == []
    rewrite(content, FILE, DECISION, 迁移={**MIGRATED, "公示日期": "2026-03-03"})
    finding = only(content)
    assert finding.code == "GS301"
    assert key_at(content, finding) == "公示日期: '2026-03-03'"


def test_gs302_published_before_it_came(content: Path) -> None:
    """The forged store is committed with the record, so that nothing in the store itself looks moved."""
    folder = content.parent
    other = "post/decisions/2026/new-1.yaml"
    write(content / other, penalty(9))
    release(content, "2026-03-06")
    commit(folder, "2026-03-12")
    finding = only(content)
    assert place(finding) == ("GS302", other, 9, 1)
    assert key_at(content, finding) == "决定日期: '2026-03-02'"
    assert finding.severity is Severity.GATE
    assert "首次公示日期 2026-03-06，早于记录进入发布分支的 2026-03-12" in finding.message
    assert assemble(content).held == {other}


def test_gs302_the_day_is_that_of_shanghai(content: Path) -> None:
    other = "post/decisions/2026/new-1.yaml"
    write(content / other, penalty(9))
    commit(content.parent, "2026-03-09T23:30:00-05:00")  # the 10th, 12:30 in Shanghai
    release(content, "2026-03-09")
    assert "2026-03-10" in only(content).message
    redate(content, {"new-1": "2026-03-10"})
    assert told(content) == []


def test_gs302_what_counts_is_the_merge(content: Path) -> None:
    """Written at home on the 6th, merged on the 12th."""
    folder, other = content.parent, "post/decisions/2026/new-1.yaml"
    git(folder, "checkout", "-q", "-b", "feature")
    write(content / other, penalty(9))
    commit(folder, "2026-03-06")
    git(folder, "checkout", "-q", "main")
    write(folder / "notes.txt", "别的\n")
    commit(folder, "2026-03-07")
    git(folder, "merge", "-q", "--no-ff", "-m", "合并", "feature", at="2026-03-12T09:00:00+08:00")
    release(content, "2026-03-11")
    finding = only(content)
    assert (finding.code, finding.file) == ("GS302", other)
    assert "2026-03-12" in finding.message


def test_gs302_a_squash_merge_dates_its_record(content: Path) -> None:
    folder, other = content.parent, "post/decisions/2026/new-1.yaml"
    git(folder, "checkout", "-q", "-b", "feature")
    write(content / other, penalty(9))
    commit(folder, "2026-03-06")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--squash", "feature")
    commit(folder, "2026-03-12")
    release(content, "2026-03-12")
    assert told(content) == []


def test_a_file_that_moved_to_another_year_keeps_its_day(content: Path) -> None:
    folder = content.parent
    (content / "post/decisions/2025").mkdir()
    git(folder, "mv", f"content/{FILE}", f"content/post/decisions/2025/{PENALTY}.yaml")
    commit(folder, "2026-03-12")
    assert told(content) == []


def test_gs302_likeness_lends_no_day_to_another_record(content: Path) -> None:
    """A new file that git takes for the renamed old one came in when it came in."""
    folder, other = content.parent, "post/decisions/2026/new-1.yaml"
    write(content / "post/decisions/2026/draft.yaml", penalty(8, 内部={"公开审查": {"结论": "待审"}}))
    commit(folder, "2026-03-06")
    git(folder, "mv", "content/post/decisions/2026/draft.yaml", f"content/{other}")
    write(content / other, penalty(8))
    commit(folder, "2026-03-12")
    release(content, "2026-03-07")
    assert place(only(content))[:2] == ("GS302", other)


def test_a_sample_is_not_held_against_git(content: Path) -> None:
    write(content / "site.yaml", (content / "site.yaml").read_text("utf-8").replace("示例: 否", "示例: 是"))
    redate(content, {PENALTY: "2026-03-02"})
    assert told(content) == []


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A repository that begins on 10 March with all that was published before, and says so."""
    folder = start(tmp_path / "moved")
    published(folder, site={**REAL, **START})
    commit(folder, "2026-03-10")
    return folder / "content"


def test_gs304_a_repository_that_was_moved(moved: Path) -> None:
    finding = only(moved)
    assert (finding.code, finding.severity, finding.file) == ("GS304", Severity.NOTE, "site.yaml")
    assert key_at(moved, finding) == "历史起点:"
    assert finding.message.startswith("1 条记录首次公示早于历史起点 2026-03-10")


def test_gs302_a_moved_repository_that_does_not_say_so(tmp_path: Path) -> None:
    folder = start(tmp_path / "silent")
    content = published(folder, site=REAL)
    commit(folder, "2026-03-10")
    assert codes(told(content)) == ["GS302"]


def test_gs302_the_start_vouches_for_nothing_that_came_later(moved: Path) -> None:
    write(moved / "post/decisions/2026/new-1.yaml", penalty(9))
    release(moved, "2026-03-06")
    commit(moved.parent, "2026-03-12")
    assert codes(told(moved)) == ["GS302", "GS304"]


def test_gs303_a_start_after_the_beginning_is_refuted(moved: Path) -> None:
    site = (moved / "site.yaml").read_text("utf-8")
    write(moved / "site.yaml", site.replace("2026-03-10", "2026-03-14"))
    commit(moved.parent, "2026-03-14")
    gate, refuted = told(moved)
    assert (gate.code, gate.file) == ("GS302", FILE)
    assert (refuted.code, key_at(moved, refuted)) == ("GS303", "日期: '2026-03-14'")
    assert refuted.fix == "日期: 2026-03-10"
    assert not assemble(moved).stopped


def test_gs305_a_clock_that_ran_ahead(content: Path) -> None:
    """The record that came with the wrong clock is not held back for it, and the clock is named."""
    folder = content.parent
    write(content / "post/decisions/2026/new-1.yaml", penalty(9))
    commit(folder, "2030-01-01")
    release(content, "2026-03-08")
    ahead = commit(folder, "2026-03-08")
    finding = only(content)
    assert (finding.code, finding.severity, finding.file) == ("GS305", Severity.NOTE, "site.yaml")
    assert finding.message == f"提交 {ahead[:10]} 的时间是 2026-03-08，前一次提交却在 2030-01-01"


@pytest.mark.parametrize("committed", [True, False])
def test_gs306_a_day_that_was_moved(content: Path, committed: bool) -> None:
    redate(content, {PENALTY: "2026-03-04"})
    if committed:
        commit(content.parent, "2026-03-12")
    finding = only(content)
    assert (finding.code, finding.file) == ("GS306", FILE)
    assert key_at(content, finding).startswith("决定日期")
    assert "首次公示日期 2026-03-05 由提交" in finding.message and finding.message.endswith("现在是 2026-03-04")
    assert finding.fix == "恢复台账里的这一行：first_published: 2026-03-05"


def test_gs306_taken_out_and_put_in_again(content: Path) -> None:
    redate(content, {PENALTY: None})
    commit(content.parent, "2026-03-12")
    assert only(content).message.endswith("现在整条没有了")
    release(content, "2026-03-13")
    assert read_store(content).days == {}  # a gate holds the record back: no release tells it
    write(content / INDEX, index({PENALTY: "2026-03-13"}))
    commit(content.parent, "2026-03-13")
    assert only(content).message.endswith("现在是 2026-03-13")


def test_gs306_a_record_that_is_gone_as_well(content: Path) -> None:
    redate(content, {PENALTY: None})
    (content / FILE).unlink()
    commit(content.parent, "2026-03-12")
    assert place(only(content)) == ("GS306", "release/store.json", 1, 1)


def test_without_a_repository_and_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = published(tmp_path, site=REAL)
    assert told(content) == []
    redate(content, {PENALTY: "2026-03-04"})
    assert told(content) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    rewrite(content, FILE, changed(DECISION, {"罚款金额": "1.00"}))
    assert codes(told(content)) == ["GS311"]


def test_a_repository_without_a_commit_and_one_that_keeps_other_things(tmp_path: Path) -> None:
    folder = start(tmp_path / "other")
    content = published(folder, site=REAL)
    assert told(content) == []
    write(folder / ".gitignore", "content/\n.gongshi/\n")
    commit(folder, "2026-03-12")
    assert told(content) == []


def test_a_shallow_clone_is_refused_aloud(content: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{content.parent}", "cut")
    finding = only(tmp_path / "cut/content")
    assert (finding.code, finding.stops_everything) == ("GS051", True)
    assert "浅克隆" in finding.message and "git fetch --unshallow" in finding.fix
    git(tmp_path / "cut", "fetch", "-q", "--unshallow")
    assert told(tmp_path / "cut/content") == []


def test_a_shallow_clone_of_a_sample_is_fine(content: Path, tmp_path: Path) -> None:
    site = content / "site.yaml"
    write(site, site.read_text("utf-8").replace("示例: 否", "示例: 是"))
    commit(content.parent, "2026-03-06")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{content.parent}", "cut")
    assert told(tmp_path / "cut/content") == []
