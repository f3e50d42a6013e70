"""Birth dates, and sex with ethnic group as the head of a decision against a person has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.mapped import Place, around
from gongshi.redaction.span import Found

_CN = "〇○零一二三四五六七八九十廿卅初元正"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|[一二][九〇○零][{_CN}]{{2}})"
_PART = rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})"
_BARE_YEAR = re.compile(rf"{_YEAR}\s?年?")
# To the month at least; 1985 or 1985年 alone only behind a word that leaves no doubt.
_DATE = rf"{_YEAR}(?:\s?[年.\-/]\s?{_PART}(?:\s?[月.\-/]\s?(?:{_PART}\s?[日号]?)?)?|[01][0-9](?:[0-3][0-9])?(?![0-9]))"
_SHORT = rf"(?<![0-9])[2-9][0-9]\s?年\s?{_PART}\s?月(?:\s?{_PART}\s?[日号]?)?"
_DAY = rf"(?:{_DATE}|{_SHORT})"
_LUNAR = r"(?:[农阴公阳旧]历)?"
# Every branch begins with a character of its own: that is what makes the search fast.
_LABEL = re.compile(
    r"出\s?生(?!产|缺陷|率|证|医学|地|人口|于)|生(?<![发产]生)\s?[日辰]|诞\s?生|D\.?O\.?B|Birth|birth|BIRTH|Born|born|csrq|csny|CSRQ|CSNY|chusheng|dob(?![a-z])|出世"
)
# From a label to its date: words that belong to it, marks of tables, of data and of mark-up; no end of a sentence.
_FIRST = re.compile(r"(?:19|20)[0-9]{2}|[2-9][0-9]\s?年|[一二][九〇○零]")
_DATE_HERE = re.compile(rf"{_DAY}|{_YEAR}\s?年?(?![0-9])")
_END_OF_GAP = re.compile(r"[0-9。]")
_LONGEST_GAP = 40
_OWN_WORDS = re.compile(r"(?:_of_birth|[年月日期时间]{1,5}|_?(?:day|date|time|dt|riqi)|\s?date)", re.IGNORECASE)
# Words of another date that stands between.
_OTHER_DATE = re.compile(
    r"日期|时间|成立|签发|发证|有效|施行|办理|立案|受理|决定|送达|登记|注册|检查|发生|,.*,|date|Date|DATE"
)
_BORN_AT = re.compile(
    rf"生(?<![学发产新师考医书招衍派寄滋丛野陌花养先众卫再考实派]生)于\s?{_LUNAR}\s?(?P<day>{_DAY}|{_YEAR}\s?年)"
)
_BORN_HERE, _MAN, _WOMAN, _BIRTH = map(re.compile, ("生于", "男", "女", "生"))
# A word for birth behind a date; then the date itself, backwards from there.
_BORN = re.compile(
    r"出\s?生(?!产|缺陷|率|日期|年月|时间)|诞\s?生(?!产|缺陷|率|日期|年月|时间)|,\s?[出诞]生[于在地]|"
    r"生(?!产|效|长|育|物|猪|鲜|活|成|意|态|存|命|铁|石|漆|姜|菜|抽|源|理|前|后|化|计|变|殖|牛|羊|鸡|鸭|鱼|肉|奶|火|病|根|父|母|发|的?[杨柳榆松树果苗羔])"
)
# No such word begins or ends farther from its 生, nor looks farther behind it.
_FAR = 8
_DATE_ENDS = re.compile(r"[日号月年0-9一二三四五六七八九十](?=[\s)]{0,3}\Z)")
_DAY_HERE = re.compile(rf"(?P<day>{_DAY}|{_YEAR}\s?年)$")
_SEX = re.compile(r"[男女]")
_DAY_BEHIND_SEX = re.compile(rf"[,、|/\s\"']{{1,4}}(?P<day>{_DAY})(?=\s?[,、|/\s\"'(（生出])")
_DAY_BEFORE_SEX = re.compile(rf"(?<![0-9])(?P<day>{_DAY})\s?[,、|/\s\"']{{1,4}}$")
_LONGEST_DAY = 24
_ANIMALS = re.compile(
    r"(?:羔羊?|犊牛?|仔猪|幼崽|马驹|雏[鸡鸭鹅]?|[猪牛羊鸡鸭鹅犬兔鱼]只?|苗木?|胎|窝|畜|禽|耳标)[于为在是:的\s]{0,2}$|(?:羔羊|犊牛|仔猪|幼崽|马驹|牛犊|羊羔|雏[鸡鸭鹅])[^。;\n]{0,12}$"
)
_SEX_AND_NATION = re.compile(
    r"[男女]\s?[,、/|(\s]\s?(?:民族\s?[:为]?\s?)?(?:[\u4e00-\u9fff]{1,5}族)(?![\u4e00-\u9fff]{0,6}(?:乡|镇|自治|风情|服饰|文化|风味|花帽))"
    r"|性\s?别\s?[:为]?\s?[男女]\s?[,、;|/\s]{0,3}民\s?族\s?[:为]?\s?[\u4e00-\u9fff]{1,6}"
)


def births(text: str) -> Iterator[Found]:
    """Everything of this kind in ``text``; days of beasts' birth and of cases are none."""
    for label in _LABEL.finditer(text):
        own = _OWN_WORDS.match(text, label.end())
        date = _behind(text, own.end() if own else label.end())
        if date and not _of_animals(text, label.start()):
            yield date.start(), date.end(), "birth_date", True
    if "生" in text:
        for found in _BORN_AT.finditer(text) if "生于" in text else ():
            if not _of_animals(text, found.start()):
                yield found.start("day"), found.end("day"), "birth_date", True
        for _, ends in _born(text):
            day = _DAY_HERE.search(text, max(0, ends.end() - _LONGEST_DAY), ends.end())
            if day and not _of_animals(text, day.start()):
                yield day.start(), day.end(), "birth_date", True
    if "男" in text or "女" in text:
        yield from _of_sex(text)


