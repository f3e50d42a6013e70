"""When content cannot be read, what was released last is still judged by its own timetable, packed, and its receipt entered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from releases import Bureau, bureau

from answers import Answer, call
from county import PENALTY, penalty, write
from gongshi.release.ledger import read_ledger
from gongshi.release.receipt import told_beside
from gongshi.release.steps import slip
from gongshi.release.store import read_store

__all__ = ["bureau"]

pytestmark = pytest.mark.slow
ENDS = "qnz-zz-2026-004"


@pytest.fixture
def blind(bureau: Bureau) -> Bureau:
    """Published, one of two decisions ends ten days later, and since then the site file is broken."""
    end = {"日期": (bureau.day + timedelta(10)).isoformat(), "依据": "信用修复管理办法"}
    write(bureau.content / f"post/decisions/2026/{ENDS}.yaml", penalty(4, 提前终止公示=end))
    assert bureau.publish() == 0
    write(bureau.content / "site.yaml", "坏\n")
    return bureau


def asked(bureau: Bureau, *words: str, days: int = 0) -> Answer:
    day = (bureau.day + timedelta(days)).isoformat()
    return call(*words, "--content", str(bureau.content), "--as-of", day)


def test_verify_goes_by_what_the_release_says(blind: Bureau) -> None:
    seen = asked(blind, "verify", str(blind.folder.root))
    assert seen.status == 1 and "只按 2026-03-16 那次发布写下的期限核对" in seen.err
    assert [line.split("　")[0] for line in seen.out.splitlines()] == ["没法全核对"]
    later = asked(blind, "verify", str(blind.folder.root), days=12).out
    assert (
        f"应撤未撤　decisions/{ENDS}.html" in later
        and f"仍有提及　decisions/2026/03.html　提到了今天不得再显示的 {ENDS}" in later
    )
    assert f"应撤未撤　decisions/{PENALTY}.html" not in later


def test_current_brings_its_manifest(blind: Bureau) -> None:
    assert asked(blind, "verify", str(blind.folder.current)).status == 1
    (blind.folder.release(blind.folder.live() or "") / "records.json").unlink()
    none = asked(blind, "verify", str(blind.folder.current))
    assert none.status == 3 and "没法核对：records.json 读不到" in none.err


def slipped(blind: Bureau, package: Path) -> Path:
    manifest = blind.folder.manifest(blind.folder.live())
    assert manifest is not None
    place = package.with_name("receipt.txt")
    place.write_bytes(slip(manifest.hash, blind.day, blind.day + timedelta(1), "林晓禾"))
    return place


def test_package_and_receipt_go_on(blind: Bureau, tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    before = read_store(blind.content)
    made = asked(blind, "package", "--site", str(blind.folder.root), "-o", str(package))
    assert made.status == 0 and "按 2026-03-16-001 那次发布自己的记录打包" in made.err
    assert told_beside(package).exists()
    for _ in range(2):
        done = asked(blind, "receipt", str(slipped(blind, package)), "--site", str(blind.folder.root), days=2)
        assert done.status == 0, done.err
    ledger = read_ledger(blind.folder.ledger)
    last = ledger.entries[-1]
    assert (last.event, last.day) == ("received", blind.day + timedelta(1))
    assert [entry.event for entry in ledger.entries].count("received") == 1
    # It dates nothing anew: both were recorded when the release went live here.
    assert read_store(blind.content).entries == before.entries
    assert call("ledger", "verify", "--site", str(blind.folder.root)).status == 0


def test_a_receipt_of_no_release_in_the_ledger_is_not_entered(blind: Bureau, tmp_path: Path) -> None:
    package = tmp_path / "p.zip"
    assert asked(blind, "package", "--site", str(blind.folder.root), "-o", str(package)).status == 0
    (tmp_path / "elsewhere" / "releases").mkdir(parents=True)
    refused = asked(blind, "receipt", str(slipped(blind, package)), "--site", str(tmp_path / "elsewhere"), days=2)
    assert refused.status == 3 and "公示账里没有这个包的那次发布" in refused.err
    assert '"receipt": null' in told_beside(package).read_text("utf-8")


def test_a_content_folder_that_is_gone_stops_no_end(blind: Bureau) -> None:
    away = blind.content.rename(blind.root / "away")
    words = ("publish", "--site", str(blind.folder.root), "--settings", str(blind.root / "publishconf.py"))
    early = asked(blind, *words, days=1)
    assert early.status == 3 and "没有内容文件夹“content”；什么也没有发布，没有到期要撤下的" in early.err
    assert f"decisions/{ENDS}.html" in blind.live()
    assert asked(blind, *words, days=12).status == 1
    assert f"decisions/{ENDS}.html" not in blind.live() and f"decisions/{PENALTY}.html" in blind.live()
    away.rename(blind.content)
    blind.assert_whole()
