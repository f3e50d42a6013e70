"""Old and new side by side, the changed words marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

# Marks outside of all text; each form puts its own signs in their place.
OPEN, CLOSE = "\ue000", "\ue001"
# Numbers, Latin words and single Chinese characters: a changed amount is marked as a whole.
_TOKEN = re.compile(r"[0-9]+(?:[.,:：\-][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
# Beyond this many tokens on a side only the ends are compared: difflib's time grows with the square.
_LONGEST = 600
# Changes this near each other are read as one.
_NEAR = 2


def marked(old: str, new: str) -> tuple[str, str]:
    """Both texts with their changed stretches between ``OPEN`` and ``CLOSE``."""
    before, after = (_TOKEN.findall(text.replace(OPEN, "").replace(CLOSE, "")) for text in (old, new))
    if not before or not after:
        return _whole(before), _whole(after)
    left, right = [], []
    for tag, a, b, c, d in _spans(before, after):
        same = tag == "equal"
        left.append((same, "".join(before[a:b])))
        right.append((same, "".join(after[c:d])))
    return _joined(left), _joined(right)


def _spans(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(before), len(after)) <= _LONGEST:
        found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return _bridged([(str(tag), a, b, c, d) for tag, a, b, c, d in found])
    head = next(
        (i for i, (x, y) in enumerate(zip(before, after, strict=False)) if x != y), min(len(before), len(after))
    )
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    a, c = len(before) - tail, len(after) - tail
    return [("equal", 0, head, 0, head), ("replace", head, a, head, c), ("equal", a, len(before), c, len(after))]


def _bridged(codes: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    found: list[tuple[str, int, int, int, int]] = []
    for i, (tag, a, b, c, d) in enumerate(codes):
        short = tag == "equal" and b - a <= _NEAR and 0 < i < len(codes) - 1
        kind = "replace" if short or tag != "equal" else "equal"
        if found and kind == "replace" and found[-1][0] == "replace":
            found[-1] = ("replace", found[-1][1], b, found[-1][3], d)
        else:
            found.append((kind, a, b, c, d))
    return found


def _whole(tokens: list[str]) -> str:
    return f"{OPEN}{''.join(tokens)}{CLOSE}" if tokens else ""


def _joined(parts: list[tuple[bool, str]]) -> str:
    return "".join(text if same or not text else f"{OPEN}{text}{CLOSE}" for same, text in parts)