def birth_hints(text: str) -> Iterator[Place]:
    """What makes ``births`` look: words, a date lies within 80 characters of one."""
    for expression in (_LABEL, _BORN_HERE, _MAN, _WOMAN):
        yield from (word.span() for word in expression.finditer(text))
    yield from (word.span() for word, _ in _born(text))


def _born(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Words for birth, each with the end of the date that stands before it."""
    for start, end in around(_BIRTH.finditer(text), _FAR):
        for word in _BORN.finditer(text, start, end):
            ends = _DATE_ENDS.search(text, max(0, word.start() - 4), word.start())
            if ends:
                yield word, ends


def _behind(text: str, place: int) -> re.Match[str] | None:
    """The first date behind a label, unless something else than a birth is dated."""
    first = _FIRST.search(text, place, place + _LONGEST_GAP + 4)
    if first is None:
        return None
    gap = text[place : first.start()]
    return None if _END_OF_GAP.search(gap) or _OTHER_DATE.search(gap) else _DATE_HERE.match(text, first.start())


def _of_sex(text: str) -> Iterator[Found]:
    for sex in _SEX.finditer(text):
        day = _DAY_BEHIND_SEX.match(text, sex.end())
        if day is None and text[sex.end() : sex.end() + 1] in (*",、|/ \"'。;)\n", ""):
            day = _DAY_BEFORE_SEX.search(text, max(0, sex.start() - _LONGEST_DAY - 5), sex.start())
        if day:
            yield day.start("day"), day.end("day"), "birth_date", True
    if "族" in text or "别" in text:
        for match in _SEX_AND_NATION.finditer(text):
            yield match.start(), match.end(), "birth_date", True


def _of_animals(text: str, place: int) -> bool:
    return _ANIMALS.search(text[max(0, place - 16) : place]) is not None
