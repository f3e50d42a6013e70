"""Days of first publication that cannot be forged: written, recorded by releases, and bounded by git (DOMAIN V-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongshi.findings import Severity
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.past import Alteration, Change
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule

_BASIS = "国办秘函〔2019〕19号（伪造发稿日期单项否决）"
SITE, INDEX = "site.yaml", "release/store.json"


def antedated(alteration: Alteration, first: date | None) -> Change | None:
    """The change by which 迁移 claims, after publication, an earlier day than the one that was public; None: none."""
    for change in alteration.changes:
        if change.path == ("迁移",) and change.old is None and first is not None:
            claimed, told = change.new["公示日期"], first.isoformat()
        elif change.path == ("迁移", "公示日期"):
            claimed, told = change.new, change.old
        else:
            continue
        if claimed < told:
            return change
    return None


@rule("GS301", "写的公示日期与发布台账矛盾", Severity.GATE, _BASIS)
def contradicts_store(register: Register) -> Iterator[Hit]:
    """公示日期由发布记账，谁也不能手填。“迁移”写的日期晚于台账记下的首次公示日期，或者在基准日之后；或者记录已经公示了，
    又补写、改写“迁移”，把公示日期提前。

    处理：按原系统的存档改正日期；台账记下之后补写的“迁移”，删去。确有更早的公示，写在“备注”里。

    合格：台账 2026-03-05，迁移: {系统: 旧栏目, 公示日期: 2026-03-04, 依据: 截图存档}（发布之前就写着）

    不合格：台账 2026-03-05，迁移: {系统: 旧栏目, 公示日期: 2026-03-06, 依据: 截图存档}
    """
    setting = register.setting
    for decision in register.decisions.values():
        if decision.migration is None:
            continue
        written, first = decision.migration.published, setting.first_published.get(decision.id)
        place = ("迁移", "公示日期")
        alteration = register.past.altered.get(decision.id)
        if first is not None and written > first:
            message = f"【公示日期】“迁移”写的是 {written}，晚于台账记下的首次公示日期 {first}"
            yield Hit(decision.file, place, message, f"公示日期: 不晚于 {first} 的日期", decision.id)
        elif written > setting.as_of and not setting.looks_back:
            message = f"【公示日期】“迁移”写的是 {written}，还没有到"
            yield Hit(decision.file, place, message, "按原系统的存档改正日期", decision.id)
        elif alteration and not alteration.over and antedated(alteration, first):
            message = f"【公示日期】公示以后才用“迁移”写成 {written}；台账记下的首次公示日期是 {first}，不能改早"
            yield Hit(decision.file, place, message, "恢复原来的写法；确有更早的公示，写在“备注”里", decision.id)


@rule("GS302", "首次公示早于记录进入仓库", Severity.GATE, _BASIS)
def before_it_came(register: Register) -> Iterator[Hit]:
    """台账说的首次公示日期，早于这份记录进入发布分支的那次提交：那一天还没有这份记录，不可能公示。

    处理：从最近一次发布的备份恢复发布台账，不要手工改写。仓库搬迁过、旧历史没有带来的，在 site.yaml 里写“历史起点”。

    合格：2026-03-04 合并，台账 2026-03-05

    不合格：2026-03-12 合并，台账 2026-03-05
    """
    start = _start(register)
    for record in register.dated():
        first, came = register.setting.first_published.get(record.id), register.past.came(record.file)
        if first is None or came is None or first >= came.day:
            continue
        if start is not None and first < start and record.id in register.past.vouched:
            continue
        message = f"台账记下的首次公示日期 {first}，早于记录进入发布分支的 {came.day}（提交 {came.commit[:10]}）"
        yield Hit(record.file, _day_of(record), message, "从最近一次发布的备份恢复发布台账", record.id)


def _start(register: Register) -> date | None:
    """The day since when history counts; None when none is claimed, or when git refutes the claim."""
    start, came = register.site.history, register.past.came(SITE)
    return start.day if start is not None and came is not None and start.day <= came.day else None


def _day_of(record: Decision | RandomResult) -> Path:
    return ("决定日期",) if isinstance(record, Decision) else ("检查完成",)


@rule("GS303", "历史起点晚于仓库的历史", Severity.GATE, _BASIS)
def start_too_late(register: Register) -> Iterator[Hit]:
    """site.yaml 的“历史起点”晚于 site.yaml 进入发布分支的日期：从那一天起 git 已经在记录，不能往后挪。这一项不起作用。

    处理：写仓库搬迁、历史从头开始的那一天。

    合格：历史起点: {日期: 2026-03-01}，`site.yaml` 2026-03-01 进入发布分支

    不合格：历史起点: {日期: 2026-03-10}，`site.yaml` 2026-03-01 进入发布分支
    """
    start, came = register.site.history, register.past.came(SITE)
    if start is not None and came is not None and start.day > came.day:
        message = f"【日期】历史起点 {start.day} 晚于 site.yaml 进入发布分支的 {came.day}（提交 {came.commit[:10]}）"
        yield Hit(SITE, ("历史起点", "日期"), message, f"日期: {came.day}")


@rule("GS304", "首次公示日期没有与提交历史核对", Severity.NOTE, _BASIS)
def not_compared(register: Register) -> Iterator[Hit]:
    """仓库搬迁以前公示的记录，首次公示日期只凭随仓库带来的发布台账，git 历史证明不了。不影响公示，每次检查都列出件数。

    处理：旧仓库封存备查。

    合格：没有搬迁过仓库，首次公示日期都与提交历史核对过

    不合格：历史起点: {日期: 2026-03-01}，台账里有 2026-02-10 首次公示的记录
    """
    start = _start(register)
    if start is None:
        return
    days = register.setting.first_published
    count = sum(days[record] < start for record in register.past.vouched if record in days)
    if count:
        message = f"{count} 条记录首次公示早于历史起点 {start}，只凭台账，没有与提交历史核对"
        yield Hit(SITE, ("历史起点",), message, "旧仓库封存备查")


@rule("GS305", "提交时间倒退", Severity.NOTE, _BASIS)
def clock_went_back(register: Register) -> Iterator[Hit]:
    """发布分支上有提交的时间比前一次提交早一天以上：机器的时钟不准，或者有人改了提交时间。核对公示日期时按较早的算。

    处理：查明是谁提交的；发布分支只由代码平台合并，不直接推送。

    合格：提交时间依次是 2026-03-04、2026-03-05

    不合格：提交时间依次是 2026-03-05、2026-03-03
    """
    for step, before in register.past.backwards:
        message = f"提交 {step.commit[:10]} 的时间是 {step.day}，前一次提交却在 {before}"
        yield Hit(SITE, (), message, "查明是谁提交的；发布分支只由代码平台合并")


@rule("GS306", "首次公示日期被改动", Severity.GATE, _BASIS)
def day_moved(register: Register) -> Iterator[Hit]:
    """发布台账里一条记录的首次公示日期，和当初记下的不一样，或者整条被删去。首次公示日期记下以后不再变。

    处理：从 git 历史恢复发布台账里的这一行。

    合格：记下 2026-03-05 以后一直是 2026-03-05

    不合格：记下 2026-03-12，后来改成 2026-03-05
    """
    records = {record.id: record for record in register.dated()}
    for moved in register.past.moved:
        now = f"现在是 {moved.new}" if moved.new else "现在整条没有了"
        message = f"“{moved.record}”的首次公示日期 {moved.old} 由提交 {moved.step.commit[:10]} 记下，{now}"
        fix = f"恢复台账里的这一行：first_published: {moved.old}"
        record = records.get(moved.record)
        if record is None:
            yield Hit(INDEX, (), message, fix, moved.record, moved.place)
        else:
            yield Hit(record.file, _day_of(record), message, fix, record.id)
