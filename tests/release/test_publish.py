"""Publishing a tiny county: what goes live, what stays, what is held back, and on which day."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date
from pathlib import Path

import pytest
from releases import Bureau, bureau, clock, events

from county import FRAGMENT, PENALTY, penalty, text_of, write
from gongshi.redaction import denylist
from gongshi.release import publish
from gongshi.release.manifest import read_manifest
from gongshi.release.store import read_store
from gongshi.release.work import Options
from gongshi.site import inodes
from gongshi.source.cache import Cache

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
FILE, PAGE = f"post/decisions/2026/{PENALTY}.yaml", f"decisions/{PENALTY}.html"
OTHER = "qnz-zz-2026-004"


def test_a_site_goes_live_and_its_books_say_so(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    (bureau.content / "release/store.json").unlink()
    assert bureau.publish(Options(dry_run=True)) == 0
    assert not bureau.folder.current.exists()
    assert bureau.publish() == 0
    bureau.assert_whole()
    assert FRAGMENT in bureau.live()[PAGE].decode()
    assert read_store(bureau.content).days == {PENALTY: bureau.day}
    assert events(bureau.folder) == [("published", PENALTY)]
    # The day is known by the time the page is seen: publishing gives up when it ends before the switch.
    assert "预计公示" not in text_of(bureau.folder.current)
    owners = {path: row.of for path, row in manifest(bureau).files.items()}
    assert owners[PAGE] == PENALTY
    assert owners["index.html"] == owners["entities/qinghe-nyncj.html"] == owners["search/index.html"] == "*"
    assert {owner for path, owner in owners.items() if path.startswith("assets/")} == {""}

    capsys.readouterr()
    assert bureau.publish() == 0
    assert "没有要换的" in capsys.readouterr().err
    assert bureau.folder.names() == ["2026-03-16-001"]

    before = manifest(bureau)
    assert bureau.later(1).publish() == 0
    assert bureau.folder.live() == "2026-03-17-001"
    assert manifest(bureau).previous == before.hash
    first, second = (bureau.folder.release(name) / "site/assets" for name in bureau.folder.names())
    assert all(path.samefile(second / path.name) for path in first.iterdir())


def manifest(bureau: Bureau):  # type: ignore[no-untyped-def]
    return read_manifest(bureau.folder.release(bureau.folder.live() or "") / "manifest.json")


def test_many_events_are_counted_and_not_all_named(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publish, "_NAMED", 2)
    for number in (4, 5, 6):
        write(bureau.content / f"post/decisions/2026/qnz-zz-2026-00{number}.yaml", penalty(number))
    assert bureau.publish(Options(dry_run=True)) == 0
    said = capsys.readouterr().err
    assert said.count("首次公示：qnz-zz-2026-") == 2 and "首次公示：共 4 条，只列出 2 条" in said


def test_a_broken_record_leaves_its_last_good_version_and_lets_others_out(bureau: Bureau) -> None:
    bureau.publish()
    bureau.edit(FILE, lambda text: text.replace("罚款金额: '2000.00'", "罚款金额： 2000"))
    write(bureau.content / f"post/decisions/2026/{OTHER}.yaml", penalty(4, 案件名称="另外一案"))
    assert bureau.later(1).publish() == 1
    bureau.assert_whole()
    assert FRAGMENT in bureau.live()[PAGE].decode()
    assert "另外一案" in bureau.live()["index.html"].decode()
    assert events(bureau.folder) == [("published", PENALTY), ("published", OTHER)]
    # The broken file says, as far as it can be read, that the decision was withdrawn: it must come down.
    bureau.edit(FILE, lambda text: text + "撤回:\n- {情形: 撤销, 生效日期: '2026-03-18'}\n")
    assert bureau.later(1).publish() == 1
    assert "罚〔2026〕3号" not in text_of(bureau.folder.current)
    assert PAGE not in bureau.live()


def test_a_held_back_record_lapses_all_the_same(bureau: Bureau) -> None:
    bureau.publish()
    bureau.edit(FILE, lambda text: text.replace("处罚类别", "处罚类型"))
    assert bureau.later(1).publish() == 1
    assert PAGE in bureau.live()
    bureau.day = date(2027, 3, 3)
    assert bureau.publish() == 1
    assert FRAGMENT not in text_of(bureau.folder.current)
    assert events(bureau.folder)[-1] == ("lapsed", PENALTY)


def test_a_record_that_vanished_stays_as_it_was(bureau: Bureau) -> None:
    bureau.publish()
    (bureau.content / FILE).unlink()
    assert bureau.later(1).publish() == 1
    assert FRAGMENT in bureau.live()[PAGE].decode()


def test_a_last_good_version_that_leaks_today_goes_as_well(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of what must not appear comes in after the record went out: neither version may be seen."""
    bureau.publish()
    key = secrets.token_bytes(32)
    write(bureau.root / "tags", denylist.make(["丰穗农资"], key).text)
    monkeypatch.setenv(denylist.LIST, str(bureau.root / "tags"))
    monkeypatch.setenv(denylist.KEY, key.hex())
    assert bureau.later(1).publish() == 1
    assert FRAGMENT not in text_of(bureau.folder.current)
    assert events(bureau.folder)[-1] == ("held", PENALTY)


