"""A file that nobody has touched is taken over unread; one that somebody may have touched is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from gongshi.site.inodes import Inodes, inode_of, read, whole, written
from gongshi.site.staging import Staging

BYTES, FORGED = b"<p>one</p>", "f" * 64
DIGEST = sha256(BYTES).hexdigest()
PATH = "decisions/a.html"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A tree of before with one file in it."""
    staging = fresh(tmp_path / "old", None)
    staging.write(PATH, BYTES)
    assert staging.inodes == {PATH: inode_of((staging.root / PATH).stat())}
    return staging.root


def fresh(root: Path, previous: Path | None, untouched: Inodes | None = None) -> Staging:
    root.mkdir()
    return Staging(root, previous, untouched)


def known(old: Path, digest: str) -> Inodes:
    return read(written(old, {PATH: digest}, {PATH: inode_of((old / PATH).stat())}), old)


def test_what_nobody_touched_is_not_read(old: Path, tmp_path: Path) -> None:
    staging = fresh(tmp_path / "new", old, known(old, FORGED))
    assert staging.take({PATH: FORGED})  # a digest that no byte bears: only who does not read believes it
    assert staging.seals == {PATH: (FORGED, len(BYTES))}
    assert (staging.root / PATH).samefile(old / PATH)
    assert staging.inodes == {PATH: inode_of((old / PATH).stat())}


def linked(place: Path) -> None:
    os.link(place, place.with_name("other"))


def rewritten(place: Path) -> None:
    place.write_bytes(BYTES.replace(b"one", b"two"))


def rewritten_in_silence(place: Path) -> None:
    before = place.stat()
    rewritten(place)
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(place: Path) -> None:
    other = place.with_name("other")
    other.write_bytes(BYTES)
    other.replace(place)


@pytest.mark.parametrize("touch", [linked, rewritten, rewritten_in_silence, replaced])
def test_what_somebody_touched_is_read(old: Path, tmp_path: Path, touch: Callable[[Path], None]) -> None:
    untouched = known(old, FORGED)
    touch(old / PATH)
    staging = fresh(tmp_path / "new", old, untouched)
    assert not staging.take({PATH: FORGED})
    assert staging.take({PATH: DIGEST}) == ((old / PATH).read_bytes() == BYTES)


def test_what_is_known_to_hold_something_else_is_not_taken(old: Path, tmp_path: Path) -> None:
    assert not fresh(tmp_path / "new", old, known(old, DIGEST)).take({PATH: FORGED})


def test_what_is_gone_is_not_taken(old: Path, tmp_path: Path) -> None:
    untouched = known(old, DIGEST)
    (old / PATH).unlink()
    assert not fresh(tmp_path / "new", old, untouched).take({PATH: DIGEST})


def test_what_changed_since_it_was_made_is_not_kept(old: Path) -> None:
    made = {PATH: inode_of((old / PATH).stat())}
    assert read(written(old, {PATH: DIGEST}, made), old) == {PATH: whole((old / PATH).stat(), DIGEST)}
    rewritten(old / PATH)
    assert read(written(old, {PATH: DIGEST}, made), old) == {}
    assert read(written(old, {PATH: DIGEST}, {}), old) == {}


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff"])
def test_another_tree_and_a_damaged_memory_are_not_known(old: Path, tmp_path: Path, payload: bytes) -> None:
    assert known(old, DIGEST)
    assert read(written(old, {PATH: DIGEST}, {PATH: inode_of((old / PATH).stat())}), tmp_path) == {}
    assert read(payload, old) == {}
