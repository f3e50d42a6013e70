"""A calendar file that cannot be read stops the release, in Chinese, at its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.calendars import CalendarError, WorkingCalendar
from gongshi.calendars.settings import MAX_BYTES
from gongshi.findings import Finding, Scope, Severity

GOOD = """地区: 迪庆
年份:
  2026:
    通知: 迪政办发〔2025〕1号
    来源: https://www.example.gov.cn/
    放假:
      - {日期: 2026-09-13, 节日: 州庆}
"""


def findings_for(folder: Path, text: str | bytes, names: tuple[str, ...] = ()) -> list[Finding]:
    (folder / "diqing.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(CalendarError) as caught:
        WorkingCalendar.load(names, [folder])
    found = list(caught.value.findings)
    assert all(f.severity is Severity.GATE and f.scope is Scope.RELEASE and f.code == "GS020" for f in found)
    return found


def test_the_example_is_good(tmp_path: Path) -> None:
    (tmp_path / "diqing.yml").write_text(GOOD, encoding="utf-8")
    assert WorkingCalendar.load(["迪庆"], [tmp_path]).regions == ("迪庆",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("通知: 迪政办发〔2025〕1号\n", "\n", 3, "缺少“年份 › 2026 › 通知”"),
        ("通知:", "通告:", 3, "缺少“年份 › 2026 › 通知”"),
        ("2026-09-13", "九月十三", 7, "不是日期"),
        ("2026-09-13", "2026-09-31", 7, "没有第31日"),
        ("2026-09-13", "2025-09-13", 2, "2025-09-13 不属于 2026 年"),
        ("  2026:", "  二零二六:", 2, "应是四位数字"),
        ("节日: 州庆}", "节日: 州庆}\n    放假: []", 8, "“放假”写了两次（第 6 行已有）"),
        ("节日: 州庆}", "节日: 州庆}\n      - {日期: 2026-09-13, 节日: 州庆}", 3, "2026-09-13 写了两次"),
        ("节日: 州庆", "节日: &a 州庆", 7, "不接受锚点"),
        ("节日: 州庆", "节日: !!python/name:os.system 州庆", 7, "不接受锚点、别名和标签"),
        ("年份:\n", "年份: [\n", 4, "YAML 写法有误"),
        ("地区: 迪庆\n", "地区: 迪庆\n? [a]\n: b\n", 2, "键应当是一个词"),
        ("州庆}\n", "州庆}\n---\n地区: 又一份\n", 8, "只能写一份"),
    ],
)
def test_each_slip_is_said_at_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    found = findings_for(tmp_path, GOOD.replace(old, new, 1))
    match = [f for f in found if says in f.message]
    assert match, [f.message for f in found]
    assert match[0].line == line
    assert match[0].file == f"{tmp_path.name}/diqing.yaml"


def test_several_slips_come_together(tmp_path: Path) -> None:
    found = findings_for(tmp_path, GOOD.replace("通知:", "通告:").replace("2026-09-13", "x"))
    assert len(found) == 3


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "文件是空的"),
        (b"- a\n", "最外层应当是"),
        ("地区: 迪庆".encode("gbk"), "不是 UTF-8"),
        (b"a: " + b"[" * 40, "层次超过"),
        (b"a: b\n" * MAX_BYTES, "超过 256 KiB"),
        (b"a: \x00\n", "YAML 写法有误"),
    ],
)
def test_a_file_that_is_no_calendar(tmp_path: Path, raw: bytes, says: str) -> None:
    assert says in findings_for(tmp_path, raw)[0].message


def test_the_same_year_twice_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert "迪庆 2026 年在同一文件夹里有两份" in findings_for(tmp_path, GOOD)[0].message


def test_a_broken_file_of_another_region_is_not_passed_over(tmp_path: Path) -> None:
    assert findings_for(tmp_path, "地区: 甘南\n", ("新疆",))


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(CalendarError, match="无法读取"):
        WorkingCalendar.load([], [tmp_path])


def test_an_unknown_region_suggests_the_nearest() -> None:
    with pytest.raises(CalendarError) as caught:
        WorkingCalendar.load(["xinjang"])
    assert "是不是“xinjiang”" in caught.value.findings[0].message


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_bytes_raise_anything_else(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    (tmp_path / "diqing.yaml").write_bytes(raw)
    try:
        WorkingCalendar.load([], [tmp_path])
    except CalendarError as error:
        assert all(any("一" <= c <= "龥" for c in f.message) for f in error.findings)
