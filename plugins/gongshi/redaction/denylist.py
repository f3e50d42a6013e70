"""Names, addresses and numbers that must not appear, as keyed tags: made on the internal side, checked over the output.

A plain or salted hash list of names is worthless: all names there are can be tried in minutes. An HMAC-SHA256 tag says
nothing without its key, which never lies beside the list (docs/denylist.md: format, keys, rotation).
"""

from __future__ import annotations

import hmac
import os
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongshi.redaction.windows import Windows

HEADER = "gongshi-denylist 1"
LIST, KEY, KEY_FILE = "GONGSHI_DENYLIST", "GONGSHI_DENYLIST_KEY", "GONGSHI_DENYLIST_KEY_FILE"
TYPES = {"姓名": "name", "号码": "number", "地址": "address"}
LEAST_KEY = 32
# Two characters hit harmless text (王权, 高明): they are tagged only when asked for.
LEAST, SHORT, MOST = 3, 2, 40
_LARGEST = 64 * 1024 * 1024
_TAG = 16
# The punctuation of Chinese, put into its plain form ahead of all else.
_USUAL = tuple((c, unicodedata.normalize("NFKC", c)) for c in "，：（）；！？～　")
_RUNS = {
    "number": re.compile(r"[0-9a-z]+"),
    "name": re.compile(r"[^\W\d_]+"),
    "address": re.compile(r"[^\W_]+"),
}
_LINE = re.compile(r"(\d{1,2}) (name|number|address) ([0-9a-f]{32})")


class DenylistError(Exception):
    """The list or its key is missing or damaged: nothing may be published. The message never holds a value."""


@dataclass(frozen=True, slots=True)
class Match:
    """``type``: name, number, address; ``tag`` names the entry without saying what it is. ``value`` is never printed."""

    type: str
    tag: str
    value: str = field(repr=False, compare=False, default="")


def normal(text: str) -> str:
    """One form for all spellings: NFKC, small letters, no format characters, spaces, dashes or dots inside."""
    return _dropped().sub("", _folded(text))


def _folded(text: str) -> str:
    for character, form in _USUAL:
        text = text.replace(character, form)
    # Most often nothing is left to do, which is seen at once.
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _dropped() -> re.Pattern[str]:
    """Format characters, and what parts of a name or number may stand apart by; any other mark ends what belongs together."""
    unseen = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Cf")
    return re.compile(rf"[\s\-‐-―−·•・‧∙⋅.．_{re.escape(unseen)}]+")


def type_of(value: str) -> str:
    """What a normalised value is: digits make a number, figures among words an address, all else a name."""
    if re.fullmatch(r"[0-9]{4,}[0-9a-z]?", value):
        return "number"
    return "address" if any(c.isdigit() for c in value) or len(value) > 12 else "name"


@dataclass(slots=True)
class Made:
    """``text`` is the list; ``short`` and ``long`` count what was left out because of its length."""

    text: str
    count: int
    short: int
    long: int


def make(lines: Iterable[str], key: bytes, *, short: bool = False) -> Made:
    """The list of the values in ``lines``, one a line, with or without 姓名/号码/地址 and a tab before it.

    The order of the values is not to be read off the list. Raises DenylistError when a value holds a mark that no
    window could match (a comma, a bracket), since it would never be found.
    """
    entries: set[tuple[int, str, str]] = set()
    left_short = left_long = 0
    for number, line in enumerate(lines, 1):
        named, _, rest = line.rstrip("\r\n").rpartition("\t")
        value = normal(rest)
        if not value:
            continue
        kind = TYPES.get(named.strip()) or type_of(value)
        if len(value) < (SHORT if short else LEAST):
            left_short += 1
        elif len(value) > MOST:
            left_long += 1
        elif not _RUNS[kind].fullmatch(value):
            raise DenylistError(f"第 {number} 行的{_ZH[kind]}里有不该有的符号，这样的值永远查不到；请拆成几行")
        else:
            entries.add((len(value), kind, _tag(key, value)))
    body = "".join(f"{size} {kind} {tag}\n" for size, kind, tag in sorted(entries))
    head = f"{HEADER}\nkey {_key_id(key)}\n"
    return Made(f"{head}{body}end {len(entries)} {_seal(key, head + body)}\n", len(entries), left_short, left_long)


_ZH = {"name": "姓名", "number": "号码", "address": "地址"}


