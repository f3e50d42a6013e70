"""Invented values of persons: right in every check digit, nobody's."""

from __future__ import annotations

from random import Random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_COUNTIES = (
    "110228", "130683", "140431", "150927", "210281", "220322", "230882", "320829", "330127", "341225", "350426", "360733",
    "370828", "411528", "421127", "431028", "441581", "452730", "460036", "500236", "511681", "522428", "532927", "542624",
    "610727", "622927", "632321", "640522", "650104", "652928", "653125", "654226", "659003", "810000", "830000",
)  # fmt: skip
_CARDS = (
    "621098", "621282", "621483", "621599", "621669", "621785", "622126", "622155", "622262", "622439", "622588", "622700",
    "622909", "623185", "623668", "625362", "628288", "603367", "955888",
)  # fmt: skip


def digits(random: Random, size: int) -> str:
    """``size`` digits."""
    return "".join(random.choice("0123456789") for _ in range(size))


def resident_id(random: Random) -> str:
    """18 characters of GB 11643-1999; every eighth ends with X."""
    while True:
        day = f"{random.randint(1936, 2016)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
        head = random.choice(_COUNTIES) + day + f"{random.randint(1, 999):03}"
        check = "10X98765432"[sum(int(c) * w for c, w in zip(head, _WEIGHTS, strict=True)) % 11]
        if check == "X" or random.random() < 0.8:
            return head + check


def slipped_id(random: Random) -> str:
    """An ID with a wrong check digit, as copied by hand."""
    right = resident_id(random)
    return right[:17] + random.choice([c for c in "0123456789" if c != right[17]])


def old_id(random: Random) -> str:
    """15 digits, as issued until 1999."""
    year = random.randint(36, 81)
    return random.choice(_COUNTIES) + f"{year}{random.randint(1, 12):02}{random.randint(1, 28):02}{digits(random, 3)}"


def mobile(random: Random) -> str:
    """11 digits of a range that is in use."""
    return f"1{random.choice('3456789')}{digits(random, 9)}"


def card(random: Random) -> str:
    """16 to 19 digits that pass Luhn's test."""
    head = random.choice(_CARDS) + digits(random, random.choice((9, 10, 11, 12, 12, 12)))
    total = 0
    for place, character in enumerate(reversed(head)):
        value = int(character) * (2 - place % 2)
        total += value - 9 * (value > 9)
    return head + str(-total % 10)


def account(random: Random) -> str:
    """A bankbook's or a firm's account: no check digit that anybody knows."""
    return random.choice("1234568") + digits(random, random.choice((14, 15, 16, 17, 18, 19, 20)))


_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
_MONTHS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _han_day(day: int) -> str:
    tens, ones = divmod(day, 10)
    return (("", "十", "二十", "三十")[tens] + ("" if tens and not ones else _MONTHS[ones])) or "十"


def birth(random: Random) -> str:
    """A day, sometimes a month, of somebody's birth as people write it."""
    y, m, d = random.randint(1938, 2008), random.randint(1, 12), random.randint(1, 28)
    return random.choice((
        f"{y}年{m}月{d}日", f"{y}年{m:02}月{d:02}日", f"{y}-{m:02}-{d:02}", f"{y}.{m:02}.{d:02}", f"{y}/{m}/{d}",
        f"{y}{m:02}{d:02}", f"{y} 年 {m} 月 {d} 日", f"{y}年{m}月", f"{str(y).translate(_HAN)}年{_MONTHS[m]}月{_han_day(d)}日",
    ))  # fmt: skip


_ROADS = (
    "胡杨路",
    "丝路东街",
    "迎宾大道",
    "青年巷",
    "文昌街",
    "和田北路",
    "建安胡同",
    "环城西路",
    "友谊里",
    "屯垦大街",
)
_ESTATES = (
    "明珠小区", "翰林苑", "锦绣华庭", "金域蓝湾", "滨河佳苑", "世纪新城", "教师公寓", "供销社家属院", "水木清华园", "丽水湾", "御景名邸",
    "金色家园", "电力局住宅楼", "绿洲花园", "廉租房小区", "安居苑", "职工宿舍",
)  # fmt: skip
_VILLAGES = (
    "托格拉克村",
    "拜什巴格村",
    "石河村",
    "上沙窝村",
    "团结村",
    "清水河子村",
    "库木村",
    "英巴扎村",
    "三棵树村",
    "老坟台村",
)
_HAN_COUNT = "一二三四五六七八九"


def home(random: Random) -> str:
    """An address down to a door or a group of a village."""
    n, road, estate, village = random.randint, random.choice(_ROADS), random.choice(_ESTATES), random.choice(_VILLAGES)
    head = random.choice(("", "", "沙雅县", "新疆和静县", "昭苏县城", "甘肃省临泽县", "阿克苏地区温宿县"))
    town = random.choice(("", "哈尔莫敦镇", "托海乡", "城关镇", "红旗街道"))
    return head + random.choice((
        f"{road}{n(1, 400)}号{estate}{n(1, 40)}号楼{n(1, 6)}单元{n(101, 2604)}室", f"{estate}{n(1, 40)}栋{n(1, 5)}单元{n(101, 1203)}",
        f"{estate}{n(1, 30)}幢{n(101, 1803)}室", f"{estate}{n(1, 30)}-{n(1, 4)}-{n(101, 1102)}", f"{estate}{n(1, 20)}号楼{n(101, 902)}",
        f"{estate}{random.choice('ABCD')}座{n(101, 2204)}", f"{road}{n(1, 300)}号院{n(1, 12)}号楼{n(1, 4)}门{n(101, 602)}",
        f"{town}{village}{n(1, 9)}组{n(1, 160)}号", f"{town}{village}{random.choice(_HAN_COUNT)}组", f"{town}{village}{n(1, 8)}队{n(1, 99)}号",
        f"{town}{village}{random.choice(_HAN_COUNT)}队", f"{town}{village}{n(1, 300)}号", f"{town}{village}{n(1, 200)}号附{n(1, 9)}号",
        f"{town}{village}村民小组{n(1, 9)}号" if n(0, 1) else f"{town}{village}第{n(1, 9)}村民小组", f"{n(101, 189)}团{n(1, 20)}连{n(1, 60)}栋{n(1, 8)}号",
        f"{n(2, 60)}团{n(1, 24)}连", f"{road}{n(1, 300)}号{n(1, 9)}栋{n(1, 4)}单元{random.choice(_HAN_COUNT)}楼{n(1, 4)}号",
        f"{road}{n(1, 60)}巷{n(1, 90)}号", f"{estate}{random.choice(_HAN_COUNT)}区{n(1, 30)}号楼{random.choice(_HAN_COUNT)}单元{n(101, 602)}室",
    ))  # fmt: skip


def mail(random: Random) -> str:
    """A person's mailbox."""
    name = random.choice(
        ("ayi.nur", "lzq", "guli_88", "mawenjun", "hjl-1979", "tursun", "xiaoyang", "2847", "dashan.wu", "k")
    )
    return f"{name}{random.randint(1, 9999)}@" + random.choice((
        "qq.com", "163.com", "126.com", "sina.com", "sohu.com", "139.com", "189.cn", "aliyun.com", "hotmail.com", "gmail.com",
        "yeah.net", "outlook.com", "vip.qq.com", "21cn.com", "tom.com", "icloud.com",
    ))  # fmt: skip
