"""Masks: what is one, what is none, and that what we make is what we accept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.redaction.names import COMPOUND, NO_GIVEN, SURNAMES, is_masked, is_person, mask, masks_in, read_mask

_GIVEN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5).filter(lambda c: c not in NO_GIVEN),
    min_size=1,
    max_size=2,
)
_HAN = st.builds(str.__add__, st.sampled_from(sorted(SURNAMES) + sorted(COMPOUND)), _GIVEN)
_PART = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5).filter(lambda c: c not in NO_GIVEN),
    min_size=2,
    max_size=5,
)
_DOTTED = st.builds(lambda a, dot, b: f"{a}{dot}{b}", _PART, st.sampled_from("·•・"), _PART)
_LATIN = st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True)
NAMES = st.one_of(_HAN, _DOTTED, _LATIN)
STYLES = st.sampled_from(["姓加某", "姓加星号", "不显示"])


@given(NAMES, STYLES, st.one_of(st.none(), st.integers(1, 99)))
def test_what_mask_makes_is_a_mask(name: str, style: str, number: int | None) -> None:
    assert read_mask(mask(name, style, number)) is not None


@given(NAMES)
def test_a_full_name_is_no_mask(name: str) -> None:
    assert read_mask(name) is None


@given(NAMES, STYLES)
def test_a_mask_says_less_than_the_name(name: str, style: str) -> None:
    found = read_mask(mask(name, style))
    assert found is not None
    assert len(found.head) < len(name)
    assert name not in mask(name, style)


@given(st.one_of(_HAN, _DOTTED))
def test_a_full_name_reads_like_a_person(name: str) -> None:
    assert is_person(name) or len(name) > 4
    assert not is_person(mask(name))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("张小禾", "张某"),
        ("欧阳青山", "欧阳某"),
        ("欧阳", "欧某"),
        ("买买提·艾力", "买某"),
        ("阿依古丽·吐尔逊", "阿某"),
        ("巴特尔", "巴某"),
        ("John Smith", "J某"),
        ("李 雷", "李某"),
    ],
)
def test_the_names_of_the_rulebook(name: str, wanted: str) -> None:
    assert mask(name) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "张某",
        "张某某",
        "张×",
        "张*",
        "张ＸＸ",
        "欧阳某",
        "买某1",
        "J某",
        "某某",
        "某某（举报人，不署名）",
        "阿某（个体工商户）",
    ],
)
def test_masks(text: str) -> None:
    assert read_mask(text) is not None


@pytest.mark.parametrize(
    "text", ["张小禾", "张某（张小禾）", "张某一", "买买提某", "某", "张", "小禾某", "张某0", "", "青禾县丰穗农资店"]
)
def test_no_masks(text: str) -> None:
    assert read_mask(text) is None


@pytest.mark.parametrize(
    "shop",
    [
        "丰穗农资",
        "王记",
        "好邻居超市",
        "王庄村",
        "马场",
        "老马农药门市",
        "青禾县",
        "张家店",
        "北滩养羊合作社",
        "周某",
        "陈记面馆",
    ],
)
def test_shops_and_places_are_no_people(shop: str) -> None:
    assert not is_person(shop)


def test_masks_in_prose() -> None:
    text = "出质人周某某与欧阳某2于某日到某某公司，王某称在某品牌店，和某公司、王某某公司无关。"
    assert [found.text for found in masks_in(text)] == ["周某某", "欧阳某2", "王某"]


@pytest.mark.parametrize("text", ["电话138****1234", "卡号×××", "当事人张某"])
def test_visibly_masked(text: str) -> None:
    assert is_masked(text)


@pytest.mark.parametrize("text", ["9000平方米×6元", "某品牌玉米种子37袋", "10%×2", "**加粗**"])
def test_not_masked(text: str) -> None:
    assert not is_masked(text)
