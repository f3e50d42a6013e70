"""Git as a child process, on real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from gongshi.history.git import Change, GitError, Repository


def git(folder: Path, *arguments: str) -> str:
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "x@qinghe.example",
        "GIT_COMMITTER_NAME": "示例", "GIT_COMMITTER_EMAIL": "x@qinghe.example", "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


def commit(folder: Path, files: dict[str, str | None]) -> str:
    for name, text in files.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "示例")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def test_what_changed_between_two_commits(repository: Path) -> None:
    body = "".join(f"第{n}行\n" for n in range(20))
    first = commit(repository, {"content/甲 乙.yaml": "一\n", "content/b.yaml": body, "content/c.yaml": "三\n"})
    second = commit(
        repository,
        {
            "content/甲 乙.yaml": "二\n",
            "content/b.yaml": None,
            "content/new.yaml": body,
            "content/c.yaml": None,
            "d": "",
        },
    )
    found = Repository.around(repository / "content")
    assert found is not None
    assert sorted(found.changes(first, second, "content"), key=lambda c: c.old) == [
        Change("R", "content/b.yaml", "content/new.yaml"),
        Change("D", "content/c.yaml", ""),
        Change("M", "content/甲 乙.yaml", "content/甲 乙.yaml"),
    ]
    assert Change("A", "", "d") in found.changes(first, second)


def test_a_revision_is_exported_as_it_was_committed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    first = commit(repository, {"content/a.yaml": "一\n", ".gitattributes": "*.yaml export-ignore\n"})
    (repository / "content/link.yaml").symlink_to("/etc/passwd")
    commit(repository, {"content/a.yaml": "二\n"})
    found = Repository.around(repository)
    assert found is not None
    for revision, text in ((first, "一\n"), ("HEAD", "二\n")):
        folder = tmp_path_factory.mktemp("export")
        found.export(found.resolve(revision), "content", folder)
        assert [path.name for path in folder.rglob("*")] == ["a.yaml"]
        assert (folder / "a.yaml").read_text(encoding="utf-8") == text


def test_the_repository_cannot_make_us_run_its_commands(repository: Path) -> None:
    first = commit(repository, {"a.yaml": "一\n"})
    second = commit(repository, {"a.yaml": "二\n"})
    for name in ("diff.external", "core.pager", "core.fsmonitor"):
        git(repository, "config", name, f"touch {repository}/ran")
    found = Repository.around(repository)
    assert found is not None
    assert found.changes(first, second) == [Change("M", "a.yaml", "a.yaml")]
    assert not (repository / "ran").exists()


def test_a_revision_that_is_not_there_is_said_in_chinese(repository: Path) -> None:
    commit(repository, {"a.yaml": "一\n"})
    found = Repository.around(repository)
    assert found is not None
    with pytest.raises(GitError, match="没有“nowhere”这个版本"):
        found.resolve("nowhere")
    with pytest.raises(GitError, match="不是版本号"):
        found.resolve("--output=x")


def test_histories_without_a_common_commit(repository: Path) -> None:
    first = commit(repository, {"a.yaml": "一\n"})
    git(repository, "checkout", "-q", "--orphan", "other")
    other = commit(repository, {"a.yaml": "二\n"})
    found = Repository.around(repository)
    assert found is not None
    with pytest.raises(GitError, match="没有共同的历史"):
        found.merge_base(first, other)


def test_a_shallow_clone_is_known(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    commit(repository, {"a.yaml": "一\n"})
    commit(repository, {"a.yaml": "二\n"})
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{repository}", "cut")
    found, cut = Repository.around(repository), Repository.around(clone / "cut")
    assert found is not None and cut is not None
    assert (found.shallow, cut.shallow) == (False, True)


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Repository.around(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="没有 git"):
        Repository.around(tmp_path)
