"""Chinese text is measured without fonts and broken where a reader would break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.flowchart.text import ems, width, wrap

CHINESE = st.text("行政处罚决定，。、；：？！）（《》“”AB12 听证人年日元", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"), [("行政", 2.0), ("“行”", 3.0), ("１２", 2.0), ("12", 1.2), ("M", 1.0), ("", 0.0)]
)
def test_width_goes_by_east_asian_width(text: str, expected: float) -> None:
    assert ems(text) == pytest.approx(expected)


def test_width_is_rounded_up() -> None:
    assert width("7日", 15) == 24
    assert width("77日", 14) == 31


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("情节复杂或者重大违法行为？", 9, ["情节复杂或者", "重大违法行为？"]),
        ("制作清单，双方签字", 6, ["制作清单，", "双方签字"]),
        ("立案之日起90日内作出", 7, ["立案之日起", "90日内作出"]),
        ("处罚决定", 13, ["处罚决定"]),
        ("", 13, []),
    ],
)
def test_lines_break_at_good_places(text: str, limit: float, lines: list[str]) -> None:
    assert list(wrap(text, limit)) == lines


@given(CHINESE, st.integers(5, 14))
def test_no_line_is_too_long(text: str, limit: int) -> None:
    assert all(ems(line) <= limit + 1e-6 for line in wrap(text, limit))


@given(CHINESE, st.integers(5, 14))
def test_nothing_is_lost(text: str, limit: int) -> None:
    assert "".join("".join(wrap(text, limit)).split()) == "".join(text.split())


@given(st.text("行政处罚决定，。？", max_size=60), st.integers(6, 14))
def test_no_line_begins_with_closing_punctuation(text: str, limit: int) -> None:
    plain = "".join(ch for i, ch in enumerate(text) if ch not in "，。？" or (i and text[i - 1] not in "，。？"))
    assert not any(line[0] in "，。？" for line in wrap(plain.lstrip("，。？"), limit))


def test_an_unbreakable_run_is_cut_by_force() -> None:
    assert [len(line) for line in wrap("x" * 25, 6)] == [10, 10, 5]
