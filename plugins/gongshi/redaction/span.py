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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``start`` and ``end`` count code points of the text as it was given, whatever view found it."""

    start: int
    end: int
    type: Type
    severity: Severity
