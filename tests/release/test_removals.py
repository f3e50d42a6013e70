"""Whatever stops a release, what may not be seen any more goes: rendered from the store, by the manifest, or in place."""

from __future__ import annotations

from datetime import date

import pytest
from releases import Bureau, bureau, events

from county import FRAGMENT, PENALTY, penalty, text_of, write
from gongshi.release import coming_down, commit
from gongshi.release import publish as publish_module
from gongshi.release.gate import Verdict
from gongshi.release.work import Options
from gongshi.site import pelican

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
FILE, PAGE = f"post/decisions/2026/{PENALTY}.yaml", f"decisions/{PENALTY}.html"
OTHER, OTHERS_PAGE = "qnz-zz-2026-004", "decisions/qnz-zz-2026-004.html"
NUMBER = "罚〔2026〕3号"
LAPSED = date(2027, 3, 3)
WITHDRAWN = "撤回:\n- {情形: 撤销, 生效日期: '2026-03-18', 依据: 青政复决〔2026〕4号, 说明: 事实不清}\n"


@pytest.fixture
def two(bureau: Bureau) -> Bureau:
    """Two decisions live, of different terms, parties and facts; the second refers to the first."""
    other = penalty(
        4,
        决定日期="2026-03-10",
        案件名称="另外一案",
        违法事实="另案事实。",
        行政相对人={"类别": "个体工商户", "名称": "青禾县另一家经营部", "统一社会信用代码": "00000000000000000X"},
        关联=[{"记录": PENALTY, "关系": "同案处理"}],
    )
    write(bureau.content / f"post/decisions/2026/{OTHER}.yaml", other)
    assert bureau.publish() == 0
    return bureau


def gone(two: Bureau) -> bool:
    """No trace of the first decision, the second still there."""
    return NUMBER not in text_of(two.folder.current) and PAGE not in two.live()


def test_a_broken_site_file_stops_news_and_no_lapse(two: Bureau) -> None:
    two.edit("site.yaml", lambda text: text + "坏： 1\n")
    assert two.later(1).publish() == 3  # nothing had to go, and nothing could come
    assert PAGE in two.live()
    two.day = LAPSED
    assert two.publish() == 1
    two.assert_whole()
    assert gone(two)
    assert "更新中" in two.live()["index.html"].decode()
    assert not any(path.endswith((".bin", ".xml")) for path in two.live())
    assert events(two.folder)[-1] == ("lapsed", PENALTY)
    assert OTHERS_PAGE in two.live()
    two.edit("site.yaml", lambda text: text.replace("坏： 1\n", ""))
    assert two.publish() == 0
    assert "另外一案" in two.live()["index.html"].decode()


def test_a_withdrawal_is_read_though_the_site_file_cannot_be(two: Bureau, capfd: pytest.CaptureFixture[str]) -> None:
    two.edit("site.yaml", lambda text: text + "坏： 1\n")
    two.edit(FILE, lambda text: text + WITHDRAWN)
    capfd.readouterr()
    assert two.later(2).publish() == 1
    # Read twice, for what is new and for what must go; said once.
    assert capfd.readouterr().err.count("冒号是全角的") == 1
    assert gone(two)
    assert events(two.folder)[-1] == ("withdrawn", PENALTY)


def test_a_notice_of_withdrawal_stays_though_the_site_file_cannot_be_read(two: Bureau) -> None:
    two.edit(FILE, lambda text: text + WITHDRAWN)
    assert two.later(2).publish() == 0
    two.edit("site.yaml", lambda text: text + "坏： 1\n")
    assert two.later(1).publish() == 3
    assert "撤回公告" in two.live()[PAGE].decode()


@pytest.mark.parametrize("way", ["link", "copy", "nothing"])
def test_whatever_says_which_release_is_live_what_must_goes(two: Bureau, way: str) -> None:
    """A link that somebody made anew; plain files whose note was spoilt or lost."""
    place = two.folder.current.resolve()
    if way == "link":
        two.folder.current.unlink()
        two.folder.current.symlink_to(place)
    else:
        two.folder.current.unlink()
        assert two.publish(Options(copy=True)) == 0
        note = two.folder.root / "live"
        note.write_text("?", "ascii") if way == "copy" else note.unlink()
    two.edit("site.yaml", lambda text: text + "坏： 1\n")
    two.day = LAPSED
    assert two.publish() == 1
    assert gone(two)


