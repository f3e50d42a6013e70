"""A package makes the served folder exactly what it leads to, in its turn only; whatever happens, old or new is there."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from killed import moments
from released_sites import STAYS, Release

from answers import call
from county import tree
from gongshi.release import apply as apply_module
from gongshi.release import switch
from gongshi.release.apply import Outcome, apply
from gongshi.release.package import Package, PackageError, make, opened
from gongshi.release.switch import ForeignFolderError

Three = tuple[Release, Release, Release]
# As often as somebody asks (GONGSHI_KILLS=200); a few times in the suite.
KILLS = int(os.environ.get("GONGSHI_KILLS", "6"))


@pytest.fixture(scope="module")
def chain(three: Three, tmp_path_factory: pytest.TempPathFactory) -> list[Package]:
    """Whole, then from day to day."""
    folder = tmp_path_factory.mktemp("chain")
    before = None
    for number, release in enumerate(three):
        make(release.tree, release.manifest, before, folder / f"{number}.zip")
        before = release.manifest
    return [opened(folder / f"{number}.zip") for number in range(3)]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disks of the whole machine are not written out for a test."""
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "host" / "www"


def beside(site: Path) -> list[str]:
    return sorted(p.name for p in site.parent.iterdir())


def test_one_after_the_other(three: Three, chain: list[Package], site: Path) -> None:
    for release, package in zip(three, chain, strict=True):
        assert apply(package, site) is Outcome.APPLIED
        assert tree(site) == tree(release.tree)
        assert beside(site) == [".www.package", "www"]
        # Twice is seen, and touches nothing.
        before = site.stat().st_ino
        assert apply(package, site) is Outcome.ALREADY and site.stat().st_ino == before


@pytest.mark.parametrize("noted", [True, False], ids=["noted", "by hand"])
@pytest.mark.parametrize(
    ("there", "then"), [(0, 2), (2, 1), (None, 1)], ids=["one left out", "an older one", "none before it"]
)
def test_out_of_order_is_refused(
    three: Three, chain: list[Package], site: Path, there: int | None, then: int, noted: bool
) -> None:
    site.mkdir(parents=True)
    for number in range(0 if there is None else there + 1):
        apply(chain[number], site)
    if not noted:
        (site.parent / ".www.package").unlink(missing_ok=True)
    before = tree(site)
    with pytest.raises(PackageError, match=r"次序不对|是空的"):
        apply(chain[then], site)
    assert tree(site) == before


def test_after_the_clerk_did_it_by_hand(three: Three, chain: list[Package], site: Path) -> None:
    shutil.copytree(three[0].tree, site)
    assert apply(chain[1], site) is Outcome.APPLIED
    assert tree(site) == tree(three[1].tree)


def test_half_done_by_hand_is_completed(three: Three, chain: list[Package], site: Path) -> None:
    shutil.copytree(three[0].tree, site)
    with zipfile.ZipFile(chain[1].place) as archive:
        for path in sorted(chain[1].entries)[::2]:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).unlink(missing_ok=True)
            (site / path).write_bytes(archive.read(chain[1].entries[path]))
    assert apply(chain[1], site) is Outcome.APPLIED
    assert tree(site) == tree(three[1].tree)


def test_a_whole_site_does_not_go_back(chain: list[Package], site: Path) -> None:
    apply(chain[0], site)
    apply(chain[1], site)
    (site.parent / ".www.package").unlink()
    before = tree(site)
    with pytest.raises(PackageError, match="网站现在是 2026-04-07 的内容，这个包是 2026-03-16 的，更旧"):
        apply(chain[0], site)
    assert tree(site) == before


def test_what_was_replaced_on_the_same_day_does_not_come_back(
    three: Three, chain: list[Package], site: Path, tmp_path: Path
) -> None:
    """A record was pulled at noon: the whole package of the morning would show it again."""
    files = {p: row for p, row in three[0].manifest.files.items() if row.of != STAYS}
    noon = replace(three[0].manifest, files=files, previous=three[0].manifest.hash)
    make(three[0].tree, noon, three[0].manifest, tmp_path / "noon.zip")
    apply(chain[0], site)
    apply(opened(tmp_path / "noon.zip"), site)
    for _ in range(2):
        with pytest.raises(PackageError, match="以前用过，网站后来又换过"):
            apply(chain[0], site)
        assert set(tree(site)) - {"status.json"} == set(files)
        # Killed after the switch, before the note: what it has held is not forgotten.
        apply_module._note(site, None, apply_module._past(site))
    assert apply(opened(tmp_path / "noon.zip"), site) is Outcome.ALREADY


def test_a_whole_package_mends_what_somebody_changed(three: Three, chain: list[Package], site: Path) -> None:
    apply(chain[0], site)
    (site / "index.html").unlink()
    assert apply(chain[0], site) is Outcome.APPLIED
    assert tree(site) == tree(three[0].tree)


def test_what_somebody_changed_on_the_host_is_seen(three: Three, chain: list[Package], site: Path) -> None:
    shutil.copytree(three[0].tree, site)
    kept = next(path for path in chain[1].sealed.files if path not in chain[1].entries)
    (site / kept).unlink()
    (site / kept).write_bytes(b"changed")
    before = tree(site)
    with pytest.raises(PackageError, match="被改动过"):
        apply(chain[1], site)
    assert tree(site) == before


