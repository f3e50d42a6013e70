"""What a build does to the output folder: nothing until it is whole, then only what changed."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from county import FRAGMENT, PENALTY, penalty, text_of, tree, write, write_bureau
from gongshi.cli.site import Job, run_build
from gongshi.release import switch, turn
from gongshi.release.manifest import STATUS
from gongshi.site import staging as staging_room

PAGE = f"decisions/{PENALTY}.html"


def job(bureau: Path, output: Path | None = None) -> Job:
    return Job(bureau / "content", output or bureau / "output", bureau / "publishconf.py")


def build(bureau: Path, output: Path | None = None) -> int:
    return run_build(job(bureau, output))[0]


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_bureau(tmp_path_factory.mktemp("built"))
    assert build(folder) == 0
    return folder


@pytest.fixture
def bureau(_built: Path, tmp_path: Path) -> Path:
    """A bureau's repository with a site in output/."""
    return shutil.copytree(_built, tmp_path / "bureau")


@pytest.fixture(autouse=True, scope="module")
def _no_day_from_outside() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AS_OF", raising=False)
        yield


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and modification time of every file but the one that bears the clock."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != STATUS)
    found = ((p.relative_to(folder).as_posix(), p.stat()) for p in files)
    return {name: (status.st_ino, status.st_mtime_ns) for name, status in found}


def test_nothing_changed_nothing_touched(bureau: Path) -> None:
    before = inodes(bureau / "output")
    assert build(bureau) == 0
    assert inodes(bureau / "output") == before


def test_a_build_writes_nothing_into_the_repository(bureau: Path) -> None:
    """Neither records nor the release store: a date of first publication is never a by-product of a preview."""
    (bureau / "content/release/store.json").unlink()
    before = {name: data for name, data in tree(bureau).items() if not name.startswith(("output/", ".gongshi/"))}
    assert build(bureau) == 0
    assert {
        name: data for name, data in tree(bureau).items() if not name.startswith(("output/", ".gongshi/"))
    } == before


def test_what_changed_is_a_new_file_and_the_rest_is_as_it_was(bureau: Path) -> None:
    before, bytes_before = inodes(bureau / "output"), tree(bureau / "output")
    write(bureau / f"content/post/decisions/2026/{PENALTY}.yaml", penalty(3, 案件名称="经营假种子案"))
    assert build(bureau) == 0
    after, bytes_after = inodes(bureau / "output"), tree(bureau / "output")
    assert bytes_after[PAGE] != bytes_before[PAGE]
    for name in before.keys() & after.keys():
        same_bytes, same_file = bytes_before[name] == bytes_after[name], before[name] == after[name]
        assert same_bytes == same_file, name


def test_a_file_opened_before_the_switch_keeps_its_bytes(bureau: Path) -> None:
    with (bureau / "output" / PAGE).open("rb") as reader:
        write(bureau / f"content/post/decisions/2026/{PENALTY}.yaml", penalty(3, 案件名称="经营假种子案"))
        assert build(bureau) == 0
        kept = reader.read().decode("utf-8")
    assert "经营标签不符合规定的种子案" in kept
    assert "经营标签不符合规定的种子案" not in (bureau / "output" / PAGE).read_text("utf-8")


def test_a_linked_copy_of_the_site_never_changes(bureau: Path) -> None:
    """A backup by hard links (`cp -al`) shares our inodes."""
    copy = bureau.parent / "backup.html"
    try:
        os.link(bureau / "output" / PAGE, copy)
    except OSError:
        pytest.skip("no hard links here")
    before = copy.read_bytes()
    write(bureau / f"content/post/decisions/2026/{PENALTY}.yaml", penalty(3, 案件名称="经营假种子案"))
    assert build(bureau) == 0
    assert copy.read_bytes() == before


def test_a_removed_record_leaves_no_file_behind(bureau: Path) -> None:
    (bureau / f"content/post/decisions/2026/{PENALTY}.yaml").unlink()
    assert build(bureau) == 0
    assert FRAGMENT not in text_of(bureau / "output")
    assert not (bureau / "output" / PAGE).exists()


