"""不予公开 in a review: how many, on which ground, approved by whom. What it is about is in no report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongshi.records.results import Undisclosed
from gongshi.registry.register import Register
from gongshi.review.item import Item, Line
from gongshi.review.told import told

_NEW = "内容不公开，只计入统计；请核对理由、依据和批准人"


def withheld(
    old: Register | None, new: Register, renamed: dict[str, str], held: frozenset[str], was_held: frozenset[str]
) -> Iterator[Item]:
    """One item for each record that was entered, changed or removed. ``renamed``: new path → old path.

    A number, a case name or anything of 内部 is private and stays out; that such a field changed is said all the same.
    """
    before = {r.file: r for r in old.undisclosed.values()} if old is not None else {}
    before = {file: r for file, r in before.items() if file not in was_held or file in held}
    after = {r.file: r for r in new.undisclosed.values()}
    moved = {source: target for target, source in renamed.items()}
    for file, record in before.items():
        if file not in after and moved.get(file) not in after and file not in held and old is not None:
            public = record.id in new.decisions
            why = "原来不予公开，现在作为执法决定公开" if public else "文件被删去，不予公开的统计少一件"
            yield Item("取消不予公开", **_about(record, old), why=why, lines=tuple(_rows(record, old)))
    for file, record in after.items():
        was = before.get(file) or before.get(renamed.get(file, ""))
        if was is None or old is None:
            yield Item("列入不予公开", **_about(record, new), why=_NEW, lines=tuple(_rows(record, new)))
        elif was.digest != record.digest:
            yield _changed(was, record, old, new)


def _changed(was: Undisclosed, record: Undisclosed, old: Register, new: Register) -> Item:
    left, right = dict(told(was, old)), dict(told(record, new))
    lines = tuple(
        Line(label, left.get(label, ""), right.get(label, ""))
        for label in dict.fromkeys([*right, *left])
        if left.get(label, "") != right.get(label, "")
    )
    if lines:
        return Item("不予公开改动", **_about(record, new), why=_NEW, lines=lines)
    return Item("只改内部", **{**_about(record, new), "group": ""}, why="不予公开的记录，改的是不显示的内容")


def _rows(record: Undisclosed, register: Register) -> Iterator[Line]:
    for label, text in told(record, register):
        yield Line(label, "", text)


def _about(record: Undisclosed, register: Register) -> dict[str, Any]:
    organ = register.roster[record.entity].name if record.entity in register.roster else ""
    title = f"一件{record.kind}（{record.decided}）"
    return {"record": record.id, "file": record.file, "title": title, "organ": organ, "group": record.ground}
