"""What tells who somebody is besides numbers: birth, home, health, age, names in a role, accounts on networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.numbers import Found

_CN = "〇零一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|[一二][九〇零][{_CN}]{{2}})"
_DAY = rf"{_YEAR}(?:\s?[年.\-/]\s?(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})(?:\s?[月.\-/]\s?(?:(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})\s?[日号]?)?)?|[01][0-9][0-3][0-9]|\s?年)"
_BORN = re.compile(
    r"出\s?生|(?<![发产])生\s?日|生于|诞生于|DOB|D\.O\.B|[Bb]irth|[Bb]orn|(?<=[年月日号\s])\s?生(?![产效长育物猪鲜活成意态存命铁石漆姜菜抽源理前后化计变殖牛羊鸡鸭鱼])"
)
_BORN_WORDS = ("出生", "出 生", "生日", "生 日", "生于", "DOB", "D.O.B", "irth", "orn")
_BARE_BORN = re.compile(r"[年月日号\s]\s?生")
_DAY_AFTER = re.compile(
    rf"(?:[年月日期时间]{{0,4}}|于|在|day| ?date)(?: on| in| of)?\.?\s?[:为是于]?\s?[(\[|]?\s?(?P<day>{_DAY})",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(rf"(?P<day>{_DAY})\s?$")
_ANIMALS = re.compile(
    r"(?:羔羊?|犊牛?|仔猪|幼崽|马驹|雏[鸡鸭鹅]?|[猪牛羊鸡鸭鹅犬兔鱼]只?|苗木?|胎|窝|畜|禽)[于为在是:\s]{0,2}$"
)
_SEX_AND_NATION = re.compile(
    r"[男女]\s?[,、/|(]\s?(?:[\u4e00-\u9fff]{1,5}族)(?![\u4e00-\u9fff]*(?:乡|镇|自治|风情|服饰|文化))"
)


def births(text: str) -> Iterator[Found]:
    """Birth dates, and sex with ethnic group as the head of a decision against a person has them."""
    if any(word in text for word in _BORN_WORDS) or _BARE_BORN.search(text):
        for word in _BORN.finditer(text):
            found = _birthday(text, word.start(), word.end())
            if found and not _ANIMALS.search(
                text[max(0, min(word.start(), found[0]) - 6) : min(word.start(), found[0])]
            ):
                yield *found, "birth_date", True
    if "族" in text and ("男" in text or "女" in text):
        for match in _SEX_AND_NATION.finditer(text):
            yield match.start(), match.end(), "birth_date", True


def _birthday(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The date right behind or right before a word for birth."""
    behind = _DAY_AFTER.match(text, end)
    if behind and text[start] != " " and len(text[start:end].strip()) > 1:
        return behind.start("day"), behind.end("day")
    head = max(0, start - 24)
    ahead = _DAY_BEFORE.search(text[head:start])
    return (head + ahead.start("day"), head + ahead.end("day")) if ahead else None


