"""What may be live today, when content and what the public was told do not agree, or a record is held back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from county import ENTITY, PENALTY, penalty, write, write_county
from gongshi.assembly import assemble
from gongshi.history.past import tellings
from gongshi.lifecycle import Status
from gongshi.release.manifest import Manifest, Row
from gongshi.release.seal import seal
from gongshi.release.store import read_store
from gongshi.release.today import Today, owners, record_pages, today_of

DAY = date(2026, 3, 16)
FILE = f"post/decisions/2026/{PENALTY}.yaml"
PAGE = f"decisions/{PENALTY}.html"


def told(content: Path, day: date = DAY) -> Path:
    """The county once a release of it went live."""
    register = assemble(content, day).sound
    seal(content, *_swapped(tellings(register, read_store(content), content), day))
    return content


def _swapped(found: tuple[Any, list[str]], day: date) -> tuple[Any, date, list[str]]:
    return found[0], day, found[1]


def today(content: Path, day: date = DAY) -> Today:
    assembled = assemble(content, day)
    assert assembled.everything is not None
    return today_of(assembled.everything, read_store(content), assembled.held)


def test_a_record_whose_file_is_gone_stays_as_it_was_told_until_its_term_ends(tmp_path: Path) -> None:
    content = told(write_county(tmp_path))
    (content / FILE).unlink()
    assert today(content).shown == {PENALTY}
    # A national three years' term at the most: by then nothing may be seen.
    assert today(content, date(2029, 4, 1)).shown == frozenset()
    assert PENALTY in today(content, date(2029, 4, 1)).gone


def test_a_record_that_cannot_be_read_stays_as_it_was_told(tmp_path: Path) -> None:
    content = told(write_county(tmp_path))
    (content / FILE).write_text("执法类别： 行政处罚\n", encoding="utf-8")
    assert today(content).shown == {PENALTY}


def test_a_record_of_which_only_the_day_is_known_and_that_is_gone(tmp_path: Path) -> None:
    content = write_county(tmp_path)
    (content / FILE).unlink()
    assert today(content).gone == {PENALTY: "台账里没有存下内容，内容里也没有这条记录"}


def test_what_is_held_back_was_never_there_or_stays(tmp_path: Path) -> None:
    content = told(write_county(tmp_path))
    bad = {"附件": [{"文件": "qnz-zz-2026-009/none.pdf", "名称": "不存在的附件"}]}
    write(content / "post/decisions/2026/qnz-zz-2026-009.yaml", penalty(9, **bad))
    found = today(content)
    assert found.shown == {PENALTY} and found.gone == {"qnz-zz-2026-009": "还没有公示过，又被拦下"}
    write(content / FILE, penalty(3, 附件=[{"文件": f"{PENALTY}/none.pdf", "名称": "不存在的附件"}]))
    assert today(content).shown == {PENALTY}


@pytest.mark.parametrize(
    ("own", "shown"),
    [({}, False), ({"误公开": {"下线日期": "2026-03-12"}}, False),
     ({"误公开": {"下线日期": "2026-03-12", "重新公示日期": "2026-03-14"}}, True),
     ({"误公开": {"下线日期": "2026-03-10", "重新公示日期": "2026-03-11"}}, False)],
    ids=["unsaid", "down", "again", "an older one"],
)  # fmt: skip
def test_what_was_taken_down_in_error_stays_down_until_it_says_so(tmp_path: Path, own: Any, shown: bool) -> None:
    content = write_county(tmp_path, penalty=own)
    index = json.loads((content / "release/store.json").read_bytes())
    index["records"][PENALTY]["pulled"] = "2026-03-12"
    row = json.dumps(index["records"][PENALTY])
    text = f'{{\n "format": 1,\n "records": {{\n  "{PENALTY}": {row}\n }}\n}}\n'
    (content / "release/store.json").write_text(text, encoding="utf-8")
    assert (today(content).shown == {PENALTY}) is shown
    assert (PAGE in today(content).forbidden(None)) is not shown


def test_what_must_not_be_there_by_the_manifest(tmp_path: Path) -> None:
    content = told(write_county(tmp_path))
    row = Row("0" * 64, 1, PENALTY)
    manifest = Manifest(DAY, "x", {PAGE: row, "data/x.json": row, "decisions/unknown.html": Row("0" * 64, 1, "*")})
    assert today(content).forbidden(manifest) == {"decisions/unknown.html": "unknown"}
    ended = write_county(tmp_path / "b", penalty={"提前终止公示": {"日期": "2026-03-10", "依据": "信用修复管理办法"}})
    assert set(today(ended).forbidden(manifest)) == {PAGE, "data/x.json", "decisions/unknown.html"}
    assert today(ended).why("unknown") == "内容和台账里都没有这条记录"


def test_whose_a_file_is(tmp_path: Path) -> None:
    register = assemble(write_county(tmp_path), DAY).sound
    assert owners(register) == {PAGE: PENALTY}
    assert register.standings[PENALTY].state.status is Status.VISIBLE


def test_pages_of_one_record_are_told_from_lists() -> None:
    paths = [PAGE, "decisions/index.html", "decisions/2026/03.html", f"decisions/organ-{ENTITY}/index.html",
             "random-results/a.html", "random-results/index.html", "index.html", f"entities/{ENTITY}.html"]  # fmt: skip
    assert list(record_pages(paths)) == [PAGE, "random-results/a.html"]
