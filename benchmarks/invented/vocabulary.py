"""Names, places and numbers of the invented county, drawn from a seeded generator; thousands of each."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gongshi.records.identifiers import credit_code_check, organisation_code_check

COUNTY, REGION = "青禾县", "659900"

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海燕晓春东新云飞鹏宇浩然子轩雨欣佳怡思远博成林立峰"
    "永福庆生德才宝贵长顺广全忠信义和泰安康宁"
)
_OTHER_SURNAMES = (
    "买买提",
    "艾力",
    "阿不都",
    "吐尔逊",
    "努尔",
    "哈山",
    "沙塔尔",
    "木沙",
    "叶尔江",
    "巴特尔",
    "玉素甫",
    "赛买提",
)
_HEADS = (
    "金银玉瑞祥丰盛兴隆昌达通顺泰和安康宁福禄寿喜庆华荣富贵宏伟鸿运恒久远志诚信义德仁厚正大新天地山河川海江源清泉春秋夏"
    "阳光明月星辰云雨露雪霜松柏杨柳桃李梅兰竹菊"
)
_TAILS = (
    "农牧林果粮棉田园谷稻麦穗禾苗圃场庄集市街坊里巷门楼阁轩堂斋居苑府城关桥渡港湾洲岛岭峰谷原野草木花叶根实子种仓库廪"
)
TOWNS = (
    "青禾镇",
    "东镇",
    "西戈壁乡",
    "北滩乡",
    "南渠乡",
    "河沿镇",
    "红柳沟乡",
    "沙枣园镇",
    "牧场乡",
    "胡杨镇",
    "上湖乡",
    "下湖乡",
)
_VILLAGE_HEADS = "东西南北上下前后新老大小红青白黄"
_VILLAGE_TAILS = (
    "渠",
    "沟",
    "滩",
    "湖",
    "桥",
    "梁",
    "井",
    "庄子",
    "泉",
    "坪",
    "槽子",
    "台",
    "巴扎",
    "园子",
    "闸",
    "圈",
)
_STREETS = (
    "团结路",
    "文化路",
    "幸福路",
    "胜利街",
    "友谊路",
    "建设路",
    "人民路",
    "光明街",
    "和谐路",
    "丰收路",
    "青年路",
    "迎宾大道",
    "滨河路",
    "富民路",
    "绿洲大道",
    "天山街",
    "昆仑路",
    "胡杨街",
    "红柳巷",
    "塔里木路",
    "振兴路",
    "工业大道",
    "物流园路",
    "农贸街",
)
_LABS = (
    "质量检测中心",
    "检验检测有限公司",
    "农产品检测站",
    "产品质量监督检验所",
    "计量检定测试所",
    "司法鉴定中心",
    "检测技术服务有限公司",
)
_LAB_HEADS = ("阿勒河", "天山北", "昆仑", "准东", "塔河", "金山", "绿洲", "博峰", "中衡", "华测禾", "正源", "恒准")


@dataclass(frozen=True, slots=True)
class Name:
    """A party. ``full`` is as published; ``code`` is empty for natural persons, ``head`` for all but organisations."""

    kind: str
    full: str
    code: str
    head: str
    town: str
    place: str


def person(r: Random) -> str:
    """A full name, some of them in two parts."""
    if r.random() < 0.18:
        return f"{r.choice(_OTHER_SURNAMES)}·{r.choice(_OTHER_SURNAMES)}"
    return r.choice(_SURNAMES) + "".join(r.choice(_GIVEN) for _ in range(r.choice((1, 2, 2))))


def masked(r: Random) -> str:
    """A natural person as a site shows one: surname and 某."""
    return person(r)[0] + r.choice(("某", "某", "某某"))


def fancy(r: Random) -> str:
    """The name part of a firm: two or three characters."""
    return r.choice(_HEADS) + r.choice(_HEADS + _TAILS) + (r.choice(_TAILS) if r.random() < 0.35 else "")


def village(r: Random) -> str:
    """Town and village."""
    return f"{r.choice(TOWNS)}{r.choice(_VILLAGE_HEADS)}{r.choice(_HEADS)}{r.choice(_VILLAGE_TAILS)}村"


def address(r: Random, town: str) -> str:
    """An address in ``town`` down to the door."""
    if r.random() < 0.4:
        return f"{COUNTY}{town}{r.choice(_VILLAGE_HEADS)}{r.choice(_HEADS)}{r.choice(_VILLAGE_TAILS)}村{r.randint(1, 12)}组"
    door = f"{r.randint(1, 399)}号" + (f"{r.randint(1, 18)}栋{r.randint(101, 1803)}室" if r.random() < 0.4 else "")
    return f"{COUNTY}{town}{r.choice(_STREETS)}{door}"


def credit_code(r: Random, first: str) -> str:
    """A valid code (GB 32100, GB 11714) that begins with ``first`` (91 firm, 92 sole trader, 93 cooperative)."""
    body = "MA" + "".join(r.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    first17 = f"{first}{REGION}{body}{organisation_code_check(body)}"
    return first17 + credit_code_check(first17)


_FORMS = (("有限公司", 60), ("有限责任公司", 25), ("股份有限公司", 3), ("（集团）有限公司", 2))
_SHOPS = ("商行", "经营部", "店", "门市部", "服务部", "超市", "销售中心", "加工厂", "工作室", "商店")


def party(seed: str, trades: tuple[str, ...], people: bool = True) -> Name:
    """The party called ``seed``: always the same one, so that a firm may turn up in several decisions."""
    r = Random(seed)
    town, roll = r.choice(TOWNS), r.random()
    if people and roll < 0.14:
        return Name("自然人", masked(r), "", "", town, f"{COUNTY}{town}")
    trade, place = r.choice(trades), address(r, town)
    if roll < 0.44:
        full = f"{COUNTY}{r.choice((town, ''))}{fancy(r)}{trade}{r.choice(_SHOPS)}"
        return Name("个体工商户", full, credit_code(r, "92"), "", town, place)
    if roll < 0.54:
        full = f"{COUNTY}{fancy(r)}{trade}农民专业合作社"
        return Name("法人及非法人组织", full, credit_code(r, "93"), person(r), town, place)
    form = r.choices([f for f, _ in _FORMS], [w for _, w in _FORMS])[0]
    full = f"{r.choice((COUNTY, COUNTY, '阿勒河地区', '新疆'))}{fancy(r)}{trade}{form}"
    return Name("法人及非法人组织", full, credit_code(r, "91"), person(r), town, place)


def laboratory(r: Random) -> str:
    """Who tested a sample."""
    return r.choice(_LAB_HEADS) + r.choice(_LABS)
