"""Officers' lists and cards, duty boards and process charts as they hang on a wall."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from gongshi import flowchart
from gongshi.public.shape import plain
from gongshi.records.entity import Officer
from gongshi.records.pages import Board, Flow
from gongshi.registry.certificates import VALID
from gongshi.registry.charts import steps_of
from gongshi.registry.register import Register
from gongshi.site import addresses
from gongshi.site.sections.organs import officer_row

# Points of the text of a duty board on A4, the largest first; below the last nobody reads it from where he stands.
_SIZES = (16, 15, 14, 13, 12, 11, 10, 9, 8)
# Millimetres on A4 across: a column, its height below the head, the two codes with their words, a point.
_COLUMN, _HEIGHT, _CHECK, _PAGE, _POINT = 122, 136, 26, 34, 0.353
# Ems: a line, a heading of the column, a row of the people on duty, what stands between the facts.
_LINE, _HEADING, _STAFF, _BETWEEN = 1.45, 2.2, 5, 1.4


def officers_of(register: Register, entity: str) -> list[dict[str, Any]]:
    """The officers of an organ with the standing of their certificates on the day, as the website's list has them."""
    as_of = register.setting.as_of
    return [_officer(officer, as_of) for officer, lists in register.officers.values() if lists.entity == entity]


def cards_of(register: Register, entity: str) -> list[dict[str, Any]]:
    """A card for each officer who may enforce on the day: nobody hangs up a certificate that is no good."""
    organ = register.entities.get(entity)
    phone = organ.supervision.phone if organ else None
    return [{**row, "supervision": phone} for row in officers_of(register, entity) if row["status"] == VALID]


def _officer(officer: Officer, as_of: date) -> dict[str, Any]:
    return {
        **officer_row(officer, as_of),
        "area": officer.area,
        "issuer": officer.issuer,
        "check": addresses.check(officer.certificate),
    }


def window_of(register: Register, board: Board) -> dict[str, Any]:
    """A duty board; ``points``: the size of its text on A4, None for what no sheet holds."""
    guides = [register.guides[guide].title for guide in board.guides if guide in register.guides]
    staff = [
        {**plain(post), "check": addresses.check(post.number) if post.number in register.officers else None}
        for post in board.staff
    ]
    facts = (
        ("办公时间", board.hours), ("进度查询", board.progress), ("咨询电话", board.phone), ("投诉举报", board.complaint),
    )  # fmt: skip
    left = [*board.duties, *guides]
    right = [*board.matters, *(f"{label}　　{value}" for label, value in facts)]
    checks = any(post["check"] for post in staff)
    return {
        "title": board.title,
        "post": board.post,
        "staff": staff,
        "duties": list(board.duties),
        "matters": list(board.matters),
        "guides": guides,
        "facts": facts,
        "adjusted": plain(board.adjusted),
        "page": addresses.of("board", board.id),
        "points": _points(left, right, len(staff), checks),
    }


def _points(left: Iterable[str], right: Iterable[str], staff: int, checks: bool) -> int | None:
    """The largest size at which both columns fit, by a count of their lines; None when none does."""
    left, right = list(left), list(right)
    rows = ceil(staff / 2)
    for points in _SIZES:
        em = points * _POINT
        # A bullet, its number and what a line leaves empty at its end take three letters.
        letters = _COLUMN / em - 3
        lines = [sum(ceil(_width(text) / letters) for text in column) * _LINE for column in (left, right)]
        duties = (lines[0] + 3 * _HEADING + rows * _STAFF) * em + rows * checks * _CHECK
        service = (lines[1] + 2 * _HEADING + _BETWEEN) * em + _PAGE
        if max(duties, service) <= _HEIGHT:
            return points
    return None


def _width(text: str) -> float:
    """In squares of a Chinese character."""
    return sum(0.55 if letter.isascii() else 1 for letter in text)


def chart_of(register: Register, flow: Flow) -> dict[str, Any]:
    """A process chart; ``wide`` when it is wider than high, and lies across."""
    layout = flowchart.layout(steps_of(flow))
    return {
        "title": flow.title,
        "kind": flow.kind,
        "organs": "、".join(register.name_of(entity) for entity in flow.entities),
        "basis": [f"《{c['law']}》{c['article']}" for c in plain(flow.basis)],
        "adjusted": plain(flow.adjusted),
        "drawing": flowchart.svg(layout, flow.title, flow.summary or flow.title, flow.id),
        "wide": layout.width > layout.height,
        "page": addresses.of("flow", flow.id),
    }
