"""Signs that a party is a minor (行政处罚法 art 30; 未成年人保护法 art 103; 个人信息保护法 art 28).

The one whom a shop sold tobacco to is no party: an organisation is no minor, and of a natural person a clause counts
only when it is about him. When in doubt the record is held back: a minor is published by no mask at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLAUSE = re.compile(r"[^，,。；;！？\n]+")
# The clause is about somebody else: whom the party sold to, hired, served or harmed, or what the law says of all.
_OTHERS = re.compile(
    r"(?:向|给|对|将|把|由|招用|雇用|雇佣|使用|容留|接纳|接待|诱骗|引诱|教唆|允许|放任|组织|禁止|拒绝|谢绝|不得|严禁|保护|侵害|提醒|告知)[^，。；]{0,12}$"
)
# 为未成年人文身 is about somebody else, 当事人为未成年人 is not: what follows decides.
_FOR = re.compile(r"(?<!行)为(?:一名|两名|多名|数名)?$")
_LAW = re.compile(r"《[^》]*$|^[^《]*》|(?:法|条例|办法|规定)第")
_PARTY = r"(?:当事人|被处罚人|违法行为人|行为人|违法人|申请人|相对人|本人|其系|该人)"
_MINOR = re.compile(r"未成年(?:人|子女|学生)?")
_NOT_MINOR = re.compile(
    r"未成年人(?:保护|禁|勿|不得|谢绝|入场|进入|模式|防沉迷|标识|警示)|(?:非|无|没有|不是|涉及)未成年"
)
_UNDER = re.compile(r"(?:未满|不满|未达到?|不足)\s?(?:十四|十六|十八|14|16|18)\s?周?岁")
_AGE = re.compile(
    r"(?<![\d.第至到~—\-])(\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)\s?周?岁(?!以[上下]|至|以内|\d)"
)
_AGE_WORD = re.compile(r"(?:年龄|现年|时年|年仅|年满|刚满|[男女]|才)\s*[，,：:]?\s*$")
_THINGS = re.compile(r"[树车马牛羊犬猫驴骆驼畜胶苗果木驹]|(?:树|车|畜|苗|机|林|胎)龄")
_SOMEBODY_ELSE = re.compile(
    r"女儿|儿子|孩子|小孩|子女|幼儿|婴儿|儿童|顾客|消费者|购买(?:人|者)|买家|被害人|受害人|伤者|学员|家长|老人|母亲|父亲|妻子|丈夫"
)
_GUARDIAN = re.compile(r"法定代理人|监护人")
_PUPIL = re.compile(
    r"(?:小学|中学|初中|高中|中专|职高|技校|初[一二三]|高[一二三]|[一二三四五六]年级)[^，。；]{0,8}(?:学生|就读|在读|在校)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
ADULT = 18


@dataclass(frozen=True, slots=True)
class Sign:
    """``start`` counts characters of the text; ``word`` says in Chinese what kind of sign it is."""

    start: int
    word: str


def signs(text: str, *, names: tuple[str, ...] = ()) -> Iterator[Sign]:
    """Signs in a text of a record whose party is a natural person; ``names`` are the party's masks."""
    for clause in _CLAUSE.finditer(text):
        said, start = clause[0], clause.start()
        about = _about_the_party(said, names)
        for found in _MINOR.finditer(said):
            before = said[: found.start()]
            lawful = _NOT_MINOR.search(said) or _about_others(said, found) or _LAW.search(before)
            if not lawful and (about or not _SOMEBODY_ELSE.search(before)):
                yield Sign(start + found.start(), "未成年")
        for found in _UNDER.finditer(said):
            before = said[: found.start()]
            if not (_about_others(said, found) or _LAW.search(before)) and (about or not _SOMEBODY_ELSE.search(said)):
                yield Sign(start + found.start(), "未满周岁")
        yield from _ages(text, said, start, about)
        for found in _GUARDIAN.finditer(said):
            if not _SOMEBODY_ELSE.search(said) and not _LAW.search(said[: found.start()]):
                yield Sign(start + found.start(), "监护人或法定代理人")
        for found in _PUPIL.finditer(said):
            if about:
                yield Sign(start + found.start(), "在校学生")


def _about_others(said: str, found: re.Match[str]) -> bool:
    before, after = said[: found.start()], said[found.end() :]
    return _OTHERS.search(before) is not None or (
        _FOR.search(before) is not None and after[:1] not in ("", "的", "且", "、")
    )


def _about_the_party(said: str, names: tuple[str, ...]) -> bool:
    said = re.sub(r"(?:向|给|为|对)[^，。；]{0,20}?(?:当事人|其)", "", said) if "向" in said else said
    return re.search(_PARTY, said) is not None or any(name in said for name in names)


def _ages(text: str, said: str, start: int, about: bool) -> Iterator[Sign]:
    for found in _AGE.finditer(said):
        age = _number(found[1])
        if not 0 < age < ADULT:
            continue
        at = start + found.start()
        before = text[max(0, at - 16) : at]
        if _THINGS.search(before[-3:]) or _SOMEBODY_ELSE.search(before + said) or _OTHERS.search(said[: found.start()]):
            continue
        if about or _AGE_WORD.search(before) or found.end() - found.start() == len(said.strip()):
            yield Sign(at, "年龄")


def _number(text: str) -> int:
    """An age in Arabic or Chinese numerals; 0 when it is none."""
    if text.isdigit():
        return int(text)
    if not text:
        return 0
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
