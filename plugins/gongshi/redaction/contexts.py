"""Words that say what a number is: looked for right before it, or near it, never across a sentence."""

from __future__ import annotations

import re

# An identity document of a person, up to 24 characters away (REDACTION: wrong check digits still identify).
ID_WORDS = re.compile(
    r"身份证|身份号码|(?<!执法)证件号|(?<!执法)证件编号|公民身份|居民证|居住证|身分证|户口|[Ii][Dd](?![A-Za-z])|税务登记|纳税人识别|税号|税登|"
    r"sfz|zjh|[Ii][Dd]_?[Cc]ard|[Ii]dentity|[Cc]ert_?[Nn]o|[Cc]ard_?[Nn]o|一代证|二代证"
)
TAX_WORDS = re.compile(r"税务登记|纳税人识别|税号|税登")
CREDIT_WORDS = re.compile(r"信用代码|信用编码|社会代码|机构代码")
# Right before a number: it numbers a thing, not a person.
_THING = re.compile(
    r"(?:许可|登记|注册|备案|合格|资格|执法|检疫|检验|检测|报告|合同|协议|订单|快递|运单|货运|发票|收据|票据|档案|卷宗|案卷|批次?|批准|追溯|溯源|条形?|"
    r"商品|产品|耳标|编|序列?|流水|出厂|车架|发动机|设备|器具|机具|文|字|标准|专利|商标|抽样|样品|采样|保单|保险|证书|执照|证|标识|地块|小班|图斑|宗地|"
    r"物流|交易|凭证|账单|缴款书?|事项|职权|项目|代|校验|防伪|二维|识别|监督|准字|林权|货|单|商户|保函|串|注册)"
    r"[证书单码标牌]{0,3}(?:明|件|书|照)?(?:编?号码?|编码|代码|码|序号|No\.?|NO\.?)?\s*[:：为是]?\s*"
    r"(?:No\.?|NO\.?|№|[A-Za-z]{1,4}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])?[\"“'(（\[【]?\s*$"
)
# 农药经许（冀）13…, 动防合字第…: a permit names its province before its number.
_PERMIT_OF = re.compile(r"[许字证登准]\s?\([\u4e00-\u9fff]{1,3}\)\s?(?:第\s?)?$|[字证]第\s?$")
# 执法证（139…）: the number of a certificate in brackets right behind its name.
_PERMIT_BARE = re.compile(
    r"(?:执法|许可|合格|资格|登记|检疫)证(?:件|书|明)?\s?[(]\s?$|(?:执法|许可|合格|资格|检疫)证(?:件|书|明)?\s?$|(?:订单|运单|发票|快递|物流|流水)\s?$"
)
_NOT_A_THING = re.compile(
    r"(?<!执法)证件[号编]|手机|电话|联系|微信|通讯|号主|机主|身份证|银行(?!保函|汇票|承兑|回单)|[账帐]|卡号|存折|证人|家|(?<![条编])码是"
)
_NUMBERED = re.compile(r"号|码|№|No|NO")
ACCOUNT_FAR = 24
# By the first character, then by the second: that is what makes the search fast.
_ACCOUNT = re.compile(
    r"[账帐卡银储借信工社开户一存收付汇转打退划结惠农建中交邮支的代折yskzbBCcAa](?:[号户](?<=[账帐].)|\s(?:[号户](?<=[账帐]\s.)|号(?<=卡\s.)|名(?<=户\s.))|号(?<=[卡折]号)|名(?<=户名)|"
    r"行(?<=[银农建工中交邮]行)|蓄(?<=储蓄)卡|记(?<=借记)卡|用(?<=信用)[卡社]|资(?<=工资)卡|保(?<=社保)卡|户(?<=开户)|卡(?:(?<=一卡)通|(?<=的卡))|折(?:(?<=存折)|(?<=一折)通)|单(?<=存单)|"
    r"款(?<=[收付汇打]款)|[到至入给](?<=[转打汇存退划].)|账(?<=转账)|算(?<=结算)卡|农(?<=惠农)卡|储(?<=邮储)|商(?<=农商)|付(?<=支付)宝|里(?<=卡里)|发(?<=代发)|h(?:(?<=yh)[zk]h|(?<=kh)zh|"
    r"(?<=zh)anghao)|k(?<=sk)zh|a(?:(?<=ka)hao|(?<=[Bb]a)nk|(?<=[Cc]a)rd_?[Nn]o)|A(?<=BA)NK|c(?<=[Aa]c)(?:count|ct)|/(?<=A/)C)"
)
_ACCOUNT_AFTER = re.compile(
    r"^[^0-9。\n]{0,8}(?:[账帐卡]\s?号|[账帐]\s?户|户名|开户|收款|代发|银行[账帐卡]|收取|的?账户|的卡|卡上|支行|信用社|农商|银行)"
)
# Glue between a label and what it labels: marks of data and of mark-up too.
_GLUE = r"""[\s:=为是)(\]\["'“”>,|/_-]{0,6}"""
_STRONG_ACCOUNT = re.compile(
    r"(?:(?:[账帐]\s?[号户]|卡\s?号(?:码)?|存折号?|一[卡折]通|银行卡)[^。；;\n0-9]{0,10}(?:\n\s{0,12})?"
    rf"|(?:yh(?:zh|kh)|skzh|khzh|zhanghao|kahao|(?:[Bb]ank|BANK)_?(?:no|NO|[Cc]ard|CARD|[Aa]ccount)|[Aa]ccount_?(?:[Nn]o)?|[Cc]ard_?[Nn]o|A/C No\.?){_GLUE}(?:value{_GLUE}|VALUES{_GLUE})?)$"
)
_OTHER_ACCOUNT = re.compile(r"(?:登录|微信|QQ|抖音|微博|平台|用户|游戏|公众号)[账帐][号户]")
# Fines and fees are paid there; the number is on every decision.
_PUBLIC_PURSE = re.compile(
    r"专户|财政|非税|国库|罚没|罚款(?:账户|收缴|专用)|缴款|汇缴|缴至|缴入|上缴|代收(?:机构|银行)|收费账户|零余额"
)
_PHONE = re.compile(
    r"手机|电话|联系方式|联系|Tel|TEL|tel|致电|拨打?|传真|Phone|phone|机主|[Mm]obile|sjh|lxdh|contact|微信|号码(?!为?证)|来电|短信"
)


