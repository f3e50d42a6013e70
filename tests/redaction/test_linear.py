"""No regular expression of the room can be made to take long: twice the text takes about twice the time."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from time import process_time

import pytest

import gongshi.redaction
from gongshi.redaction.scan import scan_text

# What each expression begins with, repeats or looks for: alone and in pairs they are its worst cases.
BITS = (
    "1", "13", "138 ", "1-", "1,", "1_", "1\n", "1|", "1*", "l", "O", "一", "〇", "○", "一二", "*", "1*", "X", " ", "\n", "\n ", "　", "\u200b", "\xad",
    "<", "<a ", "<td ", "<tr>", "<!--", "<td>住址", "&", "&amp;", "&#49;", "&#x", "%31", "%", "\\", "\\u0031", "\\x31", "\\n", "QUJD", "QUJD\n", "A" * 76 + "\n", "=", "_", "__", "-",
    "a", "a.", "a@", "@", "#", "a#", "[at]", " at ", "qq", ".com", "UID:", "信箱", "住", "住址", "家", "地址", "青禾县", "小区", "家园", "3组", "1号", "1号楼", "1单元", "1-", "1-1-", "村", "里1", "附1号",
    "生", "出生", "出生,", "生于", "1985年", "85年3月", "1985.3", "男", "男,", "男,1985", "女族", "族", "日期", "身份证", "账号", "卡号", "户名", "银行", "电话", "专户", "许可证", "许可证(", "号码", "第",
    "密", "秘密", "密级", "★", "内部", "新A", "新", "护照", "护照号", "产权", "国用", "第1", "雪莲", "83.1", "83°", "坐标", "配方", "微信", "QQ", "vx", "病", "患", "患有", "残疾", "岁", "1岁", "某", "某,", "未成年", "就读",
    "监护人", "当事人", "向", "姓名", "人王", "·", "，", "。", ":", "：", "\"", "{\"a\":\"", ",", ";", "\t", "|",
)  # fmt: skip
SIZE = 20_000
# Twice as long may take this much more: linear, and what a busy machine adds; quadratic takes four times.
MOST = 3.2
# Seconds for SIZE characters below which there is nothing to compare: a quadratic one takes hundreds of times as long.
LITTLE = 0.02
# Characters that an expression is given which looks back from a place; none is searched for in more.
WINDOW = 130


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(gongshi.redaction.__path__):
        if module.name == "files":
            continue
        for name, value in vars(import_module(f"gongshi.redaction.{module.name}")).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value
            elif isinstance(value, tuple):
                for i, one in enumerate(value):
                    if isinstance(one, re.Pattern):
                        yield f"{module.name}.{name}[{i}]", one


def seconds(call: object, *given: object) -> float:
    start = process_time()
    call(*given)  # type: ignore[operator]
    return process_time() - start


def every(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def grows_too_fast(call: object, bit: str, *first: object) -> bool:
    """Measured again before it is said: another process may have had the core."""
    for _ in range(3):
        short = seconds(call, *first, (bit * SIZE)[:SIZE])
        if short < LITTLE or seconds(call, *first, (bit * SIZE * 2)[: SIZE * 2]) < MOST * short:
            return False
    return True


def looks_back(pattern: re.Pattern[str]) -> bool:
    return "$" in re.sub(r"\\[$]|\[[^\]]*\]", "", pattern.pattern)


def its_own(pattern: re.Pattern[str]) -> list[str]:
    """Bits of which the expression knows a character; digits, letters and blanks stand for their classes."""
    return [bit for bit in BITS if bit in ("1", "a", "一", " ", "\n") or set(bit) & set(pattern.pattern)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=lambda v: v if isinstance(v, str) else "")
def test_an_expression_is_linear(name: str, pattern: re.Pattern[str]) -> None:
    if looks_back(pattern):
        assert max(seconds(every, pattern, (bit * WINDOW)[:WINDOW]) for bit in its_own(pattern)) < LITTLE
    else:
        assert [bit for bit in its_own(pattern) if grows_too_fast(every, bit, pattern)] == []


@pytest.mark.slow
def test_so_are_all_detectors_together() -> None:
    assert [bit for bit in BITS if grows_too_fast(scan_text, bit)] == []
