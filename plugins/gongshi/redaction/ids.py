"""Resident IDs (GB 11643-1999, and the 15 digits issued before), and tax numbers of sole traders made of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction import contexts
from gongshi.redaction.checks import is_credit_code, looks_like_old_id, looks_like_resident_id, resident_id_check
from gongshi.redaction.plain import COVER, ENDING_X
from gongshi.redaction.runs import Run
from gongshi.redaction.span import Found

_MASK_END = frozenset(COVER)
_X = frozenset(ENDING_X)
_WORD_NEAR = 24
_FIRST_17 = re.compile(r"(?=[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4})")


def resident_ids(run: Run) -> Iterator[Found]:
    """IDs in a run, and the tax numbers that begin with one."""
    digits, text = run.digits, run.text
    size = len(digits)
    done = 0
    for candidate in _FIRST_17.finditer(digits):
        i = candidate.start()
        if i < done or not looks_like_resident_id(digits[i : i + 17]):
            continue
        if _within_a_code(run, i):
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
    for i in run.heads:
        if done <= i <= size - 15 and run.ends(i + 15) and looks_like_old_id(digits[i : i + 15]):
            start, end = run.span(i, i + 15)
            if _id_spoken_of(text, start, end) and not contexts.numbers_a_thing(text, start):
                yield start, end, "resident_id", True


def _within_a_code(run: Run, i: int) -> bool:
    """追溯码 of 24 digits and the like have a stretch by chance that passes every test."""
    if run.starts(i):
        return False
    first = next(k for k in range(i, -1, -1) if run.starts(k))
    behind = next(k for k in range(i + 17, len(run.digits) + 1) if run.ends(k))
    return behind - first > 20 and contexts.numbers_a_thing(run.text, run.places[first])


def _eighteen(run: Run, i: int) -> tuple[int, int, bool] | None:
    """(digit behind, place behind, sure) of the ID whose 17 digits begin at digit ``i``; None when it is none."""
    digits, text = run.digits, run.text
    check = resident_id_check(digits[i : i + 17])
    last = run.places[i + 16]
    # Digits of several numbers side by side (a row of dates) make an ID by chance; one number has one beginning.
    if not _in_one_way(run, i):
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
    # One left out at the end takes nothing away: it follows from the others.
    if run.starts(i) and run.ends(i + 17) and _id_spoken_of(text, run.places[i], last + 1):
        return i + 17, last + 1, True
    return None


def _in_one_way(run: Run, i: int) -> bool:
    """Whether the 17 digits are grouped as one number is, with one sign between groups that are few or single digits."""
    sizes, separators = run.groups(i, i + 17)
    if not separators:
        return True
    kinds = {kind for kind in map(str.strip, separators) if kind}
    return run.starts(i) and (len(kinds) <= 1 or kinds == {")", "-"}) and (len(sizes) <= 7 or set(sizes) == {1})


def _ending(text: str, place: int) -> tuple[int, str] | None:
    """The character behind the 17th digit, over a space, dash or line break."""
    for here in range(place, min(place + 3, len(text))):
        if text[here] in _X or text[here] in _MASK_END:
            return here, text[here]
        if text[here] not in " -.\n·/_,":
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


def is_covered_id(shown: str) -> bool:
    """17 digits or 16 and a cover: the birth date and more are still there."""
    guess = "".join(c if c.isdigit() else "1" for c in shown[:17])
    head_open = all(c.isdigit() for c in shown[:2])
    if not head_open or (shown[17] in _X and shown[:17].isdigit()):
        return False  # without a cover it is a plain ID, found elsewhere
    return looks_like_resident_id(guess) or (not shown[6:14].isdigit() and shown[:6].isdigit())
