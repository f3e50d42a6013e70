"""Mapping → YAML as a clerk writes it: blocks for prose, one line for small mappings. Only for our own plain text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_LONGEST = 60
# What a plain scalar cannot hold, or our reader would take for a slip.
_QUOTED = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`“‘「｛［—–－•·]|: | #|[,\[\]{}"]|:$|^$""")


def yaml(record: Mapping[str, Any]) -> str:
    """``record`` as text; values are text, lists of text, mappings or lists of mappings."""
    return "".join(_entry(key, value) for key, value in record.items())


def _entry(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{key}:\n" + "".join(f"  {k}: {_flow(v)}\n" for k, v in value.items())
    if isinstance(value, str):
        if "\n" in value or len(value) > _LONGEST:
            return f"{key}: |\n" + "".join(f"  {line}\n" for line in value.split("\n"))
        return f"{key}: {_scalar(value)}\n"
    if value and isinstance(value[0], Mapping):
        return f"{key}:\n" + "".join(f"  - {_flow(row)}\n" for row in value)
    return f"{key}: {_flow(value)}\n"


def _flow(value: str | Mapping[str, Any] | Sequence[Any]) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_flow(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(_flow(v) for v in value) + "]"


def _scalar(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if _QUOTED.search(value) else value
