"""A package holds what has changed, is the same bytes every time, and a hostile one is refused before anything is written."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from released_sites import ENDED, NEW, WITHDRAWN, Release

from gongshi.release.manifest import Row
from gongshi.release.order import stage, upwards
from gongshi.release.package import Package, PackageError, make, opened
from gongshi.release.steps import readme

Three = tuple[Release, Release, Release]
Entries = dict[str, bytes]
DAY = date(2026, 3, 16)


@pytest.fixture(scope="module")
def packed(three: Three, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """From the first day to the second."""
    place = tmp_path_factory.mktemp("package") / "a.zip"
    make(three[1].tree, three[1].manifest, three[0].manifest, place)
    return place


def entries_of(place: Path) -> Entries:
    with zipfile.ZipFile(place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_changed_and_says_what_goes(three: Three, packed: Path) -> None:
    first, later, _ = three
    package = opened(packed)
    changed = {p for p, row in later.manifest.files.items() if first.manifest.files.get(p) != row}
    # status.json is in the tree and in no manifest; it goes along.
    assert set(package.entries) == changed | ({"status.json"} & {p.name for p in later.tree.iterdir()})
    assert {f"decisions/{NEW}.html", f"decisions/{WITHDRAWN}.html", "index.html", "build.json"} <= changed
    assert not any(path.startswith("assets/") for path in package.entries)
    assert set(package.deleted) == set(first.manifest.files) - set(later.manifest.files)
    assert {f"decisions/{ENDED}.html", f"files/decisions/{ENDED}/a.png"} <= set(package.deleted)
    assert (package.previous, package.sealed) == (first.manifest.hash, later.manifest)


def test_the_first_package_is_the_whole_site(three: Three, tmp_path: Path) -> None:
    make(three[0].tree, three[0].manifest, None, tmp_path / "a.zip")
    package = opened(tmp_path / "a.zip")
    assert package.previous is None and package.deleted == ()
    assert set(package.entries) - {"status.json"} == set(three[0].manifest.files)


def test_the_same_two_trees_give_the_same_bytes(three: Three, packed: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        for path in sorted(three[1].tree.rglob("*.html")):
            os.utime(path, (1, 1))
        make(three[1].tree, three[1].manifest, three[0].manifest, tmp_path / "b.zip")
    finally:
        os.umask(before)
    assert (tmp_path / "b.zip").read_bytes() == packed.read_bytes()


def test_a_name_that_changes_its_case_alone_needs_a_whole_package(three: Three, tmp_path: Path) -> None:
    since = replace(three[0].manifest, files={**three[0].manifest.files, "Index.html": Row("0" * 64, 1)})
    with pytest.raises(PackageError, match=r"index\.html 的文件名只改了大小写"):
        make(three[1].tree, three[1].manifest, since, tmp_path / "a.zip")
    make(three[1].tree, three[1].manifest, None, tmp_path / "a.zip")
    assert "Index.html" not in opened(tmp_path / "a.zip").deleted


def test_a_tree_that_is_not_what_was_sealed_is_not_packed(three: Three, tmp_path: Path) -> None:
    row = three[1].manifest.files["index.html"]
    other = replace(three[1].manifest, files={**three[1].manifest.files, "index.html": replace(row, sha256="0" * 64)})
    target = tmp_path / "a.zip"
    target.write_bytes(b"before")
    with pytest.raises(PackageError, match=r"index\.html"):
        make(three[1].tree, other, None, target)
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"] and target.read_bytes() == b"before"


def test_by_hand_with_what_any_machine_has(three: Three, packed: Path, tmp_path: Path) -> None:
    """The steps of the README, typed: unzip, check, copy three folders in order, delete what the list says."""
    first, later, _ = three
    script = """
    set -e
    python3 -m zipfile -e "$1" unpacked; cd unpacked; sha256sum --quiet -c SHA256SUMS
    for part in 1 2 3; do cp -R $part/. ../site/; done
    tr -d '\\r' < delete.txt | while read -r path; do rm -f "../site/$path"; done
    """
    subprocess.run(["cp", "-R", str(first.tree), str(tmp_path / "site")], check=True)
    subprocess.run(["sh", "-c", script, "sh", str(packed)], cwd=tmp_path, check=True)
    found = {p.relative_to(tmp_path / "site").as_posix(): sha256(p.read_bytes()).hexdigest()
             for p in (tmp_path / "site").rglob("*") if p.is_file()}  # fmt: skip
    found.pop("status.json", None)
    assert found == {path: row.sha256 for path, row in later.manifest.files.items()}


def test_the_clerk_is_told_in_chinese_what_to_do(packed: Path) -> None:
    papers = entries_of(packed)
    said = papers["README.txt"].decode("utf-8-sig")
    assert "as_of 应当是 2026-03-16" in said and "delete.txt" in said and "\r\n" in said
    places = [said.index(f"\r\n{number}. ") for number in range(7)]
    assert places == sorted(places)
    counts = [sum(name.startswith(f"{number}/") for name in papers) for number in (1, 2, 3)]
    assert all(f"（{count} 个文件）" in said for count in counts)
    # What is not in the package is not spoken of as if it were; old editors know but one line end.
    assert papers["delete.txt"].count(b"\r\n") == papers["delete.txt"].count(b"\n") > 0
    assert "没有“1”文件夹" in readme(DAY, DAY, {1: 0, 2: 4, 3: 5}, 0).decode("utf-8-sig")


def test_a_whole_site_by_hand_needs_no_deletions(three: Three, tmp_path: Path) -> None:
    """Two folders change their names: all that was withdrawn goes with the old one."""
    make(three[1].tree, three[1].manifest, None, tmp_path / "a.zip")
    said = entries_of(tmp_path / "a.zip")["README.txt"].decode("utf-8-sig")
    places = [said.index(f"\r\n{number}. ") for number in range(7)]
    assert places == sorted(places) and "delete.txt，把" not in said
    assert f"（{len(opened(tmp_path / 'a.zip').entries)} 个文件）" in said and "比 2026-04-07 还晚" in said


def test_parts_come_before_pages_and_pages_before_what_leads_to_them(three: Three) -> None:
    order = upwards(three[1].manifest.files)
    assert order[-1] == "build.json"
    place = {path: i for i, path in enumerate(order)}
    page = f"decisions/{NEW}.html"
    for leading in ("index.html", "decisions/index.html", "decisions/2026/03.html", "sitemap.xml", "search/index.json",
                    "search/index.html", "feeds/decisions.atom.xml", "withdrawn/index.html"):  # fmt: skip
        assert place[page] < place[leading], leading
    for part in (path for path in order if path.startswith("assets/") or path.endswith(".bin")):
        assert place[part] < place[page], part
    assert [stage(path) for path in order] == sorted(stage(path) for path in order)


Spoil = Callable[[Entries], object]


def rewritten(source: Path, target: Path, spoil: Spoil, **how: int) -> Path:
    """The package once more with something changed in it, its sums put right."""
    entries = entries_of(source)
    spoil(entries)
    site = {name: raw for name, raw in entries.items() if name[:2] in {"1/", "2/", "3/"}}
    if "SHA256SUMS" in entries and not how.get("stale"):
        lines = [f"{sha256(raw).hexdigest()}  {name}\n" for name, raw in sorted(site.items())]
        entries["SHA256SUMS"] = "".join(lines).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, raw in entries.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = how.get("mode", stat.S_IFREG | 0o644) << 16
            archive.writestr(info, raw, how.get("packing", zipfile.ZIP_STORED))
    return target


def _head(**changes: object) -> Spoil:
    def spoil(entries: Entries) -> None:
        entries["package.json"] = json.dumps({**json.loads(entries["package.json"]), **changes}).encode()

    return spoil


def _renamed(old: str, new: str) -> Spoil:
    return lambda entries: entries.update({new: entries.pop(old)})


def test_what_was_rewritten_without_a_change_is_taken(packed: Path, tmp_path: Path) -> None:
    assert isinstance(opened(rewritten(packed, tmp_path / "b.zip", lambda _: None)), Package)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e: e.update({"3/../../etc/passwd": b"x"}),
        lambda e: e.update({"/etc/passwd": b"x"}),
        lambda e: e.update({"3/a\\b.html": b"x"}),
        lambda e: e.update({"c:/x": b"x"}),
        lambda e: e.update({"1/": b""}),
        lambda e: e.update({"4/index.html": b"x"}),
        lambda e: e.update({"3/INDEX.html": b"x"}),
        lambda e: e.update({"3/unsealed.html": b"x"}),
        lambda e: e.update({"3/index.html": e["3/index.html"] + b"x"}),
        lambda e: e.update({"delete.txt": b"../index.html\n"}),
        lambda e: e.update({"delete.txt": b"/etc/passwd\n"}),
        lambda e: e.update({"delete.txt": b"index.html\n"}),
        lambda e: e.update({"manifest.json": e["manifest.json"].replace(b"index.html", b"../dex.html")}),
        lambda e: e.update({"manifest.json": e["manifest.json"][:-9]}),
        lambda e: e.pop("manifest.json"),
        lambda e: e.pop("SHA256SUMS"),
        lambda e: e.update({"package.json": b"[" * 100_000}),
        lambda e: e.update({"package.json": b"[]"}),
        _renamed("3/index.html", "1/index.html"),
        _head(next="0" * 64),
        _head(format=2),
        _head(previous=7),
        _head(since="soon"),
        _head(as_of="2026-01-01"),
    ],
)  # fmt: skip
def test_what_ours_never_hold_is_refused(packed: Path, tmp_path: Path, spoil: Spoil) -> None:
    with pytest.raises(PackageError, match=r"[一-鿿]"):
        opened(rewritten(packed, tmp_path / "b.zip", spoil))


@pytest.mark.parametrize(
    "how",
    [
        {"mode": stat.S_IFLNK | 0o777},
        {"mode": stat.S_IFIFO | 0o644},
        {"mode": stat.S_IFDIR | 0o755},
        {"packing": zipfile.ZIP_DEFLATED},
        {"packing": zipfile.ZIP_BZIP2},
        {"packing": zipfile.ZIP_LZMA},
    ],
)
def test_links_devices_and_anything_that_could_grow_are_refused(
    packed: Path, tmp_path: Path, how: dict[str, int]
) -> None:
    with pytest.raises(PackageError, match="不是普通文件"):
        opened(rewritten(packed, tmp_path / "b.zip", lambda _: None, **how))


def test_one_piece_of_data_under_many_names_is_refused(packed: Path, tmp_path: Path) -> None:
    """Entries that overlap: small on the disk, vast when taken out."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        info = zipfile.ZipInfo("3/a.html")
        info.external_attr = (stat.S_IFREG | 0o644) << 16
        archive.writestr(info, b"0" * 100_000)
        first = archive.infolist()[0]
        for number in range(50):
            again = zipfile.ZipInfo(f"3/b{number}.html")
            again.external_attr, again.header_offset, again.CRC = first.external_attr, first.header_offset, first.CRC
            again.file_size = again.compress_size = first.file_size
            archive.filelist.append(again)
    (tmp_path / "b.zip").write_bytes(raw.getvalue())
    with pytest.raises(PackageError, match="比包还大"):
        opened(tmp_path / "b.zip")


def test_no_cut_of_a_package_is_taken(packed: Path, tmp_path: Path) -> None:
    raw = packed.read_bytes()
    for end in [0, 1, 100, *range(1000, len(raw), max(1, len(raw) // 60)), len(raw) - 1]:
        (tmp_path / "b.zip").write_bytes(raw[:end])
        with pytest.raises(PackageError):
            opened(tmp_path / "b.zip")
    with pytest.raises(PackageError, match="没有文件"):
        opened(tmp_path / "none.zip")
