"""Masks and 脱敏 entries of one decision side by side: which fields show a mask, which entries speak of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongshi.records.life import Redaction
from gongshi.redaction.fields import Field, Path
from gongshi.redaction.names import Mask, is_masked, masks_in, read_mask

# What clerks call a field of a party in 字段, beside its own key.
_CALLED = {
    "名称": frozenset(
        {
            "行政相对人",
            "行政相对人名称",
            "行政相对人姓名",
            "相对人名称",
            "相对人姓名",
            "当事人",
            "当事人姓名",
            "名称",
            "姓名",
        }
    ),
    "法定代表人": frozenset({"法定代表人", "法定代表人姓名", "负责人", "经营者", "行政相对人"}),
    "代理人": frozenset({"代理人", "代理人姓名", "委托代理人", "行政相对人"}),
    "住所": frozenset({"住所", "行政相对人住所", "行政相对人"}),
    "经营场所": frozenset({"经营场所", "行政相对人"}),
}
_NAMED = ("party", "business", "representative", "agent")


@dataclass(frozen=True, slots=True)
class Shown:
    """A field in which something is visibly masked; ``covered_by``: what an entry for it may be called."""

    path: Path
    label: str
    covered_by: frozenset[str]
    mask: Mask | None


def called(field: Field) -> frozenset[str]:
    """What the 字段 of an entry for this field may say."""
    if field.path[0] == "行政相对人":
        return _CALLED.get(field.label, frozenset({field.label}))
    return frozenset({str(part) for part in field.path if isinstance(part, str)})


def shown(fields: list[Field]) -> list[Shown]:
    """Every visible mask that asks for an entry of its own: the parties' names, and others in texts.

    A party's mask repeated in a text is spoken for by the party's entry.
    """
    found: list[Shown] = []
    names: set[str] = set()
    for field in fields:
        if field.holds in _NAMED and (mask := read_mask(field.value)):
            names.add(mask.text)
            found.append(Shown(field.path, field.label, called(field), mask))
    for field in fields:
        if field.holds in _NAMED or not is_masked(field.value):
            continue
        others = [mask for mask in masks_in(field.value) if mask.text not in names]
        if others or not masks_in(field.value):
            found.append(Shown(field.path, field.label, called(field), others[0] if others else None))
    return found


def spoken_for(one: Shown, entries: tuple[Redaction, ...]) -> bool:
    """Whether one of the entries is about the field."""
    return any(_plain(entry.field) in one.covered_by for entry in entries)


def meant(entry: Redaction, fields: list[Field]) -> list[Field]:
    """The fields of the record that an entry is about; none when there is no such field."""
    return [field for field in fields if _plain(entry.field) in called(field)]


def _plain(name: str) -> str:
    return re.sub(r"\s|“|”", "", name)
