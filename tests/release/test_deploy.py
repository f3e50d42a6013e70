"""A deployment leaves no reader with half a page at any moment, and exactly the tree at its end, however often it is cut."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import threading
from pathlib import Path

import pytest
from killed import moments
from released_sites import ENDED, STAYS, Release

from answers import call
from county import tree
from gongshi.release import deploy as deploy_module
from gongshi.release.deploy import UNDERWAY, DeployError, Shipment, deploy
from gongshi.release.rsync import deploy_by_rsync, is_remote
from gongshi.release.switch import ForeignFolderError
from gongshi.release.verify import verify
from gongshi.release.visit import Folder
from needed import program

Three = tuple[Release, Release, Release]
KILLS = int(os.environ.get("GONGSHI_KILLS", "6"))
_LINK = re.compile(r'(?:href|src)="([^"#?:]+)"')


def shipment(release: Release, packed: bool = False) -> Shipment:
    return Shipment(release.tree, release.manifest, packed)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pulls the plug in here."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    (tmp_path / "host").mkdir()
    return tmp_path / "host"


def test_it_ends_with_exactly_the_tree(three: Three, host: Path) -> None:
    for release in three:
        deploy(shipment(release), host)
        assert tree(host) == tree(release.tree)
        assert not any(path.is_dir() and not any(path.iterdir()) for path in host.rglob("*"))
        tally = deploy(shipment(release), host)
        assert (tally.written, tally.deleted) == (0, 0) and tally.kept == len(shipment(release).paths())


def test_packed_copies_say_the_same_and_go_with_what_they_are_of(three: Three, host: Path) -> None:
    for release in three[:2]:
        deploy(shipment(release, packed=True), host)
        there = tree(host)
        copies = {path for path in there if path.endswith(".gz")}
        assert {"index.html.gz", "sitemap.xml.gz", "search/index.json.gz"} <= copies
        assert all(gzip.decompress(there[path]) == there[path.removesuffix(".gz")] for path in copies)
        assert verify(Folder(host), release.manifest, release.today()).problems == ()
    assert not any(ENDED in path for path in tree(host))
    deploy(shipment(three[1]), host)
    assert tree(host) == tree(three[1].tree)


def test_what_the_host_needs_for_itself_stays(three: Three, host: Path) -> None:
    (host / ".well-known").mkdir()
    (host / ".well-known" / "x").write_bytes(b"x")
    for name in (".htaccess", "web.config"):
        (host / name).write_bytes(b"y")
    deploy(shipment(three[0]), host)
    deploy(shipment(three[1]), host)
    assert set(tree(host)) - set(tree(three[1].tree)) == {".well-known/x", ".htaccess", "web.config"}


def test_a_folder_of_somebody_else_is_left_alone(three: Three, host: Path) -> None:
    (host / "index.php").write_bytes(b"portal")
    with pytest.raises(ForeignFolderError):
        deploy(shipment(three[0]), host)
    assert tree(host) == {"index.php": b"portal"}


def test_a_link_is_not_written_through(three: Three, host: Path, tmp_path: Path) -> None:
    deploy(shipment(three[0]), host)
    shutil.rmtree(host / "decisions")
    (tmp_path / "elsewhere").mkdir()
    (host / "decisions").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DeployError, match="是链接"):
        deploy(shipment(three[1]), host)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_spelling_of_a_file_is_that_file_where_case_does_not_count(three: Three, host: Path) -> None:
    """As such a file system answers: one file by two names. Where case counts, they are two."""
    deploy(shipment(three[0]), host)
    os.link(host / "index.html", host / "INDEX.html")
    (host / "Sitemap.html").write_bytes(b"another")
    deploy(shipment(three[0]), host)
    assert set(tree(host)) == {*tree(three[0].tree), "INDEX.html"}


def test_nothing_goes_back(three: Three, host: Path) -> None:
    deploy(shipment(three[1]), host)
    with pytest.raises(DeployError, match="主机上已经是 2026-04-07 的内容"):
        deploy(shipment(three[0]), host)
    assert tree(host) == tree(three[1].tree)


def test_what_has_come_down_goes_though_nothing_can_be_written(
    three: Three, host: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(shipment(three[0], packed=True), host)
    assert any(ENDED in path for path in tree(host))

    def full(place: Path, raw: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(deploy_module, "_write", full)
    with pytest.raises(OSError, match="No space"):
        deploy(shipment(three[1], packed=True), host)
    assert not any(ENDED in path for path in tree(host))
    assert {"index.html", "index.html.gz", f"decisions/{STAYS}.html"} <= set(tree(host))


def test_a_tree_that_is_not_what_was_sealed_does_not_go_up(three: Three, host: Path, tmp_path: Path) -> None:
    shutil.copytree(three[0].tree, tmp_path / "other")
    (tmp_path / "other" / "index.html").write_bytes(b"changed")
    with pytest.raises(DeployError, match=r"index\.html 和发布清单里的不是同样的字节"):
        deploy(Shipment(tmp_path / "other", three[0].manifest), host)
    assert not (host / "index.html").exists()


def _needs(folder: Path, path: str) -> tuple[bytes, set[str]]:
    """A page's bytes, and what it needs or links to below the folder."""
    raw = (folder / path).read_bytes()
    base = Path(path).parent
    links = (os.path.normpath(base / link) for link in _LINK.findall(raw.decode("utf-8")))
    return raw, {link for link in links if not link.startswith((".", "/"))}


