"""JSON Schemas of all record kinds, derived from the classes; decisions one schema a kind."""

from __future__ import annotations

from typing import Any

from gongshi.records.decisions import DECISIONS
from gongshi.records.kinds import KINDS, SITE


def schemas() -> dict[str, dict[str, Any]]:
    """Schema by kind name (``decision-penalty`` for decisions); keys, titles and help texts are Chinese."""
    result = {}
    for kind in (SITE, *KINDS):
        if kind.name == "decision":
            for model in DECISIONS.values():
                result[f"decision-{model.code}"] = model.model_json_schema(by_alias=True)
        else:
            result[kind.name] = kind.model.model_json_schema(by_alias=True)
    return result
