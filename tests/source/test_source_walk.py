"""Which files are read, in which order, and which names are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongshi.findings import Scope
from gongshi.source import walk as walking
from gongshi.source.walk import walk


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("a: b", encoding="utf-8")


def refused(root: Path) -> dict[str, str]:
    files, findings = walk(root)
    assert {f.code for f in findings} <= {"GS006"}
    assert all(f.is_gate and f.fix for f in findings)
    assert not {file.rel for file in files} & {f.file for f in findings}
    return {f.file: f.message for f in findings}


def test_files_come_sorted_by_their_path_from_the_content_folder(tmp_path):
    put(tmp_path, "site.yaml", "post/b.yaml", "post/a/x.yaml", "pre/a.md", "post/a.yaml")
    files, findings = walk(tmp_path)
    assert [file.rel for file in files] == ["post/a.yaml", "post/a/x.yaml", "post/b.yaml", "pre/a.md", "site.yaml"]
    assert all(Path(file.path) == tmp_path / file.rel for file in files)
    assert findings == []


def test_what_editors_leave_behind_is_passed_over(tmp_path):
    put(tmp_path, ".DS_Store", "Thumbs.db", "~$a.xlsx", ".a.yaml.swp", "a.yaml~", ".git/config", "._a.yaml", "#a.yaml#")
    assert walk(tmp_path) == ([], [])


@pytest.mark.parametrize(
    "name",
    ["A.yaml", "处罚.yaml", "a b.yaml", "-a.yaml", "_a.yaml", ".a.yaml", "a.yaml.", "a.yaml ", "a\nb.yaml", "a,b.yaml",
     "con.yaml", "nul", "com1.yaml", "lpt9.tar.gz", "aux.md", "a" * 96 + ".yaml", "ａ.yaml", "a\u202eb.yaml"],
)  # fmt: skip
def test_names_that_urls_or_windows_cannot_bear(tmp_path, name):
    put(tmp_path, name)
    found = refused(tmp_path)
    assert len(found) == 1
    assert all(part.isprintable() for part in found)


def test_a_name_that_is_no_utf8_is_refused_and_can_be_printed(tmp_path):
    try:
        Path(os.fsdecode(bytes(tmp_path) + b"/a\xff.yaml")).write_text("a: b", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    (name,) = refused(tmp_path)
    name.encode("utf-8")


def test_a_refused_folder_is_named_once_and_not_read(tmp_path):
    put(tmp_path, "年报/a.yaml", "年报/b.yaml")
    assert list(refused(tmp_path)) == ["年报"]


def test_names_that_differ_only_by_case_are_named_together(tmp_path):
    put(tmp_path, "a.yaml", "A.yaml")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this system cannot hold both")
    messages = [f.message for f in walk(tmp_path)[1]]
    assert any("只差大小写" in message and "“A.yaml”" in message for message in messages)


def test_a_long_path_is_refused(tmp_path):
    put(tmp_path, "/".join(["f" * 60] * 3) + "/" + "a" * 30 + ".yaml")
    assert ["最多 200 个" in message for message in refused(tmp_path).values()] == [True]


def test_folders_too_deep_are_not_read(tmp_path):
    put(tmp_path, "1/2/3/4/5/6/a.yaml", "1/2/3/4/5/6/7/b.yaml")
    files, findings = walk(tmp_path)
    assert [file.rel for file in files] == ["1/2/3/4/5/6/a.yaml"]
    assert [f.file for f in findings] == ["1/2/3/4/5/6/7"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_links_and_pipes_are_refused_and_never_followed(tmp_path):
    content, outside = tmp_path / "content", tmp_path / "outside"
    put(outside, "secret.yaml")
    put(content, "a.yaml")
    (content / "link").symlink_to(outside)
    (content / "link.yaml").symlink_to(outside / "secret.yaml")
    (content / "loop").symlink_to(content)
    os.mkfifo(content / "pipe.yaml")
    assert set(refused(content)) == {"link", "link.yaml", "loop", "pipe.yaml"}
    assert [file.rel for file in walk(content)[0]] == ["a.yaml"]


def test_what_the_store_keeps_of_each_record_is_left_to_it(tmp_path):
    put(tmp_path, "release/store.json", "release/statements/ab/cd.json", "release/other/x.json", "statements/y.json")
    found = ["release/other/x.json", "release/store.json", "statements/y.json"]
    assert [file.rel for file in walk(tmp_path)[0]] == found
    (tmp_path / "release/statements").rename(tmp_path / "aside")
    (tmp_path / "release/statements").symlink_to(tmp_path / "aside")
    assert set(refused(tmp_path)) == {"release/statements"}


def test_a_missing_content_folder_stops_everything(tmp_path):
    files, findings = walk(tmp_path / "content")
    assert files == []
    assert [(f.scope, f.is_gate) for f in findings] == [(Scope.RELEASE, True)]


def test_too_many_files_stop_everything(tmp_path, monkeypatch):
    monkeypatch.setattr(walking, "MAX_FILES", 3)
    put(tmp_path, "a/1", "a/2", "b/1", "b/2", "c/1")
    _, findings = walk(tmp_path)
    assert [(f.scope, f.is_gate) for f in findings] == [(Scope.RELEASE, True)]
