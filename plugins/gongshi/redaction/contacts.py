"""How somebody is reached besides phones: e-mail, and accounts on networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.mapped import Place
from gongshi.redaction.span import Found

# Where nearly every citizen has his mailbox: what stands for the @ may then be anything that people write.
_HOST = r"(?:vip\.)?(?:qq|163|126|139|189|188|263|21cn|sina|sohu|foxmail|gmail|hotmail|outlook|live|msn|icloud|yahoo|yeah|aliyun|tom|wo)"
_DOT = r"\s?(?:\.|。|\[dot\]|\(dot\)|_dot_|\sdot\s|\sDOT\s|点)\s?"
_KNOWN_HOST = re.compile(rf"\s?{_HOST}{_DOT}(?:com|cn|net|org)(?![A-Za-z0-9])(?:{_DOT}cn)?", re.IGNORECASE)
_SIGN = re.compile(r"[@\[({【](?:(?<=@)|(?<!@)\s?(?:at|AT|@|在)\s?[\])}】])")
_LOOSE_SIGN = re.compile(
    r"[#艾圈_(★aA](?:(?<=#)|(?<=艾)特|(?<=圈)[aA]|(?<=_)at_|(?<=\sa)t\s|(?<=\sA)T\s|(?<=\()a\)|(?<=★)\s?)"
)
_ASCII_LOCAL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
_DOMAIN = re.compile(
    r"\s?[A-Za-z0-9][A-Za-z0-9\-]{0,62}+(?>(?:\s?(?:\.|\[dot\]|\(dot\)|\sdot\s|\sDOT\s|。)\s?[A-Za-z0-9\-]{2,62}+){1,5})"
)
_BARE_HOST = re.compile(rf"\s?{_HOST}(?![A-Za-z0-9.])", re.IGNORECASE)
# Names of files and of versions have an @ as well.
_NO_DOMAIN = re.compile(r"(?:\.(?:png|jpe?g|gif|svg|webp|css|m?js|html?|pdf|docx?|xlsx?)|\.[0-9]+)$", re.IGNORECASE)
_PUBLIC = re.compile(r"\.gov\.cn$", re.IGNORECASE)
# Right before it: a mailbox that an organ offers to everybody, or no mailbox at all.
_OFFICE = re.compile(
    r"(?:监督|举报|投诉|咨询|受理|服务|单位|机关|[局委办]|政务|公务|官方|信访|纪检|反馈|接收|征集|办公|网站|本站)(?:用|专用)?(?:联系)?(?:电子)?(?:邮箱|信箱|邮件|邮件地址)(?:地址)?[\s:为是>\"'|]{0,6}$"
    r"|UID:[\w.\-]{0,80}$|(?<![一-鿿])信箱[\s:]{0,3}$"
)
_NETWORKS = (
    "微信", "微 信", "威信", "薇信", "VX", "vx", "Vx", "vX", "加V", "加v", "eChat", "echat", "QQ", "qq", "Qq", "qQ", "抖音", "快手", "微博",
    "小红书", "支付宝", "陌陌", "扣扣",
)  # fmt: skip
_NUMBER = r"\s?(?:账?号码?|[Ii][Dd]|同号)?\s?[:为是]?\s?"
# Every branch begins behind a character of its own: that is what makes the search fast.
_SOCIAL = re.compile(
    rf"[微威薇VvWw加Qq扣抖快小支陌](?:"
    rf"(?:(?<=[微威薇])\s?信|(?<=[Vv])[Xx]|(?<=[Ww])e[Cc]hat|(?<=加)[Vv]){_NUMBER}(?P<wx>[A-Za-z0-9][-_A-Za-z0-9]{{5,19}})(?![A-Za-z0-9])"
    rf"|(?:(?<=[Qq])[Qq]|(?<=扣)扣)(?:群)?{_NUMBER}(?P<qq>[1-9][0-9]{{4,10}})(?![0-9])"
    r"|(?:(?<=抖)音|(?<=快)手|(?<=微)博|(?<=小)红书|(?<=支)付宝|(?<=陌)陌)\s?(?:账?号码?|[Ii][Dd])\s?[:为是]?\s?(?P<other>[A-Za-z0-9][-_.A-Za-z0-9]{4,29}))"
)
_OFFICIAL = re.compile(r"公众号|服务号|订阅号|官方|小程序|政务|发布")


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses; one of an organ's own domain, or that an organ offers, is only for people to see."""
    for sign, domain in _domains(text):
        yield from _mailbox(text, sign, domain)


def email_hints(text: str) -> Iterator[Place]:
    """What makes ``emails`` look: a sign for an @, with a domain."""
    return ((sign.start(), domain.end()) for sign, domain in _domains(text))


def _domains(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """What stands for an @, and the domain behind it."""
    for sign in _SIGN.finditer(text):
        domain = _DOMAIN.match(text, sign.end()) or _BARE_HOST.match(text, sign.end())
        if domain and not _NO_DOMAIN.search(domain[0]):
            yield sign, domain
    for sign in _LOOSE_SIGN.finditer(text):
        domain = _KNOWN_HOST.match(text, sign.end())
        if domain:
            yield sign, domain


def _mailbox(text: str, sign: re.Match[str], domain: re.Match[str]) -> Iterator[Found]:
    head = text[max(0, sign.start() - 66) : sign.start()].rstrip(" ")
    local = _ASCII_LOCAL.search(head)
    if local is None:
        return
    start = max(0, sign.start() - 66) + local.start()
    office = _PUBLIC.search(domain[0]) or _OFFICE.search(text[max(0, start - 90) : start])
    yield start, domain.end(), "email", not office


def networks(text: str) -> Iterator[Found]:
    """Names on WeChat, QQ and the like: for people to look at."""
    if not any(network in text for network in _NETWORKS):
        return
    for match in _SOCIAL.finditer(text):
        if not _OFFICIAL.search(text[max(0, match.start() - 8) : match.end()]):
            yield match.start(), match.end(), "social_account", False
