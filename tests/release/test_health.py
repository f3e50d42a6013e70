"""The status says when a site must be built anew, and health calls somebody when it was not, and only then."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from released_sites import FIRST, LATER, Release
from served import served

from answers import call
from gongshi.assembly import assemble
from gongshi.lifecycle import in_words
from gongshi.release import health as health_module
from gongshi.release.health import Health, Level, Sign, health
from gongshi.release.status import StatusError, read_status, status_of
from gongshi.release.today import next_change
from gongshi.release.visit import Folder
from gongshi.release.web import Web
from inprocess import site_of

Three = tuple[Release, Release, Release]
NOW = datetime(2026, 4, 7, 1, 10, tzinfo=timezone(timedelta(hours=8)))


def status_on(release: Release, day: date) -> str:
    return status_of(assemble(release.content, day).sound, NOW)


def test_what_was_written_is_read(three: Three) -> None:
    text = status_on(three[0], FIRST)
    data = json.loads(text)
    assert data["counts"] == {"decisions": 3, "withdrawn": 0, "random_results": 0, "organs": 1}
    assert data["next_change_on"] == "2026-04-01"
    assert read_status(text.encode()).built_at == NOW and read_status(text.encode()).built_for == FIRST
    assert json.loads(status_on(three[0], LATER))["counts"]["withdrawn"] == 1


@pytest.mark.parametrize(
    "raw",
    ["", "{", "[]", "null", "[" * 9999, '{"format": 2}', '{"format": 1, "built_for": "soon"}',
     '{"format": 1, "built_for": "2026-04-07", "built_at": "2026-04-07T01:10:00", "next_change_on": null}'],
)  # fmt: skip
def test_what_is_no_status(raw: str) -> None:
    with pytest.raises(StatusError):
        read_status(raw.encode())


def _without_days(tree: dict[str, bytes], day: date) -> dict[str, bytes]:
    """A tree without the day that it was built for. The search index is packed; what it says, the pages say as well."""
    days = (day.isoformat().encode(), in_words(day).encode())
    return {path: raw.replace(days[0], b"@").replace(days[1], b"@")
            for path, raw in tree.items() if not path.startswith("search/")}  # fmt: skip


@pytest.mark.slow
def test_nothing_changes_before_the_day_that_the_status_names(three: Three) -> None:
    """Day by day over withdrawal, early end, first publication and the last month of a term: no change comes unannounced."""
    changes = 0
    for first in (date(2026, 3, 30), date(2027, 1, 28), date(2027, 3, 1)):
        assembled, tree = site_of(three[0].content, first)
        before, named = _without_days(tree, first), next_change(assembled.sound)
        for offset in range(1, 9):
            day = first + timedelta(days=offset)
            assembled, tree = site_of(three[0].content, day)
            now = _without_days(tree, day)
            if now != before:
                changes += 1
                assert named == day, sorted(path for path in now.keys() | before if now.get(path) != before.get(path))
            before, named = now, next_change(assembled.sound)
    assert changes >= 5


@pytest.fixture
def site(three: Three, tmp_path: Path) -> Path:
    """The county on its second day, with its status, in a publishing folder."""
    release = tmp_path / "www" / "releases" / "2026-04-07-001"
    shutil.copytree(three[1].tree, release / "site")
    (release / "site" / "status.json").write_text(status_on(three[1], LATER), encoding="utf-8")
    (release / "manifest.json").write_bytes(three[1].manifest.written())
    (tmp_path / "www" / "ledger").mkdir()
    (tmp_path / "www" / "ledger" / "ledger.jsonl").write_text('{"event": "published"}\n', encoding="utf-8")
    (tmp_path / "www" / "current").symlink_to("releases/2026-04-07-001/site")
    return tmp_path / "www"


def looked(site: Path, day: date = LATER) -> Health:
    return health(Folder((site / "current").resolve()), site, day)


def test_all_is_well(site: Path) -> None:
    found = looked(site)
    assert found.level is Level.OK, found.signs
    assert found.line.startswith("GONGSHI OK - 2026-04-07 的内容，2026-04-07 01:10 生成")
    assert "| days_late=0 free_mb=" in found.line and "\n" not in found.line


@pytest.mark.parametrize(
    ("named", "day", "level", "said"),
    [
        ("2026-05-01", date(2026, 4, 8), Level.OK, "2026-04-07 的内容"),
        ("2026-05-01", date(2026, 4, 9), Level.WARNING, "2 天没有更新"),
        (None, date(2026, 4, 9), Level.WARNING, "2 天没有更新"),
        ("2026-04-08", date(2026, 4, 8), Level.CRITICAL, "2026-04-08 网站就该变了"),
        ("2026-05-01", date(2026, 4, 6), Level.WARNING, "将来的 2026-04-07"),
    ],
)
def test_age(site: Path, named: str | None, day: date, level: Level, said: str) -> None:
    place = site / "current" / "status.json"
    data = {**json.loads(place.read_bytes()), "next_change_on": named}
    place.write_text(json.dumps(data), encoding="utf-8")
    found = looked(site, day)
    assert found.level is level and said in found.line


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "level", "said"),
    [
        (lambda s: (s / "current/status.json").unlink(), Level.CRITICAL, "status.json 读不到：应答 404"),
        (lambda s: (s / "current/status.json").write_bytes(b"{"), Level.CRITICAL, "status.json 读不出来"),
        (lambda s: (s / "ledger/ledger.jsonl").unlink(), Level.CRITICAL, "不见了"),
        (lambda s: (s / "ledger/ledger.jsonl").write_bytes(b""), Level.CRITICAL, "最后一行残缺"),
        (lambda s: (s / "ledger/ledger.jsonl").write_bytes(b'{"a": 1}\n{"b'), Level.CRITICAL, "最后一行残缺"),
        (lambda s: (s / "journal.json").write_bytes(b"{}"), Level.WARNING, "没有做完"),
        (lambda s: next(s.glob("releases/*/manifest.json")).write_bytes(b"{"), Level.CRITICAL, "发布清单"),
        (lambda s: next(s.glob("releases/*/manifest.json")).unlink(), Level.CRITICAL, "发布清单"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_said(site: Path, spoil: Spoil, level: Level, said: str) -> None:
    spoil(site)
    found = looked(site)
    assert found.level is level and said in found.line


@pytest.mark.parametrize(("sizes", "level"), [(10.0, Level.OK), (2.0, Level.WARNING), (0.5, Level.CRITICAL)])
def test_little_space(site: Path, monkeypatch: pytest.MonkeyPatch, sizes: float, level: Level) -> None:
    size = sum(p.stat().st_size for p in (site / "current").resolve().rglob("*") if p.is_file())
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(health_module.shutil, "disk_usage", lambda folder: usage(0, 0, int(size * sizes)))
    found = looked(site)
    assert found.level is level and ("磁盘只剩" in found.line) is (level is not Level.OK)


def test_the_worst_comes_first_and_nothing_breaks_the_line() -> None:
    found = Health([Sign(Level.OK, "好"), Sign(Level.WARNING, "a|b"), Sign(Level.CRITICAL, "坏")], {"x": 1})
    assert found.line == "GONGSHI CRITICAL - 坏；a／b | x=1"
    unsure = Health([Sign(Level.WARNING, "a"), Sign(Level.UNKNOWN, "看不出来")])
    assert unsure.line == "GONGSHI UNKNOWN - 看不出来；a"
    assert Health([*unsure.signs, Sign(Level.CRITICAL, "坏")]).level is Level.CRITICAL


def test_from_another_machine(site: Path) -> None:
    with served(site / "current") as address:
        assert health(Web(address), None, LATER).level is Level.OK
    gone = health(Web(address), None, LATER)
    assert gone.level is Level.CRITICAL and "连不上" in gone.line


def test_the_command(three: Three, site: Path, tmp_path: Path) -> None:
    on = ("--as-of", LATER.isoformat())
    assert call("health", str(site), *on).status == 0
    data = json.loads(call("health", str(site), *on, "--format", "json").out)
    assert data["level"] == "ok" and data["figures"]["days_late"] == 0
    also = ("--verify", "--content", str(three[1].content))
    assert "完全相符" in call("health", str(site), *on, *also).out
    late = call("health", str(site), "--as-of", "2026-04-20", *also, "--format", "nagios")
    assert late.status == 2 and late.out.startswith("GONGSHI CRITICAL - ") and late.out.count("\n") == 1
    assert call("health", str(site), "--as-of", "2026-04-20").status == 1
    with served(site / "current") as address:
        assert call("health", address, *on, "--format", "nagios").status == 0
    assert call("health", str(tmp_path / "none")).status == 2
    assert call("health", str(tmp_path), "--format", "nagios").status == 2
    # Nothing to compare with: all else is said, and a monitoring system gets a line in any case.
    place = next(site.glob("releases/*/manifest.json"))
    with served(site / "current") as address:
        unable = call("health", address, *on, *also, "--manifest", str(tmp_path / "none.json"), "--format", "nagios")
        assert unable.status == 3 and "没法核对" in unable.out and "days_late=0" in unable.out
    for wrong in (
        (str(tmp_path / "none"),),
        ("http://",),
        (str(site), "--verify", "--content", str(tmp_path / "none")),
    ):
        answer = call("health", *wrong, "--format", "nagios")
        assert answer.status == 3 and answer.out.startswith("GONGSHI UNKNOWN - ") and answer.out.count("\n") == 1
    place.write_bytes(b"{}")
    broken = call("health", str(site), *on, *also)
    assert broken.status == 1 and "没法核对" in broken.out and "严重　发布清单" in broken.out
    next(site.glob("releases/*/site/build.json")).unlink()
    assert call("health", str(site), *on).status == 1
