"""Codes checked by formula (DOMAIN 2.8.1) and document numbers taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.records.identifiers import (
    DocumentKey,
    credit_code_check,
    document_key,
    is_credit_code,
    organisation_code_check,
)

REAL = ["91350100M000100Y43", "11230500001755309F", "1137078555222300XQ", "92610822MA707NAX4Q", "11370305MB28566893"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", REAL)
def test_real_credit_codes_pass(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize("code", REAL)
def test_organisation_code_inside_is_checked_by_its_own_formula(code: str) -> None:
    assert organisation_code_check(code[8:16]) == code[16]


def test_placeholder_is_recognised_not_checked() -> None:
    assert is_credit_code("00000000000000000X")


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(first: str, place: int, other: str) -> None:
    code = first + credit_code_check(first)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_credit_code(code)
    assert is_credit_code(wrong) == (wrong == code)


@pytest.mark.parametrize(
    ("text", "organ", "year", "serial"),
    [
        ("青农（种子）罚〔2026〕3号", "青农（种子）罚", 2026, 3),
        ("青农(种子)罚[2026]3号", "青农（种子）罚", 2026, 3),
        ("青市监处罚【2026】第０１８号", "青市监处罚", 2026, 18),
        ("青林草罚决字〔2025〕第007号", "青林草罚决", 2025, 7),
        ("6599采字〔2026〕第0012号", "6599采", 2026, 12),
        ("（新）动防合字第20260008号", "（新）动防合", 2026, 8),
    ],
)
def test_document_numbers_have_one_key_however_written(text: str, organ: str, year: int, serial: int) -> None:
    assert document_key(text) == DocumentKey(organ, year, serial)


@pytest.mark.parametrize(
    "text", ["农药经许（新）65990010023", "JY26599010001234", "", "〔2026〕3号", "青农罚〔3026〕3号"]
)
def test_numbers_without_year_and_serial_have_no_key(text: str) -> None:
    assert document_key(text) is None


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    key = document_key(text)
    assert key is None or document_key(str(key)) == key
