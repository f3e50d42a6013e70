"""Names of natural persons and their masks: 张某, 欧阳某, 买某1 (法释〔2016〕19号 arts 8, 9; DOMAIN 2.9).

A mask can be told for certain, a name cannot: so a field that holds a natural person must hold a mask. Where a field may
hold a shop as well, ``is_person`` judges the whole field, never a piece of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["姓加某", "姓加星号", "不显示", "全名"]

COMPOUND = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "闾丘",
        "子车",
        "亓官",
        "司寇",
        "巫马",
        "公西",
        "颛孙",
        "壤驷",
        "公良",
        "漆雕",
        "乐正",
        "宰父",
        "谷梁",
        "拓跋",
        "夹谷",
        "轩辕",
        "令狐",
        "段干",
        "百里",
        "呼延",
        "东郭",
        "南门",
        "羊舌",
        "微生",
        "梁丘",
        "左丘",
        "东门",
        "西门",
        "南荣",
        "纳兰",
        "完颜",
        "耶律",
        "叶赫",
    ]
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费"
    "廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢"
    "滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶"
    "郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿"
    "阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公晋楚闫法汝鄢涂钦岳帅缑亢况后有琴梁丘左丘商牟佘佴伯赏墨哈谯笪年爱阳佟言福代肖付买依吐阿热古麦迪木"
)
# How a shop, a place or an organ ends, and what stands in no given name.
NO_GIVEN = frozenset(
    "店部厂行场社馆屋坊院铺庄城摊站室楼吧村镇乡县区市路街队组户司所局处记家地田棚沟渠园的了在与和及对向从为被是有于等案某×＊*、，。；：（）()户批"
)
_DOT = "·•・‧∙⋅･"
_HAN = r"\u3400-\u9fff"
_NUMBERED = r"(?P<number>[1-9]\d?)?"
# What may follow a mask in brackets: who the person is in the case, in words that name nobody.
_WHO = frozenset(
    [
        "个体工商户",
        "经营者",
        "负责人",
        "举报人",
        "投诉人",
        "不署名",
        "不列姓名",
        "货主",
        "承运人",
        "承租人",
        "出租人",
        "出质人",
        "质权人",
        "申请人",
        "被申请人",
        "当事人",
        "第三人",
        "农户",
        "养殖户",
        "种植户",
        "承包户",
        "驾驶人",
        "驾驶员",
        "所有权人",
        "使用权人",
        "权利人",
        "户主",
        "同案",
        "雇主",
        "店主",
        "摊主",
        "船主",
        "证人",
        "代理人",
        "委托代理人",
    ]
)
_MASK = re.compile(
    rf"(?P<head>[^\W\d_]{{0,2}}?)(?P<tail>某{{1,3}}|[×＊*]{{1,3}}|[XＸ]{{1,2}}){_NUMBERED}(?:[（(](?P<who>[^（）()]{{1,24}})[）)])?"
)
_DOTTED = re.compile(rf"[{_HAN}]{{1,12}}(?:\s?[{_DOT}]\s?[{_HAN}]{{1,12}}){{1,4}}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’.\-]{0,30}(?: {1,3}[A-Za-z][A-Za-z'’.\-]{0,30}){1,4}")


@dataclass(frozen=True, slots=True)
class Mask:
    """``head``: what is left of the name, empty for 某某; ``tail``: 某, 某某, × …; ``number``: of several alike."""

    head: str
    tail: str
    number: str = ""

    @property
    def text(self) -> str:
        """The mask without what stands in brackets after it."""
        return f"{self.head}{self.tail}{self.number}"


def read_mask(text: str) -> Mask | None:
    """The mask that ``text`` as a whole is; None when it is anything else, a full name included."""
    found = _MASK.fullmatch(text.strip())
    if found is None:
        return None
    head, tail, who = found["head"], found["tail"], found["who"]
    if len(head) == 2 and head not in COMPOUND:
        return None
    if not head and not re.fullmatch("某{2,3}", tail):
        return None
    if tail[0] in "XＸ" and not re.fullmatch(f"[{_HAN}]+", head):
        return None
    if who and not all(word.strip() in _WHO for word in re.split("[，,、；;]", who)):
        return None
    return Mask(head, tail, found["number"] or "")


def mask(name: str, style: Style = "姓加某", number: int | None = None) -> str:
    """``name`` as it is shown: what is left of it is a surname of Han characters, else the first letter.

    Names of minorities (买买提·艾力) and transliterations keep their first character, foreign ones their initial.
    ``number`` tells two people of the same mask apart. Returns the name itself for 全名, 某某 for 不显示.
    """
    plain = re.sub(r"\s+", "", name) if re.search(f"[{_HAN}]", name) else name.strip()
    if style == "全名":
        return name.strip()
    if style == "不显示" or not (letters := [c for c in plain if c.isalpha()]):
        return "某某"
    # 欧阳 alone is 欧 and 阳: kept as a surname of two characters it would be the whole name.
    if plain[:2] in COMPOUND and len(plain) > 2 and plain[2] not in _DOT:
        head = plain[:2]
    else:
        head = letters[0].upper() if len(letters[0].upper()) == 1 else letters[0]
    return f"{head}{'*' if style == '姓加星号' else '某'}{number or ''}"


def fits(found: Mask, style: Style) -> bool:
    """Whether a mask shows no more than the profile's style allows; one that shows less always fits."""
    return style != "不显示" or not found.head


