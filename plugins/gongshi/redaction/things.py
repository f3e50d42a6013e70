"""What must not be shown of things and of the state: secrecy marks, plates, documents, deeds, places, trade secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.mapped import Place, around
from gongshi.redaction.span import Found

_SECRET = re.compile(
    r"(?:绝\s?密|机\s?密|秘\s?密)\s?[★☆*]|[★☆]\s?(?:绝\s?密|机\s?密|秘\s?密)|(?:密级|秘密等级|保密级别|定密)\s?[:为是]?\s?(?:绝密|机密|秘密|内部|工作秘密)"
    r"|工作秘密(?=\s?(?:[★☆,]|不得|严禁|请勿|注意|$|\n|\)))|内部资料(?=\s?[,(]?\s?(?:注意|不得|严禁|请勿|妥善|切勿|禁止|★|$|\n|\)))"
    r"|(?:内部文件|内部传阅)(?=\s?[,(]?\s?(?:注意|不得|严禁|请勿|妥善))|(?:(?<=\n)|(?<=[\[(【])|^)\s?(?:绝密|机密|秘密)\s?(?=$|\n|[\])】])"
)
# One of these is in whatever that expression matches, not as far as _FAR from either end of it.
_SECRECY = re.compile("密|内部")
_FAR = 16
_SECRET_SPOKEN_OF = re.compile(r"绝密|机密(?!性)|国家秘密|工作秘密|内部资料")


def secrets(text: str) -> Iterator[Found]:
    """Secrecy marks. The law's own words on secrets, and 侵犯商业秘密 as a cause of action, are no marks."""
    marked = list(secret_hints(text))
    for start, end in marked:
        yield start, end, "secret", True
    for match in _SECRET_SPOKEN_OF.finditer(text):
        if not any(start <= match.start() < end for start, end in marked):
            yield match.start(), match.end(), "secret", False


def secret_hints(text: str) -> Iterator[Place]:
    """What makes ``secrets`` look."""
    return (match.span() for start, end in _of_secrecy(text) for match in _SECRET.finditer(text, start, end))


def _of_secrecy(text: str) -> Iterator[Place]:
    """Where a mark may stand: around each word of one, those that touch as one."""
    return around(_SECRECY.finditer(text), _FAR)


