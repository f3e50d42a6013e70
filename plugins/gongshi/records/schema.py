"""JSON Schemas of all record kinds, derived from the classes; decisions one schema a kind."""

from __future__ import annotations

from typing import Any

from gongshi.records.base import Record
from gongshi.records.decisions import DECISIONS
from gongshi.records.kinds import KINDS, SITE


def models() -> dict[str, type[Record]]:
    """Class by kind name (``decision-penalty`` for decisions)."""
    result: dict[str, type[Record]] = {}
    for kind in (SITE, *KINDS):
        if kind.name == "decision":
            result |= {f"decision-{model.code}": model for model in DECISIONS.values()}
        else:
            result[kind.name] = kind.model
    return result


def schema(model: type[Record]) -> dict[str, Any]:
    """The JSON Schema of one class; keys, titles and help texts are Chinese."""
    return model.model_json_schema(by_alias=True)
