"""What ``gongshi redact`` proposes for a draft: masks by role, the places where the full name stands again, 脱敏 entries.

Works on the lines of the file, so that comments and layout stay. Names are taken from fields that hold a natural person
by their role; nothing is guessed from prose, but a name known from such a field is masked wherever it stands. Numbers
(IDs, mobiles, accounts) are covered wherever the detectors would stop them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gongshi.profiles.profile import NameStyles
from gongshi.records.decision import Decision
from gongshi.redaction import people
from gongshi.redaction.fields import Field, Path, walk
from gongshi.redaction.figures import May, figures
from gongshi.redaction.names import Style, mask, read_mask
from gongshi.redaction.span import Type

_TOWNSHIP = re.compile(r"^.*?(?:[乡镇]|街道(?:办事处)?)")
_TOP = re.compile(r"^\S")


def _nothing(field: Field, type_: Type, value: str) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of 脱敏."""

    field: str
    content: str
    method: str

    @property
    def line(self) -> str:
        """As a clerk would write it."""
        return f"  - {{字段: {self.field}, 内容: {self.content}, 方式: {self.method}, 依据: 个人信息}}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """``text``: the whole file as proposed; equal to what was given when there is nothing to propose."""

    text: str
    entries: tuple[Entry, ...]
    # Fields with a number that the file spells otherwise than the record reads: to be covered by hand.
    by_hand: tuple[str, ...] = ()


def propose(text: str, decision: Decision, styles: NameStyles, public: May = _nothing) -> Proposal:
    """The proposal for the file ``text`` that was read as ``decision``; what is ``public`` stays."""
    named = list(_named(decision, styles))
    changes = _masks(named)
    entries = [Entry(label, "姓名", "隐去" if style == "不显示" else "部分遮盖") for label, _, style in named]
    homes = {}
    for party in decision.parties:
        if party.domicile and (party.kind == "自然人" or people.party_style(decision, party, styles)):
            short = _TOWNSHIP.match(party.domicile)
            if short and short[0] != party.domicile:
                homes[party.domicile] = short[0]
                entries.append(Entry("住所", "村组和门牌", "概括"))
    for full, masked in changes.items():
        entries += [Entry(_label(path), "姓名", "部分遮盖") for path in _elsewhere(decision, full) if masked]
    numbers = list(figures(decision, public))
    by_hand = tuple(dict.fromkeys(figure.field for figure in numbers if figure.value not in text))
    placed = [figure for figure in numbers if figure.value in text]
    entries += [Entry(figure.field, figure.kind, "部分遮盖") for figure in placed]
    known = {entry.field for entry in decision.redactions}
    fresh = [entry for entry in dict.fromkeys(entries) if entry.field not in known and not _party_told(entry, known)]
    for label, name, style in named:
        if style == "不显示" and label != "行政相对人名称":
            text = _without(text, label, name)
    replaced = _replaced(text, changes | homes | {figure.value: figure.covered for figure in placed})
    return Proposal(_with_entries(replaced, fresh), tuple(fresh), by_hand)


def _named(decision: Decision, styles: NameStyles) -> Iterator[tuple[str, str, Style]]:
    """(what the entry calls the field, full name, style) of every name that may not stand as it does."""
    for party in decision.parties:
        style = people.party_style(decision, party, styles)
        if style is not None and read_mask(party.name) is None and people.lacking(party.name, style):
            yield "行政相对人名称", party.name, style
        for label, name, wanted in (
            ("法定代表人", party.representative, people.representative_style(party, styles)),
            ("代理人", party.agent, styles.agent.value),
        ):
            if name and read_mask(name) is None and people.lacking(name, wanted):
                yield label, name, wanted


def _masks(named: list[tuple[str, str, Style]]) -> dict[str, str]:
    """Full name → mask; people of the same mask are numbered in the order in which they stand."""
    by_mask: dict[str, list[str]] = defaultdict(list)
    styles = {name: style for _, name, style in named}
    for name, style in styles.items():
        by_mask[mask(name, style)].append(name)
    found = {}
    for names in by_mask.values():
        for number, name in enumerate(names, 1):
            several = len(names) > 1 and styles[name] != "不显示"
            found[name] = mask(name, styles[name], number if several else None)
    return found


def _elsewhere(decision: Decision, name: str) -> Iterator[Path]:
    for field in walk(decision):
        if not field.private and field.path[0] != "行政相对人" and name in field.value:
            yield field.path


def _label(path: Path) -> str:
    return str(path[0])


def _party_told(entry: Entry, known: set[str]) -> bool:
    return entry.field == "行政相对人名称" and bool(
        known & {"行政相对人", "名称", "姓名", "当事人姓名", "行政相对人姓名"}
    )


def _without(text: str, label: str, name: str) -> str:
    """Takes the field out: its own line, or its place within braces."""
    field = rf"{label}: *[\"']?{re.escape(name)}[\"']?"
    text = re.sub(rf"(?m)^ +{field} *\n", "", text)
    return re.sub(rf", *{field}(?=[,}}])", "", text)


def _replaced(text: str, changes: dict[str, str]) -> str:
    """Longer names first, so that none is cut by a shorter one that it begins with."""
    for full in sorted(changes, key=len, reverse=True):
        text = text.replace(full, changes[full])
    return text


def _with_entries(text: str, entries: list[Entry]) -> str:
    """Adds the entries to the block 脱敏, or makes one before 内部, else at the end."""
    if not entries:
        return text
    lines = text.rstrip("\n").split("\n")
    new = [entry.line for entry in entries]
    at = next((i for i, line in enumerate(lines) if line.startswith("脱敏:")), None)
    if at is None:
        before = next((i for i, line in enumerate(lines) if line.startswith("内部:")), len(lines))
        lines[before:before] = ["脱敏:", *new]
    else:
        inline = lines[at].removeprefix("脱敏:").strip()
        if inline.startswith("[") and inline.endswith("]"):
            # A list on one line: its entries go on, each on its own.
            inner = inline[1:-1].strip()
            lines[at : at + 1] = ["脱敏:", *([f"  - {inner}"] if inner.count("{") == 1 else _split(inner)), *new]
        else:
            end = next((i for i in range(at + 1, len(lines)) if _TOP.match(lines[i])), len(lines))
            lines[end:end] = new
    return "\n".join(lines) + "\n"


def _split(inner: str) -> list[str]:
    return [f"  - {part.strip()}" for part in re.findall(r"\{[^{}]*\}", inner)]
