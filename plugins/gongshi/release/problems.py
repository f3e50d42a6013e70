"""What can be wrong with a live site, and the report of a look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

FORMAT = 1


class Kind(StrEnum):
    """What is wrong with an address; the value is the name in JSON, ``label`` the Chinese word."""

    STANDING = "standing"
    MENTIONED = "mentioned"
    STALE = "stale"
    CHANGED = "changed"
    EXTRA = "extra"
    MISSING = "missing"
    SOFT = "soft"
    UNREACHABLE = "unreachable"
    BLIND = "blind"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """The worst first."""
        return list(Kind).index(self)


_LABELS = {
    Kind.STANDING: "应撤未撤",
    Kind.MENTIONED: "仍有提及",
    Kind.STALE: "没有更新",
    Kind.CHANGED: "内容不符",
    Kind.EXTRA: "多出",
    Kind.MISSING: "缺少",
    Kind.SOFT: "应答不对",
    Kind.UNREACHABLE: "读不到",
    Kind.BLIND: "没法全核对",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """``path`` relative to the site's root, empty for the site as a whole; ``record`` where one is meant."""

    kind: Kind
    path: str
    note: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """``built_for``: the day that the live site says it was built for, None where it does not. ``asked``: addresses."""

    day: date
    built_for: date | None
    asked: int
    problems: tuple[Problem, ...] = ()

    @property
    def summary(self) -> str:
        """One line in Chinese."""
        said = f"有 {len(self.problems)} 处不符" if self.problems else "完全相符"
        built_for = f" {self.built_for} " if self.built_for else "不明的日子"
        return f"基准日 {self.day}：网站按{built_for}生成，看了 {self.asked} 个地址，{said}"

    def as_data(self, target: str) -> dict[str, Any]:
        """JSON data."""
        built_for = self.built_for.isoformat() if self.built_for else None
        rows = [{"kind": p.kind.value, "path": p.path, "record": p.record, "note": p.note} for p in self.problems]
        head = {"format": FORMAT, "target": target, "as_of": self.day.isoformat(), "built_for": built_for}
        return {**head, "asked": self.asked, "problems": rows}
