"""Verify finds whatever is not as it may be today, by folder and over HTTP, and nothing where all is well."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from released_sites import ENDED, LATER, NEW, STAYS, WITHDRAWN, Release
from served import (
    MOUNT,
    Way,
    cached,
    chunked,
    cut,
    endless,
    gone,
    moved,
    named,
    packed,
    served,
    single,
    soft,
    trickle,
)

from answers import call
from gongshi.release.problems import Kind, Report
from gongshi.release.verify import verify
from gongshi.release.visit import Folder
from gongshi.release.web import Web

Three = tuple[Release, Release, Release]
PAGE, NOTICE, ENDED_PAGE = f"decisions/{STAYS}.html", f"decisions/{WITHDRAWN}.html", f"decisions/{ENDED}.html"
PICTURE = f"files/decisions/{ENDED}/a.png"


def found(report: Report) -> set[tuple[str, str]]:
    return {(problem.kind.value, problem.path) for problem in report.problems}


def over_http(three: Three, way: Way | None = None, **limits: float) -> Report:
    later = three[1]
    with served(later.tree, way) as address:
        return verify(Web(address, **limits), later.manifest, later.today())


def test_a_folder_that_is_as_it_was_sealed(three: Three) -> None:
    for release in three:
        report = verify(Folder(release.tree), release.manifest, release.today())
        assert report.problems == () and report.built_for == release.day
        assert report.asked >= len(release.manifest.files)


@pytest.mark.parametrize("way", [None, gone, packed, chunked], ids=lambda way: way.__name__ if way else "plain")
def test_a_web_site_that_is_as_it_was_sealed(three: Three, way: Way | None) -> None:
    report = over_http(three, way)
    assert report.problems == ()
    # Each forbidden address is asked for packed, plain and as a packed copy.
    assert report.asked == len(three[1].manifest.files) + 3 * len(three[1].today().forbidden(three[1].manifest))


def test_a_host_that_missed_its_rebuild_still_shows_what_came_down(three: Three) -> None:
    first, later, _ = three
    report = verify(Folder(first.tree), first.manifest, later.today())
    kinds = found(report)
    assert {("standing", ENDED_PAGE), ("standing", PICTURE), ("standing", NOTICE)} <= kinds
    assert ("stale", "build.json") in kinds and ("missing", f"decisions/{NEW}.html") in kinds
    mentioned = {path for kind, path in kinds if kind == "mentioned"}
    assert {"decisions/2026/03.html", "feeds/decisions.atom.xml", "sitemap.xml"} <= mentioned
    assert any(path.startswith("search/") and path.endswith(".bin") for path in mentioned)
    # The same over HTTP, where nobody can list what is there.
    with served(first.tree) as address:
        assert found(verify(Web(address), first.manifest, later.today())) == kinds


def test_the_day_after_nothing_is_wrong_but_the_day(three: Three) -> None:
    later = three[1]
    report = verify(Folder(later.tree), later.manifest, later.today(date(2026, 4, 8)))
    assert found(report) == {("stale", "build.json")}


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (lambda t: (t / PAGE).unlink(), {("missing", PAGE)}),
        (lambda t: (t / PAGE).write_bytes((t / PAGE).read_bytes() + b"\n"), {("changed", PAGE)}),
        (lambda t: (t / "note.html").write_bytes(b"x"), {("extra", "note.html")}),
        (lambda t: (t / "status.json").write_bytes(b"{}"), set()),
        (lambda t: (t / ".htaccess").write_bytes(b""), set()),
        (lambda t: (t / ".old").mkdir() or (t / ".old" / "a.html").write_bytes(b""), {("extra", ".old/a.html")}),
        (lambda t: (t / "build.json").write_bytes(b"{"), {("changed", "build.json"), ("stale", "build.json")}),
        (lambda t: (t / ENDED_PAGE).write_bytes(b"x"), {("standing", ENDED_PAGE)}),
        (lambda t: (t / f"{ENDED_PAGE}.gz").write_bytes(b"x"), {("standing", f"{ENDED_PAGE}.gz")}),
        (
            lambda t: (t / PICTURE).parent.mkdir(parents=True) or (t / PICTURE).write_bytes(b"x"),
            {("standing", PICTURE)},
        ),
        (lambda t: (t / f"{PAGE}.gz").write_bytes(gzip.compress((t / PAGE).read_bytes())), set()),
        (lambda t: (t / f"{PAGE}.gz").write_bytes(gzip.compress(b"old")), {("changed", f"{PAGE}.gz")}),
        (lambda t: (t / f"{PAGE}.gz").write_bytes(b"no gzip"), {("changed", f"{PAGE}.gz")}),
        (lambda t: (t / "x.html").symlink_to("/etc/hostname"), {("extra", "")}),
    ],
)
def test_one_thing_wrong_is_the_one_thing_found(
    three: Three, tmp_path: Path, spoil: Spoil, wanted: set[object]
) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(three[1].tree, tree)
    spoil(tree)
    assert found(verify(Folder(tree), three[1].manifest, three[1].today())) == wanted


def test_a_withdrawn_decision_in_the_place_of_its_notice(three: Three, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(three[1].tree, tree)
    shutil.copy(three[0].tree / NOTICE, tree / NOTICE)
    kinds = found(verify(Folder(tree), three[1].manifest, three[1].today()))
    assert kinds == {("standing", NOTICE), ("changed", NOTICE)}


@pytest.mark.parametrize("way", [soft, single], ids=["not found", "home"])
def test_what_is_not_there_must_not_answer_200(three: Three, way: Way) -> None:
    report = over_http(three, way)
    assert {kind for kind, _ in found(report)} == {"soft"}
    assert {path for _, path in found(report)} >= {ENDED_PAGE, PICTURE, f"{ENDED_PAGE}.gz"}


@pytest.mark.parametrize(
    ("way", "kind", "note"),
    [
        (cut(PAGE), "unreachable", "应答残缺"),
        (trickle(PAGE), "unreachable", "太慢"),
        (endless(PAGE), "changed", "不是同样的字节"),
        (moved(PAGE, "http://198.51.100.7/x.html"), "unreachable", "转到别的主机：198.51.100.7"),
        (moved(PAGE, "//evil.example/x.html"), "unreachable", "转到别的主机：evil.example"),
        (moved(PAGE, "file:///etc/passwd"), "unreachable", "转到别的主机"),
        (moved(PAGE, f"{MOUNT}{PAGE}"), "unreachable", "转了 3 次还没有到"),
        (moved(PAGE, "http://[bad"), "unreachable", "转到一个不是网址的地方"),
    ],
    ids=["cut", "trickle", "endless", "away", "away-slashes", "file", "loop", "nonsense"],
)
def test_a_bad_server_costs_one_address_and_little_time(three: Three, way: Way, kind: str, note: str) -> None:
    # Only a trickle is cut by the clock, however slow this machine is today.
    limits = {"step": 1.0, "whole": 1.0} if note == "太慢" else {}
    problems = over_http(three, way, **limits).problems
    assert [(p.kind.value, p.path) for p in problems] == [(kind, PAGE)]
    assert note in problems[0].note


def test_what_a_cache_still_shows_is_seen(three: Three) -> None:
    kinds = found(over_http(three, cached(three[0].tree)))
    assert {("standing", ENDED_PAGE), ("standing", PICTURE), ("standing", NOTICE), ("stale", "build.json")} <= kinds


@pytest.mark.parametrize(
    ("path", "media", "well"),
    [
        (PAGE, "text/html", True),
        (PAGE, "Text/HTML; Charset=UTF-8", True),
        (PAGE, 'text/html;charset="utf-8"', True),
        (PAGE, "", True),
        (PAGE, "text/html; charset=gb2312", False),
        (PAGE, "text/plain; charset=utf-8", False),
        (PAGE, "text/htmlx", False),
        (PAGE, "application/octet-stream", False),
        ("sitemap.xml", "application/octet-stream", True),
        ("css", "text/css", True),
        ("css", "text/plain", False),
        ("js", "application/javascript", True),
        ("js", "text/javascript; charset=gbk", False),
    ],
)
def test_a_page_under_a_wrong_name_is_no_page(three: Three, path: str, media: str, well: bool) -> None:
    if "." not in path:
        path = next(p for p in three[1].manifest.files if p.endswith(f".{path}"))
    assert found(over_http(three, named(path, media))) == (set() if well else {("soft", path)})


def test_a_redirect_on_the_same_host_is_followed(three: Three) -> None:
    def way(handler: object, path: str, body: bytes | None) -> bool:
        return moved("index.html", f"{MOUNT}again?to=index.html")(handler, path, body)  # type: ignore[arg-type]

    later = three[1]
    with served(later.tree, way) as address:
        problems = verify(Web(address), later.manifest, later.today()).problems
    assert [(p.kind.value, p.path) for p in problems] == [("missing", "index.html")]


def test_a_host_that_is_down_is_one_problem(three: Three) -> None:
    with served(three[1].tree) as address:
        pass
    report = verify(Web(address), three[1].manifest, three[1].today())
    assert [(p.kind, p.path, p.note) for p in report.problems] == [(Kind.UNREACHABLE, "", "连不上")]


@pytest.mark.parametrize("address", ["ftp://a/", "http://", "https://a:x/", "http://u:p@a/", "http://a/\n"])
def test_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="不是网址"):
        Web(address)


def test_the_command(three: Three, tmp_path: Path) -> None:
    first, later, _ = three
    sealed = tmp_path / "manifest.json"
    sealed.write_bytes(later.manifest.written())
    shared = ("--content", str(later.content), "--as-of", LATER.isoformat(), "--manifest", str(sealed))
    good = call("verify", str(later.tree), *shared)
    assert (good.status, good.out) == (0, "") and "完全相符" in good.err
    bad = call("verify", str(first.tree), *shared, "--format", "json")
    data = json.loads(bad.out)
    assert bad.status == 1 and data["as_of"] == LATER.isoformat() and data["built_for"] == "2026-03-16"
    assert {(p["kind"], p["path"], p["record"]) for p in data["problems"]} >= {("standing", ENDED_PAGE, ENDED)}
    assert "应撤未撤　decisions/" in call("verify", str(first.tree), *shared).out
    with served(later.tree) as address:
        assert call("verify", address, *shared).status == 0
    content = ("--content", str(later.content))
    assert call("verify", str(tmp_path / "none"), *content).status == 2
    assert call("verify", "http://u:p@a/", *shared).status == 2
    assert "加 --manifest" in call("verify", str(later.tree), *content).err
    assert call("verify", str(tmp_path), *shared).status == 3
    sealed.write_bytes(b"{}")
    broken = call("verify", str(later.tree), *shared)
    assert broken.status == 3 and "没法核对" in broken.err


def test_a_publishing_folder_brings_its_own_manifest(three: Three, tmp_path: Path) -> None:
    later = three[1]
    release = tmp_path / "releases" / "2026-04-07-001"
    shutil.copytree(later.tree, release / "site")
    (release / "manifest.json").write_bytes(later.manifest.written())
    shared = ("--content", str(later.content), "--as-of", LATER.isoformat())
    (tmp_path / "current").symlink_to("releases/2026-04-07-001/site")
    assert call("verify", str(tmp_path), *shared).status == 0
    (tmp_path / "current").unlink()
    shutil.copytree(later.tree, tmp_path / "current")
    (tmp_path / "live").write_text("2026-04-07-001", "ascii")
    assert call("verify", str(tmp_path), *shared).status == 0
    with served(later.tree) as address:
        assert call("verify", address, *shared, "--manifest", str(tmp_path)).status == 0
