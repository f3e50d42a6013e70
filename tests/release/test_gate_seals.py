"""The gate reads no file again whose seal says that it was clean; what it reads is judged by its own bytes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from leaking import NUMBER, page

from county import write, write_bureau
from gongshi.cli.site import Job, run_build
from gongshi.release.leaks import _Look, leaks_in
from gongshi.release.manifest import Seal
from gongshi.release.scanner import Scanner


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site, search index and all, in which nothing leaks."""
    monkeypatch.delenv("AS_OF", raising=False)
    bureau = write_bureau(tmp_path / "bureau")
    assert run_build(Job(bureau / "content", bureau / "output", bureau / "publishconf.py"))[0] == 0
    return bureau / "output"


def seals(site: Path) -> dict[str, Seal]:
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {path: (sha256(raw).hexdigest(), len(raw)) for path, raw in files.items()}


def read(site: Path, memory: Path, sealed: dict[str, Seal], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that are read in a look that finds nothing."""
    files: set[str] = set()
    read_bytes = _Look._bytes

    def noted(look: _Look, path: str) -> bytes:
        files.add(path)
        return read_bytes(look, path)

    with monkeypatch.context() as patched:
        patched.setattr(_Look, "_bytes", noted)
        assert list(leaks_in(site, Scanner(), memory, sealed)) == []
    return files


def test_what_is_sealed_and_was_clean_is_not_read(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = set(seals(site))
    assert any(path.endswith(".bin") for path in every)
    assert read(site, tmp_path / "memory", seals(site), monkeypatch) == every
    assert read(site, tmp_path / "memory", seals(site), monkeypatch) == set()
    # Twice: it is remembered as well that nothing had to be read.
    assert read(site, tmp_path / "memory", seals(site), monkeypatch) == set()
    write(site / "index.html", page("甲"))
    assert read(site, tmp_path / "memory", seals(site), monkeypatch) == {"index.html"}


def test_without_a_seal_all_is_read(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seals(site)
    assert read(site, tmp_path / "memory", sealed, monkeypatch) == set(sealed)
    del sealed["index.html"]
    assert read(site, tmp_path / "memory", sealed, monkeypatch) == {"index.html"}
    table = next(path for path in sealed if path.endswith("/t.bin"))
    del sealed[table]
    # Files of the index are read together or not at all.
    assert read(site, tmp_path / "memory", sealed, monkeypatch) == {
        "index.html", *(path for path in seals(site) if path.endswith(".bin")),
    }  # fmt: skip


def test_what_is_read_is_judged_by_its_own_bytes(tmp_path: Path) -> None:
    write(tmp_path / "tree/a.html", page("甲"))
    write(tmp_path / "other/a.html", page(NUMBER))
    of_another = seals(tmp_path / "other")
    # The seal is of bytes that nobody knows to be clean: the file is read, and what was read is remembered, not the seal.
    assert list(leaks_in(tmp_path / "tree", Scanner(), tmp_path / "memory", of_another)) == []
    found = list(leaks_in(tmp_path / "other", Scanner(), tmp_path / "memory", of_another))
    assert [leak.type for leak in found] == ["phone"]
