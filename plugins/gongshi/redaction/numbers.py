"""Numbers of persons: resident IDs, tax numbers made of them, mobiles, landlines, bank accounts, passports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction import contexts
from gongshi.redaction.checks import (
    has_card_prefix,
    is_credit_code,
    looks_like_old_id,
    looks_like_resident_id,
    passes_luhn,
    resident_id_check,
)
from gongshi.redaction.plain import COVER, ENDING_X
from gongshi.redaction.runs import Run, covered, runs
from gongshi.redaction.span import Type

# (start, end, type, sure): what is not sure is for people to look at.
Found = tuple[int, int, Type, bool]

_MASK_END = frozenset(COVER)
_X = frozenset(ENDING_X)
_WORD_NEAR = 24
# The shortest account that words alone make sure of; below it there are only landlines.
_SHORTEST_SURE = 9
# The shortest card that its own digits make sure of.
_SHORTEST_CARD = 16


def numbers(text: str) -> Iterator[Found]:
    """Everything found in ``text``, which is in one spelling (``plain``)."""
    for run in runs(text):
        if len(run.digits) < _SHORTEST_SURE:
            yield from _landlines(run)
            continue
        ids = list(_resident_ids(run))
        yield from ids
        taken = [(start, end) for start, end, _, _ in ids]
        for found in (*_mobiles(run), *_landlines(run), *_accounts(run)):
            if not any(start < found[1] and found[0] < end for start, end in taken):
                yield found
    for start, end, shown in covered(text):
        if _covered_id(shown):
            yield start, end, "resident_id", True


def _covered_id(shown: str) -> bool:
    """17 digits or 16 and a cover: the birth date and more are still there."""
    guess = "".join(c if c.isdigit() else "1" for c in shown[:17])
    head_open = all(c.isdigit() for c in shown[:2])
    if not head_open or (shown[17] in _X and shown[:17].isdigit()):
        return False  # without a cover it is a plain ID, found elsewhere
    return looks_like_resident_id(guess) or (not shown[6:14].isdigit() and shown[:6].isdigit())


def _resident_ids(run: Run) -> Iterator[Found]:
    digits, text = run.digits, run.text
    size = len(digits)
    done = 0
    for i in range(size - 16):
        if i < done or not looks_like_resident_id(digits[i : i + 17]):
            continue
        found = _eighteen(run, i)
        if found is not None:
            done, end, sure = found
            start = run.places[i]
            yield start, end, "resident_id", sure
            tail = _tail(run, done)
            if tail or contexts.TAX_WORDS.search(contexts.before(text, start, _WORD_NEAR)):
                yield start, run.places[done + tail - 1] + 1 if tail else end, "tax_number", sure
    if size < 15:
        return
    for i in range(size - 14):
        if i >= done and run.starts(i) and run.ends(i + 15) and looks_like_old_id(digits[i : i + 15]):
            start, end = run.span(i, i + 15)
            if _id_spoken_of(text, start, end) and not contexts.numbers_a_thing(text, start):
                yield start, end, "resident_id", True


def _eighteen(run: Run, i: int) -> tuple[int, int, bool] | None:
    """(digit behind, place behind, sure) of the ID whose 17 digits begin at digit ``i``; None when it is none."""
    digits, text = run.digits, run.text
    check = resident_id_check(digits[i : i + 17])
    last = run.places[i + 16]
    # Digits of several numbers side by side (a row of dates) make an ID by chance; one number has one beginning.
    if not run.starts(i) and any(run.between(k) for k in range(i + 1, i + 17)):
        return None
    if i + 17 < len(digits) and digits[i + 17] == check:
        return i + 18, run.places[i + 17] + 1, not _is_credit_code(run, i)
    ending = _ending(text, last + 1)
    if ending is not None:
        place, character = ending
        if character in _X:
            sure = check == "X" or _id_spoken_of(text, run.places[i], place + 1)
            return (i + 17, place + 1, True) if sure else (i + 17, place + 1, False)
        if character in _MASK_END and run.starts(i):
            return i + 17, place + 1, True
    # A slip in one digit still identifies, where an ID is spoken of (or the number stands alone: for people to see).
    if i + 17 < len(digits) and run.starts(i) and run.ends(i + 18) and not _is_credit_code(run, i):
        start, end = run.span(i, i + 18)
        if contexts.numbers_a_thing(text, start) and not contexts.ID_WORDS.search(
            contexts.before(text, start, _WORD_NEAR)
        ):
            return None
        return i + 18, end, _id_spoken_of(text, start, end)
    return None


def _ending(text: str, place: int) -> tuple[int, str] | None:
    """The character behind the 17th digit, over a space, dash or line break."""
    for here in range(place, min(place + 3, len(text))):
        if text[here] in _X or text[here] in _MASK_END:
            return here, text[here]
        if text[here] not in " -.\n":
            return None
    return None


def _is_credit_code(run: Run, i: int) -> bool:
    """An all-numeric credit code whose digits also pass as an ID; only its own words make it one."""
    start, end = run.span(i, i + 18)
    if run.text[start:end] != run.digits[i : i + 18] or not is_credit_code(run.text[start:end]):
        return False
    words = contexts.before(run.text, start, _WORD_NEAR)
    return bool(contexts.CREDIT_WORDS.search(words)) and not re.search("身份", words)


def _id_spoken_of(text: str, start: int, end: int) -> bool:
    return bool(contexts.ID_WORDS.search(contexts.near(text, start, end, _WORD_NEAR)))


def _tail(run: Run, behind: int) -> int:
    """How many digits touch the ID on its right: a sole trader's tax number is often an ID and two digits more."""
    size = 0
    while behind + size < len(run.digits) and not run.starts(behind + size):
        size += 1
    return size if size <= 4 else 0


