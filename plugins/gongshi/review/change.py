"""What changes for the public, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongshi.assembly import Assembled
from gongshi.findings import Finding, Severity
from gongshi.lifecycle import Status
from gongshi.public.fingerprint import files_of, fingerprint, in_groups
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.release.store import StoreError, read_store
from gongshi.review.arithmetic import Step, steps
from gongshi.review.revisions import Sides
from gongshi.review.told import told

SOON = timedelta(days=30)


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
    """One record. ``what``: 新公开, 有改动, 撤下, 恢复, 删除, 改名, 只改内部, 暂不公开. ``why`` says it in a sentence."""

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


@dataclass(frozen=True, slots=True)
class Review:
    """``findings`` are those of changed files, first of all; ``others`` counts the rest."""

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

    def of(self, *what: str) -> list[Item]:
        """The items of some kinds."""
        return [item for item in self.items if item.what in what]


_WORST_FIRST = (Severity.GATE, Severity.DEFECT, Severity.NOTE)
ORDER = ("新公开", "恢复", "有改动", "撤下", "删除", "改名", "暂不公开", "只改内部")


def review_of(sides: Sides) -> Review:
    """The whole review. RuntimeError when the new side cannot be read at all; its findings then say why."""
    new = sides.new.everything
    if new is None:
        raise RuntimeError("the new side cannot be read")
    old = sides.old.everything
    changed = {change.new or change.old for change in sides.files} | {
        change.old for change in sides.files if change.old
    }
    items = sorted(_items(sides, old, new), key=lambda item: (ORDER.index(item.what), item.file))
    ours = {item.record for item in items}
    # A record that vanished is told of at its line in the release store.
    findings = [
        f for f in sides.new.findings if f.file in changed or (f.record in ours and f.file.startswith("release/"))
    ]
    findings.sort(key=lambda f: _WORST_FIRST.index(f.severity))
    return Review(
        sides.base, sides.head, new.setting.as_of, tuple(items), tuple(findings),
        len(sides.new.findings) - len(findings), tuple(_lapsing(new)), _approvers(items, new), tuple(_roles(sides)),
        sides.new.folder,
    )  # fmt: skip


def records_of(register: Register | None) -> dict[str, Record]:
    """Every record of a site by its file below the content folder; none without a register."""
    if register is None:
        return {}
    shelves: list[Mapping[str, Record]] = [
        register.entities, register.flows, register.guides, register.boards, register.policies, register.decisions,
        register.random_results, register.annual_reports, *register.catalogues.values(),
    ]  # fmt: skip
    return {record.file: record for shelf in shelves for record in shelf.values()}


def _items(sides: Sides, old: Register | None, new: Register) -> Iterator[Item]:
    before, after = records_of(old), records_of(new)
    renamed = {change.old: change.new for change in sides.files if change.status == "R"}
    touched = {path for change in sides.files for path in (change.old, change.new) if path}
    for file, record in before.items():
        if file not in after and old is not None and renamed.get(file) not in after and file not in sides.new.held:
            yield _gone(record, old, new)
    came_from = {target: source for source, target in renamed.items()}
    for file, record in after.items():
        was = before.get(file) or before.get(came_from.get(file, ""))
        if was is None:
            yield _new(record, new)
        elif was.digest != record.digest or _shown(was, old) != _shown(record, new) or _folder_touched(file, touched):
            yield _both(was, record, old, new)


def _folder_touched(file: str, touched: set[str]) -> bool:
    folder = file.rsplit(".", 1)[0] + "/"
    return any(path.startswith(folder) for path in touched)


def _shown(record: Record, register: Register | None) -> bool:
    if register is None:
        return False
    standing = register.standings.get(record.id) if isinstance(record, Decision | RandomResult) else None
    return standing is None or standing.state.shown


def _about(record: Record, register: Register) -> dict[str, Any]:
    entity = str(getattr(record, "entity", "") or next(iter(getattr(record, "entities", ())), ""))
    organ = register.roster[entity].name if entity in register.roster else ""
    title = str(getattr(record, "title", "") or getattr(record, "name", "") or record.id)
    return {"record": record.id, "file": record.file, "title": title, "organ": organ}


def _new(record: Record, register: Register) -> Item:
    if not _shown(record, register):
        reason = register.standings[record.id].state.reason
        return Item("暂不公开", **_about(record, register), why=reason, arithmetic=_steps(record, register))
    lines = tuple(Line(label, "", text) for label, text in told(record, register))
    return Item("新公开", **_about(record, register), lines=lines, attached=tuple(_attached(None, record, None, register)),
                arithmetic=_steps(record, register), form=_form(record, register))  # fmt: skip


def _steps(record: Record, register: Register) -> tuple[Step, ...]:
    return tuple(steps(register.standings[record.id], register)) if isinstance(record, Decision) else ()


def _form(record: Record, register: Register) -> str:
    return in_groups(fingerprint(record, register.digest))


def _gone(record: Record, old: Register, new: Register) -> Item:
    pulled = _pulled(new).get(record.id, False)
    why = "误公开，已从站点撤下" if pulled else "文件被删去；公示期未满又没有撤回的，会被拦下（GS321）"
    return Item("删除", **_about(record, old), why=why if _shown(record, old) else "文件被删去，本来就不再显示")


def _pulled(register: Register) -> dict[str, bool]:
    """Which records the release store says were taken down in error (误公开)."""
    try:
        entries = read_store(register.content).entries
    except StoreError:  # said by a gate of its own
        return {}
    return {record: entry.pulled is not None for record, entry in entries.items()}


def form_of(identity: str, assembled: Assembled) -> Review | None:
    """The 公开审查表 of one record as it stands now; None when there is no such record."""
    register = assembled.everything
    record = next((r for r in records_of(register).values() if r.id == identity), None)
    if register is None or record is None:
        return None
    lines = tuple(Line(label, "", text) for label, text in told(record, register))
    item = Item("新公开", **_about(record, register), lines=lines, attached=tuple(_attached(None, record, None, register)),
                arithmetic=_steps(record, register), form=_form(record, register))  # fmt: skip
    findings = tuple(f for f in assembled.findings if f.file == record.file)
    others = len(assembled.findings) - len(findings)
    return Review("", "", register.setting.as_of, (item,), findings, others, (), _approvers([item], register), (),
                  assembled.folder)  # fmt: skip


def _both(was: Record, record: Record, old: Register | None, new: Register) -> Item:
    about = _about(record, new)
    before, after = _shown(was, old), _shown(record, new)
    if before and not after:
        standing = new.standings[record.id].state
        why = "误公开，当日下线，不留说明" if standing.status is Status.TAKEN_DOWN else standing.reason
        return Item("撤下", **about, why=why)
    if after and not before:
        lines = tuple(Line(label, "", text) for label, text in told(record, new))
        return Item("恢复" if was.file == record.file and _withdrawn(was, old) else "新公开", **about, lines=lines,
                    attached=tuple(_attached(was, record, old, new)), arithmetic=_steps(record, new),
                    form=_form(record, new))  # fmt: skip
    if not after:
        return Item("暂不公开", **about, why=new.standings[record.id].state.reason)
    lines = tuple(_lines(told(was, old) if old else [], told(record, new)))
    attached = tuple(_attached(was, record, old, new))
    if lines or attached:
        return Item("有改动", **about, lines=lines, attached=attached, form=_form(record, new))
    if was.file != record.file:
        return Item("改名", **about, why=f"原来是 {was.file}；网址跟着文件名走，已公示的记录不能改名")
    return Item("只改内部", **about, why="公众看到的没有变化")


def _withdrawn(record: Record, register: Register | None) -> bool:
    return register is not None and register.standings[record.id].state.status is Status.WITHDRAWN


def _lines(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Line]:
    before, after = dict(old), dict(new)
    for label, text in new:
        if before.get(label, "") != text:
            yield Line(label, before.get(label, ""), text)
    for label, text in old:
        if label not in after:
            yield Line(label, text, "")


def _attached(was: Record | None, record: Record, old: Register | None, new: Register) -> Iterator[Attached]:
    before = {file: old.digest(path) for file, path in files_of(was)} if was is not None and old is not None else {}
    for file, path in files_of(record):
        digest = new.digest(path)
        if before.get(file) != digest:
            status = "换了内容" if file in before else "新增"
            yield Attached(file, status, new.attachments.get(path, 0), digest)
    present = {file for file, _ in files_of(record)}
    for file, digest in before.items():
        if file not in present:
            yield Attached(file, "去掉", 0, digest)


def _lapsing(register: Register) -> Iterator[tuple[date, str, str]]:
    found = []
    for decision in register.decisions.values():
        state = register.standings[decision.id].state
        if state.shown and state.term_end is not None and state.term_end <= register.setting.as_of + SOON:
            found.append((state.term_end, decision.number, decision.title))
    return iter(sorted(found))


def _approvers(items: list[Item], register: Register) -> dict[str, tuple[str, ...]]:
    """Whose accounts must approve, by organ; what belongs to no organ alone is the site's own reviewers' affair."""
    names = {entry.name: tuple(f"@{account}" for account in entry.accounts) for entry in register.site.roster}
    site = tuple(f"@{account}" for account in register.site.accounts)
    return {organ or "全站": names.get(organ, ()) or site for organ in sorted({item.organ for item in items})}


def _roles(sides: Sides) -> Iterator[str]:
    """What is wrong with who did what: one person in two duties of a change (R-GEN-2)."""
    by_person: dict[str, set[str]] = {}
    for duty in sides.duties:
        by_person.setdefault(duty.person, set()).add(duty.duty)
    for person, duties in sorted(by_person.items()):
        if len(duties) > 1:
            yield f"{person} 一人兼了{'、'.join(sorted(duties))}，应当由不同的人办"
