"""The staging tree takes files over whole or not at all, and no write of it reaches the tree of before."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from gongshi.site.staging import CollisionError, Staging
from gongshi.source import halves

PAGES = [{f"d/{n}.html": f"page {n}", f"d/{n}.json": f"data {n}"} for n in range(700)]
SETS = [{path: sha256(text.encode()).hexdigest() for path, text in page.items()} for page in PAGES]


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """Beside a tree of before that holds all pages."""
    before, after = tmp_path / "before", tmp_path / "after"
    (before / "d").mkdir(parents=True)
    after.mkdir()
    for page in PAGES:
        for path, text in page.items():
            (before / path).write_text(text)
    return Staging(after, before)


def linked(staging: Staging, path: str) -> bool:
    assert staging.previous
    return (staging.root / path).samefile(staging.previous / path)


def names(tree: Path) -> set[str]:
    return {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}


@pytest.mark.parametrize("least", [1, 10_000])
def test_all_that_are_as_they_were_are_linked(staging: Staging, monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    monkeypatch.setattr(halves, "LEAST", least)
    assert staging.previous
    (staging.previous / "d/3.json").write_text("other")
    (staging.previous / "d/699.html").unlink()
    assert [n for n, taken in enumerate(staging.take_each(SETS)) if not taken] == [3, 699]
    there = {path for n, page in enumerate(SETS) for path in page if n not in (3, 699)}
    assert names(staging.root) == staging.files == staging.seals.keys() == staging.inodes.keys() == there
    assert all(linked(staging, path) for path in there)
    assert staging.seals["d/7.json"] == (SETS[7]["d/7.json"], 6)
    assert staging.inodes["d/7.json"][0] == (staging.previous / "d/7.json").stat().st_ino


def test_what_cannot_be_linked_is_copied(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    assert staging.take(SETS[0])
    assert (staging.root / "d/0.html").read_text() == "page 0" and not linked(staging, "d/0.html")


def test_a_copy_that_is_not_the_same_is_none(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is the file that came before it left behind."""
    monkeypatch.setattr(os, "link", no_links)

    def copied(old: str, new: str) -> None:
        Path(new).write_bytes(Path(old).read_bytes()[: -1 if old.endswith("json") else None])

    monkeypatch.setattr(shutil, "copy2", copied)
    assert not staging.take(SETS[0])
    assert names(staging.root) == staging.files == set()
    staging.write("d/0.html", "new")
    assert (staging.root / "d/0.html").read_text() == "new"


def test_a_second_process_that_died_did_no_harm(staging: Staging) -> None:
    """What it had linked counts as taken over."""
    assert staging.previous
    (staging.root / "d").mkdir()
    os.link(staging.previous / "d/0.html", staging.root / "d/0.html")
    assert staging.take(SETS[0]) and linked(staging, "d/0.html")


def test_no_write_goes_through_a_link(staging: Staging) -> None:
    assert staging.previous
    (staging.root / "d").mkdir()
    os.link(staging.previous / "d/0.html", staging.root / "d/0.html")
    with pytest.raises(FileExistsError):
        staging.write("d/0.html", "new")
    assert (staging.previous / "d/0.html").read_text() == "page 0"


def test_one_address_is_one_file(staging: Staging) -> None:
    staging.write("d/0.html", "new")
    with pytest.raises(CollisionError):
        staging.take_each(SETS[:2])
    with pytest.raises(CollisionError):
        staging.take_each([{"../x": ""}])


def no_links(old: str, new: str) -> None:
    raise OSError(18, "Invalid cross-device link", old)
