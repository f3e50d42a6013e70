"""The views in which every text is looked at: as it stands, as a reader sees it, and what is encoded in it.

One number may stand between tags, as entities, behind %XX or \\u escapes, or in base64; each view finds what others miss
(REDACTION: Views). A view knows the way back to the text as it was given. The reader's view ends with two things that a
reader sees otherwise: what is encoded inside tags and comments, and cells of tables behind the heads of their columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.entities import html5

from gongshi.redaction.encoded import hidden_texts
from gongshi.redaction.mapped import BETWEEN, Change, Mapped, Place, joined, replaced
from gongshi.redaction.tables import cells

# Tags that end a line for a reader; all others join what stands on both sides.
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "script",
        "section",
        "select",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
# All others of HTML stand within a line.
_INLINE = frozenset(
    [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd",
        "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "svg",
        "textpath", "time", "tspan", "tt", "u", "var", "wbr",
    ]
)  # fmt: skip
# Names of fields in tags: <csrq>, data-label="户籍地址".
_LABEL = re.compile(
    r"[出生家户现居住常账帐卡银存公身证手电联邮csbBjhyzkAaCIiml](?:生(?<=出生)[年月日期时间]*|日(?<=生日)|籍(?<=户籍)(?:[所在]*地?址)?|址(?<=住址)|号(?<=[账帐卡]号)|行(?<=银行)[账卡]|折(?<=存折)|"
    r"民(?<=公民)身份|份(?<=身份)证|件(?<=证件)号码?|机(?<=手机)|话(?<=电话)|系(?<=联系)方式|箱(?<=邮箱)|s(?<=cs)(?:rq|ny)|i(?<=bi)rth|I(?<=BI)RTH|t(?<=jt)zz|j(?<=hj)dz|z(?<=cz)dz|o(?<=ho)me_?[Aa]ddr|"
    r"z(?<=zz)(?<![a-z]zz)(?![a-z])|h(?<=yh)[zk]h|k(?<=sk)zh|h(?<=kh)zh|a(?<=[Bb]a)nk_?[A-Za-z]{0,8}|c(?<=[Aa]c)count_?[A-Za-z]{0,3}|a(?<=[Cc]a)rd_?[A-Za-z]{0,3}|f(?<=sf)z|j(?<=[zs]j)h|"
    r"[Dd](?<=[Ii].)(?:_?[Cc]ard|entity(?<=dentity))|o(?<=mo)bile|x(?<=lx)dh|(?<=[家户现居住常])[家户现居住常]?[庭籍住]?[所在]*地?址)"
)
# Every branch begins with a character of its own: that is what makes the search fast.
_INSIDE = (
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});?"
    r"|%[0-9A-Fa-f]{2}(?>(?:%[0-9A-Fa-f]{2})*)"
    r"|\\(?:\\{0,3}u[0-9a-fA-F]{4}(?>(?:\\{1,4}u[0-9a-fA-F]{4})*)"
    r"|\\{0,3}x[0-9a-fA-F]{2}(?>(?:\\{1,4}x[0-9a-fA-F]{2})*)|[nrt])"
)
_CODED = re.compile(rf"<[^<>]{{1,4000}}+>|{_INSIDE}")
_CODED_PARTS = re.compile(f"({_CODED.pattern})")
_CODED_TAG = re.compile(r"<(?=[^<>&%\\]{0,4000}+[&%\\])[^<>]{1,4000}+>")
_CODED_INSIDE = re.compile(_INSIDE)
# Names of fields stand near the beginning of a tag; what is longer draws a picture.
_LONGEST_NAMING = 400
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_ESCAPE = re.compile(r"\\{1,4}[ux]")
_DEPTH = 2
# No detector looks further for words that say what a number is.
_NEAR = 120


def views(text: str, depth: int = _DEPTH) -> Iterator[Mapped]:
    """Every view of ``text`` besides the text itself; an encoded stretch is mapped to the whole of it."""
    decoded = _decoded(text)
    if decoded is not None:
        yield decoded
        again = _decoded(decoded.text)
        if again is not None:
            yield again.behind(decoded)
    if depth:
        for hidden in hidden_texts(text):
            yield hidden
            for deeper in views(hidden.text, depth - 1):
                yield deeper.behind(hidden)


def decoded_text(text: str) -> str | None:
    """The text of the decoded view alone; None when nothing is encoded. As ``views``, without the way back."""
    seen, inside = shown(text)
    parts = [seen, *inside, *(cell.text for cell in cells(text))]
    return None if len(parts) == 1 and seen == text else BETWEEN.join(parts)


def shown(text: str) -> tuple[str, list[str]]:
    """``text`` as a reader sees it, and what is encoded inside its tags; the same line by line while no tag is open."""
    if not may_be_coded(text):
        return text, []
    # Every other part is coded; put together from parts it takes a third of the time that ``sub`` takes.
    parts = _CODED_PARTS.split(text)
    inside = []
    if "&" in text or "%" in text or "\\" in text:
        inside = [_CODED_INSIDE.sub(_meant, tag[1:-1]) for tag in _CODED_TAG.findall(text)]
    parts[1::2] = map(_meaning, parts[1::2])
    return "".join(parts), inside


def _meant(match: re.Match[str]) -> str:
    return _meaning(match[0])


def base64_texts(text: str) -> Iterator[str]:
    """What base64 in ``text`` holds, where it holds text."""
    return (hidden.text for hidden in hidden_texts(text))


def _decoded(text: str) -> Mapped | None:
    changes: list[Change] = []
    inside: list[Place] = []
    if may_be_coded(text):
        for match in _CODED.finditer(text):
            new = _meaning(match[0])
            if new != match[0]:
                changes.append((match.start(), match.end(), new))
            if _is_coded_tag(match[0]):
                inside.append(match.span())
    parts = [*_around(text, changes), *(_tag(text, place) for place in inside), *cells(text)]
    if not parts:
        return None
    return joined(parts) if len(parts) > 1 else parts[0]


def _around(text: str, changes: list[Change]) -> Iterator[Mapped]:
    """The lines in which something changed, with what stands near them: all others are seen in the text itself."""
    group: list[Change] = []
    start = end = 0
    for change in changes:
        if group and change[0] < end:
            group.append(change)
        else:
            if group:
                yield replaced(text[start:end], _from(group, start)).moved(start)
            start, group = max(end, _line_start(text, change[0] - _NEAR)), [change]
        end = max(end, _line_end(text, change[1] + _NEAR))
    if group:
        yield replaced(text[start:end], _from(group, start)).moved(start)


def _from(changes: list[Change], start: int) -> list[Change]:
    return [(begin - start, end - start, new) for begin, end, new in changes]


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, max(0, place)) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def may_be_coded(text: str) -> bool:
    """False when nothing can be encoded in ``text``."""
    return "<" in text or "&" in text or "%" in text or "\\" in text


def _is_coded_tag(coded: str) -> bool:
    return coded[0] == "<" and may_be_coded(coded[1:])


def _tag(text: str, place: Place) -> Mapped:
    """What stands inside a tag, decoded; places count from the beginning of the whole text."""
    within = text[place[0] + 1 : place[1] - 1]
    changes = [(match.start(), match.end(), _meaning(match[0])) for match in _CODED_INSIDE.finditer(within)]
    return replaced(within, changes).moved(place[0] + 1)


@lru_cache(maxsize=4096)
def _meaning(coded: str) -> str:
    first = coded[0]
    if first == "<":
        return _meaning_of_tag(coded)
    if first == "&":
        known = coded[1] == "#" or coded[1:] in html5 or f"{coded[1:]};" in html5
        return unescape(coded if coded.endswith(";") else coded + ";") if known else coded
    if first == "%":
        return _text_of(bytes.fromhex(coded.replace("%", "")))
    if coded in ("\\n", "\\r", "\\t"):
        return " " if coded == "\\t" else "\n"
    units = bytes.fromhex(_ESCAPE.sub("", coded))
    return units.decode("utf-16-be", "replace") if "u" in coded else _text_of(units)


def _meaning_of_tag(tag: str) -> str:
    """A line's end, or nothing; a field's name when the tag bears one, as it says what stands behind."""
    if tag.startswith("<!--"):
        return ""
    name = _TAG_NAME.match(tag)
    if name is None:
        return "\n" if tag.startswith(("<!", "<?")) else tag
    known = name[1].lower()
    label = None if known in _INLINE or tag[1] == "/" else _LABEL.search(tag, 0, _LONGEST_NAMING)
    if label:
        return f"\n{label[0]}："
    return "\n" if known in _BLOCK or known not in _INLINE else ""


def _text_of(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
