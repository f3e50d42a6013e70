"""Is what is live exactly what may be live today? The live tree against the manifest, and against the day.

Two questions that do not hang on each other. Against the manifest of the last release: what is missing, extra or changed.
Against content and release store on the day, whatever the manifest says: what was built for another day, and what is
still there though it was withdrawn or has lapsed: its page, its attachments, its address in any other file.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from gongshi.release.manifest import STATUS, Manifest, ManifestError
from gongshi.release.problems import Kind, Problem, Report
from gongshi.release.switch import MARK
from gongshi.release.today import Today
from gongshi.release.visit import FOREIGN, MORE, MOST_LOST, Live, Visit
from gongshi.release.web import Answer
from gongshi.search import reader

# Connections at once: a county's web server has other readers too.
_PARALLEL = 4


def verify(live: Live, manifest: Manifest, today: Today, step: Callable[[], None] = lambda: None) -> Report:
    """Looks at every address that counts; ``step`` is called after each. Never raises on what is live."""
    visit = Visit(live, manifest, today, step)
    stamp = live.get(MARK, MORE)
    if stamp.status == 0:
        return Report(today.day, None, 1, (Problem(Kind.UNREACHABLE, "", stamp.note),))
    built_for = _day(stamp)
    problems = [*_unsealed(manifest, today), *_stale(built_for, today.day)]
    try:
        names = live.names()
    except (ManifestError, OSError) as error:
        problems.append(Problem(Kind.EXTRA, "", str(error)))
        names = None
    with ThreadPoolExecutor(_PARALLEL) as pool:
        for found in pool.map(lambda job: job(), _jobs(visit, names)):
            problems += found
    problems += _indexed(visit)
    if visit.lost >= MOST_LOST:
        problems.append(Problem(Kind.UNREACHABLE, "", f"有 {MOST_LOST} 个地址读不到，没有再往下看"))
    unique = sorted(set(problems), key=lambda p: (p.kind.rank, p.path, p.record, p.note))
    return Report(today.day, built_for, visit.asked, tuple(unique))


def _jobs(visit: Visit, names: Iterable[str] | None) -> Iterator[Callable[[], list[Problem]]]:
    manifest = visit.manifest
    for path, row in manifest.files.items():
        yield partial(visit.file, path, row)
    for path in visit.forbidden:
        yield partial(visit.absent, path, True)
        yield partial(visit.absent, path, False)
        yield partial(visit.absent, f"{path}.gz", False)
    for path in visit.notices:
        if path not in manifest.files:
            yield partial(visit.notice, path)
    for path in names or ():
        if path not in manifest.files and path != STATUS and not path.startswith(FOREIGN):
            yield partial(visit.unnamed, path)


def _unsealed(manifest: Manifest, today: Today) -> Iterator[Problem]:
    """Records that may be seen today and that the last release did not hold."""
    for record in sorted(today.shown):
        path = today.pages[record]
        if path not in manifest.files:
            yield Problem(Kind.MISSING, path, "今天应当公示，最近一次发布里没有", record)


def _stale(built_for: date | None, day: date) -> Iterator[Problem]:
    if built_for is None:
        yield Problem(Kind.STALE, MARK, "看不出网站是按哪一天生成的")
    elif built_for != day:
        yield Problem(Kind.STALE, MARK, f"网站是按 {built_for} 生成的，今天是 {day}")


def _indexed(visit: Visit) -> list[Problem]:
    """What the search index mentions, whatever the compression hides."""
    try:
        return [problem for path, text in reader.texts(visit.index) for problem in visit.mentions(path, text)]
    except (reader.IndexFileError, ValueError, zlib.error):
        return [Problem(Kind.CHANGED, "search/", "检索数据读不出来，没法判断里面有什么")]


def _day(stamp: Answer) -> date | None:
    try:
        return date.fromisoformat(json.loads(stamp.body)["as_of"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