def is_person(text: str) -> bool:
    """Whether ``text`` as a whole reads like a full name, where a shop or an organisation may stand as well."""
    plain = re.sub(r"[（(][^（）()]{1,24}[）)]$", "", text.strip())
    if _DOTTED.fullmatch(plain):
        return plain[-1] not in NO_GIVEN
    if not re.fullmatch(f"[{_HAN}]{{2,4}}", plain) or read_mask(plain):
        return False
    head = 2 if plain[:2] in COMPOUND and len(plain) > 2 else 1
    if head == 1 and (plain[0] not in SURNAMES or len(plain) > 3):
        return False
    return not NO_GIVEN.intersection(plain[head:])


def is_foreign(text: str) -> bool:
    """Whether ``text`` as a whole is a name in Latin letters."""
    return _LATIN.fullmatch(text.strip()) is not None


_IN_TEXT = re.compile(
    rf"(?P<head>{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES))}]|(?<![A-Za-z])[A-Z])(?P<tail>某{{1,3}}+)(?>(?P<number>[1-9]\d?)?)"
)
# 王某公司 is a firm; 于某日, 从某网店, 和某企业 begin with a preposition that is a surname as well.
_NO_PERSON = re.compile(r"公司|品牌|店|村|镇|乡|县|企业|银行|超市|集团|合作社")
_PREPOSITIONS = frozenset("于和时从向有经相全都连同")
_NO_PERSON_THEN = re.compile(r"[个些种类项年月日天地市区路街厂单品型批部所局机平网医校国时条款处段次家户人]")
_FIGURES = re.compile(r"\d[*＊×]{3,}|[*＊×]{3,}\d|[×]{3,}|[＊*]{4,}")


_COVERED = re.compile("[某×＊*XＸ]")


def masks_in(text: str) -> list[Mask]:
    """Masks of people in prose, in order: 出质人周某某 holds 周某某; 于某日 and 某某公司 hold none."""
    if "某" not in text:
        return []
    found = []
    for m in _IN_TEXT.finditer(text):
        doubtful = m["head"] in _PREPOSITIONS and _NO_PERSON_THEN.match(text, m.end())
        if not doubtful and not _NO_PERSON.match(text, m.end()):
            found.append(Mask(m["head"], m["tail"], m["number"] or ""))
    return found


def is_masked(text: str) -> bool:
    """Whether anything in ``text`` is visibly masked: a name, a number (138****1234), a word (×××)."""
    if not _COVERED.search(text):
        return False
    return bool(masks_in(text) or read_mask(text) or _FIGURES.search(text))
