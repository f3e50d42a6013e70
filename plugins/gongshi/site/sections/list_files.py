"""Lists of decisions as files: each year of each group as CSV, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongshi.public.listing import as_json, head_of_csv, line_of_csv, line_of_json, row_of
from gongshi.site.press import Press
from gongshi.site.sections.decisions import Listed
from gongshi.site.sections.shelves import Scope, Shelves, newest_of
from gongshi.site.unchanged import told


def build(press: Press, shelves: Shelves, title_of: Callable[[Scope], str]) -> None:
    """No JSON where both kind and organ are chosen, which a program does itself."""
    known: dict[str, tuple[str, str]] = {}

    def lines(listed: Iterable[Listed]) -> Iterator[tuple[str, str]]:
        """Of a table and of JSON; worked out once, and only where a file is made anew."""
        for entry in listed:
            if entry.key not in known:
                row = row_of(entry.row, f"{press.url}/{entry.row['url']}")
                known[entry.key] = line_of_csv(row), line_of_json(row)
            yield known[entry.key]

    for scope, months in shelves.scopes.items():
        for year in {year for year, _ in months}:
            _year(press, scope, year, f"{year}年{title_of(scope)}", list(newest_of(months, year)), lines)


def _year(
    press: Press,
    scope: Scope,
    year: int,
    title: str,
    listed: list[Listed],
    lines: Callable[[list[Listed]], Iterator[tuple[str, str]]],
) -> None:
    made_of = told(title, [entry.key for entry in listed])
    press.file(scope.data(year, "csv"), made_of, lambda: head_of_csv() + "".join(line for line, _ in lines(listed)))
    if not scope.both:
        press.file(scope.data(year, "json"), made_of, lambda: as_json(title, [line for _, line in lines(listed)]))
