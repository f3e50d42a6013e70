"""What pydantic refuses by itself, in plain Chinese; its own English is never shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongshi.source.wording import shown

# Errors of a value that should have had fields of its own.
NOT_PARTS = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"})
_NOT_LIST = frozenset({"list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"})
_MESSAGES = {
    "string_type": "应写成一行文字",
    "string_too_long": "文字太长，最多 {max_length} 个字",
    "string_too_short": "文字太短，至少 {min_length} 个字",
    "string_pattern_mismatch": "写法不对",
    "too_long": "项数太多，最多 {max_length} 项",
    "too_short": "项数太少，至少 {min_length} 项",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "decimal_max_digits": "位数太多",
    "decimal_max_places": "小数位数太多",
    "decimal_whole_digits": "整数位数太多",
    "union_tag_invalid": "类别不在允许的范围内",
    "union_tag_not_found": "没有写明类别",
}
# By the beginning of the type's name: pydantic has several for each.
_FAMILIES = (
    ("int", "应写成整数"),
    ("float", "应写成数字"),
    ("decimal", "应写成数字"),
    ("date", "不是日期，应写成 年-月-日，如 2026-03-02"),
    ("time", "应写成时间，如 16:00"),
    ("bool", "只能写“是”或“否”"),
    ("url", "应是 http 或 https 网址"),
    ("string", "应写成一行文字"),
)


def refused(kind: str, name: str, value: object, context: Mapping[str, Any]) -> str:
    """The words for an error of type ``kind``: the field's ``name``, what was written there, what is wanted.

    ``context`` is the error's own, with the limits that it names.
    """
    name = f"“{name}”" if name else "这里"
    what = f"写的是“{shown(value)}”" if isinstance(value, str) else f"写成了{shown(value)}"
    what = "没有填写" if value is None or value == "" else what
    if kind in NOT_PARTS:
        return f"{name}下面应分项写（字段: 值），这里{what}"
    if kind in _NOT_LIST:
        return f"{name}应写成列表，一项一行，以“- ”开头，这里{what}"
    wanted = _MESSAGES.get(kind) or next((say for part, say in _FAMILIES if kind.startswith(part)), "不符合要求")
    numbers = {key: value for key, value in context.items() if isinstance(value, int | float | str)}
    try:
        wanted = wanted.format_map(numbers)
    except (KeyError, ValueError, IndexError):
        wanted = wanted.split("，")[0]
    return f"{name}{what}，{wanted}"
