"""Every text of a record with what its class says it may hold: the one walk for rules, the gate and ``gongshi redact``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from gongshi.records.base import Record

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Field:
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


def walk(record: Record) -> Iterator[Field]:
    """Every text of a record in the order of its class, its Markdown last; numbers and dates are none."""
    yield from _model(record, (), private=False)
    if record.body:
        yield Field((), "正文", "text", record.body, private=False)


def _model(model: BaseModel, path: Path, private: bool) -> Iterator[Field]:
    for slot in slots(type(model)):
        value = getattr(model, slot.name)
        if value is not None and value != ():
            yield from _value(value, (*path, slot.label), slot, private or slot.private)


def _value(value: Any, path: Path, slot: Slot, private: bool) -> Iterator[Field]:
    if isinstance(value, str):
        yield Field(path, slot.label, slot.holds, value, private)
    elif isinstance(value, BaseModel):
        yield from _model(value, path, private)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _value(inner, (*path, index), slot, private)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _value(inner, (*path, str(key)), slot, private)
