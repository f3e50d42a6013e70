"""The manual is made from the rules: docs/rules.md is exactly what they say today."""

from __future__ import annotations

import pytest

from answers import call
from county import REPOSITORY
from gongshi.rules import MODULES, RULES, manual


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    written = (REPOSITORY / "docs/rules.md").read_text(encoding="utf-8")
    assert written == manual.markdown() + "\n", "run: make manual"


def test_every_module_brings_a_rule() -> None:
    homes = {rule.check.__module__ for rule in RULES.values()}
    assert {module.__name__ for module in MODULES} == homes


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_command_prints_each(code: str) -> None:
    answer = call("rules", code.lower())
    assert answer.status == 0
    assert answer.out.startswith(f"{code} {RULES[code].title}")
    assert RULES[code].basis in answer.out


def test_the_list_and_a_reading_code_and_an_unknown_one() -> None:
    listed = call("rules").out.splitlines()
    assert [line[:5] for line in listed] == sorted(RULES)
    assert "UTF-8" in call("rules", "GS001").out
    assert call("rules", "GS999").status == 2


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_says_what_to_do_and_where_the_law_says_so(code: str) -> None:
    lines = (RULES[code].check.__doc__ or "").splitlines()
    assert any(line.strip().startswith("处理：") for line in lines)
    assert RULES[code].basis.strip()