@dataclass(slots=True)
class Denylist:
    """A list with its key."""

    key: bytes
    sizes: Mapping[str, frozenset[int]]
    tags: frozenset[str]
    identity: str
    _windows: Windows | None = None

    def hits(self, lines: Sequence[str]) -> bool:
        """True when an entry stands in one of ``lines``; quick, since most windows were met before."""
        if self._windows is None:
            self._windows = Windows(_RUNS, _dropped(), self.sizes, _listed(self.key, self.tags))
        # No value holds this mark, so that none stands across two lines.
        return self._windows.hit(_folded("|".join(lines)))

    def matches(self, text: str) -> Iterator[Match]:
        """Every entry that stands in ``text``, line by line; what stands on two lines is two things."""
        for line in text.split("\n"):
            if self.hits([line]):
                yield from self._in_line(line)

    def _in_line(self, line: str) -> Iterator[Match]:
        plain = normal(line)
        for kind, sizes in self.sizes.items():
            for run in _RUNS[kind].findall(plain):
                for size in sorted(sizes):
                    for start in range(len(run) - size + 1):
                        window = run[start : start + size]
                        tag = _tag(self.key, window)
                        if tag in self.tags:
                            yield Match(kind, tag, window)


def read(text: str, key: bytes) -> Denylist:
    """Raises DenylistError when the list is damaged, cut, altered, empty, or made with another key."""
    lines = text.split("\n")
    if lines[0] != HEADER or len(lines) < 4 or lines[-1] != "":
        raise DenylistError("禁止出现名单的文件不完整，或者不是本程序做的")
    if lines[1] != f"key {_key_id(key)}":
        raise DenylistError("禁止出现名单不是用这把密钥做的")
    end = re.fullmatch(r"end (\d+) ([0-9a-f]{32})", lines[-2])
    body = "".join(f"{line}\n" for line in lines[:-2])
    if end is None or not hmac.compare_digest(end[2], _seal(key, body)):
        raise DenylistError("禁止出现名单被截断或者改动过")
    sizes: dict[str, set[int]] = defaultdict(set)
    tags = set()
    for line in lines[2:-2]:
        found = _LINE.fullmatch(line)
        if found is None:
            raise DenylistError("禁止出现名单里有读不懂的行")
        sizes[found[2]].add(int(found[1]))
        tags.add(found[3])
    if not tags:
        raise DenylistError("禁止出现名单是空的")
    return Denylist(key, {kind: frozenset(found) for kind, found in sizes.items()}, frozenset(tags), end[2])


def configured(environment: Mapping[str, str], *, required: bool) -> Denylist | None:
    """The list that the environment names; None when none is configured.

    ``required``: the site file says that there is one, so that a lost variable does not switch it off. Raises
    DenylistError when list or key is missing or damaged.
    """
    place = environment.get(LIST, "")
    if not place:
        if required or environment.get(KEY) or environment.get(KEY_FILE):
            raise DenylistError(f"要求核对禁止出现名单，环境变量 {LIST} 却没有指明名单文件")
        return None
    return read(_bytes(Path(place), "名单").decode("utf-8", "replace"), key_of(environment))


def key_of(environment: Mapping[str, str]) -> bytes:
    """The key: from the file that one variable names, else from the other. Raises DenylistError."""
    place, text = environment.get(KEY_FILE, ""), environment.get(KEY, "")
    raw = _bytes(Path(place), "密钥").strip() if place else os.fsencode(text).strip()
    if re.fullmatch(rb"(?:[0-9a-fA-F]{2})+", raw):
        raw = bytes.fromhex(raw.decode("ascii"))
    if len(raw) < LEAST_KEY:
        raise DenylistError(f"禁止出现名单的密钥没有给出，或者不足 {LEAST_KEY} 字节（64 位十六进制数）")
    return raw


def _bytes(place: Path, what: str) -> bytes:
    try:
        with place.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise DenylistError(f"禁止出现名单的{what}文件读不出来") from error
    if len(data) > _LARGEST:
        raise DenylistError(f"禁止出现名单的{what}文件太大")
    return data


def _tag(key: bytes, value: str) -> str:
    return hmac.digest(key, value.encode("utf-8"), "sha256")[:_TAG].hex()


def _listed(key: bytes, tags: frozenset[str]) -> Callable[[str], bool]:
    """Whether the tag of a value is one of ``tags``: as ``_tag``, with the key worked in once."""
    keyed = hmac.new(key, digestmod="sha256")
    wanted = frozenset(map(bytes.fromhex, tags))

    def listed(value: str) -> bool:
        tag = keyed.copy()
        tag.update(value.encode("utf-8", "surrogatepass"))
        return tag.digest()[:_TAG] in wanted

    return listed


def _key_id(key: bytes) -> str:
    return hmac.digest(key, b"gongshi denylist: key", "sha256")[:8].hex()


def _seal(key: bytes, text: str) -> str:
    return hmac.digest(key, b"gongshi denylist: list\0" + text.encode("utf-8"), "sha256")[:_TAG].hex()
