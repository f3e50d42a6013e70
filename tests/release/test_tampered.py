"""What somebody changed in the live tree by hand: the next run puts it right, and nothing of it is taken over."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from releases import Bureau, bureau, events

from county import PENALTY, text_of
from gongshi.release import publish as publish_module
from gongshi.release.work import Options

__all__ = ["bureau"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")]
PAGE = "rules.html"  # no record has a part in it: no removal takes it


@pytest.fixture(params=[False, True], ids=["link", "copy"])
def live(bureau: Bureau, request: pytest.FixtureRequest) -> Bureau:
    """One release, by a link and by plain files."""
    assert bureau.publish(Options(copy=request.param)) == 0
    return bureau


def edited(page: Path) -> None:
    page.write_text(page.read_text("utf-8") + "<p>改过</p>", "utf-8")


def linked(page: Path) -> None:
    page.unlink()
    page.symlink_to("/etc/passwd")


def copied_beside(page: Path) -> None:
    page.rename(page.parents[2] / "elsewhere.html")
    page.symlink_to(page.parents[2] / "elsewhere.html")


def piped(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


def added(page: Path) -> None:
    page.with_name("extra.html").write_text("多出来的", "utf-8")


Change = Callable[[Path], None]


@pytest.mark.parametrize("change", [edited, linked, copied_beside, piped, added, Path.unlink])
def test_a_tree_that_was_changed_is_not_the_same_site(
    live: Bureau, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    before = live.live()
    change(live.folder.current / PAGE)
    assert live.publish() == 0
    assert "和发布清单不符，现在重新换上" in capsys.readouterr().err
    assert live.live() == before
    live.assert_whole()
    assert live.publish() == 0
    assert "没有要换的" in capsys.readouterr().err


@pytest.mark.parametrize("change", [edited, linked, piped, Path.unlink])
def test_pure_deletion_keeps_nothing_that_was_changed(live: Bureau, change: Change) -> None:
    for tree in {live.folder.current.resolve(), live.folder.release(live.folder.live() or "") / "site"}:
        change(tree / PAGE)
    live.edit("site.yaml", lambda text: text + "坏： 1\n")
    assert live.pull(PENALTY, rebuild=False) == 0
    assert "更新中" in (live.folder.current / PAGE).read_text("utf-8")
    assert "改过" not in text_of(live.folder.current)
    live.assert_whole()


def test_a_style_that_was_lost_leaves_the_rest(live: Bureau) -> None:
    """It is no page; what is left is a release all the same."""
    for style in live.folder.root.rglob("*.css"):
        style.unlink()
    assert live.pull(PENALTY, rebuild=False) == 0
    live.assert_whole()
    assert PAGE in live.live() and "index.html" in live.live()


def test_without_the_page_that_stands_in_lists_are_left_out(live: Bureau) -> None:
    (live.folder.release(live.folder.live() or "") / "updating.html").unlink()
    assert live.pull(PENALTY, rebuild=False) == 0
    live.assert_whole()
    assert PAGE in live.live() and "index.html" not in live.live()
    assert events(live.folder)[-1] == ("pulled", PENALTY)


def test_what_cannot_be_tidied_up_does_not_unsay_the_release(
    live: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*args: object) -> None:
        raise PermissionError(13, "Permission denied", "x.json")

    monkeypatch.setattr(publish_module, "prune", refused)
    assert live.later(1).publish() == 0
    assert "已经换上，但没有收拾干净：没有读写权限（x.json）" in capsys.readouterr().err
    live.assert_whole()
