"""A full name in a short text (a title, an attachment's name) whose record masks a party of the same surname."""

from __future__ import annotations

import re

from gongshi.redaction.dictionary import dictionary
from gongshi.redaction.names import NO_GIVEN

# What stands right after a name in titles and names of files.
_AFTER = re.compile(
    r"(?:[（(《“”）)、，,。；;：:的诉与和及等]|$|某|[0-9]|询问|笔录|身份|证件|证明|照片|签字|陈述|申辩|承诺|送达|户口|名下|本人|违法|涉嫌|未经|未按|擅自|销售|经营|生产|运输|使用|"
    r"非法|无证|滥伐|盗伐|占用|开垦|采挖|放牧|驾驶|饲养|种植|养殖|申请|缴纳|罚款|履行|姓名|案)"
)
_BEFORE = re.compile(r"(?:^|[（(“、，,。；;：:的对向由与和及为作成是]|当事人|申请人|关于|误写|原写|误为|姓名)$")


def full_name_in(text: str, surname: str) -> bool:
    """Whether ``text`` holds ``surname`` with one or two characters of a given name, at a place where a name stands.

    Words of the dictionary (周边, 马场) are none: this is a look-up, not statistics.
    """
    for found in re.finditer(re.escape(surname), text):
        if not _BEFORE.search(text[: found.start()]):
            continue
        rest = text[found.end() :]
        for size in (2, 1):
            given = rest[:size]
            if len(given) < size or not re.fullmatch(r"[\u3400-\u9fff]+", given) or NO_GIVEN.intersection(given):
                continue
            if _AFTER.match(rest[size:]) and not is_word(surname + given, surname + given[0]):
                return True
    return False


def is_word(name: str, start: str) -> bool:
    """Whether what looks like a name, or its ``start``, is a word of the dictionary and no name there."""
    words = dictionary()
    return words.is_word(name) or words.is_word(start)