def test_removals_alone_bring_no_news(two: Bureau) -> None:
    two.edit(FILE, lambda text: text + WITHDRAWN)
    two.edit(f"post/decisions/2026/{OTHER}.yaml", lambda text: text.replace("另外一案", "改过的案名"))
    write(two.content / "post/decisions/2026/qnz-zz-2026-005.yaml", penalty(5, 案件名称="新案"))
    assert two.later(2).publish(removals_only=True) == 0
    two.assert_whole()
    live = text_of(two.folder.current)
    assert "另外一案" in two.live()["index.html"].decode()
    assert "改过的案名" not in live
    assert "新案" not in live
    assert FRAGMENT not in live
    assert "撤回公告" in two.live()[PAGE].decode()
    assert two.publish(removals_only=True) == 0


def test_a_leak_that_is_nobodys_stops_news_and_no_withdrawal(two: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanner that cannot run lets nothing new through; then the manifest alone decides."""
    from gongshi.cli import publishing
    from gongshi.release import gate

    def unable(*args: object) -> Verdict:
        return Verdict((gate._unable("名单读不出来"),))

    monkeypatch.setattr(publishing, "look", unable)
    assert two.later(1).publish() == 3
    two.edit(FILE, lambda text: text + WITHDRAWN)
    assert two.later(1).publish() == 1
    two.assert_whole()
    assert gone(two)
    # Its page named the decision that is gone.
    assert "更新中" in two.live()[OTHERS_PAGE].decode()


def test_an_engine_that_breaks_stops_no_lapse(two: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(pelican, "build", broken)
    two.day = LAPSED
    assert two.publish() == 1
    assert gone(two)


@pytest.mark.parametrize(("coding", "rest"), [("utf-8", b"\xff\xfe\n"), ("gb18030", b"")], ids=["damaged", "gb18030"])
def test_a_withdrawal_is_read_in_a_file_of_bytes_that_are_no_text(two: Bureau, coding: str, rest: bytes) -> None:
    place = two.content / FILE
    place.write_bytes((place.read_text("utf-8") + WITHDRAWN).encode(coding) + rest)
    assert two.later(2).publish() == 1
    two.assert_whole()
    assert gone(two)


def test_books_that_cannot_be_written_leave_what_stays_whole(
    two: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not deleted in place, with lists and all: the next run enters it."""

    def refused(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    two.day = LAPSED
    with monkeypatch.context() as broken:
        broken.setattr(publish_module, "writable", refused)
        broken.setattr(commit, "append", refused)
        assert two.publish() == 1
    assert "台账没有写全：没有读写权限" in capsys.readouterr().err
    two.assert_whole()
    assert gone(two) and "另外一案" in two.live()["index.html"].decode()
    assert two.publish() == 0
    assert events(two.folder)[-1] == ("lapsed", PENALTY)


@pytest.mark.parametrize("fault", [RuntimeError("broken"), MemoryError()])
def test_an_engine_that_cannot_even_read_stops_no_lapse(
    two: Bureau, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(pelican, "assemble", broken)
    monkeypatch.setattr(coming_down, "read", broken)
    assert two.later(1).publish() == 3
    two.day = LAPSED
    assert two.publish() == 1
    two.assert_whole()
    assert gone(two)


@pytest.mark.parametrize("settings", ["raise SystemExit\n", "1 / 0\n", "PLUGINS = []\n"])
def test_settings_that_cannot_be_used_stop_no_lapse(
    two: Bureau, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(two.root / "publishconf.py", settings)
    assert two.later(1).publish() == 3
    assert capsys.readouterr().err.count("什么也没有发布") == 1
    two.day = LAPSED
    assert two.publish() == 1
    two.assert_whole()
    assert gone(two)


@pytest.mark.parametrize("damage", ["manifest.json", "release/store.json"])
def test_damaged_books_stop_no_lapse(two: Bureau, damage: str) -> None:
    home = two.folder.release(two.folder.live() or "") if damage == "manifest.json" else two.content
    (home / damage).write_text("{", "utf-8")
    two.edit("site.yaml", lambda text: text + "坏： 1\n")
    two.day = LAPSED
    assert two.publish() == 1
    assert gone(two)


def test_a_damaged_ledger_stops_no_lapse(two: Bureau) -> None:
    two.folder.ledger.write_bytes(two.folder.ledger.read_bytes().replace(b"2026-03-16", b"2026-03-15", 1))
    assert two.later(1).publish() == 3
    two.day = LAPSED
    assert two.publish() == 1
    assert gone(two)
    assert two.folder.journal.exists()  # what the ledger could not be told waits


def test_a_dry_run_removes_nothing(two: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    two.day = LAPSED
    before = two.live()
    assert two.publish(Options(dry_run=True), removals_only=True) == 0
    assert PENALTY in capsys.readouterr().err
    assert two.live() == before
