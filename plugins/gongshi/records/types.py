"""Scalars: text as a clerk writes it, in; dates, Decimal yuan, numbers and yes/no, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from gongshi.records.base import problem

_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONEY = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TEN_THOUSAND = re.compile(r"(\d+(?:\.\d+)?)\s*万元?")
FIRST_YEAR, LAST_YEAR = 1949, 2100
# Open-ended licences are written as this day (发改办财金〔2018〕424号).
OPEN_END = date(2099, 12, 31)


def _half(value: Any) -> str:
    if not isinstance(value, str):
        raise problem(f"应当写成一个值，这里写成了{'列表' if isinstance(value, list) else '多层结构'}")
    return value.translate(_HALF_WIDTH).strip()


def _line(value: Any) -> str:
    if not isinstance(value, str):
        raise problem(f"应当写成一行文字，这里写成了{'列表' if isinstance(value, list) else '多层结构'}")
    text = value.strip()
    if not text:
        raise problem("没有填写内容")
    if "\n" in text:
        raise problem("应当写在一行里，这里换了行")
    return text


def _prose(value: Any) -> str:
    if not isinstance(value, str):
        raise problem(f"应当写成一段文字，这里写成了{'列表' if isinstance(value, list) else '多层结构'}")
    text = value.strip()
    if not text:
        raise problem("没有填写内容")
    return text


def _date(value: Any) -> date:
    if type(value) is date:
        return value
    text = _half(value)
    match = _DATE.fullmatch(text)
    if match is None:
        raise problem("不是日期，应写成 年-月-日", example="2026-03-02")
    year, month, day = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise problem(f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间", example="2026-03-02")
    try:
        return date(year, month, day)
    except ValueError:
        raise problem(f"{year}年{month}月没有第{day}日，请核对日期", example="2026-03-02") from None


def _yuan(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _half(value)
    wan = _TEN_THOUSAND.fullmatch(text)
    if wan:
        raise problem("金额以元为单位，不写“万”", fix=f"{Decimal(wan[1]) * 10000:.2f}")
    text = text.removesuffix("元").strip()
    if not _MONEY.fullmatch(text):
        raise problem("不是金额，应写成以元为单位的数字", example="2000.00")
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
        raise problem("不是金额，应写成以元为单位的数字", example="2000.00") from None
    if amount.as_tuple().exponent < -2:  # type: ignore[operator]
        raise problem("金额最多写到分（两位小数）", fix=f"{amount:.2f}")
    if amount >= Decimal(10) ** 12:
        raise problem("金额超过一万亿元，请核对单位是不是元")
    return amount.quantize(Decimal("0.01"))


def _whole(value: Any) -> int:
    if type(value) is int:
        return value
    text = _half(value)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise problem("应写成整数", example="1")
    return int(text)


def _percent(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    text = _half(value).removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,4})?", text) or Decimal(text) > 100:
        raise problem("应写成 0 到 100 之间的百分数", example="20%")
    return Decimal(text)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _half(value)
    if text in ("是", "有"):
        return True
    if text in ("否", "无"):
        return False
    raise problem("只能写“是”或“否”", example="是")


def _one_or_many(value: Any) -> Any:
    """A clerk who has one entry writes no list; read it as a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def patterned(pattern: str, want: str, example: str, upper: bool = False) -> Callable[[Any], str]:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _half(value)
        text = text.upper() if upper else text
        if not compiled.fullmatch(text):
            raise problem(want, example=example)
        return text

    return check


T = TypeVar("T")

Line = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=500)]
Prose = Annotated[str, BeforeValidator(_prose), StringConstraints(max_length=20_000)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Yuan = Annotated[Decimal, BeforeValidator(_yuan), WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d{1,2})?$"})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "string", "pattern": r"^\d+$"})]
Percent = Annotated[
    Decimal, BeforeValidator(_percent), WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?%?$"})
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "string", "enum": ["是", "否"]})]
Many = Annotated[tuple[T, ...], BeforeValidator(_one_or_many)]
Some = Annotated[tuple[T, ...], BeforeValidator(_one_or_many), Field(min_length=1)]
Id = Annotated[
    str,
    BeforeValidator(patterned(r"[a-z0-9][a-z0-9-]{0,79}", "应是标识：小写字母、数字和连字符", "qinghe-nyncj")),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z0-9][a-z0-9-]{0,79}$"}),
]
Code = Annotated[
    str,
    BeforeValidator(
        patterned(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}", "应是编码：字母、数字和连字符，不超过40个", "NY-CF-001")
    ),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$"}),
]
RuleCode = Annotated[
    str,
    BeforeValidator(patterned(r"GS\d{3}", "应是问题的代码：GS 加三位数字", "GS205", upper=True)),
    WithJsonSchema({"type": "string", "pattern": r"^GS\d{3}$"}),
]
Phone = Annotated[
    str,
    BeforeValidator(
        patterned(
            r"(0\d{2,3}-?\d{7,8}(-\d{1,6})?|1\d{4,5}|400-?\d{3}-?\d{4})", "应是单位的固定电话或服务热线", "0999-6590001"
        )
    ),
]
Postcode = Annotated[str, BeforeValidator(patterned(r"\d{6}", "应是六位邮政编码", "830000"))]
CertificateNumber = Annotated[
    str, BeforeValidator(patterned(r"[0-9A-Z][0-9A-Z-]{3,23}", "应是执法证号：数字和大写字母", "65990001", upper=True))
]
FileDigest = Annotated[
    str,
    BeforeValidator(
        patterned(
            r"[0-9A-F]{16}", "应是文件校验码：十六位数字和字母 A 到 F，照提示抄写", "0F9C2A6B13D4E587", upper=True
        )
    ),
]
Url = Annotated[
    str,
    BeforeValidator(
        patterned(r"https?://[^\s<>\"'\\]{1,300}", "应是 http 或 https 网址", "https://www.example.gov.cn/")
    ),
]
# Into a page's Content-Security-Policy: a host, a port, a path, and nothing that could end a directive.
ServiceUrl = Annotated[
    str,
    BeforeValidator(
        patterned(
            r"https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?",
            "应是 http 或 https 网址，只有域名、端口和路径",
            "https://search.example.gov.cn/xzzf/",
        )
    ),
]
FileName = Annotated[
    str,
    BeforeValidator(
        patterned(
            r"[a-z0-9][a-z0-9-]{0,79}/[a-z0-9][a-z0-9_-]{0,79}\.(pdf|png|jpg|jpeg|xlsx|docx|csv|txt)",
            "应是“记录标识/文件名.扩展名”，小写字母、数字和连字符，类型为 pdf、png、jpg、xlsx、docx、csv、txt",
            "qnz-zz-2026-003/photo-1.jpg",
        )
    ),
]


def _form_hash(value: Any) -> str:
    text = re.sub(r"[\s\-－]", "", _half(value)).lower()
    if not re.fullmatch(r"[0-9a-f]{32}", text):
        raise problem(
            "应是审查表上的校验码：32位，由数字和字母 a 至 f 组成", example="3f2a-9c01-7be4-55d0-12aa-8e6b-90c4-d7f1"
        )
    return text


FormHash = Annotated[
    str,
    BeforeValidator(_form_hash),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9a-fA-F]{4}(-?[0-9a-fA-F]{4}){7}$"}),
]
Account = Annotated[
    str,
    BeforeValidator(
        patterned(
            r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}(/[A-Za-z0-9][A-Za-z0-9._-]{0,59}){0,4}",
            "应是代码平台上的账号或者小组，前面不写“@”",
            "qinghe/nyncj-fzg",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._/-]*$"}),
]