def test_a_foreign_folder_is_refused(bureau: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(bureau / "papers/thesis.txt", "mine")
    assert build(bureau, bureau / "papers") == 2
    assert "不敢覆盖" in capsys.readouterr().err
    assert tree(bureau / "papers") == {"thesis.txt": b"mine"}


def test_a_linked_output_stays_a_link(bureau: Path) -> None:
    (bureau / "www").symlink_to(bureau / "output", target_is_directory=True)
    write(bureau / f"content/post/decisions/2026/{PENALTY}.yaml", penalty(3, 案件名称="经营假种子案"))
    assert build(bureau, bureau / "www") == 0
    assert (bureau / "www").is_symlink()
    assert "经营假种子案" in (bureau / "output" / PAGE).read_text("utf-8")


def test_a_link_to_nowhere_is_followed(bureau: Path) -> None:
    (bureau / "www").symlink_to(bureau / "disk/site")
    assert build(bureau, bureau / "www") == 0
    assert tree(bureau / "disk/site") == tree(bureau / "output")


def test_a_link_in_a_circle_is_said(bureau: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bureau / "www").symlink_to(bureau / "www")
    assert build(bureau, bureau / "www") == 3
    assert "什么也没有发布" in capsys.readouterr().err


def test_missing_folders_are_made(bureau: Path) -> None:
    assert build(bureau, bureau / "a/b/c") == 0
    assert tree(bureau / "a/b/c") == tree(bureau / "output")


def test_output_below_a_file_is_said(bureau: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(bureau, bureau / "publishconf.py/site") == 3
    assert "什么也没有发布" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["content", "content/site", "content/pre/x", "", ".."])
def test_output_inside_or_around_content_is_refused(bureau: Path, place: str) -> None:
    before = tree(bureau)
    assert build(bureau, bureau / place) == 2
    assert tree(bureau) == before


def test_output_inside_the_theme_is_refused(bureau: Path) -> None:
    from gongshi.site.theme import default_theme

    assert build(bureau, default_theme() / "output") == 2
    assert not (default_theme() / "output").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("after", [0, 10])
def test_a_disk_that_gives_up_leaves_the_site(
    bureau: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, after: int
) -> None:
    before = tree(bureau)
    write(bureau / "content/site.yaml", (bureau / "content/site.yaml").read_text("utf-8").replace("公示网", "新网"))
    write_file, written = staging_room.Staging.write, iter(range(1000))

    def failing(self: staging_room.Staging, path: str, data: str | bytes) -> None:
        if next(written) >= after:
            raise OSError(code, os.strerror(code), path)
        write_file(self, path, data)

    monkeypatch.setattr(staging_room.Staging, "write", failing)
    assert build(bureau) == 3
    said = capsys.readouterr().err
    assert "什么也没有发布" in said
    assert os.strerror(code) not in said
    assert {**tree(bureau), "content/site.yaml": b""} == {**before, "content/site.yaml": b""}
    assert sorted(p.name for p in bureau.iterdir() if p.name.startswith(".output")) == []


def test_a_full_disk_at_the_very_start_leaves_the_site(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError(errno.ENOSPC, "full")

    before = tree(bureau)
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    assert build(bureau) == 3
    assert tree(bureau) == before


def test_a_switch_that_fails_leaves_the_site(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(bureau)
    write(bureau / "content/site.yaml", (bureau / "content/site.yaml").read_text("utf-8").replace("公示网", "新网"))

    def busy(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "busy", str(other))

    monkeypatch.setattr(switch, "_exchange", busy)
    assert build(bureau) == 3
    assert tree(bureau / "output") == {
        k.removeprefix("output/"): v for k, v in before.items() if k.startswith("output")
    }
    assert sorted(p.name for p in bureau.iterdir() if p.name.startswith(".output")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pretends to be Windows")
def test_on_windows_without_hard_links(bureau: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*args: Any) -> None:
        raise OSError(errno.EPERM, "no links on FAT")

    before, times = tree(bureau / "output"), {n: t for n, (_, t) in inodes(bureau / "output").items()}
    monkeypatch.setattr(os, "link", unsupported)
    monkeypatch.setattr(turn, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=lambda *a: None), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert build(bureau) == 0
    assert tree(bureau / "output") == before
    assert {n: t for n, (_, t) in inodes(bureau / "output").items()} == times
    assert sorted(p.name for p in bureau.iterdir() if p.name.startswith(".output")) == []


def test_the_settings_file_decides_what_was_not_asked_for(bureau: Path) -> None:
    settings = bureau / "publishconf.py"
    settings.write_text(settings.read_text("utf-8") + '\nGONGSHI_AS_OF = "2046-01-01"\n', encoding="utf-8")
    assert build(bureau) == 0
    assert not (bureau / "output" / PAGE).exists()


def test_a_site_without_settings_files_gets_ours(bureau: Path) -> None:
    before = tree(bureau / "output")
    (bureau / "publishconf.py").unlink()
    assert build(bureau) == 0
    assert tree(bureau / "output") == before


@pytest.mark.parametrize("text", ["syntax error(", "raise RuntimeError('x')", "THEME = 'missing'", "PLUGINS = []"])
def test_settings_that_cannot_be_used_publish_nothing(
    bureau: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    before = tree(bureau / "output")
    settings = bureau / "publishconf.py"
    settings.write_text(settings.read_text("utf-8") + f"\n{text}\n", encoding="utf-8")
    assert build(bureau) == 3
    said = capsys.readouterr().err
    assert "什么也没有发布" in said
    assert "Traceback" not in said
    assert tree(bureau / "output") == before
