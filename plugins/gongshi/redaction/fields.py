"""Every text of a record with what its class says it may hold: the one walk for rules, the gate and ``gongshi redact``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from gongshi.records.base import Record

Path = tuple[str | int, ...]


class Field(NamedTuple):
    """``path``: the Chinese keys that lead to it; ``holds``: see ``records.base.Holds``, empty for no personal data."""

    path: Path
    label: str
    holds: str
    value: str
    private: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a class."""

    name: str
    label: str
    holds: str
    private: bool


@cache
def slots(model: type[BaseModel]) -> tuple[Slot, ...]:
    """The fields of a class in their order."""
    return tuple(
        Slot(name, info.alias or name, str(extra.get("holds") or ""), bool(extra.get("private")))
        for name, info in model.model_fields.items()
        for extra in [info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}]
    )


# Most fields of most records.
_NO_TEXT = frozenset({bool, int, float, Decimal, date, datetime})


def walk(record: Record, *, public: bool = False) -> list[Field]:
    """Every text of a record in the order of its class, its Markdown last; numbers and dates are none.

    With ``public`` what the class calls private is left out. A list, not a generator of generators: rules walk every
    record of a county.
    """
    found: list[Field] = []
    _model(record, (), False, public, found)
    if record.body:
        found.append(Field((), "正文", "text", record.body, private=False))
    return found


def _model(model: BaseModel, path: Path, private: bool, public: bool, found: list[Field]) -> None:
    values = model.__dict__
    for slot in slots(type(model)):
        value = values[slot.name]
        if not value or (public and slot.private):
            continue
        kind = type(value)
        if kind is str:
            found.append(Field((*path, slot.label), slot.label, slot.holds, value, private or slot.private))
        elif kind not in _NO_TEXT:
            _value(value, (*path, slot.label), slot, private or slot.private, public, found)


def _value(value: Any, path: Path, slot: Slot, private: bool, public: bool, found: list[Field]) -> None:
    if isinstance(value, str):
        found.append(Field(path, slot.label, slot.holds, value, private))
    elif isinstance(value, BaseModel):
        _model(value, path, private, public, found)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            _value(inner, (*path, index), slot, private, public, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _value(inner, (*path, str(key)), slot, private, public, found)


def held(model: BaseModel, kinds: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(``holds``, value) of the public fields that hold one of ``kinds``, as ``walk`` finds them: it goes only where the
    classes say that there may be some, which is a small part of a decision.
    """
    values = model.__dict__
    for name, holds in _ways(type(model), kinds):
        if value := values[name]:
            yield from _held_in(value, holds, kinds)


def _held_in(value: Any, holds: str, kinds: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if holds in kinds:
            yield holds, value
    elif isinstance(value, BaseModel):
        yield from held(value, kinds)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _held_in(inner, holds, kinds)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _held_in(inner, holds, kinds)


@cache
def _ways(model: type[BaseModel], kinds: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Name and ``holds`` of the public fields of a class that hold one of ``kinds``, or in which there may be some."""
    fields = model.model_fields
    return tuple(
        (slot.name, slot.holds)
        for slot in slots(model)
        if not slot.private and (slot.holds in kinds or _leads(fields[slot.name].annotation, kinds))
    )


def _leads(annotation: Any, kinds: frozenset[str]) -> bool:
    """Whether values of a type may have fields that hold one of ``kinds``; of a type that says nothing, they may."""
    if annotation is Any or annotation is object:
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_ways(annotation, kinds))
    return any(_leads(inner, kinds) for inner in get_args(annotation))
