"""Numbers that can be checked by formula, and document numbers taken apart for identity, order and search."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from gongshi.records.base import problem

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# An organisation that was never given a code (发改办财金〔2018〕424号); it is recognised, not checked.
NO_CODE = "00000000000000000X"


def credit_code_check(first17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015). KeyError on a character outside it."""
    total = sum(_VALUE[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def organisation_code_check(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714-1997)."""
    total = sum(int(c, 36) * w for c, w in zip(first8, _ORG_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def is_credit_code(text: str) -> bool:
    """True for a code whose check character is right, and for the placeholder of 17 zeros and X."""
    if text == NO_CODE:
        return True
    if len(text) != 18 or any(c not in _VALUE for c in text):
        return False
    return credit_code_check(text[:17]) == text[17]


def _masked(text: str) -> str:
    return text if len(text) <= 6 else f"{text[:2]}…{text[-2:]}"


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        raise problem("应当写成一个值，这里写成了列表或多层结构")
    return unicodedata.normalize("NFKC", value).strip().upper()


def _credit_code(value: Any) -> str:
    text = _plain(value)
    if is_credit_code(text):
        return text
    basis = "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》"
    if len(text) != 18:
        raise problem(f"统一社会信用代码应为18位，这里是{len(text)}位", basis=basis)
    wrong = sorted({c for c in text if c not in _VALUE})
    if wrong:
        raise problem(f"统一社会信用代码里不会有 {'、'.join(wrong)}（字母 I、O、S、V、Z 不用）", basis=basis)
    raise problem(f"统一社会信用代码“{_masked(text)}”的校验位不对，请与营业执照逐位核对", basis=basis)


def _organisation_code(value: Any) -> str:
    text = _plain(value).replace("-", "")
    basis = "GB 11714-1997《全国组织机构代码编制规则》"
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", text):
        raise problem("组织机构代码应为8位数字或字母加1位校验码", basis=basis)
    if organisation_code_check(text[:8]) != text[8]:
        raise problem(f"组织机构代码“{_masked(text)}”的校验位不对，请核对", basis=basis)
    return text


CreditCode = Annotated[
    str, BeforeValidator(_credit_code), WithJsonSchema({"type": "string", "minLength": 18, "maxLength": 18})
]
OrganisationCode = Annotated[str, BeforeValidator(_organisation_code), WithJsonSchema({"type": "string"})]


@dataclass(frozen=True, slots=True, order=True)
class DocumentKey:
    """``organ`` is the word before the year, ``year`` four digits, ``serial`` the number without leading zeros."""

    organ: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.serial}号"


_BRACKETS = str.maketrans("〔［【（〈[({<〕］】）〉])}>", "(" * 9 + ")" * 9)
_NUMBER = re.compile(r"(.{1,40}?)字?\((\d{4})\)(?:字)?第?0*(\d{1,7})号?")
_SEALED = re.compile(r"(.{1,40}?)字?第?(\d{4})(\d{3,6})号")


@lru_cache(maxsize=65_536)
def document_key(text: str) -> DocumentKey | None:
    """Takes a document number apart (GB/T 9704-2012, 7.2.5): bracket variants, 字, 第 and leading zeros fall away.

    ``青农罚字【2026】第003号`` and ``青农罚〔2026〕3号`` have one key. Returns None when it has no year and serial, as
    licence numbers have not: that is a note, no error, since numbers are shown and exported verbatim.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    match = _NUMBER.fullmatch(plain) or _SEALED.fullmatch(plain)
    if match is None:
        return None
    organ, year, serial = match.groups()
    if not 1949 <= int(year) <= 2100:
        return None
    return DocumentKey(organ.translate(str.maketrans("()", "（）")), int(year), int(serial))
