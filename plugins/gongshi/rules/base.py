"""What a rule is, and the registry.

To add a rule: write a module that decorates a function of the register with ``rule``, name the module in
``rules/__init__.py``, test it with one valid record and one mutation. The docstring is the rule's manual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from gongshi.findings import Scope, Severity
from gongshi.registry.register import Register

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule saw: the file, the Chinese keys that lead to the place, and the words for the clerk.

    ``place``: line and column from 1, where no keys lead there.
    """

    file: str
    path: Path
    message: str
    fix: str = ""
    record: str = ""
    place: tuple[int, int] | None = None


Check = Callable[[Register], Iterator[Hit]]
C = TypeVar("C", bound=Check)


@dataclass(frozen=True, slots=True)
class Rule:
    """``basis`` names law and article, or the document that asks for it.

    ``pure``: what it says of a record hangs on that record alone, but for which records it is about today
    (``Sound.fresh``).
    """

    code: str
    title: str
    severity: Severity
    basis: str
    check: Check
    scope: Scope = Scope.RECORD
    pure: bool = False

    @property
    def manual(self) -> str:
        """The rule's docstring."""
        return self.check.__doc__ or ""


RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, severity: Severity, basis: str, scope: Scope = Scope.RECORD, *, pure: bool = False
) -> Callable[[C], C]:
    """Registers a check under its code. ValueError when the code is taken: codes are for ever."""

    def register(check: C) -> C:
        if code in RULES:
            raise ValueError(f"rule code {code} is taken")
        RULES[code] = Rule(code, title, severity, basis, check, scope, pure)
        return check

    return register
