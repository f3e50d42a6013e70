"""How the same value comes to stand in a file: as typed, as copied, as scanned, as encoded."""

from __future__ import annotations

import base64
from collections.abc import Callable
from random import Random

Spelling = Callable[[str, Random], str]
_WIDE = str.maketrans("0123456789X@.", "０１２３４５６７８９Ｘ＠．")
_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
_CAPITAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_BOLD = str.maketrans("0123456789", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def grouped(value: str, sizes: tuple[int, ...], between: str) -> str:
    """``value`` in groups; what is left over is the last."""
    parts, at = [], 0
    for size in sizes:
        parts.append(value[at : at + size])
        at += size
    return between.join(part for part in (*parts, value[at:]) if part)


def _scattered(value: str, random: Random, what: str) -> str:
    places = sorted(random.sample(range(1, len(value)), min(3, len(value) - 1)), reverse=True)
    for place in places:
        value = value[:place] + what + value[place:]
    return value


def _cut(value: str, random: Random, what: str) -> str:
    place = random.randint(2, len(value) - 2)
    return value[:place] + what + value[place:]


def _coded(pattern: str) -> Spelling:
    return lambda value, _: "".join(pattern.format(ord(c)) for c in value)


ANY: dict[str, Spelling] = {
    "as it is": lambda value, _: value,
    "wide": lambda value, _: value.translate(_WIDE),
    "zero width": lambda value, r: _scattered(value, r, r.choice("\u200b\u200c\u200d\u2060\ufeff")),
    "soft hyphens": lambda value, r: _scattered(value, r, "\xad"),
    "decimal entities": _coded("&#{};"),
    "hex entities": _coded("&#x{:x};"),
    "percent": _coded("%{:02X}"),
    "json escapes": _coded("\\u{:04X}"),
    "spans": lambda value, r: _cut(value, r, '</span><span class="t">'),
    "inline tag": lambda value, r: _cut(value, r, "<em>") + "</em>",
    "base64": lambda value, _: base64.b64encode(f"本人确认：{value}，属实".encode()).decode(),
}
NUMBER: dict[str, Spelling] = ANY | {
    "line break": lambda value, r: _cut(value, r, "\n"),
    "windows line break": lambda value, r: _cut(value, r, "\r\n"),
    "bold": lambda value, _: value.translate(_BOLD),
    "persian": lambda value, _: value.translate(_PERSIAN),
    "circled": lambda value, _: value.translate(_CIRCLED),
    "half wide": lambda value, r: "".join(c.translate(_WIDE) if r.random() < 0.4 else c for c in value),
}
_ID_ONLY: dict[str, Spelling] = {
    "6 8 4": lambda value, r: grouped(value, (6, 8), r.choice((" ", "  ", "-", "\u3000", "－", "·"))),
    "6 4 4 4": lambda value, r: grouped(value, (6, 4, 4), r.choice((" ", "-", "\xa0", "–"))),
    "3 3 4 4 4": lambda value, _: grouped(value, (3, 3, 4, 4), " "),
    "spaced": lambda value, _: " ".join(value),
    "small x": lambda value, _: value.replace("X", "x"),
    "cyrillic": lambda value, _: value.replace("X", "Х"),
    "times": lambda value, _: value.replace("X", "×"),
    "han": lambda value, _: value.translate(_HAN),
    "capital": lambda value, _: value.translate(_CAPITAL),
    "letter O": lambda value, _: value.replace("0", "O"),
    "letter l": lambda value, _: value.replace("1", "l"),
    "letters": lambda value, _: value.replace("1", "I").replace("0", "o"),
}
_MOBILE_ONLY: dict[str, Spelling] = {
    "3 4 4": lambda value, r: grouped(value, (3, 4), r.choice((" ", "-", ".", "\xa0", "—", "·", "－", "_"))),
    "3 8": lambda value, r: grouped(value, (3,), r.choice((" ", "-"))),
    "4 3 4": lambda value, r: grouped(value, (4, 3), r.choice((" ", "-"))),
    "country": lambda value, r: r.choice(("+86", "+86 ", "0086", "0086 ", "86-", "(+86)", "+86-")) + value,
    "country grouped": lambda value, _: "+86 " + grouped(value, (3, 4), " "),
    "han": lambda value, _: value.translate(_HAN),
    "capital": lambda value, _: value.translate(_CAPITAL),
    "spaced": lambda value, _: " ".join(value),
    "letter O": lambda value, _: value.replace("0", "O"),
    "three parts": lambda value, _: grouped(value, (3, 4), " - "),
}
_ACCOUNT_ONLY: dict[str, Spelling] = {
    "4 4 4 4": lambda value, r: grouped(value, (4, 4, 4, 4), r.choice((" ", "-", "\xa0", "  ", "－"))),
    "6 rest": lambda value, r: grouped(value, (6,), r.choice((" ", "-"))),
    "6 6 rest": lambda value, _: grouped(value, (6, 6), " "),
    "4 rest": lambda value, _: grouped(value, (4,), " "),
    "8 rest": lambda value, _: grouped(value, (8,), " "),
    "fives": lambda value, _: grouped(value, (5, 5, 5), " "),
    "threes": lambda value, _: grouped(value, (3,) * 7, " "),
}
_MAIL_ONLY: dict[str, Spelling] = {
    "spaces": lambda value, _: value.replace("@", " @ "),
    "bracket": lambda value, r: value.replace(
        "@", r.choice(("(at)", "[at]", " (at) ", "{at}", "【at】", "（at）", "[@]"))
    ),
    "bracket and dot": lambda value, _: value.replace("@", " [at] ").replace(".", "[dot]"),
    "upper": lambda value, _: value.upper(),
    "hash": lambda value, _: value.replace("@", "#"),
    "entity": lambda value, _: value.replace("@", "&commat;"),
    "one entity": lambda value, _: value.replace("@", "&#64;").replace(".", "&#46;"),
    "han": lambda value, _: value.replace("@", "艾特"),
}
OF = {
    "resident_id": NUMBER | _ID_ONLY,
    "phone": NUMBER | _MOBILE_ONLY,
    "bank_account": NUMBER | _ACCOUNT_ONLY,
    "email": ANY | _MAIL_ONLY,
    "birth_date": {
        name: ANY[name] for name in ("as it is", "wide", "zero width", "json escapes", "decimal entities", "inline tag")
    },
    "address": {
        name: ANY[name] for name in ("as it is", "wide", "zero width", "json escapes", "hex entities", "spans")
    },
}
"""Spellings by type; any other type is written as it is."""


def spelt(type_: str, value: str, random: Random) -> tuple[str, str]:
    """(name of the spelling, the value in it). Half of all values stand as people type them."""
    known = OF.get(type_, {"as it is": ANY["as it is"]})
    name = "as it is" if random.random() < 0.35 else random.choice(list(known))
    return name, known[name](value, random)
