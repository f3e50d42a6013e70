"""What changes for the public, record by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gongshi.assembly import Assembled
from gongshi.findings import Finding, Severity
from gongshi.lifecycle import Status
from gongshi.public.fingerprint import files_of, fingerprint, in_groups
from gongshi.records.base import Record
from gongshi.records.decision import Decision
from gongshi.registry.register import Register
from gongshi.review.arithmetic import Step, steps
from gongshi.review.duties import conflicts, of_record, people
from gongshi.review.item import ORDER, Attached, Item, Line, Review
from gongshi.review.revisions import Sides
from gongshi.review.seen import Seen, before, pulled, records_of, shown, standing
from gongshi.review.told import told
from gongshi.review.withheld import withheld

SOON = timedelta(days=30)
_WORST_FIRST = (Severity.GATE, Severity.DEFECT, Severity.NOTE)


def review_of(sides: Sides) -> Review:
    """The whole review. RuntimeError when the new side cannot be read at all; its findings then say why."""
    new = sides.new.everything
    if new is None:
        raise RuntimeError("the new side cannot be read")
    changed = {path for change in sides.files for path in (change.old, change.new) if path}
    found = sorted(_items(sides, new), key=lambda item: (ORDER.index(item.what), item.file))
    records = {**records_of(new), **{record.file: record for record in new.undisclosed.values()}}
    peopled = [_with_duties(item, records.get(item.file), sides) for item in found]
    items = [item for item, _ in peopled]
    roles = tuple(dict.fromkeys(fault for _, faults in peopled for fault in faults))
    ours = {item.record for item in items}
    # A record that vanished is told of at its line in the release store.
    findings = [
        f for f in sides.new.findings if f.file in changed or (f.record in ours and f.file.startswith("release/"))
    ]
    findings.sort(key=lambda f: _WORST_FIRST.index(f.severity))
    return Review(
        sides.base, sides.head, new.setting.as_of, tuple(items), tuple(findings),
        len(sides.new.findings) - len(findings), tuple(_lapsing(new)), _approvers(items, new), roles,
        sides.new.folder, tuple(_remarks(sides, changed)),
    )  # fmt: skip


def form_of(identity: str, assembled: Assembled) -> Review | None:
    """The 公开审查表 of one record as it stands now; None when there is no such record."""
    register = assembled.everything
    record = next((r for r in records_of(register).values() if r.id == identity), None)
    if register is None or record is None:
        return None
    item = replace(_whole("新公开", record, register), duties=people(of_record(record, (), ())))
    findings = tuple(f for f in assembled.findings if f.file == record.file)
    others = len(assembled.findings) - len(findings)
    return Review("", "", register.setting.as_of, (item,), findings, others, (), _approvers([item], register), (),
                  assembled.folder)  # fmt: skip


def _items(sides: Sides, new: Register) -> Iterator[Item]:
    old = sides.old.everything
    seen, after = before(sides.old), records_of(new)
    renamed = {change.new: change.old for change in sides.files if change.status == "R"}
    moved = {source: target for target, source in renamed.items()}
    for file, was in seen.items():
        # What is there and cannot be read is not gone.
        there = {file, moved.get(file, "")}
        if there.isdisjoint(after) and there.isdisjoint(sides.new.held):
            yield _gone(was, new)
    folders = _folders(sides)
    stops = _stops(sides.new)
    for file, record in after.items():
        before_it = seen.get(file) or seen.get(renamed.get(file, ""))
        held = file in sides.new.held
        why = f"有拦截的问题（{'、'.join(stops[file])}）" if held else ""
        if before_it is None:
            yield _new(record, new, why)
            continue
        touched = before_it.source != record.digest or file.rsplit(".", 1)[0] in folders
        if touched or before_it.held != held or (not held and before_it.public != shown(record, new)):
            item = _both(before_it, record, new, why)
            if touched or item.what != "只改内部":
                yield item
    yield from withheld(old, new, renamed, sides.new.held, sides.old.held)


def _folders(sides: Sides) -> set[str]:
    """Folders that bear a record's name and in which something changed."""
    found: set[str] = set()
    for change in sides.files:
        for path in (change.old, change.new):
            parts = path.split("/")
            found.update("/".join(parts[:length]) for length in range(2, len(parts)))
    return found


