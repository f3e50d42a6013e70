"""Removals alone: what may not be seen any more goes, whatever stands in the way of a release.

First a site of what may stay, rendered from the release store; when none can be sealed, pure deletion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from gongshi.assembly import Assembled
from gongshi.findings import Scope
from gongshi.public.statement import restored
from gongshi.records.decision import Decision
from gongshi.records.results import RandomResult
from gongshi.registry.register import Register
from gongshi.release import deletion
from gongshi.release.before import Before
from gongshi.release.catch_up import store_behind
from gongshi.release.coming_down import coming_down
from gongshi.release.draft import day_of, drafted, not_backwards
from gongshi.release.folder import Folder, fresh
from gongshi.release.publish import launch
from gongshi.release.store import Store, StoreError, read_store
from gongshi.release.today import record_pages
from gongshi.release.work import BlockedError, Options, StoppedError, Work
from gongshi.site.failure import NotWholeError, described


def removals(folder: Folder, work: Work, options: Options, before: Before, why: str = "") -> int:
    """Takes down what must come down today. ``why``: what stopped the release that should have gone out.

    The exit status: 0 when all is done that was asked, 1 when a release is blocked and removals were done. Raises
    StoppedError (3) when nothing had to be, or could be, removed while a release is blocked.
    """
    if before.name is None:
        raise StoppedError(f"{why or '还没有发布过'}；什么也没有发布")
    assembled = _assembled(work)
    register = assembled.register
    as_of = register.setting.as_of if register else work.asked or max(work.today(), before.as_of or date.min)
    not_backwards(as_of, before, work)
    down = coming_down(before.facts, as_of, assembled, work.content)
    if not down:
        if not before.facts and (before.manifest is None or any(record_pages(before.manifest.files))):
            said = "上一次发布的 records.json 也读不出来，查不出哪些到期：请核对网站，要撤下的用 gongshi pull 撤下"
            raise StoppedError(f"{f'{why}；' if why else ''}什么也没有发布；{said}")
        if why:
            raise StoppedError(f"{why}；什么也没有发布，没有到期要撤下的，原来的网站没有动")
        work.say("没有要撤下的")
        return 0
    day = day_of(register, work) if register else (as_of if work.asked else work.today())
    work.say(f"要撤下 {len(down)} 条：{'、'.join(sorted(down))}")
    if options.dry_run:
        return int(bool(why))
    _take_down(folder, work, options, before, down, as_of, day, register is not None)
    if why:
        work.say(f"{why}：新的内容没有发布；到期和撤回的已经撤下")
    return int(bool(why))


def _assembled(work: Work) -> Assembled:
    """What can be read. Where nothing can, whatever breaks, the timetable of the live release is left."""
    try:
        return work.assemble((), frozenset())
    except Exception as error:
        if isinstance(error, NotWholeError) and error.exitcode == 2:
            raise
        work.say(f"内容读不全（{_reason(error)}），到期的按上一次发布写下的期限撤下")
        return Assembled([])


def _reason(error: Exception) -> str:
    if isinstance(error, NotWholeError):
        return error.why
    return str(error) if isinstance(error, BlockedError) else described(error)


def _take_down(
    folder: Folder,
    work: Work,
    options: Options,
    before: Before,
    down: Mapping[str, str],
    as_of: date,
    day: date,
    readable: bool,
) -> None:
    if readable:
        try:
            render(folder, work, options, before, down)
        except StoppedError:
            raise
        except Exception as error:  # whatever a broken engine, theme or disk may raise: removal must go on
            work.say(f"按台账重新生成不成（{_reason(error)}），改为按清单删除")
        else:
            return
    by_manifest(folder, work, options, before, down, as_of, day)


def by_manifest(
    folder: Folder, work: Work, options: Options, before: Before, down: Mapping[str, str], as_of: date, day: date
) -> None:
    """Pure deletion, into a new release where the disk takes one, else in the live tree. StoppedError (3)."""
    try:
        deletion.delete(folder, work, options, before, down, as_of, day)
    except OSError as error:
        work.say(f"新的发布写不进去（{described(error)}），直接从现在的网站里删除")
        try:
            count = deletion.delete_in_place(folder, before, down)
        except OSError as worse:
            raise StoppedError(f"删不掉：{described(worse)}；请马上停掉网站服务") from None
        said = f"已从现在的网站里删去 {count} 个文件；名单暂缺，排除上面说的问题以后请马上重新发布"
        raise StoppedError(said, 1) from None


def render(folder: Folder, work: Work, options: Options, before: Before, down: Mapping[str, str]) -> None:
    """A release of what is live and may stay, as the public was last told it."""

    def narrow(assembled: Assembled) -> Assembled:
        if assembled.register is None:
            raise BlockedError("站点文件、规则、日历或者台账读不出来")
        if store_behind(before.ledger, work.content):
            raise BlockedError("发布台账不全")
        try:
            stay(assembled.register, before, down, read_store(work.content))
        except StoreError as error:
            raise BlockedError(str(error)) from None
        kept = [finding for finding in assembled.findings if finding.scope is not Scope.RELEASE]
        return replace(assembled, findings=kept)

    with fresh(folder) as place:
        draft, _ = drafted(folder, work, before, place, narrow)
        launch(folder, work, options, before, draft)


def stay(register: Register, before: Before, down: Mapping[str, str], store: Store) -> None:
    """Leaves in ``register`` what the live release shows: content as it was last told, and notices of withdrawal."""
    kept: list[Decision | RandomResult] = []
    for record in register.dated():
        fact, state = before.facts.get(record.id), register.standings[record.id].state
        if record.id in register.kept:
            kept.append(record)
        elif fact is not None and (record.id in down or fact.tombstone):
            if not state.shown:
                kept.append(record)
        elif fact is not None and fact.shown:
            kept.append(_as_told(record, store, register))
    register.decisions.clear()
    register.random_results.clear()
    for record in kept:
        register.add("decision" if isinstance(record, Decision) else "random-result", [record])
    register.under(register.setting)
    register.reindex()


def _as_told(record: Decision | RandomResult, store: Store, register: Register) -> Decision | RandomResult:
    """The record's last statement. BlockedError where the store knows none: what the file says now may be new."""
    entry = store.entries.get(record.id)
    try:
        told = restored(store.statement(record.id) or {}, entry.kind, record.id) if entry else None
    except ValueError:
        told = None
    if entry is None or not isinstance(told, Decision | RandomResult):
        raise BlockedError(f"发布台账里没有 {record.id} 公示的内容")
    told.bind(id=record.id, file=record.file)
    register.kept[record.id] = entry.attachments
    return told