def _mobiles(run: Run) -> Iterator[Found]:
    digits = run.digits
    i = 0
    while i + 11 <= len(digits):
        if digits[i] == "1" and digits[i + 1] in "3456789" and _stands_alone(run, i) and _grouped(run, i):
            start, end = run.span(i, i + 11)
            sure = _is_mobile(run, i, start, end)
            if sure is not None:
                yield start, end, "phone", sure
                i += 11
                continue
        i += 1


def _stands_alone(run: Run, i: int) -> bool:
    if not run.ends(i + 11):
        return False
    if run.starts(i):
        return True
    # +86138…, 0086138…, 86138…
    head = run.digits[:i]
    return any(head.endswith(code) and run.starts(i - len(code)) for code in ("0086", "86"))


_PLAUSIBLE = frozenset(
    {
        (11,),
        (3, 4, 4),
        (3, 8),
        (7, 4),
        (4, 3, 4),
        (4, 4, 3),
        (3, 3, 5),
        (1, 10),
        (5, 6),
        (6, 5),
        (4, 7),
        (3, 2, 3, 3),
        (3, 4, 2, 2),
        (1,) * 11,
    }
)


def _grouped(run: Run, i: int) -> bool:
    """Groups as people write a mobile; a line break may stand anywhere, once."""
    sizes, separators = [1], []
    for k in range(i + 1, i + 11):
        between = run.between(k)
        if between:
            separators.append(between)
            sizes.append(1)
        else:
            sizes[-1] += 1
    if (
        any(c in between for between in separators for c in ",，、:")
        or sum("\n" in between for between in separators) > 2
    ):
        return False
    if len(separators) == 1 and "\n" in separators[0]:
        return True
    return (
        tuple(sizes) in _PLAUSIBLE
        and len({between.replace("\n", "").strip() or between for between in separators}) <= 2
    )


_AMOUNT_BEFORE = re.compile(r"[¥￥$]\s?$|[0-9][.,]$|[A-Za-z0-9]$")
_AMOUNT_AFTER = re.compile(r"\s?(?:元|万元|千克|公斤|克|毫升|吨|平方米|只|株|头|%|[.][0-9])")
_TOKEN = re.compile(r"[A-Za-z0-9]*$"), re.compile(r"[A-Za-z0-9]*")