def faults(folder: Path, pages: list[str]) -> list[str]:
    """What a reader meets: pages whose parts or links are not there, though the page itself has not been replaced."""
    found = []
    for page in pages:
        try:
            raw, links = _needs(folder, page)
        except FileNotFoundError:
            continue
        missing = [link for link in sorted(links) if not (folder / link).is_file()]
        # A page that was replaced meanwhile, or deleted, is another page; whoever reads it anew finds all. It is read
        # after its parts: the page that is still there was there when they were missing.
        try:
            if missing and (folder / page).read_bytes() == raw:
                found += [f"{page} → {link}" for link in missing]
        except FileNotFoundError:
            continue
    return found


def test_the_reader_bites(three: Three, tmp_path: Path) -> None:
    shutil.copytree(three[0].tree, tmp_path / "site")
    pages = sorted(path for path in three[0].manifest.files if path.endswith(".html") and path != "404.html")
    assert faults(tmp_path / "site", pages) == []
    (tmp_path / "site" / f"decisions/{ENDED}.html").unlink()
    assert any(fault.startswith("decisions/2026/03.html → ") for fault in faults(tmp_path / "site", pages))


@pytest.mark.slow
def test_a_reader_meets_no_page_whose_parts_are_missing(
    three: Three, host: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is looked at after every single change of it, and all the while by a reader of its own."""
    met: list[str] = []
    pages = sorted({p for r in three for p in r.manifest.files if p.endswith(".html") and p != "404.html"})
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            met.extend(faults(host, pages))

    looks = 0
    write, unlink = deploy_module._write, Path.unlink

    def written(place: Path, raw: bytes) -> None:
        nonlocal looks
        write(place, raw)
        looks += 1
        met.extend(faults(host, pages))

    def unlinked(place: Path, missing_ok: bool = False) -> None:
        unlink(place, missing_ok)
        if place.is_relative_to(host):
            met.extend(faults(host, pages))

    deploy(shipment(three[0]), host)
    monkeypatch.setattr(deploy_module, "_write", written)
    monkeypatch.setattr(Path, "unlink", unlinked)
    reader = threading.Thread(target=read)
    reader.start()
    try:
        deploy(shipment(three[1]), host)
    finally:
        over.set()
        reader.join()
    assert met == [] and looks > 30


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_completes(three: Three, host: Path) -> None:
    """What is there meanwhile is whole: no file is anything but the old one or the new one, and no link is dead."""
    old, new = tree(three[0].tree), tree(three[1].tree)
    pages = sorted(path for path in (*old, *new) if path.endswith(".html") and path != "404.html")

    def undo() -> None:
        shutil.rmtree(host)
        shutil.copytree(three[0].tree, host)

    halfway = 0
    for _ in moments(lambda: deploy(shipment(three[1]), host), undo, KILLS):
        there = {path: raw for path, raw in tree(host).items() if ".gongshi" not in path}
        assert all(raw in (old.get(path), new.get(path)) for path, raw in there.items())
        assert faults(host, pages) == []
        halfway += there not in (old, new)
        deploy(shipment(three[1]), host)
        assert tree(host) == new
    print("cut halfway:", halfway)


def test_the_first_deployment_cut_is_known_as_ours(three: Three, host: Path) -> None:
    (host / UNDERWAY).write_bytes(b"")
    (host / "index.html").write_bytes(b"half")
    (host / ".gongshi~x.html").write_bytes(b"half")
    deploy(shipment(three[0]), host)
    assert tree(host) == tree(three[0].tree)


@pytest.mark.parametrize(
    ("target", "remote"),
    [("www@host:/srv/x", True), ("host:x", True), ("rsync://host/module/x", True), ("/srv/x", False), ("x", False),
     ("C:/x", False), ("c:\\x", False), ("-e sh:x", False), ("-x@host:/x", False), ("rsync://", False)],
)  # fmt: skip
def test_what_is_a_host_and_what_a_folder(target: str, remote: bool) -> None:
    assert is_remote(target) is remote


def test_the_command(three: Three, host: Path, tmp_path: Path) -> None:
    shutil.copytree(three[0].tree, tmp_path / "site")
    before = os.umask(0o077)
    try:
        done = call("deploy", str(host), "--site", str(tmp_path / "site"), "--gzip")
    finally:
        os.umask(before)
    assert done.status == 0 and "已传到" in done.err and (host / "index.html.gz").is_file()
    assert {path.stat().st_mode & 0o777 for path in host.rglob("*")} == {0o644, 0o755}
    assert call("deploy", str(tmp_path / "none"), "--site", str(tmp_path / "site")).status == 2
    assert call("deploy", str(host), "--site", str(tmp_path)).status == 3
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "index.php").write_bytes(b"")
    assert call("deploy", str(tmp_path / "foreign"), "--site", str(tmp_path / "site")).status == 3


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """rsync's own way to a host, without a network: what should run there runs here."""
    program("rsync")
    script = tmp_path / "shell"
    script.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(script))


