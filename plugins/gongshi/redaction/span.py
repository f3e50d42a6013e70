"""One thing found in a text that may not be shown, or that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from gongshi.findings import Severity

Type = Literal[
    "resident_id",
    "tax_number",
    "phone",
    "landline",
    "bank_account",
    "address",
    "birth_date",
    "person_name",
    "minor",
    "health",
    "secret",
    "social_account",
    "email",
    "plate",
    "passport",
    "property_certificate",
    "protected_place",
    "trade_secret",
]
TYPES: tuple[Type, ...] = get_args(Type)
# (start, end, type, sure) of a text in one spelling: what is not sure is for people to look at.
Found = tuple[int, int, Type, bool]
ZH: dict[str, str] = {
    "resident_id": "居民身份证号",
    "tax_number": "含身份证号的税务登记号",
    "phone": "手机号",
    "landline": "固定电话",
    "bank_account": "银行账号",
    "address": "住址",
    "birth_date": "出生日期、性别民族",
    "person_name": "姓名",
    "minor": "未成年人",
    "health": "健康状况",
    "secret": "密级标志",
    "social_account": "社交账号",
    "email": "电子邮箱",
    "plate": "车牌号",
    "passport": "护照、通行证号",
    "property_certificate": "不动产权证号",
    "protected_place": "保护物种的位置",
    "trade_secret": "商业秘密",
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``start`` and ``end`` count code points of the text as it was given, whatever view found it."""

    start: int
    end: int
    type: Type
    severity: Severity
