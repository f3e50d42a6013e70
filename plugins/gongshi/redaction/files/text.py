"""The text of attachments under the detectors: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from gongshi.findings import Severity
from gongshi.redaction.allowed import Permits
from gongshi.redaction.files.verdict import Problem
from gongshi.redaction.scan import scan_text
from gongshi.redaction.span import Span

Scan = Callable[[str], list[Span]]
_ZH = {
    "resident_id": "居民身份证号",
    "tax_number": "含身份证号的税号",
    "phone": "手机号",
    "landline": "固定电话",
    "bank_account": "银行账号",
    "address": "住址",
    "birth_date": "出生日期",
    "person_name": "姓名",
    "minor": "未成年人信息",
    "health": "健康信息",
    "secret": "涉密标志",
    "social_account": "社交账号",
    "email": "电子邮箱",
    "plate": "车牌号",
    "passport": "护照号",
    "property_certificate": "不动产权证号",
    "protected_place": "保护物种的具体地点",
    "trade_secret": "商业秘密",
}


def reading(allowed: Permits) -> Scan:
    """The text detectors, less what may stand in the attachment."""
    return partial(scan_text, allowed=allowed)


def hint(value: str) -> str:
    """First and last character, nothing between: enough to find the place, too little to give it away."""
    return f"{value[0]}…{value[-1]}" if len(value) > 2 else "…"


def private_data(texts: Iterable[tuple[str, str]], scan: Scan) -> list[Problem]:
    """What the detectors find in ``texts``: one problem for each type and hint at a place."""
    found = {}
    for place, text in texts:
        for span in scan(text):
            message = f"{_ZH[span.type]}（{hint(text[span.start : span.end])}）"
            found[place, message] = Problem("private", Severity(span.severity), message, place, span.type)
    return list(found.values())
