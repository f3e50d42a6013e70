"""Same content, same day, same release store: the same manifest and the same books, however it was published."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from releases import Bureau, bureau

from county import penalty, tree, write
from gongshi.release.manifest import Row, read_manifest
from gongshi.release.work import Options
from gongshi.source import halves
from processes import run

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
MORE = {f"post/decisions/2026/qnz-zz-2026-{n:03}.yaml": penalty(n, 案件名称=f"第{n}案") for n in range(4, 8)}
DAY = date(2026, 3, 16)


def told(place: Bureau) -> tuple[dict[str, Row], dict[str, bytes]]:
    """What the last manifest says of each file, and the release store."""
    name = place.folder.live() or ""
    manifest = read_manifest(place.folder.release(name) / "manifest.json")
    assert manifest.as_of == DAY
    return dict(manifest.files), tree(place.content / "release")


@pytest.fixture
def reference(bureau: Bureau) -> tuple[dict[str, Row], dict[str, bytes]]:
    for path, record in MORE.items():
        write(bureau.content / path, record)
    assert bureau.publish() == 0
    return told(bureau)


ODD = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "77",
    "HOME": None,
    "PYTHONUTF8": "0",
    "COLUMNS": "20",
}


def test_in_another_place_and_another_environment(
    bureau: Bureau, reference: tuple[dict[str, Row], dict[str, bytes]], tmp_path: Path
) -> None:
    """Another folder, locale, time zone, umask, order of files on the disk, hash seed; a process of its own, cold."""
    other = Bureau(tmp_path / "a folder with 空格")
    for name, data in sorted(tree(bureau.root).items(), reverse=True):
        if name.startswith(("content/p", "content/site")) or name.endswith(".py"):
            write(other.root / name, data)
    write(
        other.content / "release/store.json",
        Bureau.at(tmp_path / "first").content.joinpath("release/store.json").read_bytes(),
    )
    command = "import os, runpy, sys; os.umask(0o077); sys.argv = sys.argv[1:]; runpy.run_module('gongshi', run_name='__main__')"
    done = run(
        (sys.executable, "-c", command, "gongshi"),
        "publish",
        "--site",
        "www",
        "--as-of",
        "2026-03-16",
        cwd=other.root,
        env=ODD,
    )
    assert done.returncode == 0, done.stderr
    assert told(other) == reference


@pytest.mark.parametrize("workers", [1, 2])
def test_by_one_process_and_by_two(
    bureau: Bureau,
    reference: tuple[dict[str, Row], dict[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
) -> None:
    """Cold, and again with what is remembered: reading, rules, taking over and the gate, each of which may be shared out."""
    monkeypatch.setattr(halves, "LEAST", 1)
    monkeypatch.setattr(halves, "_may_fork", lambda: workers > 1)
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    # Beside the reference, whose memory this one does not have.
    other = Bureau(bureau.root, bureau.day, tmp_path / "other")
    assert other.publish() == 0 and told(other)[0] == reference[0]
    bureau.edit(
        "post/decisions/2026/qnz-zz-2026-004.yaml", lambda text: text + "后续: [{日期: 2026-03-15, 情形: 罚款缴清}]\n"
    )
    assert other.publish() == 0
    cold = Bureau(bureau.root, bureau.day, tmp_path / "cold")
    monkeypatch.setenv("GONGSHI_CACHE", "")
    assert cold.publish() == 0
    assert cold.live() == other.live() != bureau.live()


def test_on_top_of_another_release(
    bureau: Bureau, reference: tuple[dict[str, Row], dict[str, bytes]], tmp_path: Path
) -> None:
    """Incremental: an earlier day, other names, a record that goes; then what the reference has."""
    other = Bureau.at(tmp_path / "other")
    other.day = date(2026, 3, 15)
    write(other.content / "site.yaml", (bureau.content / "site.yaml").read_text("utf-8").replace("公示网", "公示旧网"))
    before = tree(other.content / "release")
    assert other.publish() == 0
    for path, data in before.items():
        write(other.content / "release" / path, data)
    write(other.content / "site.yaml", (bureau.content / "site.yaml").read_bytes())
    for path, record in MORE.items():
        write(other.content / path, record)
    other.day = DAY
    assert other.publish(Options(keep=1)) == 0
    files, _ = told(other)
    assert files == reference[0]


def test_with_what_is_remembered_and_without(
    bureau: Bureau, reference: tuple[dict[str, Row], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Day after day on top of the release before, and each day once more into a new folder by a machine that knows nothing."""
    first, second = (f"post/decisions/2026/qnz-zz-2026-{n:03}.yaml" for n in (4, 5))
    gone = {"情形": "撤销", "生效日期": "2026-03-17", "依据": "青政复决〔2026〕4号", "说明": "事实不清"}
    steps = (
        lambda: bureau.edit(first, lambda text: text.replace("案件名称: ", "案件名称 ")),
        lambda: bureau.edit(second, lambda text: f"{text}后续: [{{日期: 2026-03-15, 情形: 罚款缴清}}]\n"),
        lambda: write(bureau.content / second, penalty(5, 案件名称="第5案", 撤回=[gone])) or bureau.later(1),
    )
    for number, step in enumerate(steps):
        step()
        assert bureau.publish() == 1  # the first decision is held back from now on, and its last version stands in
        with monkeypatch.context() as forgetful:
            forgetful.setenv("GONGSHI_CACHE", "")
            other = Bureau(bureau.root, bureau.day, tmp_path / f"cold-{number}")
            assert other.publish() == 1
        assert bureau.live() == other.live()
        assert "第4案" in bureau.live()["decisions/qnz-zz-2026-004.html"].decode()
