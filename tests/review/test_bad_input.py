"""What is wrong with a range, a repository or a file is said in Chinese, by check and by review alike; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_repository import committed, git

from answers import Answer, call
from county import PENALTY, write, write_county

FILE = f"post/decisions/2026/{PENALTY}.yaml"
SITE = "site.yaml"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    write_county(tmp_path)
    committed(tmp_path)
    return tmp_path


def conflict(path: Path) -> int:
    """Puts a conflict that nobody resolved into the middle of a file; the line of its first marker."""
    lines = path.read_text(encoding="utf-8").splitlines()
    place = len(lines) // 2
    while lines[place].startswith((" ", "-")):
        place -= 1
    lines[place : place + 1] = ["<<<<<<< HEAD", lines[place], "=======", lines[place], ">>>>>>> gai"]
    write(path, "\n".join(lines) + "\n")
    return place + 1


def both(top: Path) -> dict[str, Answer]:
    content = str(top / "content")
    return {
        "check": call("check", "--content", content),
        "review": call("review", "HEAD~1..HEAD", "--content", content),
    }


def test_a_conflict_that_was_committed_holds_back_its_record(top: Path) -> None:
    line = conflict(top / "content" / FILE)
    committed(top)
    for command, answer in both(top).items():
        assert answer.status == 1, command
        assert f"content/{FILE}:{line}:1" in answer.out, command
        assert "合并冲突没有解决" in answer.out and "一起删干净" in answer.out, command


def test_a_conflict_in_the_site_file_holds_back_everything(top: Path) -> None:
    line = conflict(top / "content" / SITE)
    committed(top)
    for command, answer in both(top).items():
        assert answer.status == 3, command
        assert f"content/{SITE}:{line}:1" in answer.out + answer.err, command
        assert "合并冲突没有解决" in answer.out + answer.err, command


def test_a_conflict_that_real_git_left_behind(top: Path) -> None:
    """Two branches change one line; the merge fails and somebody commits what it left."""
    file = top / "content" / FILE
    text = file.read_text(encoding="utf-8")
    for branch, fine in (("jia", "3000"), ("yi", "4000")):
        git(top, "checkout", "-q", "-b", branch, "main")
        write(file, text.replace("罚款2000元", f"罚款{fine}元"))
        committed(top)
    with pytest.raises(Exception, match="merge"):
        git(top, "merge", "-q", "jia")
    assert "<<<<<<<" in file.read_text(encoding="utf-8")
    committed(top, "合并")
    content = str(top / "content")
    for answer in (call("check", "--content", content), call("review", "main..HEAD", "--content", content)):
        assert answer.status == 1 and "合并冲突没有解决" in answer.out


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("nowhere..HEAD", "仓库里没有“nowhere”这个版本"),
        ("HEAD..nowhere", "仓库里没有“nowhere”这个版本"),
        ("HEAD~9..HEAD", "仓库里没有“HEAD~9”这个版本"),
        ("0" * 40 + "..HEAD", "这个版本"),
        ("main", "不是版本范围"),
        ("..", "不是版本范围"),
        ("..HEAD", "不是版本范围"),
        ("HEAD~1 ..HEAD", "不是版本范围"),
        ("--upload-pack=x..HEAD", "不是版本号"),
    ],
)
def test_a_range_that_does_not_exist(wanted: str, said: str, top: Path) -> None:
    answer = call("review", "--content", str(top / "content"), "--", wanted)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_a_repository_without_the_base(top: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A runner that fetched one branch has no main; what it has to fetch is for the CI's settings."""
    git(top, "checkout", "-q", "-b", "gai")
    committed(top)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--single-branch", "--branch", "gai", f"file://{top}", "one")
    answer = call("review", "main..HEAD", "--content", str(clone / "one/content"))
    assert answer.status == 2 and "没有“main”这个版本" in answer.err


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_shallow_clone(depth: str, top: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Cut off above the common commit: which one it was cannot be told."""
    base = git(top, "rev-parse", "HEAD")
    git(top, "checkout", "-q", "-b", "gai")
    for number in range(3):
        committed(top, f"第{number}次")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", depth, "--no-single-branch", f"file://{top}", "cut")
    content = str(clone / "cut/content")
    for wanted in (f"{base}..HEAD", "origin/main..HEAD"):
        answer = call("review", wanted, "--content", content)
        assert answer.status == 2 and "git fetch --unshallow" in answer.err, answer.err


def test_no_content_folder_on_the_base(tmp_path: Path) -> None:
    """The first merge of all: everything is new."""
    write(tmp_path / "README.md", "起点\n")
    committed(tmp_path)
    write_county(tmp_path)
    committed(tmp_path)
    answer = call("review", "HEAD~1..HEAD", "--content", str(tmp_path / "content"))
    assert answer.status in (0, 1) and "新公开" in answer.out


@pytest.mark.parametrize("place", ["folder", "missing/summary.md"])
def test_a_step_summary_that_cannot_be_written(place: str, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (top / "folder").mkdir()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(top / place))
    # More gates than GitHub shows, so that there is something for the summary.
    for number in range(12):
        write(top / f"content/post/decisions/2026/qnz-x-{number}.yaml", "执法类别: 行政处罚\n")
    answer = call("check", "--content", str(top / "content"), "--format", "github")
    assert answer.status == 2 and "写不进 GITHUB_STEP_SUMMARY 指的文件" in answer.err
    assert answer.out.count("::error") == 10, "what had room was said all the same"
