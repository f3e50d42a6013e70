"""Whether a number can be what it looks like: real dates, check digits, prefixes that are in use."""

from __future__ import annotations

from datetime import date

from gongshi.records.identifiers import is_credit_code

# GB/T 2260 by province; counties are not looked up, since tables miss the retired ones. 81-83: residence permits for
# people from Hong Kong, Macao and Taiwan; 9: permanent residence of foreigners (2023).
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FOREIGN = "9"


def is_birth_date(text: str, century: str = "") -> bool:
    """YYYYMMDD (or YYMMDD with a ``century``) of a day since 1900; years to come are for others to judge."""
    text = century + text
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2099


def looks_like_resident_id(first17: str) -> bool:
    """Province and birth date of GB 11643-1999 are right; nothing is said of the check digit."""
    known = first17[:2] in _PROVINCES or first17[0] == _FOREIGN
    return known and first17[6:8] in ("19", "20") and is_birth_date(first17[6:14])


def resident_id_check(first17: str) -> str:
    """The 18th character (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def looks_like_old_id(digits: str) -> bool:
    """15 digits with province and a date of the 20th century; such an ID has no check digit."""
    return digits[:2] in _PROVINCES and is_birth_date(digits[6:12], "19")


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def has_card_prefix(digits: str) -> bool:
    """Of a card as banks here issue it: 62 (UnionPay), 9558/955 and 90xxxx of old, Visa, Mastercard, JCB."""
    size = len(digits)
    if digits.startswith(("62", "60", "81")):
        return 16 <= size <= 19
    if digits.startswith(
        ("955", "9558", "9400", "9111", "9000", "4367", "4581", "5264", "5400", "5443", "6858", "6886")
    ):
        return 16 <= size <= 19
    return size == 16 and (digits[0] == "4" or "51" <= digits[:2] <= "55" or digits.startswith("35"))


__all__ = [
    "has_card_prefix", "is_birth_date", "is_credit_code", "looks_like_old_id", "looks_like_resident_id", "passes_luhn",
    "resident_id_check",
]  # fmt: skip
