"""Mobiles and landlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.redaction import contexts
from gongshi.redaction.runs import Run
from gongshi.redaction.span import Found

_SIZE = 11
_SECOND = "3456789"
_ONE = "[1一壹幺弌〡lI|]"
_FIRST_TWO = re.compile(rf"{_ONE}[^0-9]{{0,60}}[3-9三四五六七八九叁肆伍陆柒捌玖弎〣〤〥〦〧〨〩*＊●○□■？?◯✱_Xx×]")
_DIGITS = re.compile(r"(?=1[3-9][0-9]{9})")
# Groups as people write a mobile.
_USUAL = frozenset({
    (11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (1, 10), (5, 6), (6, 5), (4, 7), (3, 2, 3, 3),
    (3, 4, 2, 2), (1,) * 11,
})  # fmt: skip
# Groups that a row of counts may have as well, as any of two to four digits.
_UNUSUAL = frozenset({(2, 9), (8, 3), (9, 2)})
# Between counts and columns more often than within a number.
_OF_LISTS = frozenset(",、|+*:")
_LIST_BEFORE = re.compile(r"[,、|+*\n\[]\s?$|(?:分别|依次|各|共|计|数量?|合计)[为是有]?\s?$|^$")
_AMOUNT_BEFORE = re.compile(r"[¥￥$]\s?$|读数\s?[:为]?\s?$")
_AMOUNT_AFTER = re.compile(r"\s?(?:元|万元|千克|公斤|克|毫升|吨|平方米|千瓦时|度|只|株|头|次|份|%|[.][0-9]|=)")
_TOKEN = re.compile(r"[A-Za-z0-9]*$"), re.compile(r"[A-Za-z0-9]*")
# The longest stretch of letters that a mobile may touch; more is a hash or an identifier.
_MOST_LETTERS = 13


def may_be_mobile(stretch: str) -> bool:
    """False when no mobile is in a dense stretch."""
    return _FIRST_TWO.search(stretch) is not None


def mobiles(run: Run) -> Iterator[Found]:
    """Mobiles in a run."""
    done = 0
    for candidate in _DIGITS.finditer(run.digits):
        i = candidate.start()
        grouped = _grouped(run, i) if i >= done and _stands_alone(run, i) else None
        if grouped is not None and _is_mobile(run, i):
            start, end = run.span(i, i + _SIZE)
            yield start, end, "phone", grouped or contexts.says_phone(run.text, start, end)
            done = i + _SIZE


def is_covered_mobile(shown: str) -> bool:
    """11 characters with one or two covered: a hundred numbers at most, of which one answers."""
    return shown[0] == "1" and shown[1] in _SECOND and shown[:3].isdigit()


def _stands_alone(run: Run, i: int) -> bool:
    if not run.ends(i + _SIZE):
        return _is_word_beside(run, i + _SIZE, len(run.digits)) and run.starts(i)
    if run.starts(i) or _is_word_beside(run, 0, i):
        return True
    # +86138…, 0086138…, 86138…
    head = run.digits[:i]
    return any(head.endswith(code) and run.starts(i - len(code)) for code in ("0086", "86"))


def _is_word_beside(run: Run, start: int, end: int) -> bool:
    """王五一三八…: one or two numerals that touch a number of numerals or digits are somebody's name."""
    return end - start <= 2 and not any(c.isascii() for c in run.written(start, end))


def _grouped(run: Run, i: int) -> bool | None:
    """True for groups as people write a mobile, False where only words can tell, None for anything else."""
    sizes, separators = run.groups(i, i + _SIZE)
    start, end = run.span(i, i + _SIZE)
    text = run.text
    if sum("\n" in between for between in separators) > 2 or any("**" in between for between in separators):
        return None
    if any("_" in between for between in separators):
        return (
            True if sizes == [3, 4, 4] and not re.search(r"[A-Za-z0-9_/]$", text[max(0, start - 1) : start]) else None
        )
    if len(separators) == 1 and "\n" in separators[0]:
        return not _is_column(text, start, end, separators[0])
    kinds = {between.replace("\n", "").strip() or between.strip("\n") for between in separators}
    if len(kinds - {"", " "}) > 1 and not ({")", "-"} >= kinds - {""}):
        return None
    if any(c in between for between in separators for c in _OF_LISTS):
        told = tuple(sizes) in ((3, 4, 4), (3, 8)) and not _LIST_BEFORE.search(text[max(0, start - 6) : start])
        return told and text[end : end + 1] not in _OF_LISTS
    if "." in kinds and sizes not in ([3, 4, 4], [3, 8], [1] * _SIZE):
        return None
    if tuple(sizes) in _USUAL:
        return True
    return False if tuple(sizes) in _UNUSUAL or {2, 3, 4}.issuperset(sizes) else None


def _is_column(text: str, start: int, end: int, between: str) -> bool:
    """Two numbers below each other and nothing beside them, one of them as round as counts and amounts are."""
    alone = text[:start].endswith("\n") or start == 0
    alone = alone and (text.startswith("\n", end) or end == len(text))
    break_at = text.find(between, start)
    return alone and ("00" in (text[break_at - 2 : break_at], text[end - 2 : end]))


def _is_mobile(run: Run, i: int) -> bool:
    text, (start, end) = run.text, run.span(i, i + _SIZE)
    said = contexts.says_phone(text, start, end)
    if run.literal < len(run.digits) and not _is_disguise(run, i, said):
        return False
    if _AMOUNT_AFTER.match(text, end):
        return False
    head = text[max(0, start - 40) : start]
    left = _TOKEN[0].search(head)
    right = _TOKEN[1].match(text[end : end + 40])
    letters = (left[0] if left else "") + (right[0] if right else "")
    if len(letters) > _MOST_LETTERS and not letters.isdigit():
        return False
    if _AMOUNT_BEFORE.search(head) or (re.search(r"[0-9]\.$", head) and run.starts(i)):
        return False
    # The nearest word tells: 手机配件一批，货号… is no mobile, 许可证号…（手机）is one.
    return not contexts.numbers_a_thing(text, start) or contexts.says_phone_behind(text, end)


def _is_disguise(run: Run, i: int, said: bool) -> bool:
    """Digits and numerals or letters in one number are a disguise; a numeral at its edge is a word beside it."""
    written = run.written(i, i + _SIZE)
    signs = [c for c in written if not c.isdigit()]
    if not signs:
        return True
    if "|" in signs:
        return said and len(run.digits) == _SIZE
    if all(c.isalpha() and not "\u3000" < c < "\ua000" for c in signs):
        # Letters for digits, and no more letters beside.
        before, after = run.span(i, i + _SIZE)
        touching = run.text[before - 1 : before] + run.text[after : after + 1]
        return run.groups(i, i + _SIZE)[0] == [_SIZE] and not any(c.isascii() and c.isalnum() for c in touching)
    return len(signs) > 1


def landlines(run: Run) -> Iterator[Found]:
    """Landlines with their area code: for people to see, since organs' own are everywhere."""
    digits = run.digits
    for i in run.heads if "0" in digits else ():
        if digits[i] != "0":
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
    return gaps[0] == i + code and len(gaps) <= 2 and not any(c in run.between(k) for k in gaps for c in ".,/:\n|+*")
