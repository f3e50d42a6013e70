"""What the public is told by one record alone: its statement, the form in which the release store keeps a record.

A statement is made of the record's own public fields under their Chinese keys. It hangs on no day, no other record
and no template, so that it changes only when the record says something else to the public. Fields without a value and
fields that say what their class assumes anyway are left out: a new optional field of a later engine changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gongshi.public.shape import shapes
from gongshi.records.base import Record
from gongshi.records.kinds import BY_NAME
from gongshi.source.fields import choices_in, models_in

Statement = dict[str, Any]
# Stands where the record class asks for a private field, which no statement holds.
WITHHELD = "（未公开）"


def statement_of(record: Record) -> Statement:
    """The public fields of a record as JSON data: dates ISO, money as text with two decimals, yes and no as booleans."""
    model = type(record)
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_private(model))


def canonical(statement: Statement) -> bytes:
    """The one form of a statement in bytes: UTF-8, keys sorted, no blanks, one line feed at the end."""
    text = json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def digest(statement: Statement) -> str:
    """SHA-256 of the canonical form, in hexadecimal: what names the statement in the release store."""
    return sha256(canonical(statement)).hexdigest()


def restored(statement: Statement, kind: str, identity: str) -> Record:
    """The record that a statement was made of, without what is private. ``kind`` is the name of its kind (``KINDS``).

    Raises ValueError when the classes of this engine cannot read it.
    """
    if kind not in BY_NAME:
        raise ValueError(f"no kind of record: {kind}")
    model = BY_NAME[kind].model_for(statement)
    record = model.model_validate(_completed(statement, model))
    record.bind(id=identity, file="")
    return record


@cache
def _private(model: type[BaseModel]) -> dict[str, Any]:
    """What pydantic has to leave out of a class and of the classes within it; empty where nothing is private."""
    public = {shape.name for shape in shapes(model)}
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name not in public:
            found[name] = True
            continue
        for nested in models_in(info.annotation):
            within = _private(nested)
            if within:
                found[name] = {"__all__": within} if _is_list(info.annotation) else within
    return found


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple or any(_is_list(part) for part in get_args(annotation))


def _completed(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """``data`` with a stand-in for every private field that the class requires."""
    public = {shape.name for shape in shapes(model)}
    full = dict(data)
    for name, info in model.model_fields.items():
        key = info.alias or name
        if name not in public:
            if info.is_required():
                full[key] = _stand_in(info)
            continue
        nested = next(models_in(info.annotation), None)
        if nested is not None and key in full:
            value = full[key]
            full[key] = [_part(v, nested) for v in value] if isinstance(value, list) else _part(value, nested)
    return full


def _part(value: Any, model: type[BaseModel]) -> Any:
    return _completed(value, model) if isinstance(value, Mapping) else value


def _stand_in(info: FieldInfo) -> str:
    return next(choices_in(info.annotation), WITHHELD)