def test_what_the_host_needs_for_itself_stays(three: Three, chain: list[Package], site: Path) -> None:
    apply(chain[0], site)
    (site / ".well-known").mkdir()
    (site / ".well-known" / "x").write_bytes(b"x")
    for name in (".htaccess", "web.config"):
        (site / name).write_bytes(b"y")
    apply(chain[1], site)
    assert set(tree(site)) - set(chain[1].sealed.files) - {"status.json"} == {
        ".well-known/x",
        ".htaccess",
        "web.config",
    }


def test_a_folder_of_somebody_else_is_left_alone(chain: list[Package], site: Path) -> None:
    site.mkdir(parents=True)
    (site / "index.php").write_bytes(b"portal")
    with pytest.raises(ForeignFolderError):
        apply(chain[0], site)
    assert tree(site) == {"index.php": b"portal"}


def test_bytes_that_do_not_match_their_sum_change_nothing(chain: list[Package], site: Path, tmp_path: Path) -> None:
    apply(chain[0], site)
    before, raw = tree(site), bytearray(chain[1].place.read_bytes())
    place = raw.find(b"<!DOCTYPE html>")
    raw[place + 40] ^= 1
    (tmp_path / "bad.zip").write_bytes(raw)
    with pytest.raises(PackageError, match="残缺或被改动"):
        apply(opened(tmp_path / "bad.zip"), site)
    assert tree(site) == before and beside(site) == [".www.package", "www"]


@pytest.mark.parametrize("at", [0, 26, 40], ids=["no header", "name too long", "lost bytes before all papers"])
def test_a_spoilt_entry_changes_nothing(chain: list[Package], site: Path, tmp_path: Path, at: int) -> None:
    """Damage that is met only when all the papers have been read and found good."""
    apply(chain[0], site)
    before, raw = tree(site), bytearray(chain[1].place.read_bytes())
    if at == 40:
        del raw[at : at + 100]
    else:
        raw[at : at + 2] = b"\xff\xff"
    (tmp_path / "bad.zip").write_bytes(raw)
    with pytest.raises(PackageError, match="残缺或被改动"):
        apply(opened(tmp_path / "bad.zip"), site)
    assert tree(site) == before and beside(site) == [".www.package", "www"]


def test_a_full_disk_changes_nothing(chain: list[Package], site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apply(chain[0], site)
    before = tree(site)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(apply_module, "taken", full)
    with pytest.raises(OSError, match="No space"):
        apply(chain[1], site)
    assert tree(site) == before and beside(site) == [".www.package", "www"]


@pytest.mark.parametrize("note", ["", "{", "[]", '{"format": 9}', "[" * 9999])
def test_a_damaged_note_is_none(three: Three, chain: list[Package], site: Path, note: str) -> None:
    apply(chain[0], site)
    (site.parent / ".www.package").write_text(note, encoding="utf-8")
    assert apply(chain[1], site) is Outcome.APPLIED


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "journal"])
def test_killed_at_any_moment_it_is_the_old_tree_or_the_new(
    three: Three, chain: list[Package], site: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the journal the folder may be missing for a moment; the next run puts one of the two back."""
    if way == "journal":
        monkeypatch.setattr(switch, "_exchange", lambda one, other: False)
    old, new = tree(three[0].tree), tree(three[1].tree)
    seen = {"old": 0, "new": 0, "none": 0}

    def undo() -> None:
        shutil.rmtree(site.parent, ignore_errors=True)
        apply(chain[0], site)

    for _ in moments(lambda: apply(chain[1], site), undo, KILLS):
        if not site.exists():
            assert way == "journal"
            seen["none"] += 1
        else:
            there = tree(site)
            assert there in (old, new)
            seen["old" if there == old else "new"] += 1
        apply(chain[1], site)
        assert tree(site) == new
        assert beside(site) == [".www.package", "www"]
    assert seen["old"], seen
    print(way, seen)


def test_the_command(three: Three, chain: list[Package], site: Path, tmp_path: Path) -> None:
    slip = tmp_path / "slip.txt"
    zips = [str(package.place) for package in chain]
    done = call("apply", zips[0], str(site), "--receipt", str(slip), "--by", "王小禾", "--day", "2026-03-17")
    assert done.status == 0 and "已换上：2026-03-16 的内容" in done.err
    said = slip.read_bytes().decode("utf-8-sig")
    assert three[0].manifest.hash in said and "上线日期：2026-03-17" in said and "经办人：王小禾" in said
    again = call("apply", zips[0], str(site))
    assert again.status == 0 and "已经用过" in again.err
    wrong = call("apply", zips[2], str(site))
    assert wrong.status == 3 and "次序不对：网站现在是 2026-03-16 的内容" in wrong.err
    assert call("apply", zips[1], str(site), "--receipt", str(slip)).status == 2
    assert call("apply", str(tmp_path / "none.zip"), str(site)).status == 3
    assert json.loads((site / "build.json").read_bytes())["as_of"] == "2026-03-16"
