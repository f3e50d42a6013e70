"""Full names behind a word for a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction.span import Found

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "阿艾买吐玛努帕热木卡哈依古麦库巴赛沙肉伊"
)
_NAMED = re.compile(
    rf"(?:证人|举报人|投诉人|委托代理人|代理人|联系人|法定代表人|负责人|经营者|受害人|被害人|患者|家属|其妻|其夫|雇员|司机|驾驶员|货主|当事人|姓名)\s?[:为是]?\s?(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:·[\u4e00-\u9fff]{{1,8}}){{0,2}})(?![\u4e00-\u9fff]{{0,2}}(?:局|公司|厂|店|部|社))"
)
_MASKED = re.compile(r"[某×*甲乙丙]")


def names(text: str) -> Iterator[Found]:
    """Full names behind a word for a role: for people to look at, never sure."""
    if "人" not in text and "姓名" not in text and "者" not in text and "员" not in text and "主" not in text:
        return
    for match in _NAMED.finditer(text):
        if not _MASKED.search(match["name"]):
            yield match.start("name"), match.end("name"), "person_name", False
