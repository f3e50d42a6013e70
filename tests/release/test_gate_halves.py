"""The gate in two processes says what it says in one, whatever becomes of the second."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from leaking import NAME, NUMBER, listed, page, word
from PIL import Image

from county import write
from gongshi.redaction import denylist
from gongshi.redaction.files import strip
from gongshi.release import leaks
from gongshi.release.scanner import Scanner
from gongshi.source import halves as module

__all__ = ["listed"]

BAD = ("a/1.html", "a/6.html", "b/3.html", f"c/{NUMBER}.txt")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Files of which neighbours leak, so that both processes find something."""
    for folder in "abc":
        for i in range(9):
            write(tmp_path / f"tree/{folder}/{i}.html", page(f"<p>公示{folder}{i}</p>"))
    for path in BAD[:3]:
        write(tmp_path / "tree" / path, page(f"<p>电话{NUMBER}</p>\n<p>当事人{NAME}</p>"))
    write(tmp_path / "tree" / BAD[3], "无")
    return tmp_path / "tree"


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST", 2)
    monkeypatch.setattr(module, "_may_fork", lambda: True)


def _alone(tree: Path, scanner: Scanner) -> list[leaks.Leak]:
    found = list(leaks.leaks_in(tree, scanner))
    assert list(dict.fromkeys(leak.path for leak in found)) == list(BAD)
    return found


def test_two_find_what_one_finds(tree: Path, listed: denylist.Denylist, request: pytest.FixtureRequest) -> None:
    alone = _alone(tree, Scanner(denylist=listed))
    request.getfixturevalue("two")
    assert list(leaks.leaks_in(tree, Scanner(denylist=listed))) == alone


def test_nothing_is_passed_over_when_the_second_dies(
    tree: Path, listed: denylist.Denylist, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = _alone(tree, Scanner(denylist=listed))
    own, suspected = os.getpid(), Scanner.suspected

    def dies(self: Scanner, texts: Sequence[str]) -> list[bool]:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return suspected(self, texts)

    monkeypatch.setattr(Scanner, "suspected", dies)
    request.getfixturevalue("two")
    assert list(leaks.leaks_in(tree, Scanner(denylist=listed))) == alone


@pytest.mark.usefixtures("two")
def test_what_either_found_clean_is_remembered(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in BAD:
        (tree / path).unlink()
    assert list(leaks.leaks_in(tree, Scanner(), tmp_path / "memory")) == []
    monkeypatch.setattr(Scanner, "suspected", lambda self, texts: [True] * len(texts))
    looked = Scanner(scan=lambda text, *, allowed: pytest.fail("looked at again"), quick=False)
    assert list(leaks.leaks_in(tree, looked, tmp_path / "memory")) == []


@pytest.mark.slow
@pytest.mark.usefixtures("two")
def test_each_has_an_auditor_of_its_own(tmp_path: Path) -> None:
    """The first's is running already when there are two; whose child it is not, takes it for one that has ended."""
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    write(tmp_path / "tree/files/0.png", out.getvalue())
    assert list(leaks.leaks_in(tmp_path / "tree", Scanner())) == []
    for i in range(12):
        text = f"电话{NUMBER}" if i in (3, 8) else "公示"
        write(tmp_path / f"tree/files/{i}.docx", strip(word(text), "a.docx"))
    found = [leak.path for leak in leaks.leaks_in(tmp_path / "tree", Scanner())]
    assert found == ["files/3.docx", "files/8.docx"]
