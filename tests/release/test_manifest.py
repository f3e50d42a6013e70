"""The manifest says what it read, reads what it wrote, and takes nothing that was cut or changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.release.manifest import Manifest, ManifestError, Row, manifest_of, parsed, read_manifest, safe

DAY = date(2026, 11, 21)


def _tree(root: Path) -> Path:
    (root / "decisions").mkdir(parents=True)
    (root / "decisions" / "a-1.html").write_text("一", encoding="utf-8")
    (root / "index.html").write_text("<p>", encoding="utf-8")
    (root / "status.json").write_text("{}", encoding="utf-8")
    return root


def test_every_file_but_the_status_is_named(tmp_path: Path) -> None:
    found = manifest_of(_tree(tmp_path / "site"), DAY, "0", {"decisions/a-1.html": "a-1"}, None)
    assert {path: (row.size, row.of) for path, row in found.files.items()} == {
        "decisions/a-1.html": (3, "a-1"),
        "index.html": (3, "*"),
    }
    assert len({row.sha256 for row in found.files.values()}) == 2


def test_a_link_in_the_tree_is_refused(tmp_path: Path) -> None:
    tree = _tree(tmp_path / "site")
    (tree / "x.html").symlink_to("/etc/passwd")
    with pytest.raises(ManifestError, match=r"x\.html 不是普通文件"):
        manifest_of(tree, DAY, "0", {}, None)


paths = st.from_regex(r"[a-z0-9]{1,3}(/[a-z0-9]{1,3}\.[a-z]{2,4}){0,2}", fullmatch=True)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
rows = st.builds(Row, digests, st.integers(0, 1 << 40), st.sampled_from(["", "*", "a"]))


@given(st.dictionaries(paths, rows), st.none() | digests)
def test_what_was_written_is_read(files: dict[str, Row], previous: str | None) -> None:
    manifest = Manifest(DAY, "gongshi 0", files, previous)
    assert parsed(manifest.written(), "manifest.json") == manifest


def test_no_cut_and_no_change_is_read(tmp_path: Path) -> None:
    raw = manifest_of(_tree(tmp_path / "site"), DAY, "0", {}, None).written()
    for end in range(len(raw)):
        with pytest.raises(ManifestError):
            parsed(raw[:end], "manifest.json")
    for bad in (raw + b"\n", raw.replace(b"index.html", b"../dex.html"), raw.replace(b'"format": 1', b'"format": 2')):
        with pytest.raises(ManifestError, match="发布清单"):
            parsed(bad, "manifest.json")


def test_a_manifest_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"发布清单 manifest\.json 读不到"):
        read_manifest(tmp_path / "manifest.json")


@pytest.mark.parametrize("path", ["", "/a", "a/../b", "./a", "a//b", "a\\b", "c:/x", "a\nb", "a/", ".."])
def test_paths_that_leave_the_tree(path: str) -> None:
    assert not safe(path)
