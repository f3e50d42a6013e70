"""Every rule says what it is, why, and what to do; the valid county breaks none."""

from __future__ import annotations

import re
from pathlib import Path

import listed_county
import pytest

from gongshi.assembly import assemble
from gongshi.findings import Scope, Severity
from gongshi.rules import RULES
from gongshi.rules.base import rule

CHINESE = re.compile(r"[\u3400-\u9fff]")
# Rules after which there is nothing for the clerk to do say so by what they describe.
NOTHING_TO_DO = {"GS143"}


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_explains_itself(code: str) -> None:
    one = RULES[code]
    assert re.fullmatch(r"GS[123]\d\d", code)
    assert one.code == code
    assert CHINESE.search(one.title)
    assert len(one.title) <= 16
    assert CHINESE.search(one.basis)
    assert CHINESE.search(one.manual)
    assert code in NOTHING_TO_DO or "处理：" in one.manual
    assert one.severity in Severity
    assert one.scope in Scope


def test_titles_tell_rules_apart() -> None:
    assert len({one.title for one in RULES.values()}) == len(RULES)


def test_code_is_taken_once() -> None:
    code = min(RULES)
    with pytest.raises(ValueError, match=code):
        rule(code, "又一条", Severity.NOTE, "某法")(RULES[code].check)


def test_valid_county_breaks_no_rule(tmp_path: Path) -> None:
    assert assemble(listed_county.write(tmp_path)).findings == []
