"""A review reads what did not change once, says the same as if it had read all twice, and leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from review_repository import committed, git, review

from answers import call
from county import DECISION, ENTITY, PENALTY, penalty, write, write_county
from gongshi.review import revisions
from gongshi.source import load

FOLDER = "content/post/decisions/2026"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Every sort of file on the base, and a change of some of each."""
    content = write_county(tmp_path)
    for number in range(4, 9):
        write(tmp_path / FOLDER / f"qnz-zz-2026-00{number}.yaml", penalty(number))
    for name, text in {
        "broken": "执法类别: 行政处罚\n执法类别: 行政许可\n",
        "broken-too": "案件名称：全角冒号\n",
        "held": penalty(20, 执法事项="NY-CF-999"),
        "held-too": penalty(21, 执法事项="NY-CF-999"),
    }.items():
        write(tmp_path / FOLDER / f"qnz-{name}.yaml", text)
    write(tmp_path / FOLDER / "Qnz-BIG.yaml", penalty(30))
    write(tmp_path / FOLDER / "qnz-zz-2026-004" / "note.txt", "附件\n")
    write(tmp_path / FOLDER / "qnz-zz-2026-005" / "note.txt", "附件\n")
    write(content / "stray.txt", "这里不放文件\n")
    committed(tmp_path)
    write(tmp_path / FOLDER / "qnz-zz-2026-004.yaml", penalty(4, 备注="改过。"))
    write(tmp_path / FOLDER / "qnz-zz-2026-005" / "note.txt", "换过的附件\n")
    (tmp_path / FOLDER / "qnz-zz-2026-006.yaml").unlink()
    git(tmp_path, "mv", f"{FOLDER}/qnz-zz-2026-007.yaml", f"{FOLDER}/qnz-zz-2026-017.yaml")
    write(tmp_path / FOLDER / "qnz-broken-too.yaml", penalty(22))
    write(tmp_path / FOLDER / "qnz-held-too.yaml", penalty(21))
    (content / "stray.txt").unlink()
    committed(tmp_path)
    return tmp_path


def test_it_says_the_same_as_with_everything_read_twice(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = review(top)
    with revisions.sides(top / "content", "HEAD~1..HEAD", None, None) as both:
        held, everything = both.old.held, both.old.everything
        assert everything is not None and f"{FOLDER.removeprefix('content/')}/qnz-broken.yaml" in held
        decisions = list(everything.decisions)
    monkeypatch.setattr(revisions, "untouched", lambda *_: frozenset())
    assert review(top) == found
    with revisions.sides(top / "content", "HEAD~1..HEAD", None, None) as both:
        assert both.old.held == held
        assert both.old.everything is not None and list(both.old.everything.decisions) == decisions
    assert len(found["items"]) >= 6


def test_what_did_not_change_is_read_once(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    plain = load.read_bytes

    def counted(path: Path, rel: str) -> object:
        opened.append(rel)
        return plain(path, rel)

    monkeypatch.setattr(load, "read_bytes", counted)
    review(top)
    twice = {file for file in opened if opened.count(file) > 1}
    assert {Path(file).stem for file in twice} == {"qnz-zz-2026-004", "qnz-broken-too", "qnz-held-too"}


@pytest.mark.parametrize("known", [False, True])
def test_the_cache_of_records_is_asked_and_never_written(
    known: bool, top: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("GONGSHI_CACHE", str(place))
    if known:
        call("check", "--content", str(top / "content"))
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert bool(before) == known
    review(top)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert len(list(place.iterdir())) == 1, "the folder's own, and none for a revision"


def test_nothing_is_left_in_the_temporary_folder(
    top: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(place))
    review(top)
    assert list(place.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "link"), reason="no hard links here")
def test_a_file_system_without_hard_links_serves_as_well(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = review(top)

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    assert review(top) == found


def test_an_item_that_comes_in_lets_an_unchanged_record_out(top: Path) -> None:
    """Why both sides are looked through whole: the record's own file is the same on both."""
    items = {"执法主体": ENTITY, "标题": "事项清单", "更新日期": "2026-01-05",
             "事项": [{"事项编码": "NY-CF-999", "事项名称": "对未按规定标注种子标签的处罚", "执法类别": "行政处罚",
                     "依据": DECISION["处罚依据"]}]}  # fmt: skip
    write(top / f"content/pre/items/{ENTITY}.yaml", items)
    committed(top)
    assert {"qnz-held": "新公开"}.items() <= {i["record"]: i["what"] for i in review(top)["items"]}.items()
    assert PENALTY not in [i["record"] for i in review(top)["items"]]
