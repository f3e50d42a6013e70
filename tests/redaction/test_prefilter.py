"""The quick look never passes over what the full detectors find, however texts repeat themselves, and reads them alike."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_scan import test_what_is_left_alone, test_what_is_stopped

from gongshi.findings import Severity
from gongshi.redaction.mapped import BETWEEN, BREAK
from gongshi.redaction.numbers import numbers
from gongshi.redaction.pieces import STOP, pieces_of
from gongshi.redaction.plain import plain
from gongshi.redaction.prefilter import Look, whole_lines
from gongshi.redaction.scan import SURE, scan_text
from gongshi.redaction.tables import cells
from gongshi.redaction.views import decoded_text, shown

ID, MOBILE, CARD = "11010519491231002X", "13812345678", "6222020200112233446"
TAGS = ["<p>", "</p>", "<b>", "</b>", "<td>", "<br>", "<!-- ", " -->", '<i title="', '">', "<", ">", "<a\nhref=x>", "&lt;", "&gt;", "&am", "p;",
        "&#49;", "%31", "\\u0031", "\\n", "\n", " ", "&amp;", "< x>", "<1>", "<?x?>", "</", "<WBR>", '\n"', '": "', "\n{", "<" + "a" * 4001 + ">"]  # fmt: skip
PLAIN = [
    "1",
    "13",
    "2026-03-02",
    "号",
    "罚款",
    "0999-6590001",
    "，",
    "。",
    "：",
    "、",
    "一",
    "2000.00元",
    "x",
    "第",
    "某",
]
# Pieces of what the detectors look for: put together by chance they make finds, and things that are nearly finds.
PIECES = [
    ID, ID[:9], ID[9:], MOBILE, MOBILE[:3], MOBILE[3:7], MOBILE[7:], "+86", "86", CARD, "6222 0202 0011 2233 446", "110105491231002",
    "1101051949123100**", "1*0105194912310020", "一三八一二三四五六七八", "l38l2345678", "六五〇一〇五一九四九一二三一〇〇二", "身份证", "证件号", "税号", "账号", "账 号", "开户", "账\n号", "卡\n", "\n号",
    "卡号", "转账至", "650012345678", "出生", "出 生", "生日", "生于", "DOB", "birth", "1985年3月2日", "1985-03-02", "生", "男", "，汉族", "族", "羔羊",
    "家庭", "住址", "住", "户籍", "联系地址", "通讯地址", "身份证住址", "幸福", "小区", "3", "号楼", "单元", "栋", "2", "户", "室", "苑", "花园", "家属院", "公寓", "5号",
    "区", "1-2-301", "经营场所", "患", "患有", "乙肝", "感染", "艾滋", "HIV", "阳性", "残疾", "一级", "怀孕", "住院治疗", "布病", "羊", "未成年", "当事人", "系", "十六周岁",
    "监护人", "wang@qq.com", "@", "wang", "(at)", "qq.com", "[ at ]", "秘密", "★", "机密", "内部资料", "注意", "密级", "护照", "E12345678", "通行证", "不动产权", "第", "0001234",
    "房产证", "林权证", "国用", "(2021)", "甘草", "N39.123456", "坐标", "39.1234", "83°12′", "东经", "度", "巢穴", "83度12分",
]  # fmt: skip
SPELLINGS: list[Callable[[str], str]] = [
    lambda v: v,
    lambda v: v.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    lambda v: "\u200b".join(v),
    lambda v: "".join(f"&#{ord(c)};" for c in v),
    lambda v: "".join(f"&amp;#{ord(c)};" for c in v),
    lambda v: "".join(f"\\u{ord(c):04x}" for c in v),
    lambda v: "<b>".join(v),
    lambda v: base64.b64encode(v.encode() + b"     ").decode(),
]
texts = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(PLAIN),
        st.sampled_from(TAGS),
        st.builds(lambda spelling, piece: spelling(piece), st.sampled_from(SPELLINGS), st.sampled_from(PIECES)),
        st.text(max_size=3),
    ),
    max_size=14,
).map("".join)
# Lines of which pages are made, as a page has them: most begin with a tag. What was met once is met again elsewhere.
STOPPED = [text for text, _ in test_what_is_stopped.pytestmark[0].args[1]]
LEFT_ALONE = test_what_is_left_alone.pytestmark[0].args[1]
lines = st.one_of(
    st.sampled_from(["<p>", "<li>电话：0999-6590000</li>", '<td data-label="号">', "</div>", "", "<!--", "-->", "<a", " 目录", "<dt>账号</dt>", "<dt>住址", "<tr><th>手机<th>住址"]),
    st.sampled_from([*STOPPED, *LEFT_ALONE]).flatmap(lambda text: st.sampled_from([text, f"<p>{text}</p>", f"<td>{text}", f"<b x='{text}'>"])),
    st.tuples(st.sampled_from(["<", "<p>", ""]), texts).map("".join),
)  # fmt: skip
pages = st.lists(lines, min_size=1, max_size=8).flatmap(
    lambda some: st.lists(st.lists(st.sampled_from(some), max_size=10).map("\n".join), min_size=1, max_size=4)
)
# Remembers what all examples before held.
OLD = Look()
# More of them: GONGSHI_EXAMPLES=20000 pytest tests/redaction/test_prefilter.py
EXAMPLES = int(os.environ.get("GONGSHI_EXAMPLES", "120"))


def gates(text: str) -> bool:
    return any(span.severity is Severity.GATE for span in scan_text(text))


@settings(max_examples=EXAMPLES * 4)
@given(texts)
def test_what_the_detectors_stop_is_seen_and_nothing_else(text: str) -> None:
    assert Look().holds(text) == gates(text)


@settings(max_examples=EXAMPLES * 2)
@given(pages)
def test_nothing_is_passed_over_because_something_like_it_was_seen(some: list[str]) -> None:
    look = Look()
    for page in some:
        assert look.holds(page) == OLD.holds(page) == gates(page)


@settings(max_examples=EXAMPLES * 2)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from([STOP, BREAK]))
def test_whoever_is_sure_of_something_is_made_to_look_by_one_piece(parts: list[str], stop: str) -> None:
    """And finds there, with no more around than he reaches, what he finds in the whole text."""
    spelt = [plain(part).text for part in parts]
    whole = stop.join(spelt)
    for detector, (find, near, reach) in SURE.items():
        hints, at = [], 0
        for part in spelt:
            hints += [(at + start, at + end) for start, end in find(part)]
            at += len(part) + len(stop)
        sure = {(start, end, type_) for start, end, type_, sure in detector(whole) if sure}
        hinted = set()
        for first, behind in hints:
            begin = max(0, first - reach)
            found = {(s + begin, e + begin, t) for s, e, t, sure in detector(whole[begin : behind + reach]) if sure}
            there = {one for one in sure if one[0] < behind + near and first - near < one[1]}
            assert {one for one in found if one[0] < behind + near and first - near < one[1]} == there, detector
            hinted |= there
        assert hinted == sure, detector


# What stands between two pieces, or nearly does.
BORDERS = [
    "<p>", "</p><p>", "</td><td>", "<br><br>", "<p>\n", "<br>" * 3, "<br>" * 4, "</p>\n<p>\n", "<br>" * 5, "\n\n", "&#10;&#10;", "<b>", "<b>\n<b>",
    "\n<p>", "</p>\n<p>", "\n</p>\n", "\n<b>", "</td>\n<td>", "\n\n\n\n", "\n\n\n", "\n\n\n\n\n", "<br>\n<br>\n", "<p>\n\n<p>", "\n{", "\n<|>\n", "\n<",
    "\n", "\n ", " \n", "<wbr>", "&#10;<p>", "&#10;&#10;&#10;&#10;", "\\n\\n\\n\\n", "\n。\n", "\u2028<p>", "\u2028" * 4, "\n\u200b\n\n\n", "\n＜p>", "\r\n\r\n\r\n\r\n",
    '\n"', '",\n"', "\n{", ": \n{", '\n {', '\n"\n{', "\n\n\n\n。\n\n\n\n", "\n\n\n\n。", '\\n"',
]  # fmt: skip
# With what lies as far from what makes a detector look as it ever does.
VALUES = [
    *STOPPED, ID, MOBILE, CARD, f"身份证{ID[:-1]}1", "账号650012345678", "住址：幸福小区3号楼2单元501室", "wang@qq.com", "男，汉族，1985年3月2日出生",
    "住址：5号301室", "UID:20260302T000000-" + "a" * 66 + "@qq.com", "监督举报投诉电子邮箱地址：" + "w" * 60 + "@qinghe.com",
    "出生" + " 年月日期时间/" * 3 + "1985-03-02", "1985年03月02日 , 男", "巢穴" + "附近" * 55 + "N39.123456", "账号" + "，" * 20 + "650012345678",
    "住" + "在" * 5 + "幸福小区" + "A" * 30 + "3号楼", "罚款专户账号" + "是" * 30 + CARD,
]  # fmt: skip


@settings(max_examples=EXAMPLES * 4)
@given(
    st.sampled_from(VALUES),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(BORDERS)), max_size=3),
    st.lists(lines, max_size=3),
    st.lists(lines, max_size=3),
    st.sampled_from(["\n", "", "\n\n\n\n"]),
    st.sampled_from(
        [lambda text: text, lambda text: f"<table>\n<tr><td>{text}</td></tr>", lambda text: f'<a title="{text}">']
    ),
)
def test_nothing_slips_through_at_the_border_of_two_pieces(
    value: str,
    cuts: list[tuple[int, str]],
    before: list[str],
    behind: list[str],
    glue: str,
    frame: Callable[[str], str],
) -> None:
    """A value that is stopped, pulled apart anywhere by what pieces are cut at, among lines that are known already."""
    for place, border in cuts:
        value = value[:place] + border + value[place:]
    text = glue.join([*before, frame(value), *behind])
    assert Look().holds(text) == OLD.holds(text) == gates(text)


@pytest.mark.parametrize("value", ["13812345678", "一三八一二三四五六七八", "住址：5号301室", "1985年3月2日生"])
def test_nothing_slips_through_at_any_border_at_any_place(value: str) -> None:
    for border in BORDERS:
        texts = [f"<p>甲\n<p>{value[:place]}{border}{value[place:]}\n<p>乙" for place in range(1, len(value))]
        assert Look().hold(texts) == list(map(gates, texts)), repr(border)


@settings(max_examples=EXAMPLES)
@given(
    st.lists(
        st.sampled_from(["h1", "m1 0", "h10", "M0 12.5", "h7", "M33 9", "1", " ", "h", "&#49;"]),
        min_size=150,
        max_size=260,
    ),
    texts,
    texts,
)
def test_what_draws_a_code_hides_nothing(strokes: list[str], before: str, behind: str) -> None:
    for drawn in ("".join(strokes), "h1m10 0h12" * 200):
        text = f'<p>{before}\n<path d="{drawn}"/>{behind}{drawn}{MOBILE[:5]}'
        assert Look().holds(text) == gates(text)


@pytest.mark.parametrize("text", STOPPED)
def test_a_find_needs_no_more_around_it_than_is_given(text: str) -> None:
    filling = "<p>甲。" * 420
    for around in (filling, filling[:420], filling[:10]):
        page = f"{around}\n<p>{text}</p>\n{around}"
        assert gates(page) and Look().holds(page), text


@settings(max_examples=EXAMPLES)
@given(
    st.text(st.sampled_from("0123456789一二五O l-./,、()[]_:\n\\*?Xx×账号 "), max_size=40),
    st.sampled_from([ID, MOBILE, CARD, ""]),
)
def test_no_run_of_digits_is_too_tangled(around: str, value: str) -> None:
    for text in (around + value + around[::-1], around):
        assert Look().holds(text) == gates(text)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from([*TAGS, *PLAIN, "\n<"]), max_size=16).map("".join))
def test_pieces_are_the_text_and_are_decoded_as_the_views_decode_it(text: str) -> None:
    assert "\n".join(whole_lines(text)) == "".join(pieces_of(text)) == text
    each = [shown(piece) for piece in pieces_of(text)]
    seen = "".join(one for one, _ in each)
    inside = [part for _, parts in each for part in parts] + [cell.text for cell in cells(text)]
    once = decoded_text(text)
    assert BETWEEN.join([seen, *inside]) == (text if once is None else once)
    assert "".join(plain(piece).text for piece in pieces_of(text)) == plain(text).text


def test_little_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongshi.redaction.prefilter._REMEMBERED", 3)
    monkeypatch.setattr("gongshi.redaction.pieces._REMEMBERED", 3)
    look = Look()
    for i in range(50):
        assert not look.holds(f"甲{i}\n<p>乙\n<p>电话0999-659{i:04d}")
        assert look.holds(f"甲{i}\n<p>乙\n<p>电话{MOBILE}")
    assert len(look._read) + len(look._clean) < 32


def test_what_may_stand_is_no_find() -> None:
    look = Look(lambda type_, shown: (type_, shown) == ("phone", MOBILE))
    assert not look.holds(f"电话{MOBILE}")
    assert look.holds(f"电话{MOBILE[:-1]}9")


def test_a_detector_that_is_spared_is_not_asked() -> None:
    assert Look().holds(f"电话{MOBILE}")
    assert not Look(spared=frozenset({numbers})).holds(f"电话{MOBILE}")
