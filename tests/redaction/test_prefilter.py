"""The quick look never passes over what the full detectors find, and reads a text as their views do."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from gongshi.findings import Severity
from gongshi.redaction.numbers import numbers
from gongshi.redaction.prefilter import Look, whole_lines
from gongshi.redaction.scan import scan_text

ID, MOBILE, CARD = "11010519491231002X", "13812345678", "6222020200112233446"
TAGS = ["<p>", "</p>", "<b>", "</b>", "<td>", "<br>", "<!-- ", " -->", '<i title="', '">', "<", ">", "<a\nhref=x>", "&lt;", "&gt;", "&am", "p;",
        "&#49;", "%31", "\\u0031", "\\n", "\n", " ", "&amp;", "< x>", "<1>", "<?x?>", "</", "<WBR>", "<" + "a" * 4001 + ">"]  # fmt: skip
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
# More of them: GONGSHI_EXAMPLES=20000 pytest tests/redaction/test_prefilter.py
EXAMPLES = int(os.environ.get("GONGSHI_EXAMPLES", "120"))


def gates(text: str) -> bool:
    return any(span.severity is Severity.GATE for span in scan_text(text))


@settings(max_examples=EXAMPLES * 4)
@given(texts)
def test_what_the_detectors_stop_is_seen_and_nothing_else(text: str) -> None:
    assert Look().holds(text) == gates(text)


@settings(max_examples=EXAMPLES)
@given(
    st.text(st.sampled_from("0123456789一二五O l-./,、()[]_:\n\\*?Xx×账号 "), max_size=40),
    st.sampled_from([ID, MOBILE, CARD, ""]),
)
def test_no_run_of_digits_is_too_tangled(around: str, value: str) -> None:
    for text in (around + value + around[::-1], around):
        assert Look().holds(text) == gates(text)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from([*TAGS, *PLAIN]), max_size=16).map("".join))
def test_lines_are_the_text(text: str) -> None:
    assert "\n".join(whole_lines(text)) == text


def test_what_may_stand_is_no_find() -> None:
    look = Look(lambda type_, shown: (type_, shown) == ("phone", MOBILE))
    assert not look.holds(f"电话{MOBILE}")
    assert look.holds(f"电话{MOBILE[:-1]}9")


def test_a_detector_that_is_spared_is_not_asked() -> None:
    assert Look().holds(f"电话{MOBILE}")
    assert not Look(spared=frozenset({numbers})).holds(f"电话{MOBILE}")
