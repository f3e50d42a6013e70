"""What the record classes say about a place in the data: which fields are known there, their help, examples, choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Loc = tuple[int | str, ...]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model classes inside an annotation, whatever unions, lists and Annotated lie around them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from models_in(part)


def choices_in(annotation: Any) -> Iterator[str]:
    """The values that the Literals inside an annotation allow, in order."""
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        for part in get_args(annotation):
            yield from choices_in(part)


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields of ``model`` by Chinese key."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def models_at(model: type[BaseModel], loc: Loc) -> list[type[BaseModel]]:
    """The classes that may stand at ``loc`` below ``model``; parts that name no field (indexes, tags) are skipped."""
    here = [model]
    for part in loc:
        infos = [info for one in here if isinstance(part, str) and (info := fields_of(one).get(part))]
        if infos:
            here = [found for info in infos for found in models_in(info.annotation)]
    return here


def field_at(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The innermost field that ``loc`` passes through, None when it passes through none."""
    here, last = [model], None
    for part in loc:
        for one in here:
            info = fields_of(one).get(part) if isinstance(part, str) else None
            if info is not None:
                last, here = info, list(models_in(info.annotation))
                break
    return last


def told(info: FieldInfo | None, name: str) -> str:
    """An entry of the field's ``json_schema_extra`` (example, basis), empty when there is none."""
    known = info.json_schema_extra if info is not None else None
    return str(known.get(name) or "") if isinstance(known, Mapping) else ""


def sample(key: str, info: FieldInfo | None, depth: int = 0) -> str:
    """``key: example`` as a line to copy; a field with parts of its own is written out with those it requires."""
    if info is None:
        return f"{key}: ……"
    example = told(info, "example") or next(choices_in(info.annotation), "")
    if example or depth > 2:
        return f"{key}: {example or '……'}"
    parts = [
        sample(name, part, depth + 1)
        for nested in list(models_in(info.annotation))[:1]
        for name, part in fields_of(nested).items()
        if part.is_required()
    ]
    return f"{key}: {{{', '.join(parts)}}}" if parts else f"{key}: ……"


def closest(word: str, known: list[str]) -> str:
    """The one of ``known`` that ``word`` was most likely meant to be, empty when none comes near."""
    word = word[:40]
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return near[0]
    # 罚款 for 罚款金额, 处罚决定书文号 for 文书号: the characters of one are all in the other.
    letters = set(word)
    inside = [name for name in known if len(word) > 1 and (letters <= set(name) or set(name) <= letters)]
    return max(inside, key=lambda name: (SequenceMatcher(None, word, name).ratio(), name), default="")


def nearest_first(word: str, known: list[str]) -> list[str]:
    """``known`` with the most similar first, otherwise in its own order."""
    first = closest(word, known)
    return [first, *(name for name in known if name != first)] if first else known