_N = r"[0-9A-Za-z一二三四五六七八九十]{1,6}"
_HOME_WORD = re.compile(
    r"(?:家庭|户籍|常住|居住|现住|暂住|联系|通信|通讯|身份证)(?:住)?(?:所在)?(?:地址|住址|地)|住址|住所地?|家住|现住|居住[于在]|户籍(?:地|所在地)?|暂住|租住|住在|住于|户口所在地?|住(?![房宿户院所址宅建持店客])(?=[^,。;\n]{2,30}?(?:号|组|室|户|栋|幢|单元))"
)
_TAIL = re.compile(
    rf"(?:{_N}\s?(?:-{_N}){{0,3}}\s?(?:号楼|栋|幢|座|单元|室|户|组|号院|弄|村民小组|社)|{_N}(?:-{_N}){{0,3}}号(?!公告|令|文))"
)
_STRONG_TAIL = re.compile(
    rf"{_N}\s?单元\s?-?{_N}|{_N}\s?(?:号楼|栋|幢|座)\s?-?\s?(?:{_N}\s?单元\s?)?-?\s?{_N}\s?(?:室|户|号)|{_N}号楼\s?-?{_N}(?![0-9万千元])|(?:小区|家园|花园|公寓|新村|家属院|家属楼|宿舍|嘉园|新城|花苑|佳苑|苑)\s?[0-9A-Z一二三四五六七八九十]{{1,4}}\s?(?:区\s?)?-?{_N}?\s?(?:号楼|栋|幢|座|号|-[0-9]|单元|室)"
    rf"|[0-9A-Z]{{1,3}}区\s?[0-9]{{1,3}}-[0-9]{{1,3}}-[0-9]{{3,4}}|{_N}(?:幢|栋)\s?{_N}(?:单元|室)"
)
_PLACE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\-·()]{1,40}")
_BUSINESS = re.compile(
    r"(?:经营|营业|生产|注册|办公|办事|加工|仓储|服务|执法|机关|单位|公司|企业|店铺|商铺|门店|厂|网点|窗口|受理|接收|寄送|听证|复议|主要经营|检查|施工|项目|建设|工程)(?:场所|地址|地点|住所|地)|住所[(]经营|厂址|库址|厂房|车间|仓库|货架|商铺|门面|摊位|展位|机房|大厅|窗口|楼道|电梯"
)
_END_OF_PLACE = re.compile(r"[,。;;!\n|]")


_OF_HOMES = re.compile(r"单元|户|小区|家园|花园|公寓|新村|家属|宿舍|嘉园|新城|花苑|佳苑|苑")
_LIVES = re.compile(r"住(?![房宿户院所宅建持店客])|家庭|户籍|常住|租住|家住|老家|自宅")


def homes(text: str) -> Iterator[Found]:
    """Addresses to the door. A residential tail alone is sure; a street number only behind a word for a home."""
    yield from _behind_words(text)
    for match in _strong_tails(text):
        start = match.start()
        around = text[max(0, start - 40) : match.end()]
        cut = max((m.end() for m in _END_OF_PLACE.finditer(around[: start - max(0, start - 40)])), default=0)
        if _BUSINESS.search(around[cut:]):
            continue
        head = re.search(r"[\u4e00-\u9fffA-Za-z0-9\-·]{0,24}$", text[max(0, start - 24) : start])
        # Offices and shops have doors with numbers too; a stairwell, a housing estate or a word for a home makes it one.
        home = _OF_HOMES.search(match[0]) or _LIVES.search(around)
        yield start - (len(head[0]) if head else 0), match.end(), "address", bool(home)


# Where a strong tail may be; words of organs' own names (自治区, 服务区) have no digit beside them.
_ANCHOR = re.compile(
    r"单元|号楼|[栋幢座]\s?-?\s?[0-9A-Za-z一二三四五六七八九十]|(?:小区|家园|花园|公寓|新村|家属院|家属楼|宿舍|嘉园|新城|花苑|佳苑|苑)\s?[0-9A-Z一二三四五六七八九十]|[0-9A-Z]区\s?[0-9]"
)
_ANCHOR_WORDS = ("单元", "号楼", "小区", "家园", "花园", "公寓", "新村", "家属", "宿舍", "嘉园", "新城", "苑")
_BARE_ANCHOR = re.compile(r"[栋幢座]\s?-?\s?[0-9A-Za-z一二三四五六七八九十]|区\s?[0-9]")


def _strong_tails(text: str) -> Iterator[re.Match[str]]:
    if not any(word in text for word in _ANCHOR_WORDS) and not _BARE_ANCHOR.search(text):
        return
    done = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < done:
            continue
        match = _STRONG_TAIL.search(text, max(done, anchor.start() - 12), anchor.end() + 40)
        if match and match.start() <= anchor.end():
            done = match.end()
            yield match


_HOME_HINTS = ("住", "户籍", "户口", "庭地址", "居地址", "联系地", "通信地", "通讯地", "身份证")


