"""误公开: one record gone at once with all its traces, and down until it owns up."""

from __future__ import annotations

from datetime import date

import pytest
from releases import Bureau, bureau, clock, events

from county import FRAGMENT, PENALTY, text_of
from gongshi.release import commit
from gongshi.release.pulled import mark
from gongshi.release.store import read_store

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
FILE, PAGE = f"post/decisions/2026/{PENALTY}.yaml", f"decisions/{PENALTY}.html"
SENT = "  外部发布:\n  - {平台: 信用中国（新疆）, 地址: 'https://credit.example/x'}\n"
DAY = date(2026, 3, 16)


@pytest.fixture
def live(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """Two releases, so that an older one holds the record as well."""
    clock(monkeypatch, DAY)
    bureau.edit(FILE, lambda text: text.replace("内部:\n", f"内部:\n{SENT}"))
    assert bureau.publish() == 0
    bureau.edit("site.yaml", lambda text: text.replace("公示网", "公示新网"))
    assert bureau.publish() == 0
    assert len(bureau.folder.names()) == 2
    return bureau


def test_nothing_of_it_is_left_anywhere(live: Bureau, capfd: pytest.CaptureFixture[str]) -> None:
    assert live.pull(PENALTY, reason="身份证号没有遮盖") == 0
    live.assert_whole()
    assert FRAGMENT not in text_of(live.root / "www")
    assert FRAGMENT not in text_of(live.content / "release")
    assert "更新中" not in live.live()["index.html"].decode()
    said = capfd.readouterr().out
    assert "信用中国（新疆）  https://credit.example/x" in said
    assert f"https://www.qinghe.example/xzzf/{PAGE}" in said
    assert "身份证号没有遮盖" not in text_of(live.folder.current)
    assert read_store(live.content).entries[PENALTY].pulled == DAY
    assert events(live.folder)[-1] == ("pulled", PENALTY)


def test_it_stays_down_until_it_owns_up(live: Bureau) -> None:
    live.pull(PENALTY, rebuild=False)
    assert "更新中" in live.live()["index.html"].decode()
    assert live.later(1).publish() == 1
    assert PAGE not in live.live()
    assert "更新中" not in live.live()["index.html"].decode()
    live.edit(FILE, lambda text: text + "误公开:\n- {下线日期: '2026-03-16', 重新公示日期: '2026-03-18'}\n")
    assert live.publish() == 0
    assert PAGE not in live.live()
    assert live.later(1).publish() == 0
    assert FRAGMENT in live.live()[PAGE].decode()
    assert events(live.folder)[-1] == ("restored", PENALTY)
    entry = read_store(live.content).entries[PENALTY]
    assert (entry.pulled, entry.first_published) == (None, date(2026, 3, 5))


def test_neither_settings_nor_content_nor_books_need_be_sound(live: Bureau) -> None:
    (live.root / "publishconf.py").write_text("raise SystemExit\n", "utf-8")
    (live.content / "site.yaml").write_text("坏： 1\n", "utf-8")
    (live.content / "release/store.json").write_text("{", "utf-8")
    live.folder.ledger.write_text("{\n", "utf-8")
    name = live.folder.live() or ""
    for file in ("manifest.json", "records.json"):
        (live.folder.release(name) / file).write_text("{", "utf-8")
    assert live.pull(PENALTY) == 1
    # The broken store cannot forget; it says so, and nothing is served from it.
    assert FRAGMENT not in text_of(live.root / "www")


def test_a_pull_that_died_is_finished_by_the_next_publish(live: Bureau) -> None:
    mark(live.folder.root, PENALTY, live.day)
    assert live.later(1).publish() == 1
    assert FRAGMENT not in text_of(live.root / "www")


def test_books_that_cannot_be_written_do_not_keep_it_up(live: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(commit, "append", full)
        assert live.pull(PENALTY) == 1
    assert FRAGMENT not in text_of(live.folder.current)
    assert live.later(1).publish() == 1
    assert events(live.folder)[-1] == ("pulled", PENALTY)
    assert FRAGMENT not in text_of(live.root / "www")


def test_another_kind_comes_back_when_somebody_says_so(live: Bureau) -> None:
    assert "entities/qinghe-nyncj.html" in live.live()
    assert live.pull("county") == 0  # the list of officers
    assert "王小禾" not in text_of(live.folder.current)
    assert live.later(1).publish() == 1
    assert "王小禾" not in text_of(live.folder.current)
    assert live.pull("county", again=True) == 0
    assert live.later(1).publish() == 0
    assert "王小禾" in text_of(live.folder.current)


def test_what_nobody_knows_is_used_wrongly(live: Bureau) -> None:
    assert live.pull("qnz-zz-2026-999") == 2
    assert not (live.folder.root / "pulled/qnz-zz-2026-999").exists()
    assert live.pull("county", again=True) == 2
