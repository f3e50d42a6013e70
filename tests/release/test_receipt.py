"""A package's receipt dates what it published first, once and in order; nothing else can write that day."""

from __future__ import annotations

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from released_sites import ENDED, FIRST, LATER, NEW, STAYS, WITHDRAWN, Release, county, release

from answers import call
from gongshi.release.receipt import Receipt, ReceiptError, enter, read_receipt, told_beside
from gongshi.release.seal import seal
from gongshi.release.steps import slip
from gongshi.release.store import read_store

Three = tuple[Release, Release, Release]
HASH = "ab" * 32


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that was never published, packaged on two days: content/, 1.zip, 2.zip and what each told."""
    folder = tmp_path_factory.mktemp("receipts")
    content = county(folder)
    (content / "release" / "store.json").unlink()
    for number, day in ((1, FIRST), (2, LATER)):
        release(content, folder / f"site{number}", day)
        since = ("--since", str(folder / "1.zip")) if number == 2 else ()
        done = call("package", *since, "--site", str(folder / f"site{number}"), "--content", str(content),
                    "-o", str(folder / f"{number}.zip"))  # fmt: skip
        assert done.status == 0, done.err
    return folder


@pytest.fixture
def here(packages: Path, tmp_path: Path) -> Path:
    for name in ("content", "1.zip", "2.zip", "1.told.json", "2.told.json"):
        source = packages / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return tmp_path


def written(here: Path, number: int, day: str, who: str = "林晓禾") -> Path:
    told = json.loads((here / f"{number}.told.json").read_bytes())
    place = here / f"receipt{number}.txt"
    text = slip(told["manifest"], date.fromisoformat(told["as_of"]), None, who).decode("utf-8-sig")
    place.write_text(text.replace("上线日期：", f"上线日期：{day}", 1), encoding="utf-8")
    return place


def entered(here: Path, number: int, day: str, as_of: str = "2026-05-01") -> tuple[int, str, str]:
    answer = call("receipt", str(written(here, number, day)), "--content", str(here / "content"), "--as-of", as_of)
    return answer.status, answer.out, answer.err


def test_what_was_published_first_bears_the_day_of_the_receipt(here: Path) -> None:
    status, out, err = entered(here, 1, "2026-03-18")
    assert status == 0 and out.split() == [STAYS, WITHDRAWN, ENDED] and "首次公示 3 件" in err
    assert read_store(here / "content").days == dict.fromkeys((STAYS, WITHDRAWN, ENDED), date(2026, 3, 18))
    assert entered(here, 2, "2026-04-08")[:2] == (0, f"{NEW}\n")
    days = read_store(here / "content").days
    assert days[NEW] == date(2026, 4, 8) and days[STAYS] == date(2026, 3, 18)
    # What the public was told is kept, as of the day on which it was told.
    entry = read_store(here / "content").entries[STAYS]
    assert entry.stated == date(2026, 3, 18) and read_store(here / "content").statement(STAYS)


def test_the_same_receipt_again_changes_nothing(here: Path) -> None:
    entered(here, 1, "2026-03-18")
    before = (here / "content/release/store.json").read_bytes()
    assert entered(here, 1, "2026-03-18")[:2] == (0, "")
    status, _, err = entered(here, 1, "2026-03-17")
    assert status == 3 and "已经登记过，上线日期是 2026-03-18" in err
    assert (here / "content/release/store.json").read_bytes() == before


def test_what_a_package_told_is_what_it_held_whatever_content_says_by_now(here: Path) -> None:
    file = here / f"content/post/decisions/2026/{STAYS}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("罚款2000元", "罚款3000元"), encoding="utf-8")
    entered(here, 1, "2026-03-18")
    statement = read_store(here / "content").statement(STAYS)
    assert statement is not None and statement["处罚内容"] == "罚款2000元"


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        (1, "2026-03-15", "上线日期 2026-03-15 不对"),
        (1, "2026-05-02", "上线日期 2026-05-02 不对"),
        (1, "明天", "应写成 2026-11-25"),
        (1, "2026-02-30", "应写成 2026-11-25"),
        (1, "", "没有填“上线日期”"),
        (2, "2026-04-08", "上一个包（1，2026年3月16日）的回执还没有登记"),
    ],
)
def test_what_cannot_be_is_not_entered(here: Path, number: int, day: str, said: str) -> None:
    status, out, err = entered(here, number, day)
    assert (status, out) == (3, "") and said in err
    assert not (here / "content/release/store.json").exists()


def test_a_receipt_of_another_package(here: Path) -> None:
    with pytest.raises(ReceiptError, match="校验值不同"):
        enter(Receipt(HASH, date(2026, 3, 18), "林晓禾"), here / "1.told.json", here / "content", date(2026, 5, 1))
    answer = call("receipt", str(written(here, 1, "2026-03-18")), "--package", str(here / "2.zip"),
                  "--content", str(here / "content"), "--as-of", "2026-05-01")  # fmt: skip
    assert answer.status == 3 and "校验值不同" in answer.err


@pytest.mark.parametrize("damage", ["", "{", "[]", "[" * 9999, '{"format": 1, "told": {}, "pulled": []}'])
def test_a_damaged_record_of_what_was_told(here: Path, damage: str) -> None:
    (here / "1.told.json").write_text(damage, encoding="utf-8")
    status, _, err = entered(here, 2, "2026-04-08")
    assert status == 3 and "1.told.json" in err


def test_what_was_told_is_for_this_account_alone(here: Path, packages: Path) -> None:
    assert (packages / "1.told.json").stat().st_mode & 0o077 == 0
    assert told_beside(packages / "1.zip") == packages / "1.told.json"


@pytest.mark.parametrize(
    "line",
    ["上线日期：2026-03-18", "上线日期: 2026年3月18日", "上线日期：２０２６／３／１８", "  上线日期  ：  2026.3.18  "],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_as_a_clerk_fills_it_in(tmp_path: Path, line: str, encoding: str) -> None:
    place = tmp_path / "r.txt"
    place.write_text(f"回执\r\n发布清单校验值：{HASH.upper()}\r\n{line}\r\n经办人：王小禾\r\n", encoding=encoding)
    assert read_receipt(place) == Receipt(HASH, date(2026, 3, 18), "王小禾")


def test_a_receipt_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReceiptError, match="读不到"):
        read_receipt(tmp_path / "none.txt")
    (tmp_path / "r.txt").write_bytes(bytes(range(256)) * 1000)
    with pytest.raises(ReceiptError, match="没有填“发布清单校验值”"):
        read_receipt(tmp_path / "r.txt")


def test_a_tree_of_another_day_or_other_content_is_not_packaged(here: Path, packages: Path) -> None:
    shared = ("--content", str(here / "content"), "-o", str(here / "3.zip"))
    other = call("package", "--site", str(packages / "site1"), *shared, "--as-of", "2026-03-17")
    assert other.status == 3 and "请重新生成" in other.err
    (here / f"content/post/decisions/2026/{STAYS}.yaml").unlink()
    gone = call("package", "--site", str(packages / "site1"), *shared)
    # Nothing says any more that this decision may be seen, yet the tree shows it.
    assert gone.status == 3 and not (here / "3.zip").exists(), gone.err


def test_a_release_that_was_packed_twice_comes_back_once(here: Path) -> None:
    shutil.copy(here / "1.told.json", here / "0.told.json")
    assert entered(here, 2, "2026-04-08")[0] == 3
    assert entered(here, 1, "2026-03-18")[0] == 0
    assert entered(here, 2, "2026-04-08")[0] == 0


def test_what_was_pulled_since_does_not_come_back(here: Path) -> None:
    assert entered(here, 1, "2026-03-18")[0] == 0
    seal(here / "content", {}, date(2026, 4, 8), [STAYS])
    assert entered(here, 2, "2026-04-09")[0] == 0
    store = read_store(here / "content")
    assert store.entries[STAYS].pulled == date(2026, 4, 8) and store.statement(STAYS) is None
    assert store.days[NEW] == date(2026, 4, 9)


def test_what_another_package_told_is_not_written_over(here: Path, packages: Path) -> None:
    shared = ("--content", str(here / "content"))
    before = (here / "1.told.json").read_bytes()
    second = ("package", "--site", str(packages / "site2"), *shared, "--since", str(here / "1.zip"))
    taken = call(*second, "-o", str(here / "1.zip"))
    assert taken.status == 3 and "换一个文件名" in taken.err and (here / "1.told.json").read_bytes() == before
    again = call("package", "--site", str(packages / "site1"), *shared, "-o", str(here / "1.zip"))
    assert again.status == 0 and (here / "1.told.json").read_bytes() == before
    assert entered(here, 1, "2026-03-18")[0] == 0
    assert call("package", "--site", str(packages / "site1"), *shared, "-o", str(here / "1.zip")).status == 3


def test_nothing_new_is_no_package(here: Path, packages: Path) -> None:
    words = ("--site", str(packages / "site1"), "--content", str(here / "content"), "-o", str(here / "3.zip"))
    same = call("package", *words, "--since", str(here / "1.zip"))
    assert same.status == 0 and "没有变化" in same.err and not list(here.glob("3*"))
    whole = call("package", *words)
    assert whole.status == 0 and sha256((here / "3.zip").read_bytes()).hexdigest() in whole.err


def test_how_a_package_is_asked_for(here: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = ("--content", str(here / "content"))
    monkeypatch.chdir(here)
    assert call("package", "--site", str(packages / "site1"), *shared).status == 0
    assert (here / "2026-03-16.zip").read_bytes() == (here / "1.zip").read_bytes()
    assert call("package", "--site", str(packages / "site1"), *shared, "-o", str(here)).status == 2
    none = call("package", "--site", str(here / "content"), *shared, "-o", str(here / "3.zip"))
    assert none.status == 3 and "没有本程序生成的网站" in none.err
    bad = call("package", "--site", str(packages / "site1"), *shared, "-o", str(here / "3.zip"), "--since", "none.json")
    assert bad.status == 3 and "读不到" in bad.err