def _behind_words(text: str) -> Iterator[Found]:
    if not any(hint in text for hint in _HOME_HINTS):
        return
    for word in _HOME_WORD.finditer(text):
        if _BUSINESS.search(text[max(0, word.start() - 6) : word.end()]):
            continue
        begin = word.end()
        while begin < len(text) and begin < word.end() + 4 and text[begin] in " ::为是在于|(":
            begin += 1
        place = _PLACE.match(text, begin)
        if place is None:
            continue
        tails = list(_TAIL.finditer(place[0]))
        if tails and not _BUSINESS.search(place[0]):
            personal = (
                word[0] not in ("住所", "联系地址", "通信地址", "通讯地址")
                or _STRONG_TAIL.search(place[0])
                or tails[-1][0].endswith(("室", "户", "组", "单元"))
            )
            yield begin, begin + tails[-1].end(), "address", bool(personal)


_ILL = r"艾滋|HIV|乙肝|丙肝|梅毒|淋病|性病|结核|肺结核|布病|布鲁氏菌病|布氏菌病|精神(?:分裂|疾病|障碍|残疾|病)|抑郁症|躁狂|癫痫|癌症?|肿瘤|白血病|糖尿病|高血压|心脏病|尿毒症|残疾|智力障碍|痴呆|新冠|病毒|传染病"
_HEALTH = re.compile(
    rf"(?:患有?|罹患|身患|确诊(?:为|患有)?|诊断为|感染(?:了|有)?|系|为|属)\s?[\u4e00-\u9fff]{{0,6}}?(?:{_ILL}|(?<!疫)[\u4e00-\u9fff]{{1,4}}(?:病|症|炎))(?:患者|病人|携带者)?"
    rf"|(?:{_ILL})(?:病毒)?\s?(?:抗体)?(?:检测)?(?:呈)?(?:阳性|携带者|感染者|患者|病人)"
    rf"|残疾(?:等级|证号|人证)\s?[:为是]?\s?[一二三四1-4]?级?|[一二三四]级(?:肢体|精神|智力|视力|听力|言语)残疾|怀孕[0-9一二三四五六七八九十两]{{0,3}}(?:个)?(?:月|周)|孕(?:期)?[0-9]{{1,2}}周|系(?:孕妇|残疾人)|住院治疗|病历号"
)
_BEASTS = re.compile(
    r"[羊猪鸡鸭鹅犬狗猫驴兔鱼虾畜禽]|牛(?!某)|马匹|动物|宠物|作物|植株|树木|果树|苗木|植物|水果|蔬菜|种子|[食药产]品|疫区"
)


def health(text: str) -> Iterator[Found]:
    """Illness, disability, pregnancy of a person; not of animals and plants, whose diseases decisions are full of."""
    if not any(c in text for c in "病症炎孕残阳癌患H"):
        return
    for match in _HEALTH.finditer(text):
        around = text[max(0, match.start() - 12) : match.end() + 6]
        if not _BEASTS.search(around):
            yield match.start(), match.end(), "health", True


_MINOR = re.compile(
    r"(?:当事人|被处罚人|行政相对人|相对人|违法行为人|申请人|本人|该人|其)[^。;\n]{0,20}?(?:系|为|是|属于?)\s?未成年(?:人)?"
    r"|(?:男|女)\s?[,、]\s?(?:[\u4e00-\u9fff]{1,5}族\s?[,、]\s?)?(?:年龄\s?)?(?:[1-9]|1[0-7]|[一二三四五六七八九]|十[一二三四五六七]?)\s?周?岁"
    r"|(?:年仅|未满|不满|现年|时年)\s?(?:[1-9]|1[0-8]|十[一二三四五六七八]?)\s?周?岁(?=[^。]{0,12}(?:的?当事人|的?学生|未成年|少年|,|。|\)))"
    r"|(?:当事人|被处罚人|相对人)[^。;\n]{0,24}?(?:法定代理人|监护人)"
    r"|未成年(?:当事人|被处罚人|违法行为人)"
)
_LAW_OF_MINORS = re.compile(r"依法不予公开|不满十四周岁的|已满十四周岁|不满十八周岁的|未成年人保护|向未成年|规定")


