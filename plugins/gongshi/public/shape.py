"""Which fields of a record class may be shown, under which label, and how their values are written.

The allow-list is the class itself: a field declared ``private`` is left out at every depth, so nothing that is added
to 内部 later can slip into a page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from gongshi.records import types as scalars
from gongshi.records.law import Citation

_BY_VALIDATOR = {
    scalars._date: "date",
    scalars._yuan: "money",
    scalars._percent: "percent",
    scalars._flag: "flag",
    scalars._whole: "count",
    scalars._prose: "prose",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One public field: attribute, Chinese label, how to show it, and how to write its value as JSON data."""

    name: str
    label: str
    type: str
    plain: Callable[[Any], Any]


@cache
def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """The public fields of a class, in the order in which they are declared."""
    return tuple(
        _shape(name, info)
        for name, info in model.model_fields.items()
        if not (isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("private"))
    )


def _shape(name: str, info: FieldInfo) -> Shape:
    kind = _type(info.annotation, tuple(info.metadata))
    return Shape(name, info.alias or name, kind, _PLAIN.get(kind, plain))


def _type(annotation: Any, metadata: tuple[Any, ...]) -> str:
    for entry in metadata:
        if isinstance(entry, BeforeValidator):
            if entry.func is scalars._one_or_many:
                inner = next((a for a in get_args(annotation) if a is not Ellipsis), None)
                return "citations" if inner is Citation else "list"
            if entry.func in _BY_VALIDATOR:
                return _BY_VALIDATOR[entry.func]
    arguments = [a for a in get_args(annotation) if a is not type(None)]
    for argument in arguments:
        if hasattr(argument, "__metadata__"):
            return _type(argument.__origin__, argument.__metadata__)
    if getattr(annotation, "__origin__", None) is tuple:
        return "list"
    return "line"


def plain(value: Any) -> Any:
    """JSON data: dates ISO, money with two decimals, nested records as mappings of their public fields."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, BaseModel):
        return project(value)
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    raise TypeError(f"no public form for {type(value).__name__}")


def _flag(value: bool | None) -> str | None:
    return None if value is None else "是" if value else "否"


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "flag": _flag,
    "percent": lambda value: None if value is None else f"{value:f}%",
    "count": lambda value: None if value is None else str(value),
}


def project(record: BaseModel) -> dict[str, Any]:
    """Every public field of a record under its English name."""
    return {shape.name: plain(getattr(record, shape.name)) for shape in shapes(type(record))}


def fields(record: BaseModel, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The filled public fields as rows of label, type and value; ``only`` names labels, in their order."""
    chosen = shapes(type(record))
    if only:
        by_label = {shape.label: shape for shape in chosen}
        chosen = tuple(by_label[label] for label in only)
    rows = []
    for shape in chosen:
        if shape.name in without:
            continue
        value = getattr(record, shape.name)
        if value is None or value == () or value == "":
            continue
        if isinstance(value, BaseModel):
            continue
        shown = shape.plain(value)
        rows.append({"label": shape.label, "type": shape.type, "value": shown})
    return rows