_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Z]\s?[·.\- ]?\s?(?:[A-HJ-NP-Z0-9]{4}\s?[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z0-9]{5})(?:[A-HJ-NP-Z0-9]|\s?挂)?(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(
    r"[护通回台Pp](?:(?<=护)照|(?<=通)行证|(?<=回)乡证|(?<=台)胞证|assport|(?<=P)ASSPORT)\s?(?:号码?|证号|编号|No\.?)?\s?[(:为是]?\s?(?P<number>[A-Za-z]{1,2}\s?[0-9]{7,10}|[0-9]{8}(?:\(?[A-Z0-9]\)?)?)(?![0-9])"
)
_DEED = re.compile(
    r"[不房土国集宅林草](?:(?<=不)动产权(?:证书?)?\s?(?:第|号|证号|证书号)[^,。;\n]{0,30}?[0-9]{4,}\s?号?|"
    r"(?:(?<=房)(?:权|产|屋所有权)证|(?<=土)地(?:使用)?证|(?<=[国集])用|(?<=宅)基地使用证|(?<=林)权证|(?<=草)原证)[^,。;\n0-9]{0,16}(?:\(?[0-9]{4}\)?\s?)?[^,。;\n0-9]{0,8}[0-9]{3,}\s?号?)"
)
# What either begins with, found faster: by the first character, then by the second. A passport's number is not far behind.
_PAPER = re.compile(
    r"[护通回台Pp不房土国集宅林草](?:照(?<=护照)|行(?<=通行)证|乡(?<=回乡)证|胞(?<=台胞)证|assport|A(?<=PA)SSPORT|动(?<=不动)产权|权(?<=[房林]权)证|产(?<=房产)证|屋(?<=房屋)所有权证|"
    r"地(?<=土地)(?:使用)?证|用(?<=[国集]用)|基(?<=宅基)地使用证|原(?<=草原)证)"
)
_NUMBER_BEHIND = 16
# A deed speaks of compartments of a wood; their numbers are on every forest map.
_PARCEL = re.compile(r"小班|林班|面积|亩|公顷")
_SPECIES = (
    "甘草",
    "雪莲",
    "肉苁蓉",
    "锁阳",
    "麻黄",
    "发菜",
    "胡杨",
    "野生动物",
    "野生植物",
    "保护动物",
    "保护植物",
    "雪豹",
    "北山羊",
    "盘羊",
    "鹅喉羚",
    "野驴",
    "猎隼",
    "天鹅",
    "鹰",
    "隼",
    "雕",
    "蜥",
    "野马",
    "河狸",
    "栖息地",
    "巢穴",
    "产卵",
    "洄游",
)
_NAMED = re.compile("|".join(_SPECIES))
_DEGREES = re.compile(
    r"[0-9][0-9]{1,2}(?:\s?[°度]\s?[0-9]{1,2}\s?['′分]\s?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?\s?[\"″秒]?)?|\.[0-9]{3,8}(?![0-9]))"
)
# What these have in common, found faster.
_DEGREE = re.compile(r"[°度](?<=[0-9\s].)")
_DECIMAL = re.compile(r"\.(?<=[0-9].)[0-9]{3}")
# Before degrees with a decimal point; a pair of them needs no word.
_BEARING = re.compile(
    r"(?:[NEne]|[北东](?:纬|经)|纬度?|经度?|坐标|位置|点)\s?[:为是]?\s?(?:[0-9]{2,3}\.[0-9]{3,8}\s?[°度]?\s?[,、/ ]\s?)?$"
)
# 胡杨路, 雪莲冷库有限公司: names of places and firms.
_NOT_GROWING = re.compile(
    r"(?:路|街|巷|乡|镇|村|社区|小区|林场|林管护?站|公司|合作社|冷库|宾馆|酒店|商行|超市|[经营部店厂社])"
)
_NEAR = 120
_TRADE_WORDS = ("配方", "工艺参数", "客户名单", "进货价", "底价", "成本价", "生产批记录", "技术诀窍", "源代码")
_TRADE = re.compile(r"配方|工艺参数|客户名单|进货价|采购底价|底价|成本价|生产批记录|技术诀窍|源代码")
_TRADE_VALUE = re.compile(r"[:为是]\s?[^。;\n]{2}|[0-9]")


def things(text: str) -> Iterator[Found]:
    """Travel documents, deeds and fine places."""
    for match in _PASSPORT.finditer(text):
        yield match.start("number"), match.end("number"), "passport", True
    for match in _DEED.finditer(text):
        if not _PARCEL.search(text[match.start() : match.end() + 3]):
            yield match.start(), match.end(), "property_certificate", True
    for match in _DEGREES.finditer(text) if _NAMED.search(text) else ():
        decimal = "." in match[0] and not set("°度").intersection(match[0])
        if decimal and not _BEARING.search(text, max(0, match.start() - 40), match.start()):
            continue
        if _grows_near(text, match.start(), match.end()):
            yield match.start(), match.end(), "protected_place", True


def thing_hints(text: str) -> Iterator[Place]:
    """What makes ``things`` look."""
    for paper in _PAPER.finditer(text):
        yield paper.start(), paper.end() + _NUMBER_BEHIND
    for expression in (_DEGREE, _DECIMAL):
        yield from (match.span() for match in expression.finditer(text))


def _grows_near(text: str, start: int, end: int) -> bool:
    """Whether a protected species is spoken of near a place, not a road or a firm that is called by its name."""
    near = text[max(0, start - _NEAR) : end + _NEAR]
    for name in _SPECIES:
        at = near.find(name)
        while at >= 0:
            if not _NOT_GROWING.match(near[at + len(name) :][:8]):
                return True
            at = near.find(name, at + 1)
    return False


def doubtful_things(text: str) -> Iterator[Found]:
    """Plates and trade secrets: for people to look at."""
    for match in _PLATE.finditer(text):
        yield match.start(), match.end(), "plate", False
    if not any(word in text for word in _TRADE_WORDS):
        return
    for match in _TRADE.finditer(text):
        if _TRADE_VALUE.search(text[match.end() : match.end() + 8]):
            yield match.start(), match.end(), "trade_secret", False