@pytest.mark.slow
@pytest.mark.parametrize("packed", [False, True])
def test_by_rsync_it_ends_with_the_same(three: Three, host: Path, shell: None, packed: bool) -> None:
    kept = {".htaccess": b"y", "web.config": b"z"}
    for name, raw in kept.items():
        (host / name).write_bytes(raw)
    for release in three[:2]:
        tally = deploy_by_rsync(shipment(release, packed), f"host:{host}")
        assert tally.written and verify(Folder(host), release.manifest, release.today()).problems == ()
        there = {path: raw for path, raw in tree(host).items() if not path.endswith(".gz")}
        assert there == {**tree(release.tree), **kept}
        assert (host / "index.html.gz").exists() is packed
    assert tally.deleted > 0
    with pytest.raises(DeployError, match="主机上已经是 2026-04-07"):
        deploy_by_rsync(shipment(three[0]), f"host:{host}")


@pytest.mark.slow
def test_by_rsync_too_what_has_come_down_goes(three: Three, host: Path, shell: None) -> None:
    deploy_by_rsync(shipment(three[0], packed=True), f"host:{host}")
    # A folder where a page should be: rsync goes no further.
    (host / "index.html").unlink()
    (host / "index.html" / "x").mkdir(parents=True)
    with pytest.raises(DeployError):
        deploy_by_rsync(shipment(three[1], packed=True), f"host:{host}")
    assert not any(ENDED in path for path in tree(host))
    assert {"build.json", f"decisions/{STAYS}.html", f"decisions/{STAYS}.html.gz"} <= set(tree(host))


@pytest.mark.slow
def test_by_rsync_a_host_with_a_strict_umask_can_show_it(three: Three, host: Path, shell: None) -> None:
    before = os.umask(0o077)
    try:
        tally = deploy_by_rsync(shipment(three[0], packed=True), f"host:{host}")
    finally:
        os.umask(before)
    there = sorted(host.rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in there} == {0o644, 0o755}
    assert (tally.written, tally.kept) == (sum(path.is_file() for path in there), 0)
    # Of a host that shows what it is given, nothing is asked: it may belong to a group, or to another account.
    (host / "decisions").chmod(0o775)
    deploy_by_rsync(shipment(three[1], packed=True), f"host:{host}")
    assert (host / "decisions").stat().st_mode & 0o777 == 0o775


def test_by_rsync_somebody_elses_folder_and_none_at_all(three: Three, host: Path, shell: None) -> None:
    (host / "index.php").write_bytes(b"portal")
    with pytest.raises(ForeignFolderError):
        deploy_by_rsync(shipment(three[0]), f"host:{host}")
    with pytest.raises(DeployError, match="rsync 有文件没有传到"):
        deploy_by_rsync(shipment(three[0]), f"host:{host}/none")
    assert tree(host) == {"index.php": b"portal"}


@pytest.mark.slow
def test_by_rsync_a_reader_meets_no_page_whose_parts_are_missing(three: Three, host: Path, shell: None) -> None:
    deploy_by_rsync(shipment(three[0]), f"host:{host}")
    pages = sorted({p for r in three[:2] for p in r.manifest.files if p.endswith(".html") and p != "404.html"})
    met: list[str] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            met.extend(faults(host, pages))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        deploy_by_rsync(shipment(three[1]), f"host:{host}")
    finally:
        over.set()
        reader.join()
    assert met == []