def test_attachments_of_a_last_good_version_are_those_that_were_published(bureau: Bureau) -> None:
    from PIL import Image

    picture = bureau.content / f"post/decisions/2026/{PENALTY}/photo.png"
    picture.parent.mkdir()
    Image.new("RGB", (8, 8), "red").save(picture)
    bureau.edit(FILE, lambda text: text + f"附件:\n- {{文件: {PENALTY}/photo.png, 名称: 现场照片, 替代文字: 货架}}\n")
    url = f"files/decisions/{PENALTY}/photo.png"
    assert bureau.publish() == 1  # nobody has looked at the picture; that is a flaw, and stops nothing
    before = bureau.live()[url]
    Image.new("RGB", (9, 9), "blue").save(picture)
    assert bureau.later(1).publish() == 1
    assert bureau.live()[url] == before
    assert url in bureau.live()[PAGE].decode()


def test_the_day_ends_before_the_switch(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, bureau.day)
    assert bureau.publish() == 0
    live = bureau.live()
    bureau.later(1)
    clock(monkeypatch, bureau.day, date(2026, 3, 18))
    assert bureau.publish() == 3
    assert bureau.live() == live
    assert bureau.publish() == 0


def test_a_clock_that_was_set_back_publishes_nothing(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongshi import assembly

    bureau.publish()
    live = bureau.live()
    monkeypatch.setattr(assembly, "today_in_shanghai", lambda: date(2026, 3, 10))
    clock(monkeypatch, date(2026, 3, 10))
    assert bureau.publish(named=False) == 3
    assert bureau.live() == live


def test_a_real_site_is_first_published_on_the_true_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever day somebody names, what is recorded is the day on which it went live."""
    bureau = Bureau.at(tmp_path, site={"示例": None}, ledger={})
    clock(monkeypatch, date(2026, 3, 20))
    # As of a day that is over nothing is public that was not public then.
    assert bureau.publish() == 0
    assert PAGE not in bureau.live()
    assert bureau.later(5).publish() == 0
    assert FRAGMENT in bureau.live()[PAGE].decode()
    assert read_store(bureau.content).days == {PENALTY: date(2026, 3, 20)}


def test_a_folder_of_plain_files_is_switched_as_well(bureau: Bureau) -> None:
    assert bureau.publish(Options(copy=True)) == 0
    assert not bureau.folder.current.is_symlink()
    bureau.assert_whole()
    assert bureau.later(1).publish() == 0
    bureau.assert_whole()
    assert bureau.folder.copied
    assert bureau.folder.live() == "2026-03-17-001"


@pytest.mark.parametrize("damage", ["manifest.json", "records.json", "told.json", "store/store.json", "updating.html"])
def test_a_damaged_release_is_replaced_by_a_whole_one(bureau: Bureau, damage: str) -> None:
    bureau.publish()
    place = bureau.folder.release("2026-03-16-001") / damage
    place.write_bytes(place.read_bytes()[:-40])
    assert bureau.later(1).publish() == 0
    bureau.assert_whole()
    assert manifest(bureau).previous is not None


def test_a_damaged_cache_costs_time_only(bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGSHI_CACHE", str(tmp_path / "cache"))
    bureau.publish()
    for path in [*(tmp_path / "cache").rglob("*"), *(bureau.root / ".gongshi").rglob("*")]:
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"\0\xff")
    assert bureau.later(1).publish() == 0
    bureau.assert_whole()


def test_records_beside_the_site_say_what_comes(bureau: Bureau) -> None:
    bureau.publish()
    data = json.loads((bureau.folder.release("2026-03-16-001") / "records.json").read_bytes())
    assert data["records"][PENALTY]["later"] == [["2027-03-03", "lapsed", False, False]]


@pytest.mark.parametrize("copy", [False, True])
def test_however_a_run_ends_the_next_need_not_read_what_is_live(bureau: Bureau, copy: bool) -> None:
    def known() -> set[str]:
        tree = bureau.folder.release(bureau.folder.live() or "") / "site"
        found = inodes.read(Cache.of(bureau.content).note("inodes"), tree)
        rows = manifest(bureau).files
        return {path for path, kept in found.items() if kept == inodes.whole((tree / path).stat(), rows[path].sha256)}

    options = Options(copy=copy, keep=2)
    assert bureau.publish(options) == 0
    assert known() == manifest(bureau).files.keys()
    assert bureau.publish(options) == 0  # nothing new
    assert known() == manifest(bureau).files.keys()
    bureau.edit(FILE, lambda text: text + "后续:\n- {日期: '2026-03-16', 情形: 罚款缴清}\n")
    assert bureau.publish(Options(copy=copy, dry_run=True)) == 0
    kept = known()
    assert "rules.html" in kept
    assert PAGE not in kept  # what was made for nothing is no file of the live release
    for _ in range(3):
        assert bureau.later(1).publish(options) == 0  # and old releases are pruned
        assert known() == manifest(bureau).files.keys()


def test_a_byte_that_changed_on_the_disk_is_not_published_again(bureau: Bureau) -> None:
    assert bureau.publish() == 0
    page = bureau.folder.current / "rules.html"
    before, raw = page.stat(), page.read_bytes()
    page.write_bytes(raw[:-2] + b"x\n")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    write(bureau.content / f"post/decisions/2026/{OTHER}.yaml", penalty(4))
    assert bureau.publish() == 0
    assert bureau.folder.live() == "2026-03-16-002"
    assert (bureau.folder.current / "rules.html").read_bytes() == raw
    bureau.assert_whole()