def _stops(side: Assembled) -> dict[str, list[str]]:
    """The codes of the gates on each file."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in side.findings:
        if finding.is_gate and finding.code not in found[finding.file]:
            found[finding.file].append(finding.code)
    return found


def _about(record: Record, register: Register) -> dict[str, Any]:
    entity = str(getattr(record, "entity", "") or next(iter(getattr(record, "entities", ())), ""))
    organ = register.roster[entity].name if entity in register.roster else ""
    title = str(getattr(record, "title", "") or getattr(record, "name", "") or record.id)
    return {"record": record.id, "file": record.file, "title": title, "organ": organ}


def _whole(what: str, record: Record, register: Register, was: Seen | None = None, why: str = "") -> Item:
    """An item with all that the public will read, and what a leader signs."""
    lines = tuple(Line(label, "", text) for label, text in told(record, register))
    return Item(what, **_about(record, register), why=why, lines=lines, attached=tuple(_attached(was, record, register)),
                arithmetic=_steps(record, register), form=in_groups(fingerprint(record, register.digest)))  # fmt: skip


def _new(record: Record, register: Register, stop: str, was: Seen | None = None) -> Item:
    """What the public did not have before. ``stop``: why it does not get it yet, empty when it does."""
    if not shown(record, register):
        reason = register.standings[record.id].state.reason
        return Item("暂不公开", **_about(record, register), why=reason, arithmetic=_steps(record, register))
    if stop:
        return _whole("暂不公开", record, register, was, f"{stop}，改好以前不公开；改好以后公众会看到：")
    again = was is not None and was.withdrawn and was.record.file == record.file
    return _whole("恢复" if again else "新公开", record, register, was)


def _gone(was: Seen, new: Register) -> Item:
    why = "文件被删去，本来就不显示"
    if was.public:
        error = pulled(new, was.record.id)
        why = "误公开，已从站点撤下" if error else "文件被删去；公示期未满又没有撤回的，会被拦下（GS321）"
    return Item("删除", **_about(was.record, was.register), why=why)


def _both(was: Seen, record: Record, new: Register, stop: str) -> Item:
    if not was.public:
        return _new(record, new, stop, was)
    about = _about(record, new)
    stands = standing(record, new)
    if stands is not None and not stands.state.shown:
        error = stands.state.status is Status.TAKEN_DOWN
        return Item("撤下", **about, why="误公开，当日下线，不留说明" if error else stands.state.reason)
    lines = tuple(_lines(told(was.record, was.register, was.standing), told(record, new)))
    attached = tuple(_attached(was, record, new))
    if lines or attached:
        why = f"{stop}，改好以前公众看不到这次的改动" if stop else ""
        form = in_groups(fingerprint(record, new.digest))
        return Item("有改动", **about, why=why, lines=lines, attached=attached, form=form)
    if was.record.file != record.file:
        return Item("改名", **about, why=f"原来是 {was.record.file}；网址跟着文件名走，已公示的记录不能改名")
    if stop and not was.held:
        return Item("暂不公开", **about, why=f"{stop}，改好以前不再更新；文件本身公开的内容没有变化")
    return Item("只改内部", **about, why="公众看到的没有变化")


def _lines(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Line]:
    left, right = dict(old), dict(new)
    for label, text in new:
        if left.get(label, "") != text:
            yield Line(label, left.get(label, ""), text)
    for label, text in old:
        if label not in right:
            yield Line(label, text, "")


def _steps(record: Record, register: Register) -> tuple[Step, ...]:
    return tuple(steps(register.standings[record.id], register)) if isinstance(record, Decision) else ()


def _attached(was: Seen | None, record: Record, new: Register) -> Iterator[Attached]:
    had: Mapping[str, str] = was.files() if was is not None else {}
    for file, path in files_of(record):
        digest = new.digest(path)
        if had.get(file) != digest:
            yield Attached(file, "换了内容" if file in had else "新增", new.attachments.get(path, 0), digest)
    present = {file for file, _ in files_of(record)}
    for file, digest in had.items():
        if file not in present:
            yield Attached(file, "去掉", 0, digest)


def _lapsing(register: Register) -> Iterator[tuple[Any, str, str]]:
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


def _with_duties(item: Item, record: Record | None, sides: Sides) -> tuple[Item, list[str]]:
    """The item with those who had it in their hands, and what is wrong with that (R-GEN-2)."""
    before_it = next((change.old for change in sides.files if change.new == item.file and change.status == "R"), "")
    duties = of_record(record, sides.duties, (item.file, before_it)) if record is not None else []
    faults = [
        f"{item.title}：{person} 一人兼了{'、'.join(held)}，应当由不同的人办" for person, held in conflicts(duties)
    ]
    return replace(item, duties=people(duties)), faults


# What is no record and yet decides on what may be seen, and until when.
_AROUND = {"calendars/": "工作日历", "profiles/": "规则配置", "release/": "发布台账（只由发布程序写）"}


def _remarks(sides: Sides, changed: set[str]) -> Iterator[str]:
    if sides.old.everything is None:
        fault = next((f for f in sides.old.findings if f.stops_everything), Finding("", Severity.GATE, ""))
        yield f"改动以前的内容整个读不出来（{fault.file} {fault.message}），分不出哪些早已公开，下面全部列为新公开"
    for folder, name in _AROUND.items():
        count = sum(path.startswith(folder) for path in changed)
        if count:
            yield f"{name}改了 {count} 个文件（{folder}），会影响期限和显示，请另外核对"
