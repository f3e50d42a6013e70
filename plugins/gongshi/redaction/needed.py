"""What a find of each detector cannot do without: cheap to look for, and never missing where the detector is sure.

The tests draw texts from the detectors' own expressions and hold that whatever these match is called for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from gongshi.redaction import contexts
from gongshi.redaction.numbers import Found
from gongshi.redaction.persons import births, emails, health, homes, minors
from gongshi.redaction.plain import COVER, ENDING_X
from gongshi.redaction.things import secrets, things

Detector = Callable[[str], Iterable[Found]]

# Where none of these stands between tags, a text means what it says.
CODED = re.compile(r"&[#A-Za-z]|%[0-9A-Fa-f]{2}|\\[uxnrt]")


Words = tuple[tuple[str, Callable[[str], object] | None], ...]


def _any(*wanted: tuple[str, str]) -> Words:
    """Keys, and what is looked for where one stands, if anything more.

    The text is a line with a line break on both sides: where a detector takes a line break for a space, a word may be
    cut there. No two keys can overlap, so that all are looked for in one go.
    """
    return tuple((key, re.compile(expression).search if expression else None) for key, expression in wanted)


# 3栋2户, wherever the line breaks.
_N = r"[\s\-0-9A-Za-z一二三四五六七八九十单元]"
_FLAT = "户(?:" + "|".join(rf"(?<=[栋幢座楼\n]{_N}{{{size}}}户)" for size in range(24)) + ")"
# What stands behind the name of an estate before a door.
_DOOR = r"\s?[0-9A-Z一二三四五六七八九十\n]"
WORDS: dict[Detector, Words] = {
    births: _any(
        ("生", r"生(?:(?<=出生)|(?<=出\s生)|\s?[日于\n]|(?<=\n.)|(?<=[年月日号\s].)(?![产成]))"),
        ("D", r"DOB|D\.O\.B"), ("irth", ""), ("orn", ""), ("族", ""),
    ),
    homes: _any(
        ("住", ""), ("户", "户[籍口]"), ("庭", "家庭"), ("联", "联系[住所地]"), ("通", "通[信讯][住所地]"), ("身", "身份证[住所地]"),
        ("元", "单元"), ("楼", rf"(?:号|家属)楼{_DOOR}"), ("户", _FLAT),
        ("苑", f"苑{_DOOR}"), ("园", f"园{_DOOR}"), ("区", rf"区{_DOOR}"), ("寓", "公寓"), ("村", f"新村{_DOOR}"), ("属", "家属院"),
        ("舍", f"宿舍{_DOOR}"), ("城", f"新城{_DOOR}"), ("老", "老家"), ("宅", "自宅"),
    ),
    health: _any(
        *((c, "") for c in "病症炎孕癌瘤痫痴患携"), ("残", "残疾"), ("阳", "阳性"), ("H", "HIV"), ("滋", "艾滋"), ("肝", "[乙丙]肝"),
        ("毒", "[梅尿病]毒"), ("核", "结核"), ("神", "精神"), ("郁", "抑郁"), ("狂", "躁狂"), ("糖", "糖尿"), ("压", "高血压"),
        ("智", "智力"), ("冠", "新冠"), ("染", "传染"), ("院", "住院"),
    ),
    minors: _any(("未", "未成年"), ("岁", ""), ("监", "监护人"), ("定", "法定代理人")),
    emails: _any(
        ("@", ""), ("(", r"\(\s?(?:at|AT|在|\n)|\(a\)"), ("[", r"\[\s?(?:at|AT|在|\n)"), ("{", r"\{\s?(?:at|AT|在|\n)"),
    ),
    secrets: _any(("密", ""), ("内", "内部")),
    things: _any(
        ("护", "护照"), ("通", "通行证"), ("乡", "回乡证"), ("胞", "台胞证"), ("assport", ""), ("ASSPORT", ""),
        ("权", "[产房]权|所有权|权证"), ("产", "房产"), ("证", "[地用原]证"), ("用", "[国集]用"),
        ("°", ""), ("度", r"度\s?[0-9\n]"), (".", r"\.[0-9]{3}(?<=[0-9].{4})"),
    ),
}  # fmt: skip

_DIGIT = "0-9〇零一壹幺弌二贰两弍三叁弎四肆五伍六陆七柒八捌九玖OoОоlI"
_COVER = re.escape(COVER + ENDING_X)
_BETWEEN = r"[ .\-/·,，、()\[\]_:\n\\]"
# Nine digits, however they are written: fewer make no sure find (numbers._SHORTEST_SURE).
RUN = re.compile(rf"[{_DIGIT}{_COVER}](?:{_BETWEEN}{{0,3}}+[{_DIGIT}{_COVER}]){{8,}}+")
GAP = re.compile(_BETWEEN)
# A run may go on behind a line break, which is one of three characters between two digits.
ENDS = re.compile(rf"[{_DIGIT}{_COVER}]{_BETWEEN}{{0,2}}\Z")
EDGE = frozenset(c for c in map(chr, range(0x10000)) if re.match(rf"[{_DIGIT}{_COVER}]|{_BETWEEN}", c))
STARTS = re.compile(rf"{_BETWEEN}{{0,2}}[{_DIGIT}{_COVER}]")
_COVERED = re.compile(rf"[0-9{_COVER}]{{17}}")
_WORDED = re.compile(f"[{_DIGIT[3:]}]")
_NO_DIGIT, _NO_NUMERAL = re.compile("[^0-9]+"), re.compile(f"[^{_DIGIT}]+")
# An ID of 18 or 15 characters without its check digit: province, birth date, number.
_ID = re.compile(r"[1-9][0-9]{5}(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}")
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:0{_BETWEEN}{{0,3}}0{_BETWEEN}{{0,3}})?8{_BETWEEN}{{0,3}}6{_BETWEEN}{{0,3}})?"
    rf"1{_BETWEEN}{{0,3}}[3-9](?:{_BETWEEN}{{0,3}}[0-9]){{9}}(?![0-9])"
)
# Groups as people write an account.
_CARD = re.compile(r"(?:[0-9]{3,6}[ \-\n]){0,7}[0-9]+")
_SHORTEST_CARD, _SHORTEST_ID, _SHORTEST_MOBILE = 16, 15, 11


def speaks_of_accounts(text: str) -> bool:
    """True when words for an account stand in a text, or one may go on behind a line."""
    return contexts.speaks_of_accounts(text, 0, len(text)) or _CUT_ACCOUNT.search(text) is not None


_CUT_ACCOUNT = re.compile(r"[账帐卡户]\s*(?:\n|\Z)")


def has_number(text: str) -> bool:
    """False when ``numbers`` is sure of nothing in a text in one spelling."""
    return any(suspicious(text, run) for run in RUN.finditer(text))


def suspicious(text: str, run: re.Match[str]) -> bool:
    """False when nothing that begins in this run is a sure find."""
    if contexts.speaks_of_accounts(text, run.start(), run.end()):
        return True
    shown = run[0]
    digits = _NO_DIGIT.sub("", shown)
    if _WORDED.search(shown) and len(_NO_NUMERAL.sub("", shown)) >= _SHORTEST_MOBILE:
        return True
    if len(digits) >= _SHORTEST_MOBILE and _MOBILE.search(shown):
        return True
    if len(digits) >= _SHORTEST_ID and _ID.search(digits):
        return True
    if len(digits) >= _SHORTEST_CARD and any(
        len(_NO_DIGIT.sub("", card)) >= _SHORTEST_CARD for card in _CARD.findall(shown)
    ):
        return True
    return _COVERED.search(text, run.start(), run.end() + 3) is not None
