"""The walk and its cache: the same answer whether walked at once, step by step or after damage; nothing hostile gets in."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from repositories import commit, git, start

from gongshi.history import cache
from gongshi.history.git import Repository
from gongshi.history.walk import HistoryError, Walk, locate, walk

A, B = "post/decisions/2026/a-1.yaml", "post/decisions/2026/b-2.yaml"


def put(folder: Path, path: str, text: str) -> None:
    target = folder / "content" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def walked(folder: Path, known: Walk | None = None) -> Walk:
    found = locate(folder / "content")
    assert found is not None
    return walk(*found, known)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = start(tmp_path / "bureau")
    put(folder, A, "一\n" * 9)
    commit(folder, "2026-03-05T23:30:00+08:00")
    put(folder, B, "二\n" * 9)
    put(folder, A, "一\n" * 10)
    commit(folder, "2026-03-05T16:30:00Z")  # past midnight in Shanghai
    return folder


def test_trails(repository: Path) -> None:
    trails = walked(repository).trails
    assert [(s.status, s.day) for s in trails[A]] == [("A", date(2026, 3, 5)), ("M", date(2026, 3, 6))]
    assert [(s.status, s.day) for s in trails[B]] == [("A", date(2026, 3, 6))]


def test_moves_and_removals(repository: Path) -> None:
    (repository / "content/post/decisions/2025").mkdir()
    git(repository, "mv", f"content/{A}", "content/post/decisions/2025/a-1.yaml")
    git(repository, "mv", f"content/{B}", "content/post/decisions/2026/c-3.yaml")
    commit(repository, "2026-03-09")
    git(repository, "rm", "-q", "content/post/decisions/2026/c-3.yaml")
    commit(repository, "2026-03-10")
    trails = walked(repository).trails
    assert [(s.status, s.other) for s in trails["post/decisions/2025/a-1.yaml"]] == [("A", ""), ("M", ""), ("R", A)]
    assert [(s.status, s.other) for s in trails["post/decisions/2026/c-3.yaml"]] == [("R", B), ("D", "")]
    assert trails[A][-1].other == "post/decisions/2025/a-1.yaml"


def test_step_by_step_is_the_same_as_at_once(repository: Path) -> None:
    known = walked(repository)
    for number, day in enumerate(("2026-03-09", "2026-04-20", "2026-03-11")):
        put(repository, f"post/decisions/2026/n-{number}.yaml", f"{number}\n")
        put(repository, "release/store.json", f'  "n-{number}": {{"first_published": "{day}"}},\n')
        commit(repository, day)
        known = walked(repository, known)
    assert known == walked(repository)
    assert known.trails["post/decisions/2026/n-1.yaml"][0].day == date(2026, 3, 11)  # not after what follows it
    assert [str(before) for _, before in known.backwards] == ["2026-04-20"]
    assert {record: str(day) for record, (day, _) in known.days.items()} == {
        "n-0": "2026-03-09", "n-1": "2026-04-20", "n-2": "2026-03-11"}  # fmt: skip


def test_a_rewritten_history_is_walked_anew(repository: Path) -> None:
    known = walked(repository)
    git(repository, "reset", "-q", "--hard", "HEAD~1")
    put(repository, B, "别的\n")
    commit(repository, "2026-05-01")
    assert walked(repository, known).trails[B][0].day == date(2026, 5, 1)


def test_a_cached_head_off_the_line_of_first_parents_is_no_beginning(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    put(repository, "post/decisions/2026/s-1.yaml", "支\n")
    commit(repository, "2026-03-07")
    known = walked(repository)
    git(repository, "checkout", "-q", "main")
    put(repository, "post/decisions/2026/m-1.yaml", "主\n")
    commit(repository, "2026-03-08")
    git(repository, "merge", "-q", "--no-ff", "-m", "合并", "side", at="2026-03-12T09:00:00+08:00")
    found = walked(repository, known)
    assert found.trails["post/decisions/2026/s-1.yaml"][0].day == date(2026, 3, 12)
    assert found == walked(repository)


def test_the_cache_gives_back_what_it_was_given(repository: Path) -> None:
    content = repository / "content"
    put(repository, "release/store.json", '  "a-1": {"first_published": "2026-03-05"}\n')
    commit(repository, "2026-03-09")
    commit(repository, "2026-01-09")
    put(repository, A, "又\n")
    commit(repository, "2026-02-09")
    found = walked(repository)
    cache.save(content, "content/", found)
    assert cache.load(content, "content/") == found
    assert cache.load(content, "elsewhere/") is None


def _resealed(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n", b"x", b"\xff\xfe\n{}", _resealed(b"{}"), _resealed(b"[]"), _resealed(b"[" * 100_000),
     _resealed(json.dumps({"version": 1, "below": "content/", "commits": [], "trails": {"a": [["A", 9, 1]]}}).encode())],
)  # fmt: skip
def test_a_damaged_cache_is_no_cache(repository: Path, raw: bytes) -> None:
    content = repository / "content"
    cache.save(content, "content/", walked(repository))
    (repository / ".gongshi/history.json").write_bytes(raw)
    assert cache.load(content, "content/") is None


def test_a_cut_cache_and_a_link_are_no_cache(repository: Path) -> None:
    content, place = repository / "content", repository / ".gongshi/history.json"
    cache.save(content, "content/", walked(repository))
    whole = place.read_bytes()
    place.write_bytes(whole[:-9])
    assert cache.load(content, "content/") is None
    place.unlink()
    (repository / "real.json").write_bytes(whole)
    place.symlink_to(repository / "real.json")
    assert cache.load(content, "content/") is None


def test_nowhere_to_keep_it(repository: Path) -> None:
    (repository / ".gongshi").write_text("a file\n")
    cache.save(repository / "content", "content/", walked(repository))
    assert cache.load(repository / "content", "content/") is None


def test_messages_and_paths_cannot_pass_for_history(repository: Path) -> None:
    zero = "0" * 40
    forged = f"{zero} 1\n:000000 100644 {zero} {zero} A\0content/{A}".replace("\0", "\n")
    put(repository, f"post/{zero} 1\n:000000 100644 {zero[:7]} {zero[:7]} A.yaml", "怪\n")
    put(repository, "post/\t:x\x01 y.yaml", "怪\n")
    commit(repository, "2026-03-09", message=forged + "\n" + "长" * 30_000)
    trails = walked(repository).trails
    assert [(s.status, s.day) for s in trails[A]] == [("A", date(2026, 3, 5)), ("M", date(2026, 3, 6))]
    assert {str(step.day) for path, trail in trails.items() if path not in (A, B) for step in trail} == {"2026-03-09"}


def test_rows_of_another_file_or_shape_give_no_day(repository: Path) -> None:
    rows = [
        '  "a": {"first_published": "not a day"},',
        '  "b": [],',
        '  "c": {},',
        '  "d": {"first_published": "2026-03-09"},',
    ]
    put(repository, "release/store.json", "\n".join(rows) + "\n")
    put(repository, "post/x.yaml", '  "e": {"first_published": "2026-03-09"},\n')
    commit(repository, "2026-03-09")
    assert set(walked(repository).days) == {"d"}


def test_content_that_is_a_link_or_the_top_itself(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository / "content")
    found = locate(tmp_path / "link")
    assert found is not None and A in walk(*found).trails
    git(repository / "content", "init", "-q", "-b", "main")
    commit(repository / "content", "2026-03-20")
    inner = locate(repository / "content")
    assert inner is not None and inner[1] == ""
    assert walk(*inner).trails[A][0].day == date(2026, 3, 20)


def test_folder_names_are_taken_as_they_are(tmp_path: Path) -> None:
    """No pattern: ':(exclude)' and '*' are names of folders like any other."""
    for name in (":(exclude)x", "c*"):
        folder = start(tmp_path / name.replace(":", "_") / "bureau")
        (folder / name / "post").mkdir(parents=True)
        (folder / name / "post/a.yaml").write_text("一\n")
        (folder / "cx/post").mkdir(parents=True)
        (folder / "cx/post/b.yaml").write_text("二\n")
        commit(folder, "2026-03-05")
        found = locate(folder / name)
        assert found is not None and set(walk(*found).trails) == {"post/a.yaml"}


def test_a_history_that_cannot_be_read_is_said(repository: Path) -> None:
    found = locate(repository / "content")
    assert found is not None
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    (repository / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    with pytest.raises(HistoryError, match="读不出来"):
        walk(*found)
    assert isinstance(found[0], Repository)
