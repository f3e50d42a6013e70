"""Bank accounts and cards: cards by their own digits, any other by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction import contexts
from gongshi.redaction.checks import has_card_prefix, passes_luhn
from gongshi.redaction.runs import Run
from gongshi.redaction.span import Found

# Digits of a card, and of an account that words make one.
_CARD = range(16, 20)
_SHORTEST, _LONGEST = 9, 23
# Words further away count from here on.
_SHORTEST_NEAR = 12
_AMOUNT_AFTER = re.compile(r"\s?(?:元|万元|千克|公斤|克|毫升|吨|平方米|只|株|头|%|[.][0-9])")
# People group a number with one sign; a comma or a dot stands between numbers unless they are a card's.
_GROUPING = frozenset({"", " ", "-"})


def accounts(run: Run) -> Iterator[Found]:
    """Accounts in a run; one into which fines are paid is for people to see."""
    done = -1
    for first, behind in _cards(run):
        if first > done and _is_account(run, first, behind, by_digits=True):
            done = behind
            start, end = run.span(first, behind)
            yield start, end, "bank_account", not contexts.is_public_purse(run.text, start)
    if done >= 0 or not contexts.speaks_of_accounts(run.text, run.places[0], run.places[-1] + 1):
        return
    for first, behind in _numbers(run):
        if _SHORTEST <= behind - first <= _LONGEST and _is_account(run, first, behind, by_digits=False):
            start, end = run.span(first, behind)
            yield start, end, "bank_account", not contexts.is_public_purse(run.text, start)


def _cards(run: Run) -> Iterator[tuple[int, int]]:
    """Stretches that pass as a card by prefix and check digit, grouped in any one way."""
    digits = run.digits
    for i in _beginnings(run) if len(digits) >= _CARD.start else ():
        if digits[i] not in "3456789":
            continue
        for size in reversed(_CARD):
            number = digits[i : i + size]
            if (
                len(number) == size and run.ends(i + size) and has_card_prefix(number) and passes_luhn(number)
                and _in_one_way(run, i, i + size)
            ):  # fmt: skip
                yield i, i + size
                break


def _beginnings(run: Run) -> list[int]:
    """Where a number may begin; 王五六二一七…: a numeral or two before it are somebody's name."""
    if run.literal == len(run.digits):
        return run.heads
    named = [i for i in (1, 2) if i < len(run.digits) and not run.written(0, i).isascii()]
    return sorted({*run.heads, *named})


def _in_one_way(run: Run, start: int, end: int) -> bool:
    sizes, separators = run.groups(start, end)
    kinds = {between.replace("\n", "").strip() for between in separators}
    # A row of counts has more of a kind than the groups of a card.
    lists = any(c in kind for kind in kinds for c in ",、|:*+") and len(sizes) > 5
    return len(kinds - {""}) <= 2 and not lists and (len(sizes) <= 7 or set(sizes) == {1})


def _is_account(run: Run, first: int, behind: int, *, by_digits: bool) -> bool:
    text, (start, end) = run.text, run.span(first, behind)
    said = contexts.says_account(text, start)
    at_once = contexts.says_account_at_once(text, start)
    before = text[start - 1 : start]
    if before.isascii() and before.isalpha() and not said and not at_once:
        return False
    if _AMOUNT_AFTER.match(text, end) or (contexts.numbers_a_thing(text, start) and not at_once):
        return False
    written = run.written(first, behind)
    if not written.isdigit() and not (by_digits and ("|" not in written or said)):
        return False
    if by_digits or at_once:
        return True
    return (
        behind - first >= _SHORTEST_NEAR
        and (said or contexts.account_said_after(text, end))
        and not re.search("电话|手机", text[max(0, start - 6) : start])
    )


def _numbers(run: Run) -> Iterator[tuple[int, int]]:
    """Stretches of a run that are one number as people group accounts."""
    first = 0
    for k in range(1, len(run.digits) + 1):
        if k == len(run.digits) or _new_number(run, first, k):
            yield first, k
            first = k


def _new_number(run: Run, first: int, k: int) -> bool:
    between = run.between(k)
    if not between:
        return False
    if between.strip(" ") not in _GROUPING and between.strip(" >") != "\n":
        return True
    group = next((k - j for j in range(k - 1, first, -1) if run.between(j)), k - first)
    # A number is broken anywhere by a line; by a space behind a few digits, once behind eight.
    return "\n" not in between and group not in (1, 2, 3, 4, 5, 6, 8)