def minors(text: str) -> Iterator[Found]:
    """Signs that a party is a minor; shops that sell to minors and the law's own words are none."""
    if not any(word in text for word in ("未成年", "岁", "监护人", "法定代理人")):
        return
    for match in _MINOR.finditer(text):
        if not _LAW_OF_MINORS.search(text[max(0, match.start() - 10) : match.end() + 10]):
            yield match.start(), match.end(), "minor", True


_AT = re.compile(r"@|[\[({]\s?(?:at|AT|在)\s?[\])}]|\(a\)")
_NETWORKS = (
    "微信",
    "微 信",
    "威信",
    "VX",
    "vx",
    "Vx",
    "vX",
    "eChat",
    "echat",
    "QQ",
    "qq",
    "Qq",
    "qQ",
    "抖音",
    "快手",
    "微博",
    "小红书",
    "支付宝",
    "陌陌",
)
_SPELT_AT = re.compile(r"[\[({]\s?(?:at|AT|在)\s?[\])}]|\(a\)")
_LOCAL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
_DOMAIN = re.compile(
    r"\s?[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})(?:\s?(?:\.|\[dot\]|\(dot\)|。)\s?[A-Za-z0-9\-]{2,62}){1,5}+"
)
_PUBLIC = re.compile(r"\.gov\.cn$", re.IGNORECASE)
_SOCIAL = re.compile(
    r"(?:微\s?信|[Vv][Xx]|[Ww]e[Cc]hat|威信)\s?(?:账?号|[Ii][Dd])?\s?[:为是]?\s?(?P<wx>[A-Za-z0-9][-_A-Za-z0-9]{5,19})(?![A-Za-z0-9])"
    r"|[Qq]{2}\s?(?:账?号|群)?\s?[:为是]?\s?(?P<qq>[1-9][0-9]{4,10})(?![0-9])"
    r"|(?:抖音|快手|微博|小红书|支付宝|陌陌)\s?(?:账?号|[Ii][Dd])\s?[:为是]?\s?(?P<other>[A-Za-z0-9][-_.A-Za-z0-9]{4,29})"
)
_OFFICIAL = re.compile(r"公众号|服务号|订阅号|官方|小程序|政务")


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses; one of an organ's own domain is only for people to see."""
    signs = _AT.finditer(text) if "@" in text or _SPELT_AT.search(text) else ()
    for sign in signs:
        local = _LOCAL.search(text[max(0, sign.start() - 66) : sign.start()].rstrip(" "))
        domain = _DOMAIN.match(text, sign.end())
        if local and domain:
            start = text.rindex(local[0], 0, sign.start()) if local[0] else sign.start()
            yield start, domain.end(), "email", not _PUBLIC.search(domain[0])


def networks(text: str) -> Iterator[Found]:
    """Names on WeChat, QQ and the like: for people to look at."""
    if not any(network in text for network in _NETWORKS):
        return
    for match in _SOCIAL.finditer(text):
        if not _OFFICIAL.search(text[max(0, match.start() - 8) : match.end()]):
            yield match.start(), match.end(), "social_account", False


_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "阿艾买吐玛努帕热木卡哈依古麦库巴赛沙肉伊"
)
_NAMED = re.compile(
    rf"(?:证人|举报人|投诉人|委托代理人|代理人|联系人|法定代表人|负责人|经营者|受害人|被害人|患者|家属|其妻|其夫|雇员|司机|驾驶员|货主|当事人|姓名)\s?[:为是]?\s?(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:·[\u4e00-\u9fff]{{1,8}}){{0,2}})(?![\u4e00-\u9fff]{{0,2}}(?:局|公司|厂|店|部|社))"
)
_MASKED = re.compile(r"[某×*甲乙丙]")


def names(text: str) -> Iterator[Found]:
    """Full names behind a word for a role: for people to look at, never sure."""
    if "人" not in text and "姓名" not in text and "者" not in text and "员" not in text and "主" not in text:
        return
    for match in _NAMED.finditer(text):
        if not _MASKED.search(match["name"]):
            yield match.start("name"), match.end("name"), "person_name", False
