"""`python benchmarks/corpus.py N DIR [--stock]`: N invented decisions under DIR/content, the same bytes at every run.

The seed is the number of the case, so that nothing depends on clock, machine or hash seed. The first eleven cases are
one of each kind, the rest go by weight (mostly penalties and licences); about nineteen in twenty are visible on
2026-11-21, the others are withdrawn, lapsed, ended early or not yet out. With ``--stock`` the same records are also
written as articles for stock Pelican under DIR/stock (see invented/stock.py for what is equal and what is not).
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

from gongshi.release.seal import written
from gongshi.release.store import Entry
from invented.cases import case
from invented.frame import frame
from invented.organs import KINDS
from invented.records import Record, first_published, record
from invented.stock import write_stock
from invented.writing import yaml


def numbered(count: int) -> dict[str, tuple[Record, str | None]]:
    """Id → record and its day of first publication; numbers run on within organ, kind and year in the order of the days."""
    cases = sorted((case(i, count) for i in range(count)), key=lambda c: c.decided)
    serials: Counter[tuple[str, str, int]] = Counter()
    found: dict[str, tuple[Record, str | None]] = {}
    for c in cases:
        words, year = KINDS[c.matter.kind], c.decided.year
        key = (c.organ.id, c.matter.kind, year)
        serials[key] += 1
        identity = f"{c.organ.id.removeprefix('qinghe-')}-{words.short}-{year}-{serials[key]:05d}"
        published = first_published(c)
        number = f"{c.organ.word}{words.word}〔{year}〕{serials[key]}号"
        found[identity] = record(c, number), published.isoformat() if published else None
    return found


def write(count: int, target: Path, stock: bool = False) -> None:
    """Writes the corpus of ``count`` (at least 11) decisions below ``target``, which must not hold one yet."""
    content = target / "content"
    records = numbered(count)
    files = frame()
    for identity, (data, _) in records.items():
        files[f"post/decisions/{data['决定日期'][:4]}/{identity}.yaml"] = yaml(data)
    days = {identity: Entry(date.fromisoformat(day)) for identity, (_, day) in records.items() if day}
    files["release/store.json"] = written(days)
    content.mkdir(parents=True)
    for folder in sorted({str(Path(name).parent) for name in files}):
        (content / folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (content / name).write_text(text, encoding="utf-8", newline="\n")
    if stock:
        write_stock(records, target / "stock")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write N invented decisions under DIR/content.")
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("target", metavar="DIR", type=Path)
    parser.add_argument("--stock", action="store_true", help="also the same records as articles under DIR/stock")
    arguments = parser.parse_args()
    if arguments.count < len(KINDS):
        parser.error(f"N must be at least {len(KINDS)}, one of each kind")
    if (arguments.target / "content").exists():
        parser.error(f"{arguments.target / 'content'} is there already")
    write(arguments.count, arguments.target, arguments.stock)


if __name__ == "__main__":
    main()
