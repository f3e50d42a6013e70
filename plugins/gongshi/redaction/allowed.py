"""What may be shown although it looks private: exact values, and what a field is there for. Never a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gongshi.redaction.plain import plain
from gongshi.redaction.span import Type

_LOOSE = re.compile(r"[\s\-().,/·:_]")


def normal(value: str) -> str:
    """The form in which an allowed value and a find are compared."""
    return _LOOSE.sub("", plain(value).text).upper()


class Permits(Protocol):
    """What may be shown."""

    def passes(self, type_: Type, shown: str) -> bool:
        """True when a find of this type, spelt like this, may be."""


# The shortest address by whose end a longer find is known to be the same.
_SHORTEST_PLACE, _END = 8, 4


@dataclass(frozen=True, slots=True)
class Allowed:
    """Values by type, e.g. ``{"landline": {"0999-6590001"}}``: an organ's registered phones, its mailbox, the account
    into which fines are paid, declared business premises. A value passes only whole; of an address also its end, since
    where an address begins is anybody's guess.
    """

    values: Mapping[Type, frozenset[str]] = field(default_factory=dict)
    _places: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        ends: dict[str, tuple[str, ...]] = {}
        for value in sorted(self.values.get("address", ())):
            ends[value[-_END:]] = (*ends.get(value[-_END:], ()), value)
        object.__setattr__(self, "_places", ends)

    @classmethod
    def of(cls, values: Mapping[Type, Iterable[str]]) -> Allowed:
        """From values as people write them."""
        return cls({type_: frozenset(map(normal, given)) for type_, given in values.items()})

    def passes(self, type_: Type, shown: str) -> bool:
        """True when ``shown`` is one of the values for this type."""
        known = self.values.get(type_)
        if known is None:
            return False
        plain_ = normal(shown)
        if plain_ in known:
            return True
        return type_ == "address" and any(_same_place(plain_, place) for place in self._places.get(plain_[-_END:], ()))


def _same_place(found: str, place: str) -> bool:
    """The end of ``place``; or all of it, with words before it that number nothing."""
    if place.endswith(found):
        return True
    if len(place) < _SHORTEST_PLACE or not found.endswith(place):
        return False
    return not any((c.isalnum() and not "\u4e00" <= c <= "\u9fff") or c in _NUMERALS for c in found[: -len(place)])


_NUMERALS = frozenset("〇零一二三四五六七八九十")


# Field → what it is there for. An ID or a mobile is nobody's permit number: those two pass through no field but their own.
ROLES: dict[str, frozenset[Type]] = {
    "credit_code": frozenset({"bank_account"}),
    "permit_number": frozenset({"bank_account", "landline", "passport", "property_certificate"}),
    "certificate_number": frozenset({"bank_account", "landline", "passport", "property_certificate"}),
    "document_number": frozenset({"bank_account", "landline", "passport", "property_certificate"}),
    # A mobile is a person's: it passes only by its own value (允许出现).
    "public_phone": frozenset({"landline"}),
    "public_email": frozenset({"email"}),
    "premises": frozenset({"address"}),
    "party_name": frozenset({"person_name"}),
    "officer_name": frozenset({"person_name"}),
    "fine_account": frozenset({"bank_account"}),
    "decision_date": frozenset({"birth_date"}),
}
_LABELS = {
    "统一社会信用代码": "credit_code", "组织机构代码": "credit_code", "工商注册号": "credit_code",
    "许可证号": "permit_number", "许可编号": "permit_number", "许可证编号": "permit_number", "证书编号": "permit_number",
    "执法证号": "certificate_number", "文书号": "document_number", "文号": "document_number", "事项编码": "document_number",
    "联系电话": "public_phone", "咨询电话": "public_phone", "监督电话": "public_phone", "电话": "public_phone",
    "投诉电话": "public_phone", "举报电话": "public_phone", "邮箱": "public_email", "电子邮箱": "public_email",
    "经营场所": "premises", "生产地址": "premises", "地址": "premises", "姓名": "officer_name", "缴款账户": "fine_account",
    "罚款专户": "fine_account", "行政相对人": "party_name", "决定日期": "decision_date",
}  # fmt: skip
# What a record class says of its fields (``records.base.Holds``) → their role.
_BY_HOLDS = {
    "code": "credit_code", "certificate": "certificate_number", "document": "document_number", "office phone": "public_phone",
    "office e-mail": "public_email", "office account": "fine_account", "office address": "premises", "premises": "premises",
    "party": "party_name", "business": "party_name", "public person": "officer_name",
}  # fmt: skip
# These fields hold a number of their own make: eleven digits in one are no mobile, unless words say so.
_NUMBER_FIELDS = frozenset({"credit_code", "permit_number", "certificate_number", "document_number"})


def role_of(field_name: str | None) -> str:
    """The role behind a field's name, English or Chinese; empty for a field without one."""
    if not field_name:
        return ""
    return field_name if field_name in ROLES else _LABELS.get(field_name, "")


def role_of_holds(holds: str) -> str:
    """The role of a field by what its record class says that it holds; empty for prose and the like."""
    return _BY_HOLDS.get(holds, "")


def passes_role(role: str, type_: Type, shown: str, whole: str) -> bool:
    """True when a field of this role is there for what was found in it; ``whole`` is the field's content."""
    if type_ in ROLES.get(role, ()):
        return True
    if role not in _NUMBER_FIELDS:
        return False
    alone = normal(shown) == normal(whole)
    # An all-numeric credit code may pass every test of an ID; standing alone in its own field it is one.
    return alone and (type_ == "phone" or (role == "credit_code" and type_ in ("resident_id", "tax_number")))
