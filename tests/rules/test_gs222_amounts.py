"""GS222: amounts read from official Chinese, and text that contradicts the number beside it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from decision_cases import FIRM, RELEASE, flaw, flaws, key_at
from hypothesis import given
from hypothesis import strategies as st

from county import PENALTY
from gongshi.findings import Severity
from gongshi.rules.amounts import amounts, chinese_number, plain

SMALL, CAPITAL = ("零一二三四五六七八九", "十百千", "万亿"), ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")


def written(number: int, style: tuple[str, str, str]) -> str:
    """``number`` as a numeral, the way that banks teach: every digit with its unit, one 零 for a row of zeros."""
    digits, small, large = style
    words, rest, place = "", number, 0
    while rest:
        section, part, zero = rest % 10_000, "", False
        for i in range(4):
            digit = section // 10**i % 10
            if digit:
                part = digits[digit] + (small[i - 1] if i else "") + (digits[0] if zero and part else "") + part
                zero = False
            else:
                zero = True
        rest //= 10_000
        gap = digits[0] if section and section < 1_000 and rest else ""
        words = gap + (part + (large[place - 1] if place else "") if section else "") + words
        place += 1
    return words


def read(text: str) -> list[Decimal]:
    return [amount.value for amount in amounts(plain(text))]


@given(st.integers(1, 10**12 - 1), st.sampled_from([SMALL, CAPITAL]))
def test_every_numeral_is_read_back(number: int, style: tuple[str, str, str]) -> None:
    assert chinese_number(written(number, style)) == number
    assert read(f"罚款人民币{written(number, style)}元整。") == [number]


@given(st.decimals(0, 10**9, places=2, allow_nan=False))
def test_every_figure_is_read_back(number: Decimal) -> None:
    assert read(f"罚款{number:f}元") == read(f"罚款{number:,f}元") == read(f"罚款 {number:f} 元") == [number]
    assert read(f"罚款{number:f}万元") == [number * 10_000]


@given(st.text(alphabet="0123456789,，.零一二十百千万亿壹拾两元圆角分整罚款每以上 \n", max_size=60))
def test_nothing_breaks_the_reader(text: str) -> None:
    for amount in amounts(plain(text)):
        assert amount.value >= 0
        assert plain(text)[amount.end - 1] in "元圆角分"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万二千元", "12000"), ("十万元", "100000"), ("两千元", "2000"), ("二十万零三百元", "200300"), ("1万5千元", "15000"),
        ("3.6万元", "36000"), ("3，500元", "3500"), ("１２０００元", "12000"), ("12元5角", "12.5"), ("叁元伍角贰分", "3.52"),
    ],
)  # fmt: skip
def test_ways_of_writing(text: str, value: str) -> None:
    assert read(text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["一万二元", "三百五元", "二零二六元", "12,34元", "3百二十元", "几百元", "数千元", "2000余元", "百分之三"]
)
def test_what_cannot_be_read_beyond_doubt_is_not_read(text: str) -> None:
    assert read(text) == []


AGREEING = [
    "罚款人民币贰仟元整。", "罚款2,000元", "罚款0.2万元", "处货值金额1000元二倍的罚款，计人民币2000元。", "处以2000元的罚款",
    "对两项违法行为分别罚款1500元、罚款500元", "罚款2000元；到期不缴纳的，每日按罚款数额的百分之三加处罚款60元",
    "罚款2000元。逾期不改正的，处5000元以上5万元以下罚款", "罚款2000元，与已缴纳罚款500元无关", "责令改正，并处罚款。",
]  # fmt: skip


@pytest.mark.parametrize("content", AGREEING)
def test_gs222_no_contradiction(tmp_path: Path, content: str) -> None:
    assert flaws(tmp_path, {"处罚内容": content}) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("罚款20000元", "20000"), ("罚款人民币叁仟伍佰元整", "3500"), ("罚款0.3万元", "3000"), ("处以200元罚款", "200"),
        ("1.罚款1500元；2.罚款700元", "1500、700"),
    ],
)  # fmt: skip
def test_gs222_the_fine_differs(tmp_path: Path, content: str, said: str) -> None:
    finding = flaw(tmp_path, {"处罚内容": content})
    assert (finding.code, finding.severity) == ("GS222", Severity.DEFECT)
    assert key_at(tmp_path, finding).startswith("处罚内容:")
    assert f"罚款是 {said} 元，【罚款金额】是 2000.00 元" in finding.message


def test_gs222_the_summary_differs(tmp_path: Path) -> None:
    finding = flaw(tmp_path, {"摘要": "经营标签不符合规定的种子，罚款2万元。"})
    assert key_at(tmp_path, finding).startswith("摘要:")
    assert finding.fix == "罚款金额: 20000.00"


def taken(content: str, number: str | None, *kinds: str) -> dict[str, Any]:
    changes = {"处罚类别": ["罚款", "没收违法所得", *kinds], "处罚内容": content}
    return changes if number is None else {**changes, "没收金额": number}


@pytest.mark.parametrize("number", ["808.00", None])
def test_gs222_the_confiscation_differs(tmp_path: Path, number: str | None) -> None:
    finding = flaw(tmp_path, taken("罚款2000元，没收违法所得880元", number))
    assert key_at(tmp_path, finding) == "处罚内容: 罚款2000元，没收违法所得880元"
    assert "没收违法所得是 880 元，【没收金额】" in finding.message
    assert finding.fix == "没收金额: 880.00"


def test_gs222_goods_may_be_counted_in(tmp_path: Path) -> None:
    assert flaws(tmp_path, taken("罚款2000元，没收违法所得880元和农药3袋", "1000", "没收非法财物")) == []


def test_gs222_the_total_differs(tmp_path: Path) -> None:
    finding = flaw(tmp_path, taken("罚款2000元，没收违法所得880元，以上罚没款合计2808元", "880.00"))
    assert key_at(tmp_path, finding).startswith("处罚内容: 罚款2000元")
    assert "罚没合计是 2808 元" in finding.message
    assert "相加是 2880.00 元" in finding.message


def payment(content: str) -> dict[str, Any]:
    return {
        "执法类别": "行政给付", "文书号": "青农补〔2026〕1号", "案件名称": "扑杀补偿", "执法主体": "qinghe-nyncj", "行政相对人": FIRM,
        "决定日期": "2026-03-02", "依据": [{"法律": "中华人民共和国动物防疫法", "条款": "第八十五条"}], "给付项目": "扑杀补偿",
        "给付内容": content, "给付金额": "86400.00", "内部": {"公开审查": RELEASE},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("成年羊120只、羔羊48只，共计86400元（120只×600元＋48只×300元）", False),
        ("补偿72000元、补偿14400元", False),
        ("每只补偿600元", False),
        ("补偿18户", False),
        ("补偿18户，合计84600元", True),
    ],
)
def test_gs222_a_payment(tmp_path: Path, content: str, wrong: bool) -> None:
    found = flaws(
        tmp_path,
        files={"post/decisions/2026/jf.yaml": payment(content)},
        ledger={PENALTY: "2026-03-05", "jf": "2026-03-05"},
    )
    assert [f.code for f in found] == (["GS222"] if wrong else [])
    assert all(key_at(tmp_path, f) == f"给付内容: {content}" for f in found)
