"""Lists of decisions as data: what a spreadsheet and a program get of each row that a page shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMAT = 1
_COLUMNS = {
    "number": "文书号", "title": "案件名称", "kind": "执法类别", "entity": "执法主体", "party": "行政相对人",
    "decided": "决定日期", "published": "公示日期", "last_day": "公示截止日", "amount": "金额（元）", "status": "状态",
    "url": "网址",
}  # fmt: skip


def row_of(row: Mapping[str, Any], url: str) -> dict[str, str | None]:
    """A row of ``summary_of`` under the names of the columns; an expected day of publication is none yet."""
    return {
        "number": row["number"],
        "title": row["title"],
        "kind": row["kind_zh"],
        "entity": row["entity"]["name"],
        "party": row["party"],
        "decided": row["decided"],
        "published": None if row["expected"] else row["published"],
        "last_day": row["last_day"],
        "amount": row["amount"],
        "status": row["status_zh"],
        "url": url,
    }


def line_of_csv(row: Mapping[str, str | None]) -> str:
    """One line of a table."""
    return as_csv([[defused(row[name] or "") for name in _COLUMNS]])


def head_of_csv() -> str:
    """The first line of a table; the mark at its head tells spreadsheets that it is UTF-8."""
    return "\ufeff" + as_csv([list(_COLUMNS.values())])


def line_of_json(row: Mapping[str, str | None]) -> str:
    """One row, without what is empty."""
    return json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False)


def as_json(title: str, lines: Sequence[str]) -> str:
    """The whole file: format, title, count, and a row on each line."""
    head = json.dumps({"format": FORMAT, "title": title, "count": len(lines), "columns": _COLUMNS}, ensure_ascii=False)
    return f'{head[:-1]}, "rows": [\n' + ",\n".join(lines) + "\n]}\n"


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated values with line feeds."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
