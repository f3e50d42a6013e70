"""What a record tells the public, as rows of label and text, in the order in which its class declares them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongshi.public.remedies import remedies_of
from gongshi.public.statement import statement_of
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.registry.register import Register
from gongshi.registry.standing import Standing

Row = tuple[str, str]
# What tells one row of a list from another, so that a row put in between changes no other.
_NAMES = (
    "事项编码",
    "执法证号",
    "职权编码",
    "编号",
    "序号",
    "文件",
    "法律",
    "名称",
    "事项名称",
    "标识",
    "日期",
    "检查对象",
)


def told(record: Record, register: Register, stands: Standing | None = None) -> list[Row]:
    """Every public field of a record with its text; of a decision also what follows from it: term, deadline, remedies.

    ``stands``: where a decision stands that is not in the register as it was told.
    """
    rows = list(_rows(_named(statement_of(record), register), ""))
    if record.body.strip():
        rows.append(("正文", record.body.strip()))
    if isinstance(record, Decision):
        rows += _reckoned(record, register, stands or register.standings[record.id])
    return list(_numbered(rows))


def _named(statement: dict[str, Any], register: Register) -> dict[str, Any]:
    """Organs and items by their names, as a page has them; their codes beside."""
    found = dict(statement)
    for key in ("执法主体", "受委托组织"):
        if found.get(key) in register.roster:
            found[key] = register.roster[found[key]].name
    item = register.items.get(str(found.get("执法事项", "")))
    if item:
        found["执法事项"] = f"{item[0].name}（{item[0].code}）"
    return found


def _numbered(rows: list[Row]) -> Iterator[Row]:
    """Rows of one label told apart: two articles of one law are two rows."""
    seen: dict[str, int] = {}
    for label, text in rows:
        seen[label] = seen.get(label, 0) + 1
        yield (label if seen[label] == 1 else f"{label}（{seen[label]}）"), text


def _rows(value: Any, label: str) -> Iterator[Row]:
    if _cites(value):
        yield label, _cited(value)
    elif isinstance(value, list) and value and all(map(_cites, value)):
        yield label, "\n".join(map(_cited, value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _rows(inner, f"{label}·{key}" if label else str(key))
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _rows(inner, f"{label}〔{_name(inner, number)}〕" if len(value) > 1 else label)
    elif isinstance(value, list):
        yield label, "、".join(map(_text, value))
    else:
        yield label, _text(value)


def _cites(value: Any) -> bool:
    """An article of a law is one thing to read, as on the page."""
    return isinstance(value, dict) and {"法律", "条款"} <= value.keys() <= {"法律", "条款", "版本", "内容"}


def _cited(value: dict[str, str]) -> str:
    version = f"（{value['版本']}）" if "版本" in value else ""
    words = f"：{value['内容']}" if "内容" in value else ""
    return f"《{value['法律']}》{version}{value['条款']}{words}"


def _name(row: Any, number: int) -> str:
    if isinstance(row, dict):
        for key in _NAMES:
            if isinstance(row.get(key), str):
                return str(row[key])[:40]
    return str(number)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _reckoned(record: Decision, register: Register, standing: Standing) -> Iterator[Row]:
    yield "公示期限", f"{standing.deadline.binding}（{standing.timeliness.text}）"
    if standing.state.term_end is not None:
        yield "公示截止日", f"{standing.state.term_end}（{standing.state.term_basis}）"
    remedies = remedies_of(register.remedies_told(record))
    if remedies and remedies["text"] and not record.remedies:
        yield "救济途径", str(remedies["text"])
