"""What is said of somebody's health, and that somebody is a minor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.mapped import Place, around
from gongshi.redaction.span import Found

_ILL = (
    r"艾滋|HIV|乙肝|丙肝|梅毒|淋病|性病|结核|肺结核|布病|布鲁氏菌病|布氏菌病|精神(?:分裂|疾病|障碍|残疾|病)|抑郁症|躁狂|癫痫|癌症?|肿瘤|白血病|"
    r"糖尿病|高血压|心脏病|冠心病|尿毒症|残疾|智力障碍|痴呆|新冠|病毒|传染病|肝硬化|脑梗|心梗|中风|偏瘫|瘫痪|失明|聋哑|骨折"
)
_HEALTH = re.compile(
    rf"(?:患有?|罹患|身患|确诊(?:为|患有)?|诊断\s?[为是:]|感染(?:了|有)?|系|为|属)\s?[\u4e00-\u9fff]{{0,6}}?(?:{_ILL}|(?<!疫)[\u4e00-\u9fff]{{1,4}}(?:病|症|炎))(?:患者|病人|携带者)?"
    rf"|(?:{_ILL})(?:病毒)?\s?(?:抗体)?(?:检测)?(?:呈)?(?:阳性|携带者|感染者|患者|病人)"
    rf"|残疾(?:等级|证号|人证)\s?[:为是]?\s?[一二三四1-4]?级?|[一二三四]级(?:肢体|精神|智力|视力|听力|言语)残疾|(?:肢体|精神|智力|视力|听力|言语)[一二三四1-4]级残疾"
    rf"|怀孕[0-9一二三四五六七八九十两]{{0,3}}(?:个)?(?:月|周)|孕(?:期)?[0-9]{{1,2}}周|系(?:孕妇|残疾人)|住院治疗|病历号"
)
# One of these is in whatever that expression matches, not as far as _FAR from either end of it.
_SIGN = re.compile(
    "病|症|炎|孕|残疾|艾滋|HIV|乙肝|丙肝|梅毒|结核|精神|癫痫|癌|肿瘤|高血压|智力障碍|痴呆|新冠|肝硬化|脑梗|心梗|中风|偏瘫|瘫痪|失明|聋哑|骨折|躁狂|住院治疗"
)
_FAR = 30
_BEASTS = re.compile(
    r"[羊猪鸡鸭鹅犬狗猫驴兔鱼虾畜禽]|牛(?!某)|马匹|动物|宠物|作物|植株|树木|果树|苗木|植物|水果|蔬菜|种子|[食药产]品|疫区"
)
# Claims of advertisements, and the law on who may work with food.
_OF_NOBODY = re.compile(r"宣称|宣传|广告|功效|疗效|主治|适应|治愈|根治|预防|治疗(?:作用|功能)|的人员|不得从事|人群")


def health(text: str) -> Iterator[Found]:
    """Illness, disability, pregnancy of a person; not of animals and plants, whose diseases decisions are full of."""
    for start, end in _stretches(text):
        for match in _HEALTH.finditer(text, start, end):
            around = text[max(0, match.start() - 12) : match.end() + 6]
            if not _BEASTS.search(around) and not _OF_NOBODY.search(around):
                yield match.start(), match.end(), "health", True


def health_hints(text: str) -> Iterator[Place]:
    """What makes ``health`` look."""
    return (match.span() for start, end in _stretches(text) for match in _HEALTH.finditer(text, start, end))


def _stretches(text: str) -> Iterator[Place]:
    """Where an illness may be spoken of."""
    return around(_SIGN.finditer(text), _FAR)


_AGE = r"(?<![0-9第至-])(?:1[0-7]|[1-9]|十[一二三四五六七]?|[一二三四五六七八九])\s?周?岁(?!以|至|龄|-|[0-9]|口|的?[公母]?[牛羊驴骡驼鹿猪犬猫马树](?!某))"
_SCHOOL = r"(?:小学|初[一二三中]|中学|高[一二三中]|中专|职高|技校|[一二三四五六七八九]年级)"
_MINOR = re.compile(
    r"(?:当事人|被处罚人|行政相对人|相对人|违法行为人|申请人|本人|该人|其)[^。;\n]{0,20}?(?:系|为|是|属于?)\s?未成年(?:人(?!的)|(?!人))"
    rf"|[男女某]\s?[,、(\s]{{1,2}}(?:[\u4e00-\u9fff]{{1,5}}族\s?[,、]\s?)?(?:年龄\s?|现年\s?)?{_AGE}"
    rf"|(?:年仅|现年|时年|年龄|刚满|年满|才)\s?[:为是]?\s?{_AGE}"
    r"|年龄(?:[\"'\s:为是=>|](?<!\n\n\n\n)){1,5}(?:1[0-7]|[6-9])(?![0-9.])"
    r"|(?:未满|不满|未达到?|不足)\s?(?:14|16|18|十四|十六|十八)\s?周?岁(?!的?(?:未成年|人|公民|违法|学生|儿童|青少年|顾客|消费者))"
    r"|(?:当事人|被处罚人|相对人)[^。;\n]{0,24}?(?:法定代理人|监护人)"
    r"|(?:监护人|法定代理人)\s?(?:[:(]|[\u4e00-\u9fff]某|[\u4e00-\u9fff]{1,3}[(,]|到场(?!情况|的)|签[字名]|陪同|在场|代为|系其|为其)"
    rf"|(?:某|其|本人|当事人|被处罚人|该人|[男女])[^。;\n]{{0,16}}?(?:就读|在读|读书|上学)[^。;,\n]{{0,14}}{_SCHOOL}"
    rf"|就读于?[^。;,\n]{{0,14}}{_SCHOOL}|(?:某|本人|当事人|被处罚人|该人)[^。;\n]{{0,12}}{_SCHOOL}(?:在校)?(?:学生|在读|就读)"
    r"|未成年(?:当事人|被处罚人|违法行为人)|未成年人?[^在于从到向被由有对与和及为是将把该某]某"
)
# One of these is in whatever that expression matches, not as far as _FAR_OF_AGE from either end of it.
_SIGN_OF_AGE = re.compile("未成年|岁|监护人|法定代理人|就读|在读|读书|上学|年级|学生|年龄")
_FAR_OF_AGE = 48
_WORD_FOR_AGE = re.compile("年龄")
_LAW_OF_MINORS = re.compile(
    r"依法不予公开|不满十四周岁的|已满十四周岁|不满十八周岁的|未成年人保护|向未成年|规定|没有监护人|监护人严加|责令监护人|禁止|不得"
)
# Somebody whom the party served, or his child: no party.
_OTHERS = re.compile(
    r"(?:向|给|对|将|招用|雇用|容留|接待|允许|放任|拒绝)[^。;,\n]{0,12}$|[儿子女孙](?:[子儿女])?\s?[,(]?\s?$|孩|顾客|消费者|学员|被害|受害|伤者"
)


def minors(text: str) -> Iterator[Found]:
    """Signs that a party is a minor; shops that sell to minors and the law's own words are none."""
    for match in _of_age(text):
        if _LAW_OF_MINORS.search(text[max(0, match.start() - 10) : match.end() + 10]):
            continue
        yield match.start(), match.end(), "minor", not _OTHERS.search(text[max(0, match.start() - 14) : match.start()])


def minor_hints(text: str) -> Iterator[Place]:
    """What makes ``minors`` look; the age itself may stand in the next row."""
    yield from (match.span() for match in _of_age(text))
    yield from (match.span() for match in _WORD_FOR_AGE.finditer(text))


def _of_age(text: str) -> Iterator[re.Match[str]]:
    """Where somebody may be called a minor."""
    for start, end in around(_SIGN_OF_AGE.finditer(text), _FAR_OF_AGE):
        yield from _MINOR.finditer(text, start, end)