def _is_mobile(run: Run, i: int, start: int, end: int) -> bool | None:
    text = run.text
    if run.literal < len(run.digits) and run.literal and _mixed_words(run, i):
        return None
    if _AMOUNT_AFTER.match(text, end):
        return None
    head = text[max(0, start - 40) : start]
    left = _TOKEN[0].search(head)
    right = _TOKEN[1].match(text[end : end + 40])
    letters = (left[0] if left else "") + (right[0] if right else "")
    if len(letters) > 13 and not letters.isdigit():
        return None  # a hash or an identifier
    if re.search(r"[¥￥$]\s?$", head) or (re.search(r"[0-9]\.$", head) and run.starts(i)):
        return None
    if contexts.numbers_a_thing(text, start) and not contexts.says_phone(text, start, end):
        return None
    return True


def _mixed_words(run: Run, i: int) -> bool:
    """Digits and numerals in one number are a disguise; two or three numerals at its edge are words beside it."""
    part = [run.text[place].isdigit() for place in run.places[i : i + 11]]
    return part.count(False) <= 1 and not all(part)


def _landlines(run: Run) -> Iterator[Found]:
    digits = run.digits
    for i in range(len(digits)):
        if digits[i] != "0" or not run.starts(i):
            continue
        for code in (4, 3):
            if digits[i + 1 : i + 2] in ("", "0") or (code == 3) != (digits[i + 1 : i + 2] in ("1", "2")):
                continue
            for size in (8, 7):
                end_digit = i + code + size
                if end_digit > len(digits) or not run.ends(end_digit) or not _one_gap(run, i, code, end_digit):
                    continue
                start, end = run.span(i, end_digit)
                if not contexts.numbers_a_thing(run.text, start):
                    yield start, end, "landline", False
                    return


def _one_gap(run: Run, i: int, code: int, end: int) -> bool:
    gaps = [k for k in range(i + 1, end) if run.between(k)]
    if not gaps:
        return contexts.says_phone(run.text, *run.span(i, end))
    return gaps[0] == i + code and len(gaps) <= 2 and not any(c in run.between(k) for k in gaps for c in ".,/:\n")


def _accounts(run: Run) -> Iterator[Found]:
    # Rows of dates and counts are most runs of any page.
    if len(run.digits) < _SHORTEST_CARD and not contexts.speaks_of_accounts(run.text, run.places[0], run.places[-1]):
        return
    for first, behind in _tokens(run):
        digits = run.digits[first:behind]
        if not 9 <= len(digits) <= 23 or run.literal < len(run.digits):
            continue
        start, end = run.span(first, behind)
        text = run.text
        before = text[start - 1 : start]
        if before.isascii() and before.isalpha() and not contexts.says_account(text, start):
            continue
        if contexts.numbers_a_thing(text, start) and not contexts.says_account_at_once(text, start):
            continue
        if _AMOUNT_AFTER.match(text, end):
            continue
        known_card = 16 <= len(digits) <= 19 and has_card_prefix(digits) and passes_luhn(digits)
        spoken_of = (
            len(digits) >= 12
            and contexts.says_account(text, start)
            and not re.search("电话|手机", text[max(0, start - 6) : start])
        )
        if known_card or spoken_of or contexts.says_account_at_once(text, start):
            yield start, end, "bank_account", True


def _tokens(run: Run) -> Iterator[tuple[int, int]]:
    """Stretches of a run that are one number as people group accounts: nothing but single spaces or dashes inside."""
    first = 0
    for k in range(1, len(run.digits) + 1):
        if k == len(run.digits) or (run.between(k) not in ("", " ", "-", "\n") or _new_number(run, first, k)):
            yield first, k
            first = k


def _new_number(run: Run, first: int, k: int) -> bool:
    """A gap inside an account stands after four digits of a group (or after the six of a card's head)."""
    if not run.between(k):
        return False
    group = 0
    for j in range(k - 1, first - 1, -1):
        group += 1
        if run.between(j) if j > first else True:
            break
    return group not in (3, 4, 5, 6)
