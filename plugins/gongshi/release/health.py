"""Is there anything that somebody must be called for? Asked by a monitoring system every few minutes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from pathlib import Path

from gongshi.release.folder import CURRENT, RELEASES
from gongshi.release.manifest import STATUS, ManifestError, read_manifest
from gongshi.release.problems import Kind, Report
from gongshi.release.released import manifest_in, tree_in
from gongshi.release.status import LIMIT, StatusError, read_status
from gongshi.release.visit import Live

FORMAT = 1
LEDGER, JOURNAL = "ledger/ledger.jsonl", "journal.json"
# Days that a site may lag behind while nothing on it changes by itself.
_LATE = 1
# Free space in sizes of the tree: the next build needs one, what is kept beside it the rest.
_LITTLE, _NONE = 3, 1
# Bytes at the end of the ledger that are looked at.
_TAIL = 64 * 1024
_WORST = frozenset({Kind.STANDING, Kind.MENTIONED})


class Level(IntEnum):
    """As Nagios numbers them."""

    OK = 0
    WARNING = 1
    CRITICAL = 2
    UNKNOWN = 3


# What is known to be broken outweighs what could not be asked.
_BADNESS = (Level.OK, Level.WARNING, Level.UNKNOWN, Level.CRITICAL)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at; ``text`` in Chinese."""

    level: Level
    text: str


@dataclass(slots=True)
class Health:
    """``figures``: name → number, for curves."""

    signs: list[Sign] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """The worst."""
        return max((sign.level for sign in self.signs), key=_BADNESS.index, default=Level.OK)

    @property
    def line(self) -> str:
        """One line as Nagios and its kin read it: the worst first, figures behind the bar."""
        told = [sign.text for sign in sorted(self.signs, key=lambda sign: -_BADNESS.index(sign.level)) if sign.level]
        text = "；".join(told or [sign.text for sign in self.signs]).replace("|", "／")
        figures = " ".join(f"{name}={number}" for name, number in self.figures.items())
        return f"GONGSHI {self.level.name} - {text}{f' | {figures}' if figures else ''}"


def health(live: Live, folder: Path | None, today: date, verified: Report | None = None) -> Health:
    """Looks at the status of a live site, and at its ``folder`` where it is one of this machine. Never raises."""
    found = Health()
    found.signs += _age(live, today, found.figures)
    if folder is not None:
        found.signs += _space(folder, found.figures)
        found.signs += _publishing(folder)
    if verified is not None:
        found.signs += _verified(verified, found.figures)
    return found


def _age(live: Live, today: date, figures: dict[str, int]) -> Iterator[Sign]:
    answer = live.get(STATUS, LIMIT)
    if answer.status != 200:
        yield Sign(
            Level.CRITICAL,
            f"{STATUS} 读不到：{answer.note or f'应答 {answer.status}'}（撤下以后还没有重新发布的也这样）",
        )
        return
    try:
        status = read_status(answer.body)
    except StatusError as error:
        yield Sign(Level.CRITICAL, str(error))
        return
    late = figures["days_late"] = (today - status.built_for).days
    at = status.built_at.strftime("%Y-%m-%d %H:%M")
    if status.next_change is not None and status.next_change <= today:
        yield Sign(
            Level.CRITICAL,
            f"{status.next_change} 网站就该变了（撤回、期满等），却还是 {status.built_for} 的内容，{at} 生成",
        )
    elif late < 0:
        yield Sign(Level.WARNING, f"网站是按将来的 {status.built_for} 生成的，核对服务器的时钟")
    elif late > _LATE:
        yield Sign(Level.WARNING, f"网站 {late} 天没有更新，还是 {status.built_for} 的内容，{at} 生成")
    else:
        following = f"，下一次自己要变是 {status.next_change}" if status.next_change else ""
        yield Sign(Level.OK, f"{status.built_for} 的内容，{at} 生成{following}")


def _space(folder: Path, figures: dict[str, int]) -> Iterator[Sign]:
    try:
        free = shutil.disk_usage(folder).free
        size = sum(place.stat().st_size for place in tree_in(folder).rglob("*") if place.is_file())
    except (OSError, ManifestError):
        yield Sign(Level.UNKNOWN, "磁盘剩多少空间读不出来")
        return
    figures["free_mb"] = free >> 20
    if free < _LITTLE * size:
        level = Level.CRITICAL if free < _NONE * size else Level.WARNING
        yield Sign(level, f"磁盘只剩 {free >> 20} MB，网站有 {size >> 20} MB，下一次生成可能放不下")


def _publishing(folder: Path) -> Iterator[Sign]:
    """What a publishing folder has to hold; nothing is asked of a plain tree."""
    if not (folder / RELEASES).is_dir():
        return
    if (folder / JOURNAL).exists():
        yield Sign(Level.WARNING, "有一次发布没有做完，再发布一次就完成")
    if not (folder / CURRENT).exists():
        yield Sign(Level.CRITICAL, f"{CURRENT} 不见了，网站没有内容")
    place = manifest_in(folder)
    try:
        if place is None:
            raise ManifestError("没有发布清单")
        read_manifest(place)
    except ManifestError as error:
        yield Sign(Level.CRITICAL, str(error))
    yield from _ledger(folder / LEDGER)


def _ledger(place: Path) -> Iterator[Sign]:
    try:
        with place.open("rb") as file:
            file.seek(max(0, place.stat().st_size - _TAIL))
            tail = file.read()
    except OSError:
        yield Sign(Level.CRITICAL, "公示账不见了")
        return
    try:
        if not tail.endswith(b"\n") or not isinstance(json.loads(tail.splitlines()[-1]), dict):
            raise ValueError("cut")
    except (ValueError, IndexError, RecursionError):
        yield Sign(Level.CRITICAL, "公示账的最后一行残缺")


def _verified(report: Report, figures: dict[str, int]) -> Iterator[Sign]:
    figures["problems"] = len(report.problems)
    if not report.problems:
        yield Sign(Level.OK, f"核对了 {report.asked} 个地址，完全相符")
        return
    worst = [problem for problem in report.problems if problem.kind in _WORST]
    first = report.problems[0]
    yield Sign(
        Level.CRITICAL if worst else Level.WARNING,
        f"核对有 {len(report.problems)} 处不符，如 {first.kind.label}：{first.path}",
    )
