"""What a review says: each record with what becomes of it for the public, and all that stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongshi.findings import Finding
from gongshi.review.arithmetic import Step


@dataclass(frozen=True, slots=True)
class Line:
    """One field on both sides; empty where a side has none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes out with the record: ``size`` in bytes, ``digest`` SHA-256 in hexadecimal."""

    file: str
    status: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record. ``what`` is one of ``ORDER``; ``why`` says it in a sentence. ``group``: the ground of a 不予公开.

    ``duties``: who did which of 采集, 传递, 审核, 发布; nobody's name where none is known.
    """

    what: str
    record: str
    file: str
    title: str
    organ: str
    why: str = ""
    lines: tuple[Line, ...] = ()
    attached: tuple[Attached, ...] = ()
    arithmetic: tuple[Step, ...] = ()
    form: str = ""
    group: str = ""
    duties: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def two_sided(self) -> bool:
        """Whether its fields have a before and an after."""
        return self.what in TWO_SIDED


@dataclass(frozen=True, slots=True)
class Review:
    """``findings`` are those of changed files, first of all; ``others`` counts the rest. ``remarks`` limit what is said."""

    base: str
    head: str
    as_of: date
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    others: int
    lapsing: tuple[tuple[date, str, str], ...]
    approvers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    folder: str = "content"
    remarks: tuple[str, ...] = ()

    def of(self, *what: str) -> list[Item]:
        """The items of some kinds."""
        return [item for item in self.items if item.what in what]


# In the order in which a reviewer wants them.
ORDER = (
    "新公开", "恢复", "有改动", "撤下", "删除", "改名", "列入不予公开", "不予公开改动", "取消不予公开", "暂不公开", "只改内部",
)  # fmt: skip
TWO_SIDED = frozenset({"有改动", "不予公开改动"})
