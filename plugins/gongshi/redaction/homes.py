"""Addresses of homes, down to a door or to a group of a village.

An address is gathered around the numbers in it (3号楼, 2单元, 5组); then words decide whose it is. Words for a home make any
of them one; words for business or of an organ make it none; without either, a stairwell or a housing estate is a home,
and what may be an office is for people to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.mapped import Place
from gongshi.redaction.span import Found

_HAN = "一二三四五六七八九十〇零"
_N = rf"(?:[0-9]{{1,5}}[A-Za-z]?|[A-Za-z][0-9]{{0,4}}|[{_HAN}]{{1,4}})"
# One step of an address: a number, and the word that says what kind of step it is. Words are fewer than numbers, so that
# they are looked for, by their first character, and then the number before.
_WORD = re.compile(
    rf"[号栋幢座#单门室户房村组队社牧生农团连巷弄楼层\-](?<=[0-9A-Za-z{_HAN}\s].)(?:"
    rf"(?P<door>(?<=[0-9A-Za-z ]-)(?<![0-9]{{4}}-)\s?(?:[0-9]{{1,2}}\s?-\s?)?[0-9]{{3,4}}(?![0-9-])(?:\s?室)?)"
    rf"|(?P<building>(?<=[栋幢座])|(?<=号)[楼院]|(?<=#)\s?(?:号楼|栋|幢|座|号院)|(?<=#)楼?(?=\s?-?{_N}))"
    rf"|(?P<unit>(?<=单)元|(?<=门)(?=\s?[0-9]))"
    rf"|(?P<room>(?<=室)|(?<=户)(?![数均农籍])|(?<=房)(?![产屋间价]))"
    rf"|(?P<group>(?<=村)民小组|(?:(?<=[组队社])|(?<=村)[组队社])(?![长织员级件团成建会装区保])|(?:(?<=牧)|(?<=村)牧)业队|(?<=生)产队|(?<=农)业队)"
    rf"|(?P<company>(?<=团)场?\s?{_N}\s?连|(?<=连)(?![续接带同锁]))"
    rf"|(?P<number>(?<=号)(?![楼院公令文线店商铺摊门厂仓窗机])(?:[附付之]\s?{_N}\s?号?)?|(?<=[巷弄]))"
    rf"|(?P<floor>(?<=[楼层])))"
)
_NUMBER = re.compile(rf"(?:(?<![0-9A-Za-z])(?:[0-9]{{1,5}}[A-Za-z]?|[A-Za-z][0-9]{{0,4}})|[{_HAN}]{{1,4}})\s?\Z")
_LONGEST_NUMBER = 7
# What a step may follow another one over (never four line breaks), what an address begins with, and a door right behind
# its last step.
_OVER = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9\-#()·\s](?<!\n\n\n\n)){0,14}")
_BROKEN = re.compile(r"(?s:.){0,39}[^\u4e00-\u9fffA-Za-z0-9\-·#]")
_DOOR = re.compile(rf"\s?-?\s?{_N}(?![0-9年元月])")
_ESTATE = re.compile(
    r"小区|家园|花园|公寓|新村|家属|住宅|宿舍|嘉园|新城|华庭|名邸|安居|馨苑|社区|大院|棚户|廉租房|公租房|经适房|安置房|居民楼|平房区|[\u4e00-\u9fff]苑|"
    rf"[\u4e00-\u9fff]{{2}}(?:湾|郡|(?<!政)府|庭|邸|居|里|园|城)(?=\s?(?:[A-Z]区|[{_HAN}]期)?\s?[0-9A-Z{_HAN}])"
)
_RURAL = re.compile(r"[村屯庄寨乡镇]|农场|牧场|林场|嘎查|团|连")
_VILLAGE = re.compile(r"[村屯庄寨]|农场|牧场|林场|嘎查|[0-9]\s?团")
_PLACE = re.compile(r"[村屯庄寨乡镇县市区路街巷道里团连队组场]")
# What makes any address after it a home.
_LABEL = re.compile(
    r"(?:家庭|户籍|常住|居住|现住|现居住|暂住|身份证|本人|个人|住宅)(?:地)?(?:住)?(?:所在)?(?:的?地址|住址|住所|地)|住址|家住|现住|现居|居住|户籍|户口|暂住|租住|寄住|借住|住[在于]|住处|"
    r"老家|住[宅房](?:位于|在)|[我其他她]家|家里?[在中是]|家人|坐落|(?<![法定])(?:租|借)住|jt[zd]z|h[jk](?:sz)?dz?(?![a-z])|czdz|xzz|home_?[Aa]ddr|live_?[Aa]ddr|[Rr]esidence|zhuzhi|[Dd]omicile|(?<![a-z])zz(?![a-z])|住(?![房宿户院所宅建持店客])"
)
# A firm has these too, and papers are served there: the address itself must be of a home.
_MAYBE_LABEL = re.compile(r"住所地?|地址|收件人?|收货人?|邮寄|快递|面单|寄[往到至]|[Aa]ddr(?:ess)?")
_BEHIND = re.compile(
    r"[(]?(?:当事人|其|本人|的)?(?:家中|家里|家门|的家|住处|住所|入户|村民|居民|户主)|[,\s]{0,2}(?:[\u4e00-\u9fff]{0,3}(?:女士|先生|亲启|某\s?(?:亲|签)?收))|[\"'>\s]{1,4}(?:家庭|户籍|户口|常住|居住|现住|住)|,\s?(?:务农|无业|农民|牧民|打工)"
)
# 马某,…: somebody's mask, sex or birth is said right before.
_SOMEBODY = re.compile(
    r"(?:[\u4e00-\u9fff]某{1,2}[0-9]?|[\u4e00-\u9fff]×{1,2}|[男女]|族|[0-9]日?生)[\s,、|:(\t\"]{1,4}$"
)
_BUSINESS = re.compile(
    r"(?:经营|营业|生产|注册|办公|办事|加工|仓储|服务|执法|机关|单位|公司|企业|店铺|商铺|门店|厂|网点|受理|接收|听证|复议|检查|施工|项目|建设|工程|养殖|种植|监管|登记|案发|违法|事发|现场)(?:场所|地址|地点|住所|地)"
    r"|住所[(]经营|位于|厂址|库址|厂房|车间|仓库|货架|摊位|展位|机房|大厅|窗口|楼道|电梯|物业|公司|合作社|经营|营业"
)
# Named after a word for a home, it makes the address another one: 住北滩乡，经营地址….
_BUSINESS_LABEL = re.compile(r"(?:经营|营业|生产|注册|办公|案发|受理|接收|施工|养殖|种植)(?:场所|地址|地点|地)")
_SHOP = re.compile(
    r"商铺|门面|底商|铺面|门市|档口|摊|大厦|广场|市场|园区|工业园|产业园|写字楼|商住楼|酒店|宾馆|超市|厂房|车间|仓库|物流|商场|库房|地下|车库|物业|"
    r"公司|合作社|养殖|基地|大棚|商贸|电梯|检查组|第[0-9一二三四五六七八九]检查"
)
_OFFICE = re.compile(
    r"(?:[局厅署]|(?<!家属)(?<!大)(?<!号)院|政府|委员会|[村居]委会|中心|大队|支队|管理[站所]|工作站|检察|法院|派出所|司法所|市监所|学校|小学|中学|会议室|办公|行政楼|综合楼|政务|信访|管护站)(?!\S{0,3}(?:家属|住宅|小区|宿舍|公寓|职工))"
)
# Marks of data, of tables and of mark-up between a label and an address.
_GLUE = re.compile(r"""(?:[\s:=为是于在>|,()\[\]{}"'“”【】·\-]|value|content|VALUES)+$""")
_END_OF_SENTENCE = re.compile(r"[,。;!?\n]")
_FAR = 32
_LONGEST_LABEL = 16
_LABEL_ENDS = re.compile(r"(?:址|所|地|处|点|区|[Aa]ddr(?:ess)?|zz|dz)[)]?$|^[^:]*(?:收件|收货|户籍|户口|老家)[^:]*$")
# 向石河村1组村民…, 组织…居民: said of a place's people, not of where one lives.
_OF_MANY = frozenset("向对与给为由组")
_MANY = re.compile(r"村民|居民")
# What is done there right behind an address makes it the scene of a case, not a home.
_DONE_THERE = re.compile(r"[^,。;\n]{0,4}?(?:经营|营业|从事|销售|生产|开设|设立|查获|查处|堆放|存放|加工|检查时)")


def homes(text: str) -> Iterator[Found]:
    """Every address of a home in ``text``, from its first word to its last step."""
    for start, first, end, kinds in _addresses(text):
        sure = _is_home(text, start, first, end, kinds)
        if sure is not None:
            label = _LABEL.search(text, start, first)
            yield (label.end() if label else start), end, "address", sure


def home_hints(text: str) -> Iterator[Place]:
    """What makes ``homes`` look: addresses."""
    return ((start, end) for start, _, end, kinds in _addresses(text) if _may_be_home(text[start:end], kinds))


def _may_be_home(address: str, kinds: set[str]) -> bool:
    """False for 国家发展改革委令第36号, as most numbers are, and for the third floor of anything."""
    if kinds == {"number"}:
        return bool(_PLACE.search(address) or _ESTATE.search(address) or "嘎查" in address)
    return bool(kinds - {"room", "floor"})


def _addresses(text: str) -> Iterator[tuple[int, int, int, set[str]]]:
    """(first word, first step, end, kinds of the steps) of steps that follow each other."""
    first = end = -1
    kinds: set[str] = set()
    for start, behind, kind in _steps(text):
        if first >= 0 and start - end <= 14 and _OVER.fullmatch(text, end, start):
            end = behind
            kinds.add(kind)
            continue
        if first >= 0:
            yield _whole(text, first, end, kinds)
        first, end, kinds = start, behind, {kind}
    if first >= 0:
        yield _whole(text, first, end, kinds)


def _steps(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of every step, in order."""
    end = 0
    word = _WORD.search(text)
    while word:
        place = word.start()
        number = _NUMBER.search(text, max(end, place - _LONGEST_NUMBER), place)
        if number:
            end = word.end()
            yield number.start(), end, str(word.lastgroup)
        word = _WORD.search(text, end if number else place + 1)


def _whole(text: str, first: int, end: int, kinds: set[str]) -> tuple[int, int, int, set[str]]:
    start = _head(text, first)
    door = _DOOR.match(text, end) if kinds & {"building", "unit"} else None
    if door:
        return start, first, door.end(), kinds | {"room"}
    return start, first, end, kinds


def _head(text: str, first: int) -> int:
    """Where the words begin that lead to the step at ``first``; they may end with a line break."""
    begin, end = max(0, first - 40), first - text.startswith("\n", max(0, first - 1), first)
    broken = _BROKEN.match(text, begin, end)
    return broken.end() if broken else begin


def _is_home(text: str, start: int, first: int, end: int, kinds: set[str]) -> bool | None:
    """True for a home, False for what may be one, None for none."""
    address = text[start:end]
    if not _may_be_home(address, kinds):
        return None
    said = _said_before(text, start)
    words = said + text[start:first]
    labelled = _LABEL.search(words)
    if (
        labelled
        and not _BUSINESS.search(words[: labelled.start()])
        and not _BUSINESS_LABEL.search(words, labelled.end())
    ):
        return True if len(kinds) > 1 or _PLACE.search(address) or kinds & {"door", "building", "unit"} else None
    estate = _ESTATE.search(address) is not None
    possible = estate or kinds & {"building", "door", "group", "company"} or _VILLAGE.search(address)
    somebodys = _BEHIND.match(text, end) or _SOMEBODY.search(text[max(0, start - 12) : start])
    if somebodys and address[0] in _OF_MANY and _MANY.match(text, end):
        return False
    if somebodys and not _OFFICE.search(address) and (possible or _PLACE.search(address)):
        return True
    if _SHOP.search(address + text[end : end + 4]) or (_OFFICE.search(address) and not (estate and "unit" in kinds)):
        return None
    if _BUSINESS.search(said + address) or _DONE_THERE.match(text, end):
        return None
    rural = _RURAL.search(address) is not None
    homely = (
        "unit" in kinds
        or (estate and bool(kinds & {"building", "door", "room"}))
        or (rural and "number" in kinds and (bool(kinds & {"group", "company"}) or "村民小组" in address))
    )
    if homely:
        return True
    # 地址： before an address is a field of a form; 地址在… and 送达地点… are said of anything.
    if possible and _MAYBE_LABEL.search(said):
        return True
    return False if kinds >= {"building", "room"} or (rural and kinds & {"group", "company"}) else None


def _said_before(text: str, start: int) -> str:
    """The words right before an address in its sentence, over the marks between."""
    window = text[max(0, start - _FAR) : start]
    before = _GLUE.sub("", window)
    said = before[max((end.end() for end in _END_OF_SENTENCE.finditer(before)), default=0) :]
    # Over a line break only a label speaks, not a line that says something of its own.
    if "\n" in window[len(before) :] and (len(said) > _LONGEST_LABEL or not _LABEL_ENDS.search(said)):
        return ""
    return said