def before(text: str, place: int, size: int) -> str:
    """The ``size`` characters before ``place``, without what belongs to an earlier sentence."""
    near = text[max(0, place - size) : place]
    stop = max(near.rfind("。"), near.rfind(";"), near.rfind("；"), near.rfind("\n"), near.rfind("！"), near.rfind("!"))
    return near[stop + 1 :]


def near(text: str, start: int, end: int, size: int) -> str:
    """The stretch with ``size`` characters on both sides."""
    return text[max(0, start - size) : end + size]


def numbers_a_thing(text: str, place: int) -> bool:
    """True when the words right before ``place`` say that a permit, a batch, a parcel… bears the number."""
    words = before(text, place, 22)
    if _PERMIT_OF.search(words):
        return True
    found = _THING.search(words)
    if _PERMIT_BARE.search(words):
        return True
    if found is None or not _NUMBERED.search(found[0]):
        return False
    return not _NOT_A_THING.search(words[max(0, found.start() - 4) :])


def speaks_of_accounts(text: str, start: int, end: int) -> bool:
    """True when a bank account is spoken of anywhere from ``ACCOUNT_FAR`` characters before ``start`` to ``end``."""
    return _ACCOUNT.search(text, max(0, start - ACCOUNT_FAR), end) is not None


def says_account(text: str, place: int) -> bool:
    """True when a bank account is spoken of within 24 characters before."""
    words = text[max(0, place - 24) : place]
    return bool(_ACCOUNT.search(words)) and not _OTHER_ACCOUNT.search(words)


def says_account_at_once(text: str, place: int) -> bool:
    """True when the word for an account stands right before."""
    words = text[max(0, place - 18) : place]
    return bool(_STRONG_ACCOUNT.search(words)) and not _OTHER_ACCOUNT.search(words)


def account_said_after(text: str, end: int) -> bool:
    """True when a bank account is spoken of right behind."""
    return _ACCOUNT_AFTER.search(text[end : end + 16]) is not None


def is_public_purse(text: str, place: int) -> bool:
    """True when the words before, in the same sentence, are of an account into which fines and fees are paid."""
    return _PUBLIC_PURSE.search(before(text, place, 40)) is not None


def says_phone(text: str, start: int, end: int) -> bool:
    """True when a phone is spoken of within 12 characters before, or right behind."""
    return _PHONE.search(text[max(0, start - 12) : start]) is not None or says_phone_behind(text, end)


def says_phone_behind(text: str, end: int) -> bool:
    """True when a phone is spoken of right behind, in the same breath."""
    return _PHONE.match(text[end : end + 8].lstrip("( ")) is not None
